// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
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
     * Compares a reply with the content. Whose clock it was is for {@code openssl ts -verify} with a trusted root.
     *
     * @param reply   DER
     * @param content what was to be stamped
     * @return the time that the authority says, ISO 8601
     * @throws TracebinderException when the reply is no grant or stamps something else
     */
    public static String read(byte[] reply, byte[] content) throws TracebinderException {
        try {
            TimeStampResponse response = new TimeStampResponse(reply);
            response.validate(new TimeStampRequest(query(content)));
            if (response.getTimeStampToken() == null) {
                throw new TracebinderException("the authority gave no time stamp: " + response.getStatusString());
            }
            byte[] imprint = response.getTimeStampToken().getTimeStampInfo().getMessageImprintDigest();
            if (!Arrays.equals(imprint, Hash.of(content).bytes())) {
                throw new TracebinderException("the time stamp is for other content");
            }
            return response.getTimeStampToken().getTimeStampInfo().getGenTime().toInstant().toString();
        } catch (IOException | TSPException e) {
            throw new TracebinderException("the time stamp does not fit: " + e.getMessage(), e);
        }
    }
}
