// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.tracebinder.core.CanonicalJson;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.pack.JsonTree.BadFormException;

/**
 * Tree heads as an in-toto statement in a DSSE envelope (secure-systems-lab/dsse, protocol 1.0): what is signed is the
 * pre-authentication encoding of type and payload, never JSON that could be written in two ways.
 */
final class Dsse {

    static final String TYPE = "application/vnd.in-toto+json";

    private Dsse() {
    }

    /**
     * @param treeHeads content of tree-heads.json
     * @return the statement: sources as subjects, the heads as what is said of them
     */
    static Map<String, Object> statement(Map<String, Object> treeHeads) {
        List<Map<String, Object>> subjects = new ArrayList<>();
        for (Map<String, Object> head : PackFacts.maps(treeHeads.get("heads"))) {
            subjects.add(Map.of("name", head.get("source"), "digest", Map.of("sha256", head.get("sourceSha256"))));
        }
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("_type", "https://in-toto.io/Statement/v1");
        statement.put("subject", subjects);
        statement.put("predicateType", "urn:tracebinder:tree-heads:1");
        statement.put("predicate", treeHeads);
        return statement;
    }

    /** @return the signed envelope, JSON object */
    static Map<String, Object> envelope(Map<String, Object> statement, Signer signer) throws TracebinderException {
        byte[] payload = CanonicalJson.bytes(statement);
        Map<String, Object> signature = new LinkedHashMap<>();
        signature.put("keyid", signer.certificate().toString());
        signature.put("sig", Base64.getEncoder().encodeToString(signer.signRaw(encoding(TYPE, payload))));
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("payloadType", TYPE);
        envelope.put("payload", Base64.getEncoder().encodeToString(payload));
        envelope.put("signatures", List.of(signature));
        return envelope;
    }

    /** @return the bytes that are signed */
    static byte[] encoding(String type, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("DSSEv1 " + type.getBytes(UTF_8).length + " " + type + " " + payload.length + " ")
                .getBytes(UTF_8));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /**
     * @param keyId    of the only signature
     * @param verifier is given signed bytes and signature
     * @return the payload
     */
    static byte[] payload(byte[] json, String keyId, BiPredicate<byte[], byte[]> verifier) throws BadFormException {
        Map<String, Object> envelope = JsonTree.object(json);
        if (!Arrays.equals((CanonicalJson.text(envelope) + "\n").getBytes(UTF_8), json)) {
            throw new BadFormException("not in canonical form");
        }
        byte[] payload = decode(JsonTree.text(envelope, "payload"));
        List<Map<String, Object>> signatures = JsonTree.objects(envelope, "signatures");
        if (!TYPE.equals(envelope.get("payloadType")) || signatures.size() != 1 || envelope.size() != 3) {
            throw new BadFormException("not an envelope with one signed statement");
        }
        if (!keyId.equals(signatures.get(0).get("keyid"))) {
            throw new BadFormException("signed with another key than the pack");
        }
        if (!verifier.test(encoding(TYPE, payload), decode(JsonTree.text(signatures.get(0), "sig")))) {
            throw new BadFormException("the signature does not fit");
        }
        return payload;
    }

    private static byte[] decode(String base64) throws BadFormException {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (Base64.getEncoder().encodeToString(bytes).equals(base64)) {
                return bytes;
            }
            throw new BadFormException("not canonical Base64");
        } catch (IllegalArgumentException e) {
            throw new BadFormException("not Base64");
        }
    }
}
