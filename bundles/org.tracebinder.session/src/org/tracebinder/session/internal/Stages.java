// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.Hash;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.words.Count;
import org.tracebinder.ingest.Json;
import org.tracebinder.pack.PackContent.Stage;
import org.tracebinder.pack.TrailTree;
import org.tracebinder.vault.LedgerEntry;
import org.tracebinder.vault.StoredSource;
import tools.jackson.databind.JsonNode;

/**
 * The imports of a binder and the tree over its sources, whose head each import notes in the ledger. Binders of older
 * programs have no heads in their ledgers; theirs are computed from what the entries tell of the sources.
 */
final class Stages {

    /** Member of the note of an index: the head over the sources that it was made of. */
    static final String TRAIL = "trail";

    private Stages() {
    }

    /** @return the imports that the ledger tells of, with the number of sources after each */
    static List<Stage> of(List<LedgerEntry> ledger) {
        List<Stage> stages = new ArrayList<>();
        int sources = 0;
        for (LedgerEntry entry : ledger) {
            if (entry.act().equals("import")) {
                sources += subject(entry).path("sources").size();
                stages.add(new Stage(entry.seq(), sources));
            }
        }
        return stages;
    }

    /** @return what the ledger holds of the head over all these sources */
    static Map<String, Object> head(List<StoredSource> sources) {
        TrailTree tree = tree(sources);
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("size", tree.size());
        head.put("rootHash", tree.root(tree.size()).toString());
        return head;
    }

    /** @return the note of an index over all these sources, by which it is known to be that of this binder */
    static Map<String, String> indexed(List<StoredSource> sources) {
        return Map.of("sources", Integer.toString(sources.size()), TRAIL, root(sources));
    }

    /** @return true when the index was made of these sources; false, too, when an older program made it */
    static boolean notes(Map<String, String> note, List<StoredSource> sources) {
        return note.containsKey(TRAIL) && Integer.toString(sources.size()).equals(note.get("sources"))
                && root(sources).equals(note.get(TRAIL));
    }

    /** @return true when the index was made of other sources than these, as its note tells */
    static boolean foreign(Map<String, String> note, List<StoredSource> sources) {
        return note.containsKey(TRAIL) && !notes(note, sources);
    }

    private static String root(List<StoredSource> sources) {
        TrailTree tree = tree(sources);
        return tree.root(tree.size()).toString();
    }

    /** @return where a source stands in the tree over all of them, with its audit path */
    static Map<String, Object> place(List<StoredSource> sources, int source) {
        TrailTree tree = tree(sources);
        Map<String, Object> place = head(sources);
        place.put("index", source - 1);
        place.put("path", tree.inclusion(source - 1).stream().map(Hash::toString).toList());
        return place;
    }

    /** @return the tree over the sources */
    static TrailTree tree(List<StoredSource> sources) {
        TrailTree tree = new TrailTree();
        for (StoredSource source : sources) {
            SourceInfo i = source.info();
            tree.add(i.id(), i.sha256(), i.totals().read(), i.merkleRoot());
        }
        return tree;
    }

    /** @return what does not fit between ledger and sources, in words; null when all does */
    static String problem(List<LedgerEntry> ledger, List<StoredSource> sources) {
        TrailTree tree = tree(sources);
        int size = 0;
        for (LedgerEntry entry : ledger) {
            if (!entry.act().equals("import")) {
                continue;
            }
            JsonNode subject = subject(entry);
            for (JsonNode told : subject.path("sources")) {
                SourceInfo info = size < sources.size() ? sources.get(size).info() : null;
                if (info == null || !info.merkleRoot().toString().equals(told.path("merkleRoot").asString(""))
                        || !info.sha256().toString().equals(told.path("sha256").asString(""))) {
                    return "entry " + entry.seq() + " of the ledger imported another source than "
                            + (info == null ? "the binder has" : info.id());
                }
                String other = other(told, info);
                if (other != null) {
                    return "entry " + entry.seq() + other + info.id();
                }
                size++;
            }
            Hash root = tree.root(size);
            if (subject.has("trail") && (subject.path("trail").path("size").asInt(-1) != size
                    || !root.toString().equals(subject.path("trail").path("rootHash").asString("")))) {
                return "entry " + entry.seq() + " of the ledger names another head over " + Count.of(size, "source");
            }
        }
        return size == sources.size() ? null
                : "the ledger tells of " + Count.of(size, "imported source") + ", the binder has " + sources.size();
    }

    /** Binders of older programs may tell less in their ledgers; what an entry does not tell is not compared. */
    private static String other(JsonNode told, SourceInfo info) {
        if (told.has("path") && !told.path("path").asString("").equals(info.path())) {
            return " of the ledger tells another path of ";
        }
        if (told.has("bytes") && told.path("bytes").asLong(-1) != info.bytes()) {
            return " of the ledger tells another size of ";
        }
        if (told.has("format") && !told.path("format").asString("").equals(info.format())) {
            return " of the ledger tells another format of ";
        }
        SourceInfo.Totals t = info.totals();
        Map<String, Long> counts = Map.of("read", t.read(), "accepted", t.accepted(), "quarantined", t.quarantined(),
                "duplicate", t.duplicate());
        JsonNode records = told.path("records");
        return counts.entrySet().stream().anyMatch(c -> records.has(c.getKey())
                && records.path(c.getKey()).asLong(-1) != c.getValue())
                ? " of the ledger tells another count of records of " : null;
    }

    private static JsonNode subject(LedgerEntry entry) {
        return Json.tree(entry.subject());
    }
}
