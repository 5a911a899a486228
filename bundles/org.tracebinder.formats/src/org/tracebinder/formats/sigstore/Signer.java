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
import java.util.List;
import java.util.StringJoiner;
import org.tracebinder.core.Event;

/** The certificate of a bundle: whom it names, when it holds, and whether its key made the signature. */
final class Signer {

    private static final int MAX_CERTIFICATE = 1 << 20;

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
