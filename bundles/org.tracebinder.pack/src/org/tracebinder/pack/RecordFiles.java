// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.CanonicalJson;
import org.tracebinder.core.Hash;
import org.tracebinder.core.MerkleTree;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.TracebinderException;

/** Writes records, their proofs and, where asked for, their original bytes. Checks each proof before it is written. */
final class RecordFiles {

    private final PackContent content;
    private final PackOptions options;
    private final PackFiles files;
    private final Masked masked;
    private final Progress progress;
    private final Map<String, Map<String, Object>> heads = new HashMap<>();

    private OutputStream records;
    private OutputStream proofs;
    private OutputStream originals;
    private String originalsOf;
    private long originalAt;
    private RecordId last;
    private long count;

    RecordFiles(PackContent content, PackOptions options, PackFiles files, Masked masked, Progress progress) {
        this.content = content;
        this.options = options;
        this.files = files;
        this.masked = masked;
        this.progress = progress;
    }

    /**
     * @param treeHeads of all sources; takes the number of exported records
     * @return number of records
     */
    long write(List<Map<String, Object>> treeHeads) throws IOException, TracebinderException {
        treeHeads.forEach(head -> heads.put((String) head.get("source"), head));
        progress.task("records of the pack", -1);
        try (OutputStream r = files.create(PackNames.RECORDS); OutputStream p = files.create(PackNames.INCLUSION)) {
            records = r;
            proofs = p;
            content.forEachRecord(this::accept);
        } finally {
            if (originals != null) {
                originals.close();
            }
        }
        return count;
    }

    private void accept(PackRecord item) throws IOException, TracebinderException {
        progress.check();
        if (last != null && item.id().compareTo(last) <= 0) {
            throw new TracebinderException("record " + item.id() + " comes after " + last + " in the pack");
        }
        last = item.id();
        Map<String, Object> head = heads.get(item.source());
        if (head == null) {
            throw new TracebinderException("record " + item.id() + " belongs to no source of the pack");
        }
        Hash leaf = Hash.wrap(MerkleTree.leafHash(item.bytes(), 0, item.bytes().length));
        line(proofs, proof(item, head, leaf));
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", item.id().toString());
        line.put("source", item.source());
        line.put("index", item.index());
        line.put("offset", item.offset());
        line.put("length", item.bytes().length);
        line.put("state", item.state());
        line.put("sha256", Hash.of(item.bytes()).toString());
        line.put("leaf", leaf.toString());
        Object events = masked.events(item.id().toString(), item.events());
        line.put("events", events);
        if (masked.active() && !events.equals(item.events())) {
            line.put("masked", true);
        }
        if (options.originals()) {
            line.put("original", original(item));
        }
        line(records, line);
        head.merge("exported", 1L, (a, b) -> (Long) a + (Long) b);
        count++;
        progress.advance(1);
    }

    private Map<String, Object> proof(PackRecord item, Map<String, Object> head, Hash leaf)
            throws IOException, TracebinderException {
        long size = ((Number) head.get("treeSize")).longValue();
        if (item.index() < 0 || item.index() >= size) {
            throw new TracebinderException("record " + item.id() + " stands outside the tree of its source");
        }
        List<Hash> path = content.inclusion(item.id().source(), item.index(), size);
        Hash root = Hash.parse((String) head.get("rootHash"));
        if (!MerkleTree.verifyInclusion(leaf, item.index(), size, path, root)) {
            throw new TracebinderException("the bytes of record " + item.id() + " are not those that were imported: "
                    + "they don't fit the tree of " + item.source() + ". Run 'tracebinder doctor' on the binder.");
        }
        Map<String, Object> proof = new LinkedHashMap<>();
        proof.put("id", item.id().toString());
        proof.put("source", item.source());
        proof.put("index", item.index());
        proof.put("treeSize", size);
        proof.put("leaf", leaf.toString());
        proof.put("path", path.stream().map(Hash::toString).toList());
        return proof;
    }

    private Map<String, Object> original(PackRecord item) throws IOException {
        if (!item.source().equals(originalsOf)) {
            if (originals != null) {
                originals.close();
            }
            originalsOf = item.source();
            originals = files.create(PackNames.originals(originalsOf));
            originalAt = 0;
        }
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("file", PackNames.originals(originalsOf));
        place.put("offset", originalAt);
        originals.write(item.bytes());
        originalAt += item.bytes().length;
        return place;
    }

    private static void line(OutputStream out, Map<String, Object> json) throws IOException {
        out.write(CanonicalJson.bytes(json));
        out.write('\n');
    }
}
