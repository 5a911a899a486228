// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tracebinder.core.CanonicalJson;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Hash;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.words.Count;
import org.tracebinder.ingest.Json;
import org.tracebinder.vault.BinderStore;
import org.tracebinder.vault.LedgerEntry;
import org.tracebinder.vault.RowDigests;
import org.tracebinder.vault.StoredSource;
import tools.jackson.databind.JsonNode;

/**
 * What the ledger tells of the rows of the database and of the record tables: each import writes their digests, later
 * acts that put something right write what they changed. So a change that the chain does not know of is found. Binders
 * of older programs tell nothing; {@link #lacking} says so.
 */
final class Told {

    /** Member of a source in an import: digests by table of the database. */
    private static final String ROWS = "rows";
    private static final String TABLE = "recordTable";
    private static final String FACTS = "facts";
    private static final String EVENTS = "events";
    private static final String CONFLICTS = "conflicts";
    /** Member of an act: sources whose counts or rows it changed. */
    private static final String CHANGED = "changed";
    private static final String WARNINGS = "warnings";
    /** Warnings that each making of the index writes anew; its own act tells of them. */
    private static final List<String> DERIVED = List.of(Rebuilding.LACKING, Rebuilding.KEPT, Rebuilding.OLDER);
    /** Words of the tables, as they stand in sentences. */
    private static final Map<String, String> NAMES = Map.of("quarantine", "quarantined records", "duplicate",
            "duplicates", "conflict", "conflicts", "piece", "pieces of events");

    private final Map<String, JsonNode> sources = new TreeMap<>();
    private final Map<String, JsonNode> counts = new TreeMap<>();
    private final Map<String, JsonNode> rows = new TreeMap<>();
    private final Layout layout;
    private final BinderStore store;
    private final RowDigests digests;
    private JsonNode warnings;

    /** Reads what the entries tell. */
    Told(Layout layout, BinderStore store, List<LedgerEntry> ledger) {
        this.layout = layout;
        this.store = store;
        this.digests = new RowDigests(store);
        for (LedgerEntry entry : ledger) {
            boolean imported = entry.act().equals("import");
            if (!imported && !entry.act().equals("rebuild") && !entry.act().equals(WARNINGS)) {
                continue;
            }
            JsonNode subject = Json.tree(entry.subject());
            if (imported) {
                subject.path("sources").forEach(s -> take(s.path("source").asString(""), s));
            }
            subject.path(CHANGED).properties().forEach(c -> take(c.getKey(), c.getValue()));
            warnings = subject.has(WARNINGS) ? subject.path(WARNINGS) : warnings;
        }
    }

    private void take(String id, JsonNode told) {
        if (told.has(FACTS)) {
            sources.put(id, told);
        }
        if (told.has(EVENTS)) {
            counts.put(id, told);
        }
        if (told.has(ROWS)) {
            rows.put(id, told.path(ROWS));
        }
    }

    /** @return what an import tells of the rows of a source that it adds, for its entry in the ledger */
    static Map<String, Object> of(Layout layout, BinderStore store, SourceInfo info) throws IOException {
        Map<String, Object> told = counts(info);
        RowDigests digests = new RowDigests(store);
        told.put(FACTS, digests.facts(info.number()));
        told.put(TABLE, table(layout, info.number()).toString());
        told.put(ROWS, digests.of(info.number()));
        return told;
    }

    /** @return what an act tells of earlier sources whose counts or pieces it changed; empty when there are none */
    static Map<String, Object> changed(BinderStore store, Collection<Integer> counted, Collection<Integer> pieced)
            throws IOException {
        Map<String, Object> changed = new TreeMap<>();
        for (StoredSource source : store.sources()) {
            int number = source.info().number();
            Map<String, Object> told = counted.contains(number) ? counts(source.info()) : new LinkedHashMap<>();
            if (pieced.contains(number)) {
                told.put(ROWS, new RowDigests(store).of(number));
            }
            if (!told.isEmpty()) {
                changed.put(source.info().id(), told);
            }
        }
        return changed.isEmpty() ? Map.of() : Map.of(CHANGED, changed);
    }

    /** @return what an act tells of the warnings that the binder keeps */
    static Map<String, Object> warnings(BinderStore store) throws IOException {
        RowDigests.Digest digest = new RowDigests(store).warnings(DERIVED);
        return Map.of(WARNINGS, Map.of("count", digest.rows(), "sha256", digest.sha256().toString()));
    }

    private static Map<String, Object> counts(SourceInfo info) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put(EVENTS, kinds(info));
        told.put(CONFLICTS, info.conflicts());
        return told;
    }

    private static Map<String, Long> kinds(SourceInfo info) {
        Map<String, Long> kinds = new TreeMap<>();
        for (Map.Entry<EventKind, Long> e : info.events().entrySet()) {
            kinds.put(e.getKey().id(), e.getValue());
        }
        return kinds;
    }

    private static Hash table(Layout layout, int source) throws IOException {
        MessageDigest digest = Hash.newDigest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(layout.records(source)), digest)) {
            byte[] buffer = new byte[1 << 16];
            while (in.read(buffer) >= 0) {
                continue;
            }
        }
        return Hash.wrap(digest.digest());
    }

    /** @return true when an older program imported the source and told nothing of its rows */
    boolean lacks(SourceInfo info) {
        return !sources.containsKey(info.id());
    }

    /** @return what of the source itself is not as the ledger tells, in words; null when all is or nothing is told */
    String facts(SourceInfo info) throws IOException {
        JsonNode told = counts.get(info.id());
        if (told != null && (!Json.tree(CanonicalJson.text(kinds(info))).equals(told.path(EVENTS))
                || told.path(CONFLICTS).asLong(-1) != info.conflicts())) {
            return "the ledger tells other counts of events or conflicts of " + info.id();
        }
        JsonNode source = sources.get(info.id());
        return source == null || source.path(FACTS).asString("").equals(digests.facts(info.number())) ? null
                : "what the database says of " + info.id() + " is not what the ledger tells: its times, sizes or how "
                + "it was read were changed";
    }

    /** @return what of the records of the source is not as the ledger tells, in words; null when all is */
    String records(SourceInfo info) throws IOException {
        JsonNode source = sources.get(info.id());
        if (source != null && !source.path(TABLE).asString("").equals(table(layout, info.number()).toString())) {
            return "the record table was changed since the import: places, states or counts of events in it";
        }
        JsonNode told = rows.get(info.id());
        if (told == null) {
            return null;
        }
        Map<String, String> found = digests.of(info.number());
        for (String table : new TreeSet<>(NAMES.keySet())) {
            if (!told.path(table).asString("").equals(found.getOrDefault(table, ""))) {
                return "the rows of " + NAMES.get(table) + " in the database are not those that the ledger tells of";
            }
        }
        return null;
    }

    /** @return true when the ledger tells of the warnings that the binder keeps */
    boolean tellsWarnings() {
        return warnings != null;
    }

    /** @return how many warnings there are, but for those of an index that was made again */
    long warnings() throws IOException {
        return digests.warnings(DERIVED).rows();
    }

    /** @return what of the warnings is not as the ledger tells, in words; null when all is or nothing is told */
    String wrongWarnings() throws IOException {
        if (warnings == null) {
            return null;
        }
        RowDigests.Digest found = digests.warnings(DERIVED);
        long count = warnings.path("count").asLong(-1);
        return warnings.path("sha256").asString("").equals(found.sha256().toString()) ? null
                : found.rows() == count ? "a warning was changed since the ledger told of it"
                : "the ledger tells of " + Count.of(count, "warning")
                + ", the binder has " + found.rows();
    }
}
