// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.RuntimeOperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.tracebinder.core.Hash;
import org.tracebinder.core.TracebinderException;

/**
 * Signs bytes with a key of a PKCS#12 file: CMS (RFC 5652), detached, DER, with the signing certificate named in the
 * signed attributes (CAdES-B without a signing time: the signer's own clock proves nothing and would make each export
 * differ). RSA keys sign with PKCS #1 v1.5 and SHA-256, elliptic curves with deterministic ECDSA (RFC 6979), Ed25519 as
 * it is: the same content gives the same signature. Thread-safe.
 */
public final class Signer {

    /** Used by name of object, never registered: other code keeps the platform's own algorithms. */
    static final Provider PROVIDER = new BouncyCastleProvider();

    private final PrivateKey key;
    private final List<X509Certificate> chain;

    private Signer(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = chain;
    }

    /**
     * @param file     PKCS#12
     * @param password of the file and its key; not kept
     * @return a signer with the only key of the file
     * @throws TracebinderException when file, password or key do not fit
     */
    public static Signer open(Path file, char[] password) throws TracebinderException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            List<String> keys = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    keys.add(alias);
                }
            }
            if (keys.size() != 1) {
                throw new TracebinderException(file + " holds " + keys.size() + " private keys; one is needed to sign");
            }
            Key key = store.getKey(keys.get(0), password);
            Certificate[] certificates = store.getCertificateChain(keys.get(0));
            if (certificates == null || certificates.length == 0) {
                throw new TracebinderException(file + " holds no certificate for its key");
            }
            List<X509Certificate> chain = Arrays.stream(certificates).map(X509Certificate.class::cast).toList();
            String family = family(chain.get(0).getPublicKey().getAlgorithm());
            PrivateKey own = KeyFactory.getInstance(family, PROVIDER)
                    .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
            return new Signer(own, chain);
        } catch (IOException | GeneralSecurityException e) {
            throw new TracebinderException("can't sign with " + file + ": " + e.getMessage(), e);
        }
    }

    private static String family(String algorithm) throws GeneralSecurityException {
        return switch (algorithm.toUpperCase(Locale.ROOT)) {
            case "RSA" -> "RSA";
            case "EC", "ECDSA" -> "EC";
            case "EDDSA", "ED25519" -> "Ed25519";
            default -> throw new GeneralSecurityException("keys of the kind " + algorithm
                    + " are not supported; RSA, EC and Ed25519 are");
        };
    }

    /** @return the subject of the signing certificate (RFC 2253) */
    public String subject() {
        return chain.get(0).getSubjectX500Principal().getName();
    }

    /**
     * @param content the signed bytes
     * @return CMS SignedData without the content, DER
     * @throws TracebinderException when the key can't sign
     */
    public byte[] sign(byte[] content) throws TracebinderException {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            JcaSignerInfoGeneratorBuilder info = new JcaSignerInfoGeneratorBuilder(
                    new JcaDigestCalculatorProviderBuilder().setProvider(PROVIDER).build());
            info.setSignedAttributeGenerator(new NamedCertificate(chain.get(0)));
            generator.addSignerInfoGenerator(info.build(contentSigner(), chain.get(0)));
            generator.addCertificates(new JcaCertStore(chain));
            return generator.generate(new CMSProcessableByteArray(content), false).getEncoded("DER");
        } catch (CMSException | OperatorException | RuntimeOperatorException | GeneralSecurityException
                | IOException e) {
            throw new TracebinderException("signing failed: " + e.getMessage(), e);
        }
    }

    /**
     * OpenSSL before 4.0 can't check Ed25519 inside CMS; a bare signature it can.
     *
     * @return true for Ed25519 keys, which sign content of any length as it is
     */
    boolean signsRaw() {
        return !List.of("EC", "ECDSA", "RSA").contains(key.getAlgorithm());
    }

    /** @return a bare signature: PKCS #1 v1.5 for RSA, DER for elliptic curves, the 64 bytes of RFC 8032 for Ed25519 */
    byte[] signRaw(byte[] content) throws TracebinderException {
        try {
            Signature signature = Signature.getInstance(switch (key.getAlgorithm()) {
                case "EC", "ECDSA" -> "SHA256withECDDSA";
                case "RSA" -> "SHA256withRSA";
                default -> "Ed25519";
            }, PROVIDER);
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new TracebinderException("signing failed: " + e.getMessage(), e);
        }
    }

    /** @return SHA-256 of the signing certificate */
    Hash certificate() throws TracebinderException {
        try {
            return Hash.of(chain.get(0).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new TracebinderException("the certificate can't be written: " + e.getMessage(), e);
        }
    }

    /** @return the signing certificate, PEM */
    String pem() throws TracebinderException {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(chain.get(0).getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new TracebinderException("the certificate can't be written: " + e.getMessage(), e);
        }
    }

    private ContentSigner contentSigner() throws OperatorCreationException, GeneralSecurityException {
        return switch (key.getAlgorithm()) {
            case "EC", "ECDSA" -> new DeterministicEcdsa(key);
            case "RSA" -> new JcaContentSignerBuilder("SHA256withRSA").setProvider(PROVIDER).build(key);
            default -> new JcaContentSignerBuilder("Ed25519").setProvider(PROVIDER).build(key);
        };
    }

    /** The usual signed attributes without a time, plus the digest of the signing certificate (RFC 5035). */
    private static final class NamedCertificate extends DefaultSignedAttributeTableGenerator {

        private final byte[] certificate;

        NamedCertificate(X509Certificate certificate) throws GeneralSecurityException {
            this.certificate = certificate.getEncoded();
        }

        @Override
        @SuppressWarnings("rawtypes")
        public AttributeTable getAttributes(Map parameters) {
            @SuppressWarnings("unchecked")
            Hashtable<ASN1ObjectIdentifier, Attribute> table = createStandardAttributeTable(parameters);
            table.remove(CMSAttributes.signingTime);
            ASN1Encodable id = new SigningCertificateV2(new ESSCertIDv2(Hash.of(certificate).bytes()));
            ASN1ObjectIdentifier type = PKCSObjectIdentifiers.id_aa_signingCertificateV2;
            table.put(type, new Attribute(type, new DERSet(id)));
            return new AttributeTable(table);
        }
    }

    /** ECDSA with SHA-256 whose nonce comes from key and message. */
    private static final class DeterministicEcdsa implements ContentSigner {

        private final Signature signature;

        DeterministicEcdsa(PrivateKey key) throws GeneralSecurityException {
            signature = Signature.getInstance("SHA256withECDDSA", PROVIDER);
            signature.initSign(key);
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        }

        @Override
        public OutputStream getOutputStream() {
            return new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] b, int off, int len) throws IOException {
                    try {
                        signature.update(b, off, len);
                    } catch (GeneralSecurityException e) {
                        throw new IOException(e);
                    }
                }
            };
        }

        @Override
        public byte[] getSignature() {
            try {
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new RuntimeOperatorException("ECDSA failed: " + e.getMessage(), e);
            }
        }
    }
}
