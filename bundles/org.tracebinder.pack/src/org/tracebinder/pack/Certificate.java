// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tracebinder.core.CanonicalJson;
import org.tracebinder.core.Hash;
import org.tracebinder.core.MerkleTree;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.pack.JsonTree.BadFormException;
import org.tracebinder.pack.VerifyReport.Check;

/**
 * One inference as a small file: what happened, the record that says so, its proof against the tree of its source,
 * policy, reviews and lineage, and all this in sentences. For a person who asks about one decision. Canonical JSON
 * (RFC 8785) and a line feed; the
 * same parts give the same bytes.
 */
public final class Certificate {

    /** The member {@code type} of a certificate. */
    public static final String TYPE = "tracebinder-certificate";

    private static final int MAX = 1 << 28;
    private static final String DIGEST = "digest";
    private static final String SIGNATURE = "signature";
    private static final String SIGNATURE_DIGEST = "signatureSha256";

    private Certificate() {
    }

    /**
     * What a certificate says. JSON values as in {@link PackContent}.
     *
     * @param engagement facts, as in a pack
     * @param source     {@code id sha256 treeSize merkleRoot}, as in a pack
     * @param record     the record
     * @param withBytes  false to leave the record's original bytes out
     * @param path       audit path of the record
     * @param event      the event of the record that this is about, with {@code id}
     * @param policy     decisions about it
     * @param reviews    judgements about it
     * @param lineage    nodes and edges upstream as of its moment; empty when unknown
     * @param custody    {@code count} and {@code hash} of the ledger's head
     * @param trail      the source in the tree over all sources: {@code size rootHash index path}; empty when unknown
     */
    public record Parts(Map<String, Object> engagement, Map<String, Object> source, PackRecord record,
            boolean withBytes, List<Hash> path, Map<String, Object> event, List<Map<String, Object>> policy,
            List<Map<String, Object>> reviews, Map<String, Object> lineage, Map<String, Object> custody,
            Map<String, Object> trail) {

        /** Hides what must not be shown, and leaves out the original bytes, which would show it. */
        @SuppressWarnings("unchecked")
        private Parts masked(Redaction redaction, List<Map<String, Object>> log) throws IOException {
            Redaction.Log sink = (entry, words) -> log.add(entry);
            List<Map<String, Object>> events = (List<Map<String, Object>>) redaction.maskEvents("event", List.of(event),
                    sink);
            return new Parts((Map<String, Object>) redaction.mask("engagement", engagement, sink), source, record,
                    false, path, events.get(0), (List<Map<String, Object>>) redaction.mask("policy", policy, sink),
                    (List<Map<String, Object>>) redaction.mask("reviews", reviews, sink),
                    (Map<String, Object>) redaction.mask("lineage", lineage, sink), custody, trail);
        }
    }

    /**
     * Writes a certificate; nothing is left behind when it fails.
     *
     * @param parts   what it says
     * @param options who signs it, what is masked, in which language it explains itself
     * @param file    to write or replace
     * @throws IOException          when the file can't be written
     * @throws TracebinderException when the record does not fit its tree, or signing fails
     */
    public static void write(Parts parts, PackOptions options, Path file) throws IOException, TracebinderException {
        List<Map<String, Object>> log = new ArrayList<>();
        if (options.redaction().isPresent()) {
            options.redaction().get().learn(parts.record().events());
        }
        Parts shown = options.redaction().isEmpty() ? parts : parts.masked(options.redaction().get(), log);
        Map<String, Object> json = json(shown);
        json.put("explanation", CertificateWords.of(shown, options.language()));
        if (options.redaction().isPresent()) {
            json.put("redaction", log);
            List<String> leaks = options.redaction().get().leaks(CanonicalJson.text(json.get("explanation")));
            if (!leaks.isEmpty()) {
                throw new TracebinderException("the masked certificate would still show " + String.join(", ", leaks));
            }
        }
        Optional<Signer> signer = options.signer();
        json.put(DIGEST, Hash.of(CanonicalJson.bytes(json)).toString());
        if (signer.isPresent()) {
            byte[] signature = signer.get().sign(CanonicalJson.bytes(json));
            json.put(SIGNATURE, Base64.getEncoder().encodeToString(signature));
            json.put(SIGNATURE_DIGEST, Hash.of(signature).toString());
        }
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.writeString(part, CanonicalJson.text(json) + "\n");
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Map<String, Object> json(Parts parts) throws TracebinderException {
        PackRecord r = parts.record();
        Hash leaf = Hash.wrap(MerkleTree.leafHash(r.bytes(), 0, r.bytes().length));
        long size = ((Number) parts.source().get("treeSize")).longValue();
        Hash root = Hash.parse(parts.source().get("merkleRoot").toString());
        if (!MerkleTree.verifyInclusion(leaf, r.index(), size, parts.path(), root)) {
            throw new TracebinderException("the bytes of record " + r.id() + " are not those that were imported: they "
                    + "don't fit the tree of " + r.source() + ". Run 'tracebinder doctor' on the binder.");
        }
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("id", r.id().toString());
        record.put("source", r.source());
        record.put("index", r.index());
        record.put("offset", r.offset());
        record.put("length", r.bytes().length);
        record.put("sha256", Hash.of(r.bytes()).toString());
        record.put("leaf", leaf.toString());
        if (parts.withBytes()) {
            record.put("bytesBase64", Base64.getEncoder().encodeToString(r.bytes()));
        }
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("source", r.source());
        head.put("sourceSha256", parts.source().get("sha256").toString());
        head.put("treeSize", size);
        head.put("rootHash", root.toString());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", TYPE);
        json.put("format", PackWriter.FORMAT);
        json.put("engagement", parts.engagement());
        json.put("event", parts.event());
        json.put("record", record);
        json.put("head", head);
        json.put("path", parts.path().stream().map(Hash::toString).toList());
        json.put("policy", parts.policy());
        json.put("reviews", parts.reviews());
        json.put("lineage", parts.lineage());
        json.put("custody", parts.custody());
        if (!parts.trail().isEmpty()) {
            json.put("trail", parts.trail());
        }
        json.put("rules", "leaf = SHA-256(0x00 || record bytes); path and root by RFC 9162 section 2.1; trail: "
                + TrailTree.LEAF_RULE + "; explanation: made from the other members, for reading; digest = "
                + "SHA-256 over this object in RFC 8785 form without digest, signature, signatureSha256; signature = "
                + "CMS detached over this object in RFC 8785 form without signature and signatureSha256");
        return json;
    }

    /** Checks a certificate. */
    static VerifyReport verify(Path file) throws IOException {
        if (Files.size(file) > MAX) {
            return new VerifyReport(false, List.of(new Check("form", false, "larger than a certificate can be")),
                    List.of());
        }
        byte[] bytes = Files.readAllBytes(file);
        List<Check> checks = new ArrayList<>();
        Map<String, Object> json = new LinkedHashMap<>();
        PackVerifier.check(checks, "form", () -> {
            json.putAll(JsonTree.object(bytes));
            if (!TYPE.equals(json.get("type")) || !PackWriter.FORMAT.equals(json.get("format"))) {
                throw new BadFormException("not a certificate of format " + PackWriter.FORMAT);
            }
            if (!Arrays.equals(bytes, (CanonicalJson.text(json) + "\n").getBytes(StandardCharsets.UTF_8))) {
                throw new BadFormException("not in canonical form");
            }
            return "certificate of format " + PackWriter.FORMAT;
        });
        PackVerifier.check(checks, "digest", () -> digest(json));
        PackVerifier.check(checks, "record", () -> record(json));
        PackVerifier.check(checks, "inclusion proof", () -> proof(json));
        if (json.containsKey("trail")) {
            PackVerifier.check(checks, "source in the trail", () -> trail(json));
        }
        boolean signed = json.containsKey(SIGNATURE) || json.containsKey(SIGNATURE_DIGEST);
        if (signed) {
            PackVerifier.check(checks, SIGNATURE, () -> signature(json));
        }
        return new VerifyReport(checks.stream().allMatch(Check::ok), checks, List.of(
                "That the source was complete and true when it was imported: the proof begins at the import.",
                "That the event says the same as the record's bytes: the program that wrote the file read them.",
                "That policy, reviews and lineage are all there is: they are what the trail held.",
                signed ? "Who signed: trust in the certificate is not checked here."
                        : "Who made the file: it is not signed. Compare its custody head with one from another way."));
    }

    private static String digest(Map<String, Object> json) throws BadFormException {
        Map<String, Object> rest = without(json, DIGEST, SIGNATURE, SIGNATURE_DIGEST);
        if (!Hash.of(CanonicalJson.bytes(rest)).equals(JsonTree.hash(json, DIGEST))) {
            throw new BadFormException("the content was changed: it does not fit its digest");
        }
        return "the content fits its digest";
    }

    private static String record(Map<String, Object> json) throws BadFormException {
        Map<String, Object> record = member(json, "record");
        if (!record.containsKey("bytesBase64")) {
            return "the original bytes are not included";
        }
        byte[] bytes = decode(JsonTree.text(record, "bytesBase64"));
        if (bytes.length != JsonTree.whole(record, "length") || !Hash.of(bytes).equals(JsonTree.hash(record, "sha256"))
                || !MerkleTree.leafHash(bytes).equals(JsonTree.hash(record, "leaf"))) {
            throw new BadFormException("the original bytes do not fit their digests");
        }
        return bytes.length + " original bytes fit SHA-256 and leaf";
    }

    private static String proof(Map<String, Object> json) throws BadFormException {
        Map<String, Object> record = member(json, "record");
        Map<String, Object> head = member(json, "head");
        if (!JsonTree.text(record, "source").equals(head.get("source"))
                || !MerkleTree.verifyInclusion(JsonTree.hash(record, "leaf"), JsonTree.whole(record, "index"),
                        JsonTree.whole(head, "treeSize"), JsonTree.hashes(json, "path"),
                        JsonTree.hash(head, "rootHash"))) {
            throw new BadFormException("the record does not lie in the tree of its source");
        }
        return "record " + record.get("id") + " lies in the tree of " + head.get("treeSize") + " records";
    }

    private static String trail(Map<String, Object> json) throws BadFormException {
        Map<String, Object> head = member(json, "head");
        Map<String, Object> trail = member(json, "trail");
        TrailTree leaf = new TrailTree();
        leaf.add(JsonTree.text(head, "source"), JsonTree.hash(head, "sourceSha256"), JsonTree.whole(head, "treeSize"),
                JsonTree.hash(head, "rootHash"));
        if (!MerkleTree.verifyInclusion(leaf.leaf(0), JsonTree.whole(trail, "index"), JsonTree.whole(trail, "size"),
                JsonTree.hashes(trail, "path"), JsonTree.hash(trail, "rootHash"))) {
            throw new BadFormException("the source does not lie in the tree of the trail");
        }
        return "source " + head.get("source") + " is one of " + trail.get("size") + " under head "
                + trail.get("rootHash");
    }

    private static String signature(Map<String, Object> json) throws BadFormException {
        byte[] signature = decode(JsonTree.text(json, SIGNATURE));
        if (!Hash.of(signature).equals(JsonTree.hash(json, SIGNATURE_DIGEST))) {
            throw new BadFormException("the signature was changed");
        }
        return SignatureCheck.signedBy(signature,
                CanonicalJson.bytes(without(json, SIGNATURE, SIGNATURE_DIGEST)));
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

    @SuppressWarnings("unchecked")
    private static Map<String, Object> member(Map<String, Object> json, String name) throws BadFormException {
        if (json.get(name) instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new BadFormException("no object '" + name + "'");
    }

    private static Map<String, Object> without(Map<String, Object> json, String... names) {
        Map<String, Object> rest = new LinkedHashMap<>(json);
        rest.keySet().removeAll(List.of(names));
        return rest;
    }
}
