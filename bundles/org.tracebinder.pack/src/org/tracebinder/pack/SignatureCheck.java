// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.Selector;
import org.bouncycastle.util.Store;
import org.tracebinder.core.CanonicalJson;
import org.tracebinder.core.Hash;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.words.Count;
import org.tracebinder.pack.JsonTree.BadFormException;

/** Checks signatures for what they are: that the holder of a certificate's key signed these bytes. */
final class SignatureCheck {

    private static final int MAX = 1 << 20;

    private static final int HEADS = 1 << 26;

    private final PackArchive archive;
    private final BagCheck bag;
    private final Optional<Path> beside;

    /** @param file the pack; {@code PACK.zip.tsr} or {@code PACK.tsr} beside it is taken for its time stamp */
    SignatureCheck(PackArchive archive, BagCheck bag, Path file) {
        this.archive = archive;
        this.bag = bag;
        Path whole = file.toAbsolutePath();
        String name = whole.getFileName().toString();
        this.beside = Stream.of(name + ".tsr", name.replaceAll("(?i)\\.zip$", "") + ".tsr").map(whole::resolveSibling)
                .filter(Files::isRegularFile).findFirst();
    }

    /** @return true when the pack says or shows that it is signed */
    boolean expected() {
        String said = bag.info("Tracebinder-Signature");
        return bag.has(PackNames.SIGNATURE) || said != null && !said.equals("none");
    }

    String signature() throws IOException, BadFormException {
        if (!PackNames.SIGNATURE.equals(bag.info("Tracebinder-Signature"))) {
            throw new BadFormException("bag-info.txt does not name " + PackNames.SIGNATURE);
        }
        byte[] signature = archive.small(bag.entry(PackNames.SIGNATURE), MAX);
        try {
            byte[] signed = bag.small(PackNames.TAGS_256);
            String who = signedBy(signature, signed);
            X509CertificateHolder certificate = certificate(bag.small(PackNames.SIGNER));
            if (!who.contains(Hash.of(certificate.getEncoded()).toString())) {
                throw new BadFormException(PackNames.SIGNER + " is the certificate of somebody else");
            }
            if (bag.has(PackNames.RAW_SIGNATURE) && !raw(bag.small(PackNames.RAW_SIGNATURE), signed, certificate)) {
                throw new BadFormException(PackNames.RAW_SIGNATURE + " does not fit");
            }
            return who;
        } catch (BadFormException e) {
            throw new BadFormException(PackNames.SIGNATURE + ": " + e.getMessage());
        }
    }

    private static X509CertificateHolder certificate(byte[] pem) throws BadFormException {
        try {
            String base64 = new String(pem, US_ASCII).replaceAll("-----[A-Z ]+-----|\\s", "");
            return new X509CertificateHolder(Base64.getDecoder().decode(base64));
        } catch (IOException | IllegalArgumentException e) {
            throw new BadFormException(PackNames.SIGNER + " is no certificate");
        }
    }

    private static boolean raw(byte[] signature, byte[] content, X509CertificateHolder certificate) {
        try {
            PublicKey key = new JcaX509CertificateConverter().setProvider(Signer.PROVIDER).getCertificate(certificate)
                    .getPublicKey();
            Signature verifier = Signature.getInstance(switch (key.getAlgorithm()) {
                case "EC", "ECDSA" -> "SHA256withECDSA";
                case "RSA" -> "SHA256withRSA";
                default -> "Ed25519";
            }, Signer.PROVIDER);
            verifier.initVerify(key);
            verifier.update(content);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // another kind of key, or no signature at all
        }
    }

    /** The tree heads once more, as a statement that was signed by itself. */
    String treeHeads() throws IOException, BadFormException {
        byte[] envelope = archive.small(bag.entry(PackNames.SIGNED_HEADS), HEADS);
        byte[] statement;
        try {
            X509CertificateHolder certificate = certificate(bag.small(PackNames.SIGNER));
            statement = Dsse.payload(envelope, Hash.of(certificate.getEncoded()).toString(),
                    (content, signature) -> raw(signature, content, certificate));
        } catch (BadFormException e) {
            throw new BadFormException(PackNames.SIGNED_HEADS + ": " + e.getMessage());
        }
        Map<String, Object> heads = JsonTree.object(archive.small(bag.entry(PackNames.HEADS), HEADS));
        if (!Arrays.equals(statement, CanonicalJson.bytes(Dsse.statement(heads)))) {
            throw new BadFormException(PackNames.SIGNED_HEADS + " says something else than " + PackNames.HEADS);
        }
        return Count.of(JsonTree.objects(heads, "heads").size(), "tree head") + " signed by the key of "
                + PackNames.SIGNER;
    }

    /** @return true when a reply of a time stamp authority is in the pack or beside it */
    boolean stamped() {
        return bag.has(PackNames.STAMP) || beside.isPresent();
    }

    String stamp() throws IOException, BadFormException {
        List<String> said = new ArrayList<>();
        if (bag.has(PackNames.STAMP)) {
            said.add(stamp(PackNames.STAMP, archive.small(bag.entry(PackNames.STAMP), MAX)));
        }
        if (beside.isPresent()) {
            String name = beside.get().getFileName().toString();
            if (Files.size(beside.get()) > MAX) {
                throw new BadFormException(name + " is larger than a time stamp can be");
            }
            said.add(stamp(name + " beside the pack", Files.readAllBytes(beside.get())));
        }
        return String.join("; ", said);
    }

    private String stamp(String name, byte[] reply) throws IOException, BadFormException {
        try {
            TimeStamp.Stamp stamp = TimeStamp.check(reply, bag.small(PackNames.TAGS_256));
            return name + ": there at " + stamp.time() + ", says " + stamp.authority() + " (certificate SHA-256 "
                    + stamp.sha256() + ")";
        } catch (TracebinderException e) {
            throw new BadFormException(name + ": " + e.getMessage());
        }
    }

    String stampQuery() throws IOException, BadFormException {
        byte[] query = archive.small(bag.entry(PackNames.STAMP_QUERY), MAX);
        try {
            if (!Arrays.equals(query, TimeStamp.query(bag.small(PackNames.TAGS_256)))) {
                throw new BadFormException(PackNames.STAMP_QUERY + " asks for a stamp over something else");
            }
        } catch (TracebinderException e) {
            throw new BadFormException(e.getMessage());
        }
        return "asks for a stamp over " + PackNames.TAGS_256;
    }

    /**
     * @param cms     SignedData without content
     * @param content the signed bytes
     * @return who signed
     * @throws BadFormException when there is no signer or one of the signatures does not fit
     */
    static String signedBy(byte[] cms, byte[] content) throws BadFormException {
        try {
            CMSSignedData data = new CMSSignedData(new CMSProcessableByteArray(content), cms);
            Store<X509CertificateHolder> certificates = data.getCertificates();
            List<String> signers = new ArrayList<>();
            for (SignerInformation signer : data.getSignerInfos().getSigners()) {
                @SuppressWarnings("unchecked")
                Selector<X509CertificateHolder> selector = signer.getSID();
                Collection<X509CertificateHolder> found = certificates.getMatches(selector);
                if (found.isEmpty()) {
                    throw new BadFormException("the certificate of the signer is missing");
                }
                X509CertificateHolder certificate = found.iterator().next();
                if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider(Signer.PROVIDER)
                        .build(certificate))) {
                    throw new BadFormException("the signature does not fit");
                }
                String name = new X500Principal(certificate.getSubject().getEncoded()).getName();
                signers.add(name + " (certificate SHA-256 " + Hash.of(certificate.getEncoded()) + ")");
            }
            if (signers.isEmpty()) {
                throw new BadFormException("it holds no signer");
            }
            return "signed by " + String.join(" and ", signers);
        } catch (CMSException | OperatorCreationException | GeneralSecurityException | IOException e) {
            throw new BadFormException("the signature does not fit: " + e.getMessage());
        }
    }
}
