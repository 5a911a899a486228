// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.sigstore;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.tracebinder.core.Event;

/** The certificate of a bundle: whom it names, when it holds, and whether its key made the signature. */
final class Signer {

    private static final int MAX_CERTIFICATE = 1 << 20;
    private static final int MAX_CLAIM = 4096;
    /** Sigstore's own extensions of certificates: on whose word, and for which run, the identity was certified. */
    private static final String CLAIMS = "1.3.6.1.4.1.57264.1.";
    private static final Map<Integer, String> NAMES = names();

    private static Map<Integer, String> names() {
        Map<Integer, String> names = new TreeMap<>();
        names.put(1, "issuer");
        names.put(2, "workflowTrigger");
        names.put(3, "workflowSha");
        names.put(4, "workflowName");
        names.put(5, "workflowRepository");
        names.put(6, "workflowRef");
        names.put(8, "issuer");
        names.put(9, "buildSigner");
        names.put(10, "buildSignerDigest");
        names.put(11, "runnerEnvironment");
        names.put(12, "repository");
        names.put(13, "repositoryDigest");
        names.put(14, "repositoryRef");
        names.put(15, "repositoryId");
        names.put(16, "owner");
        names.put(17, "ownerId");
        names.put(18, "buildConfig");
        names.put(19, "buildConfigDigest");
        names.put(20, "buildTrigger");
        names.put(21, "run");
        names.put(22, "visibility");
        return names;
    }

    private final X509Certificate certificate;

    private Signer(X509Certificate certificate) {
        this.certificate = certificate;
    }

    /** @return the signer, null when the bytes are no certificate */
    static Signer of(byte[] bytes) {
        if (bytes == null || bytes.length > MAX_CERTIFICATE) {
            return null;
        }
        try {
            return new Signer((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(
                    new ByteArrayInputStream(bytes)));
        } catch (GeneralSecurityException | RuntimeException e) {
            // not a certificate that can be read: the caller says so
            return null;
        }
    }

    /** @return the identities in the certificate (addresses and URIs), null when there are none */
    String identities() {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            StringJoiner joined = new StringJoiner(", ");
            if (names != null) {
                for (List<?> name : names) {
                    if (name.size() > 1 && name.get(1) instanceof String text) {
                        joined.add(text);
                    }
                }
            }
            return joined.length() == 0 ? null : joined.toString();
        } catch (GeneralSecurityException e) {
            // names that can't be read are no names
            return null;
        }
    }

    void addTo(Event.Builder b) {
        b.extra("certificate.validFrom", certificate.getNotBefore().toInstant().toString())
                .extra("certificate.validTo", certificate.getNotAfter().toInstant().toString())
                .extra("certificate.serial", certificate.getSerialNumber().toString(16));
        Set<String> said = new HashSet<>();
        NAMES.forEach((number, name) -> {
            String claim = claim(certificate.getExtensionValue(CLAIMS + number));
            if (claim != null && said.add(name + "=" + claim)) {
                b.extra("certificate." + name, claim);
            }
        });
    }

    /**
     * @param der an octet string, in which the early claims are bare text and the later ones a UTF8String
     * @return the text, null when it is absent or no text
     */
    private static String claim(byte[] der) {
        int from = inside(der, 0, 0x04);
        int text = inside(der, from, 0x0C);
        int at = text >= 0 ? text : from;
        if (at < 0 || der.length - at > MAX_CLAIM) {
            return null;
        }
        String claim = new String(der, at, der.length - at, StandardCharsets.UTF_8);
        return claim.isEmpty() || claim.chars().anyMatch(Character::isISOControl) ? null : claim;
    }

    /** @return where the content of an element begins that reaches to the end, -1 when there is none with that tag */
    private static int inside(byte[] der, int at, int tag) {
        if (der == null || at < 0 || at + 2 > der.length || der[at] != tag) {
            return -1;
        }
        int length = der[at + 1] & 0xFF;
        int head = 2;
        if (length >= 0x80) {
            int bytes = length & 0x7F;
            head += bytes;
            length = 0;
            for (int i = 0; i < bytes && bytes <= 3 && at + 2 + i < der.length; i++) {
                length = length << 8 | der[at + 2 + i] & 0xFF;
            }
        }
        return at + head + length == der.length ? at + head : -1;
    }

    boolean validAt(Instant instant) {
        return !instant.isBefore(certificate.getNotBefore().toInstant())
                && !instant.isAfter(certificate.getNotAfter().toInstant());
    }

    Instant validFrom() {
        return certificate.getNotBefore().toInstant();
    }

    /** @return what the envelope signs: type and payload with their lengths (DSSE, pre-authentication encoding) */
    static byte[] envelope(String type, byte[] payload) {
        byte[] name = type.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("DSSEv1 " + name.length + " " + type + " " + payload.length + " ")
                .getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + payload.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(payload, 0, all, head.length, payload.length);
        return all;
    }

    /**
     * @param signed the bytes that were signed, or their digest
     * @param digest true when it is the digest
     * @return whether the key of the certificate made the signature; null when the kind of key is not known here
     */
    Boolean made(byte[] signature, byte[] signed, boolean digest) {
        PublicKey key = certificate.getPublicKey();
        if (!(key instanceof ECPublicKey) && digest) {
            return null;
        }
        String algorithm = key instanceof ECPublicKey ec ? digest ? "NONEwithECDSA"
                : ec.getParams().getOrder().bitLength() > 256 ? "SHA384withECDSA" : "SHA256withECDSA"
                : key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : key.getAlgorithm().equals("EdDSA") ? "Ed25519"
                : null;
        if (algorithm == null) {
            return null;
        }
        try {
            Signature check = Signature.getInstance(algorithm);
            check.initVerify(key);
            check.update(signed);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            // a signature that is not even one of this kind was not made by the key
            return false;
        }
    }
}
