// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.Collection;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Selector;
import org.tracebinder.core.Hash;
import org.tracebinder.core.TracebinderException;

/**
 * Time stamps (RFC 3161) without a network: a query to carry out on a stick, and a look at the reply that comes back.
 * The query holds no nonce, so that the same content gives the same query. Thread-safe.
 */
public final class TimeStamp {

    private TimeStamp() {
    }

    /**
     * @param content what is to be stamped
     * @return a request over its SHA-256 that asks for the authority's certificate, DER
     * @throws TracebinderException never for SHA-256; the encoder declares it
     */
    public static byte[] query(byte[] content) throws TracebinderException {
        try {
            TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
            generator.setCertReq(true);
            return generator.generate(NISTObjectIdentifiers.id_sha256, Hash.of(content).bytes()).getEncoded();
        } catch (IOException e) {
            throw new TracebinderException("can't write the time stamp query: " + e.getMessage(), e);
        }
    }

    /**
     * What a time stamp says.
     *
     * @param time      of the authority's clock, ISO 8601 in UTC
     * @param authority name in the certificate that signed (RFC 2253)
     * @param sha256    of that certificate
     */
    public record Stamp(String time, String authority, Hash sha256) {
    }

    /**
     * Compares a reply with the content. Whose clock it was is for {@code openssl ts -verify} with a trusted root.
     *
     * @param reply   DER
     * @param content what was to be stamped
     * @return the time that the authority says, ISO 8601
     * @throws TracebinderException when the reply is no grant, stamps something else, or its signature does not fit
     */
    public static String read(byte[] reply, byte[] content) throws TracebinderException {
        return check(reply, content).time();
    }

    private static TimeStampResponse response(byte[] reply) throws TracebinderException {
        try {
            return new TimeStampResponse(reply);
        } catch (IOException | TSPException | IllegalArgumentException e) {
            throw new TracebinderException("the file is no reply of a time stamp authority (RFC 3161, DER)", e);
        }
    }

    /**
     * Compares a reply with the content and checks that the certificate in it, one for time stamps, signed it. Whether
     * that certificate is to be trusted is not looked at.
     *
     * @param reply   DER
     * @param content what was to be stamped
     * @return what it says
     * @throws TracebinderException when the reply is no grant, stamps something else, or its signature does not fit
     */
    public static Stamp check(byte[] reply, byte[] content) throws TracebinderException {
        try {
            TimeStampResponse response = response(reply);
            TimeStampToken token = response.getTimeStampToken();
            if (token == null) {
                String said = response.getStatusString();
                throw new TracebinderException("the authority gave no time stamp"
                        + (said == null || said.isBlank() ? "" : ": " + Printable.of(said)));
            }
            if (!NISTObjectIdentifiers.id_sha256.equals(token.getTimeStampInfo().getMessageImprintAlgOID())) {
                throw new TracebinderException("the time stamp is over another digest than SHA-256");
            }
            if (!Arrays.equals(token.getTimeStampInfo().getMessageImprintDigest(), Hash.of(content).bytes())) {
                throw new TracebinderException("the time stamp is for other content");
            }
            response.validate(new TimeStampRequest(query(content)));
            @SuppressWarnings("unchecked")
            Selector<X509CertificateHolder> selector = token.getSID();
            Collection<X509CertificateHolder> found = token.getCertificates().getMatches(selector);
            if (found.isEmpty()) {
                throw new TracebinderException("the certificate of the authority is missing in the time stamp");
            }
            X509CertificateHolder certificate = found.iterator().next();
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().setProvider(Signer.PROVIDER).build(certificate));
            return new Stamp(token.getTimeStampInfo().getGenTime().toInstant().toString(),
                    new X500Principal(certificate.getSubject().getEncoded()).getName(),
                    Hash.of(certificate.getEncoded()));
        } catch (IOException | TSPException | CertificateException | OperatorCreationException
                | IllegalArgumentException e) {
            throw new TracebinderException("the time stamp does not fit: " + e.getMessage(), e);
        }
    }
}
