// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Hash;
import org.tracebinder.core.MerkleTree;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.words.Count;
import org.tracebinder.pack.JsonTree.BadFormException;

/** Checks sources, records, their original bytes and their proofs. */
final class RecordsCheck {

    private static final int SOURCES = 1 << 28;

    private final PackArchive archive;
    private final BagCheck bag;
    private final Progress progress;

    /** What tree-heads.json says of a source. */
    private record Head(long treeSize, Hash root, long exported) {
    }

    RecordsCheck(PackArchive archive, BagCheck bag, Progress progress) {
        this.archive = archive;
        this.bag = bag;
        this.progress = progress;
    }

    boolean originalsIncluded() {
        return !bag.names(name -> name.startsWith(PackNames.ORIGINALS)).isEmpty();
    }

    String sources() throws IOException, BadFormException {
        Map<String, Head> heads = heads();
        Map<String, Object> file = JsonTree.object(archive.small(bag.entry(PackNames.SOURCES), SOURCES));
        long read = 0;
        for (Map<String, Object> source : JsonTree.objects(file, "sources")) {
            String id = JsonTree.text(source, "id");
            Head head = heads.remove(id);
            if (head == null || head.treeSize() != JsonTree.whole(source, "treeSize")
                    || !head.root().equals(JsonTree.hash(source, "merkleRoot"))) {
                throw new BadFormException(PackNames.HEADS + " and " + PackNames.SOURCES + " differ for " + id);
            }
            if (!(source.get("records") instanceof Map<?, ?> raw)) {
                throw new BadFormException(PackNames.SOURCES + ": no totals for " + id);
            }
            @SuppressWarnings("unchecked")
            Map<String, Object> totals = (Map<String, Object>) raw;
            long sum = JsonTree.whole(totals, "accepted") + JsonTree.whole(totals, "quarantined")
                    + JsonTree.whole(totals, "duplicate");
            if (JsonTree.whole(totals, "read") != sum) {
                throw new BadFormException(PackNames.SOURCES + ": the totals of " + id + " do not add up");
            }
            read += sum;
        }
        if (!heads.isEmpty()) {
            throw new BadFormException(PackNames.HEADS + " has a tree for a source that is not listed");
        }
        return "totals add up: " + Count.of(read, "record") + " read = accepted + quarantined + duplicate";
    }

    String records() throws IOException, BadFormException {
        Map<String, Head> heads = heads();
        Map<String, Long> exported = new HashMap<>();
        RecordId last = null;
        long events = 0;
        try (Lines lines = lines(PackNames.RECORDS)) {
            for (Map<String, Object> line = lines.next(); line != null; line = lines.next()) {
                try {
                    RecordId id = id(line);
                    if (last != null && id.compareTo(last) <= 0) {
                        throw new BadFormException("record " + id + " stands behind " + last);
                    }
                    last = id;
                    String source = JsonTree.text(line, "source");
                    Head head = heads.get(source);
                    long index = JsonTree.whole(line, "index");
                    if (!source.equals("S" + id.source()) || head == null || index < 0 || index >= head.treeSize()
                            || JsonTree.whole(line, "offset") < 0 || JsonTree.whole(line, "length") < 0) {
                        throw new BadFormException("record " + id + " does not belong to its source");
                    }
                    JsonTree.hash(line, "sha256");
                    JsonTree.hash(line, "leaf");
                    events += JsonTree.list(line, "events").size();
                    exported.merge(source, 1L, Long::sum);
                } catch (BadFormException e) {
                    throw lines.problem(e.getMessage());
                }
            }
            for (Map.Entry<String, Head> head : heads.entrySet()) {
                long found = exported.getOrDefault(head.getKey(), 0L);
                if (found != head.getValue().exported()) {
                    throw new BadFormException(PackNames.RECORDS + " holds " + Count.of(found, "record") + " of "
                            + head.getKey()
                            + "; " + PackNames.HEADS + " says " + head.getValue().exported());
                }
            }
            long told = toldBySources(exported);
            return Count.of(lines.number(), "record") + " with " + Count.of(events, "event")
                    + ", in order, in canonical form" + (told < 0 || told == events ? "" : "; the sources count " + told
                            + ", for an event that is told more than once counts once there");
        }
    }

    /** @return how many events the sources count when all their records are here; -1 when they are not */
    private long toldBySources(Map<String, Long> exported) throws IOException, BadFormException {
        long told = 0;
        for (Map<String, Object> source : JsonTree.objects(
                JsonTree.object(archive.small(bag.entry(PackNames.SOURCES), SOURCES)), "sources")) {
            if (!(source.get("events") instanceof Map<?, ?> kinds) || PackFacts.number(source, "treeSize")
                    != exported.getOrDefault(String.valueOf(source.get("id")), 0L)) {
                return -1;
            }
            for (Object count : kinds.values()) {
                told += count instanceof Number n ? n.longValue() : 0;
            }
        }
        return told;
    }

    String proofs() throws IOException, BadFormException {
        Map<String, Head> heads = heads();
        try (Lines records = lines(PackNames.RECORDS); Lines proofs = lines(PackNames.INCLUSION)) {
            for (Map<String, Object> record = records.next(); record != null; record = records.next()) {
                Map<String, Object> proof = proofs.next();
                if (proof == null) {
                    throw new BadFormException(PackNames.INCLUSION + " ends before record " + record.get("id"));
                }
                try {
                    prove(record, proof, heads);
                } catch (BadFormException e) {
                    throw proofs.problem(e.getMessage());
                }
            }
            if (proofs.raw() != null) {
                throw new BadFormException(PackNames.INCLUSION + " holds a proof without a record");
            }
            return Count.of(proofs.number(), "record") + " in the trees of the sources";
        }
    }

    private static void prove(Map<String, Object> record, Map<String, Object> proof, Map<String, Head> heads)
            throws BadFormException {
        Object id = record.get("id");
        for (String name : List.of("id", "source", "index", "leaf")) {
            if (proof.get(name) == null || !proof.get(name).equals(record.get(name))) {
                throw new BadFormException("the proof is not the one of record " + id);
            }
        }
        Head head = heads.get(JsonTree.text(proof, "source"));
        if (head == null || JsonTree.whole(proof, "treeSize") != head.treeSize()) {
            throw new BadFormException("the proof of record " + id + " is for another tree");
        }
        if (!MerkleTree.verifyInclusion(JsonTree.hash(proof, "leaf"), JsonTree.whole(proof, "index"), head.treeSize(),
                JsonTree.hashes(proof, "path"), head.root())) {
            throw new BadFormException("record " + id + " does not lie in the tree of its source");
        }
    }

    String consistency() throws IOException, BadFormException {
        Map<String, Head> heads = heads();
        Map<String, Object> file = JsonTree.object(archive.small(bag.entry(PackNames.CONSISTENCY), SOURCES));
        List<Map<String, Object>> proofs = JsonTree.objects(file, "proofs");
        for (Map<String, Object> p : proofs) {
            String source = JsonTree.text(p, "source");
            Head head = heads.get(source);
            long size2 = JsonTree.whole(p, "size2");
            Hash root2 = JsonTree.hash(p, "root2");
            if (head == null || size2 > head.treeSize() || size2 == head.treeSize() && !root2.equals(head.root())
                    || !MerkleTree.verifyConsistency(JsonTree.whole(p, "size1"), size2, JsonTree.hashes(p, "path"),
                            JsonTree.hash(p, "root1"), root2)) {
                throw new BadFormException(PackNames.CONSISTENCY + ": " + source
                        + " was not only appended to between its stages");
            }
        }
        return Count.of(proofs.size(), "stage") + ", each only appended";
    }

    String originals() throws IOException, BadFormException {
        String open = null;
        InputStream bytes = null;
        long at = 0;
        long total = 0;
        int files = 0;
        try (Lines lines = lines(PackNames.RECORDS)) {
            for (Map<String, Object> line = lines.next(); line != null; line = lines.next()) {
                int source = id(line).source();
                String name = PackNames.originals("S" + source);
                if (!name.equals(open)) {
                    end(bytes, open);
                    bytes = new BufferedInputStream(archive.open(bag.entry(name)), 1 << 16);
                    open = name;
                    at = 0;
                    files++;
                }
                long length = JsonTree.whole(line, "length");
                if (!(line.get("original") instanceof Map<?, ?> place) || !name.equals(place.get("file"))
                        || !(place.get("offset") instanceof Number n) || n.longValue() != at) {
                    throw lines.problem("record " + line.get("id") + " does not say where its original bytes stand");
                }
                if (length > Integer.MAX_VALUE - 16 || length > bag.entry(name).size() - at) {
                    throw new BadFormException(name + " is too short for record " + line.get("id"));
                }
                byte[] record = bytes.readNBytes((int) length);
                at += length;
                total += length;
                if (!Hash.of(record).equals(JsonTree.hash(line, "sha256"))
                        || !MerkleTree.leafHash(record).equals(JsonTree.hash(line, "leaf"))) {
                    throw new BadFormException(name + ": the original bytes of record " + line.get("id")
                            + " do not fit its digests");
                }
            }
            end(bytes, open);
        }
        int present = bag.names(n -> n.startsWith(PackNames.ORIGINALS)).size();
        if (present != files) {
            throw new BadFormException(PackNames.ORIGINALS + " holds " + present + " files for " + files + " sources");
        }
        return total + " original bytes fit their records";
    }

    private static void end(InputStream bytes, String name) throws IOException, BadFormException {
        if (bytes != null && bytes.read() >= 0) {
            throw new BadFormException(name + " holds bytes behind its last record");
        }
    }

    private Map<String, Head> heads() throws IOException, BadFormException {
        Map<String, Object> file = JsonTree.object(archive.small(bag.entry(PackNames.HEADS), SOURCES));
        Map<String, Head> heads = new LinkedHashMap<>();
        for (Map<String, Object> head : JsonTree.objects(file, "heads")) {
            Head known = new Head(JsonTree.whole(head, "treeSize"), JsonTree.hash(head, "rootHash"),
                    JsonTree.whole(head, "exported"));
            if (heads.put(JsonTree.text(head, "source"), known) != null) {
                throw new BadFormException(PackNames.HEADS + " has two trees for " + head.get("source"));
            }
        }
        return heads;
    }

    private static RecordId id(Map<String, Object> line) throws BadFormException {
        String text = JsonTree.text(line, "id");
        if (!EventId.isId(text) || text.indexOf('.') >= 0) {
            throw new BadFormException("'" + text + "' is no record id");
        }
        return RecordId.parse(text);
    }

    private Lines lines(String name) throws BadFormException {
        return new Lines(name, archive.open(bag.entry(name)), progress);
    }
}
