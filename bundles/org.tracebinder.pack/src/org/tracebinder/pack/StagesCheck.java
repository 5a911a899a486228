// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.Hash;
import org.tracebinder.core.MerkleTree;
import org.tracebinder.core.Progress;
import org.tracebinder.core.words.Count;
import org.tracebinder.pack.JsonTree.BadFormException;

/** Checks that each import only added to the trail: the tree over the sources, its heads, the ledger beside them. */
final class StagesCheck {

    private static final int TREE = 1 << 28;

    private final PackArchive archive;
    private final BagCheck bag;
    private final Progress progress;

    StagesCheck(PackArchive archive, BagCheck bag, Progress progress) {
        this.archive = archive;
        this.bag = bag;
        this.progress = progress;
    }

    /** @return true when the pack has stages, or its ledger says that it has; packs of older programs have none */
    boolean expected() throws IOException {
        if (bag.has(PackNames.STAGES)) {
            return true;
        }
        try (Lines lines = new Lines(PackNames.CUSTODY, archive.open(bag.entry(PackNames.CUSTODY)), progress)) {
            for (Map<String, Object> entry = lines.next(); entry != null; entry = lines.next()) {
                if (entry.get("subject") instanceof Map<?, ?> subject && subject.containsKey("trail")) {
                    return true;
                }
            }
            return false;
        } catch (BadFormException e) {
            return false; // the check of the ledger says so
        }
    }

    String stages() throws IOException, BadFormException {
        List<Map<String, Object>> sources = JsonTree.objects(
                JsonTree.object(archive.small(bag.entry(PackNames.HEADS), TREE)), "heads");
        TrailTree tree = new TrailTree();
        for (Map<String, Object> head : sources) {
            String id = JsonTree.text(head, "source");
            if (!id.equals("S" + (tree.size() + 1))) {
                throw new BadFormException(PackNames.HEADS + ": " + id + " stands where S" + (tree.size() + 1)
                        + " belongs");
            }
            tree.add(id, JsonTree.hash(head, "sourceSha256"), JsonTree.whole(head, "treeSize"),
                    JsonTree.hash(head, "rootHash"));
        }
        List<Map<String, Object>> heads = JsonTree.objects(
                JsonTree.object(archive.small(bag.entry(PackNames.STAGES), TREE)), "heads");
        long before = 0;
        for (Map<String, Object> head : heads) {
            try {
                before = head(head, before, tree);
            } catch (BadFormException e) {
                throw new BadFormException(PackNames.STAGES + ": " + e.getMessage());
            }
        }
        if (before != tree.size()) {
            throw new BadFormException(PackNames.STAGES + " ends with " + Count.of(before, "source") + "; the pack has "
                    + tree.size());
        }
        ledger(heads, sources);
        return Count.of(heads.size(), "import") + ", each only added; the head over "
                + Count.of(tree.size(), "source") + " is " + tree.root(tree.size());
    }

    private static long head(Map<String, Object> head, long before, TrailTree tree) throws BadFormException {
        long size = JsonTree.whole(head, "size");
        Hash root = JsonTree.hash(head, "rootHash");
        if (size <= before || size > tree.size()) {
            throw new BadFormException("a stage with " + Count.of(size, "source") + " comes after one with " + before);
        }
        if (!tree.root((int) size).equals(root)) {
            throw new BadFormException("the head over " + Count.of(size, "source") + " does not fit the tree heads");
        }
        if (!MerkleTree.verifyConsistency(size, tree.size(), JsonTree.hashes(head, "path"), root,
                tree.root(tree.size()))) {
            throw new BadFormException("the proof from the head over " + Count.of(size, "source")
                    + " does not lead to the last");
        }
        return size;
    }

    /** Each import in the ledger has its head, and tells of the same sources. */
    private void ledger(List<Map<String, Object>> heads, List<Map<String, Object>> sources)
            throws IOException, BadFormException {
        int stage = 0;
        int size = 0;
        try (Lines lines = new Lines(PackNames.CUSTODY, archive.open(bag.entry(PackNames.CUSTODY)), progress)) {
            for (Map<String, Object> entry = lines.next(); entry != null; entry = lines.next()) {
                if (!"import".equals(entry.get("act")) || !(entry.get("subject") instanceof Map<?, ?> subject)
                        || !(subject.get("sources") instanceof List<?> imported)) {
                    continue;
                }
                String where = PackNames.CUSTODY + ", line " + lines.number() + ": ";
                for (Object one : imported) {
                    if (size == sources.size() || !(one instanceof Map<?, ?> told)
                            || !sources.get(size).get("rootHash").equals(told.get("merkleRoot"))
                            || !sources.get(size).get("sourceSha256").equals(told.get("sha256"))) {
                        throw new BadFormException(where + "imported another source than " + PackNames.HEADS + " has");
                    }
                    size++;
                }
                Map<String, Object> head = stage < heads.size() ? heads.get(stage++) : Map.of();
                if (!entry.get("seq").equals(head.get("entry")) || JsonTree.whole(head, "size") != size) {
                    throw new BadFormException(PackNames.STAGES + " has no head for entry " + entry.get("seq")
                            + " of the ledger");
                }
                if (subject.get("trail") instanceof Map<?, ?> trail && (!head.get("size").equals(trail.get("size"))
                        || !head.get("rootHash").equals(trail.get("rootHash")))) {
                    throw new BadFormException(where + "names another head than " + PackNames.STAGES);
                }
            }
        }
        if (stage != heads.size()) {
            throw new BadFormException(PackNames.STAGES + " has a head for an import that the ledger does not tell of");
        }
    }
}
