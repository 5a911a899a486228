// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Hash;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;

/**
 * The database of a binder, {@code binder.db}. Writes collect in one transaction until {@link #commit()}; whatever was
 * not committed is gone after a crash. Thread-safe by one lock.
 */
public final class BinderStore implements AutoCloseable {

    /** Name of the database inside the binder. */
    public static final String FILE = "binder.db";

    /** Warning: a source could not be read to its end. */
    public static final String DAMAGED = "import.damaged";
    /** Warning: a file, or a member of an archive, could not be read at all. */
    public static final String UNREAD = "import.unread";

    /** Key of the digest of what the running import was asked to read; not a fact of the engagement. */
    private static final String REQUEST = "import.request";

    private final Connection db;
    private final Clock clock;

    private final LedgerTable ledger;
    private final boolean readOnly;

    private BinderStore(Connection db, Clock clock, Path folder, boolean readOnly) {
        this.readOnly = readOnly;
        this.db = db;
        this.clock = clock;
        this.ledger = new LedgerTable(this, folder);
    }

    /**
     * Opens the database, makes it when it is not there.
     *
     * @param folder   the binder
     * @param readOnly true when another process writes, or the folder can't be written
     * @param clock    tells the time for the ledger
     * @throws IOException when it can't be opened, or was written by a newer version of the program
     */
    public static BinderStore open(Path folder, boolean readOnly, Clock clock) throws IOException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(readOnly);
        config.setBusyTimeout(5000);
        if (!readOnly) {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        }
        SQLiteDataSource source = new SQLiteDataSource(config);
        Path file = folder.resolve(FILE);
        // a binder on a read-only stick has no room for the files beside the database that WAL mode wants
        boolean immutable = readOnly && !Files.isWritable(folder);
        source.setUrl(immutable ? "jdbc:sqlite:file:" + file.toUri().getRawPath() + "?immutable=1"
                : "jdbc:sqlite:" + file);
        try {
            Connection db = source.getConnection();
            BinderStore store = new BinderStore(db, clock, folder, readOnly);
            Schema.prepare(db, readOnly, file);
            return store;
        } catch (SQLException e) {
            throw new IOException("cannot open " + file + ": " + e.getMessage(), e);
        }
    }

    /** Makes all writes since the last commit durable, as one. */
    public synchronized void commit() throws IOException {
        run(db::commit);
        ledger.committed();
    }

    /** Forgets all writes since the last commit. */
    public synchronized void rollback() throws IOException {
        run(db::rollback);
        ledger.rolledBack();
    }

    /** @return facts of the engagement: {@code name}, {@code client}, {@code created} and what else was set */
    public synchronized Map<String, String> engagement() throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        query("SELECT key, value FROM engagement WHERE key <> '" + REQUEST + "' ORDER BY key",
                r -> facts.put(r.getString(1), r.getString(2)));
        return facts;
    }

    /** Sets one fact of the engagement. */
    public synchronized void setEngagement(String key, String value) throws IOException {
        update("INSERT OR REPLACE INTO engagement VALUES(?,?)", key, value);
    }

    /** @return a number that the program keeps, for example how far a file is valid; empty when never set */
    public synchronized Optional<Long> state(String key) throws IOException {
        List<Long> found = new ArrayList<>();
        query("SELECT value FROM state WHERE key=?", r -> found.add(r.getLong(1)), key);
        return found.stream().findFirst();
    }

    /** Keeps a number. */
    public synchronized void setState(String key, long value) throws IOException {
        update("INSERT OR REPLACE INTO state VALUES(?,?)", key, value);
    }

    /**
     * @param request digest of what an import was asked to read
     * @return files that an interrupted import of the same request has committed, with the numbers of their sources
     */
    public synchronized Map<String, Integer> unfinished(String request) throws IOException {
        Map<String, Integer> files = new LinkedHashMap<>();
        if (request.equals(request())) {
            query("SELECT path, source FROM unfinished", r -> files.put(r.getString(1), r.getInt(2)));
        }
        return files;
    }

    /** @return files that an import which did not come to its end has committed; empty when there is none */
    public synchronized OptionalInt interrupted() throws IOException {
        if (request() == null) {
            return OptionalInt.empty();
        }
        int[] files = new int[1];
        query("SELECT count(*) FROM unfinished", r -> files[0] = r.getInt(1));
        return OptionalInt.of(files[0]);
    }

    private String request() throws IOException {
        List<String> found = new ArrayList<>();
        query("SELECT value FROM engagement WHERE key=?", r -> found.add(r.getString(1)), REQUEST);
        return found.isEmpty() ? null : found.get(0);
    }

    /**
     * An import begins: files of another request are forgotten.
     *
     * @return true when it is the same request again
     */
    public synchronized boolean beginImport(String request) throws IOException {
        boolean again = request.equals(request());
        if (!again) {
            update("DELETE FROM unfinished");
            setEngagement(REQUEST, request);
        }
        return again;
    }

    /** Forgets what could not be read at all: the import that tells of it is done again. */
    public synchronized void dropUnread() throws IOException {
        update("DELETE FROM warning WHERE code=? AND source=0", UNREAD);
    }

    /** A file of the running import is in the binder. */
    public synchronized void addUnfinished(String path, int source) throws IOException {
        update("INSERT OR REPLACE INTO unfinished VALUES(?,?)", path, source);
    }

    /** The running import came to its end. */
    public synchronized void endImport() throws IOException {
        update("DELETE FROM unfinished");
        update("DELETE FROM engagement WHERE key=?", REQUEST);
    }

    /** Adds an act to the ledger; it is durable after {@link #commit()}. */
    public synchronized LedgerEntry append(String act, Map<String, Object> subject) throws IOException {
        return ledger.append(act, subject);
    }

    /** @return all acts, oldest first */
    public List<LedgerEntry> ledger() throws IOException {
        return ledger.all();
    }

    /** @return whether the ledger goes as far as it went */
    public synchronized LedgerTable.End ledgerEnd() throws IOException {
        String head = ledger.head();
        if (readOnly) {
            run(db::rollback); // what another process has written meanwhile, too
        }
        return ledger.end(head);
    }

    /** Adds a source. */
    public synchronized void addSource(StoredSource source) throws IOException {
        SourceInfo i = source.info();
        SourceInfo.Totals t = i.totals();
        StringBuilder events = new StringBuilder();
        i.events().forEach((kind, n) -> events.append(events.isEmpty() ? "" : ",").append(kind.id()).append('=')
                .append(n));
        update("INSERT INTO source VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", i.number(),
                i.path(), i.bytes(), i.sha256().toString(), source.contentSha256().toString(), source.compression(),
                source.outside(), source.modified(), i.format(), i.formatLabel(), i.confidence(), i.why(),
                i.container(), i.importedAt(), t.contentBytes(), t.recordBytes(),
                t.framingBytes(), t.quarantinedBytes(), t.read(), t.accepted(), t.quarantined(), t.duplicate(),
                events.toString(), i.conflicts(), i.repeated(), i.firstTime(), i.lastTime(), i.merkleRoot().toString(),
                source.envelope());
    }

    /** @return all sources, by number */
    public synchronized List<StoredSource> sources() throws IOException {
        List<StoredSource> all = new ArrayList<>();
        query("SELECT * FROM source ORDER BY number", r -> all.add(source(r)));
        return all;
    }

    private static StoredSource source(ResultSet r) throws SQLException {
        Map<EventKind, Long> events = new EnumMap<>(EventKind.class);
        for (String part : r.getString("events").split(",")) {
            int eq = part.indexOf('=');
            if (eq > 0) {
                events.put(EventKind.of(part.substring(0, eq)), Long.parseLong(part.substring(eq + 1)));
            }
        }
        SourceInfo.Totals totals = new SourceInfo.Totals(r.getLong("content_bytes"), r.getLong("record_bytes"),
                r.getLong("framing_bytes"), r.getLong("quarantined_bytes"), r.getLong("read"), r.getLong("accepted"),
                r.getLong("quarantined"), r.getLong("duplicate"));
        SourceInfo info = new SourceInfo(r.getInt("number"), r.getString("path"), r.getLong("bytes"),
                Hash.parse(r.getString("sha256")), r.getString("format"), r.getString("format_label"),
                r.getInt("confidence"), r.getString("why"), r.getInt("container"), r.getLong("imported_at"), totals,
                events, r.getLong("conflicts"), r.getLong("repeated"), r.getLong("first_time"), r.getLong("last_time"),
                Hash.parse(r.getString("merkle_root")));
        return new StoredSource(info, Hash.parse(r.getString("content_sha256")), r.getString("compression"),
                r.getString("outside"), r.getLong("modified"), r.getBytes("envelope"));
    }

    /** Puts a record into the quarantine. */
    public synchronized void addQuarantine(RecordId id, String reason) throws IOException {
        update("INSERT INTO quarantine VALUES(?,?,?)", id.source(), id.record(), reason);
    }

    /** Takes out of the quarantine what stands there of this source and later ones: they are not kept after all. */
    public synchronized void dropQuarantine(int fromSource) throws IOException {
        update("DELETE FROM quarantine WHERE source>=?", fromSource);
    }

    /** Calls for each quarantined record, by id, with its reason. */
    public synchronized void quarantine(BiConsumer<RecordId, String> each) throws IOException {
        query("SELECT source, record, reason FROM quarantine ORDER BY source, record",
                r -> each.accept(new RecordId(r.getInt(1), r.getLong(2)), r.getString(3)));
    }

    /** Links a duplicate record to the first of its bytes. */
    public synchronized void addDuplicate(RecordId copy, RecordId first) throws IOException {
        update("INSERT INTO duplicate VALUES(?,?,?,?)", copy.source(), copy.record(), first.source(), first.record());
    }

    /** Calls for each duplicate record, by id. */
    public synchronized void duplicates(Consumer<Trail.Duplicate> each) throws IOException {
        query("SELECT * FROM duplicate ORDER BY source, record", r -> each.accept(new Trail.Duplicate(
                new RecordId(r.getInt(1), r.getLong(2)), new RecordId(r.getInt(3), r.getLong(4)))));
    }

    /** Links an event to the first of its identity. */
    public synchronized void addConflict(EventId variant, EventId first) throws IOException {
        update("INSERT INTO conflict VALUES(?,?,?,?,?,?)", variant.record().source(), variant.record().record(),
                variant.ordinal(), first.record().source(), first.record().record(), first.ordinal());
    }

    /** @return true when the event is in conflict with an earlier one of its identity */
    public synchronized boolean isConflict(EventId variant) throws IOException {
        boolean[] found = {false};
        query("SELECT 1 FROM conflict WHERE source=? AND record=? AND ordinal=?", r -> found[0] = true,
                variant.record().source(), variant.record().record(), variant.ordinal());
        return found[0];
    }

    /** Calls for each event in conflict, by id. */
    public synchronized void conflicts(Consumer<Trail.Conflict> each) throws IOException {
        query("SELECT * FROM conflict ORDER BY source, record, ordinal", r -> each.accept(new Trail.Conflict(
                new EventId(new RecordId(r.getInt(1), r.getLong(2)), r.getInt(3)),
                new EventId(new RecordId(r.getInt(4), r.getLong(5)), r.getInt(6)))));
    }

    /** Keeps a query in place of one of the same name; it is durable after {@link #commit()}. */
    public synchronized KeptQuery saveQuery(String name, String text, long total, String resultHash, byte[] ids)
            throws IOException {
        KeptQuery query = new KeptQuery(name, text, clock.instant().truncatedTo(ChronoUnit.MILLIS).toString(),
                System.getProperty("user.name", "unknown"), total, resultHash, ids);
        update("INSERT OR REPLACE INTO saved_query VALUES(?,?,?,?,?,?,?)", name, text, query.saved(), query.actor(),
                total, resultHash, ids);
        return query;
    }

    /** Forgets a saved query. */
    public synchronized void removeQuery(String name) throws IOException {
        update("DELETE FROM saved_query WHERE name=?", name);
    }

    /** @return saved queries, by name; none in a binder of an older version that is open for reading only */
    public synchronized List<KeptQuery> queries() throws IOException {
        boolean[] there = {false};
        query("SELECT 1 FROM sqlite_master WHERE type='table' AND name='saved_query'", r -> there[0] = true);
        List<KeptQuery> all = new ArrayList<>();
        if (there[0]) {
            query("SELECT name, text, saved, actor, total, result_hash, ids FROM saved_query ORDER BY name",
                    r -> all.add(new KeptQuery(r.getString(1), r.getString(2), r.getString(3), r.getString(4),
                            r.getLong(5), r.getString(6), r.getBytes(7))));
        }
        return all;
    }

    /**
     * Keeps what an auditor concluded about a control, in place of an earlier word; durable after {@link #commit()}.
     */
    public synchronized void conclude(String control, String result, String reason, String computed)
            throws IOException {
        update("INSERT OR REPLACE INTO conclusion VALUES(?,?,?,?,?,?)", control, result, reason,
                System.getProperty("user.name", "unknown"), clock.instant().truncatedTo(ChronoUnit.MILLIS).toString(),
                computed);
    }

    /** Forgets what was concluded about a control. */
    public synchronized void removeConclusion(String control) throws IOException {
        update("DELETE FROM conclusion WHERE control=?", control);
    }

    /** @return control, result, reason, actor, time and computed result of each conclusion, by control */
    public synchronized List<String[]> conclusions() throws IOException {
        boolean[] there = {false};
        query("SELECT 1 FROM sqlite_master WHERE type='table' AND name='conclusion'", r -> there[0] = true);
        List<String[]> all = new ArrayList<>();
        if (there[0]) {
            query("SELECT control, result, reason, actor, at, computed FROM conclusion ORDER BY control",
                    r -> all.add(new String[] {r.getString(1), r.getString(2), r.getString(3), r.getString(4),
                        r.getString(5), r.getString(6)}));
        }
        return all;
    }

    /** Keeps a note; it is durable after {@link #commit()}. Its number was never given before. */
    public synchronized KeptNote addNote(String kind, String subject, String anchor, String text, String tags)
            throws IOException {
        String at = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        update("INSERT INTO note(kind, subject, anchor, text, tags, actor, at) VALUES(?,?,?,?,?,?,?)", kind, subject,
                anchor, text, tags, System.getProperty("user.name", "unknown"), at);
        List<KeptNote> all = notes();
        return all.get(all.size() - 1);
    }

    /** Forgets a note. */
    public synchronized void removeNote(long number) throws IOException {
        update("DELETE FROM note WHERE number=?", number);
    }

    /** @return notes, by number; none in a binder of an older version that is open for reading only */
    public synchronized List<KeptNote> notes() throws IOException {
        boolean[] there = {false};
        query("SELECT 1 FROM sqlite_master WHERE type='table' AND name='note'", r -> there[0] = true);
        List<KeptNote> all = new ArrayList<>();
        if (there[0]) {
            query("SELECT number, kind, subject, anchor, text, tags, actor, at FROM note ORDER BY number",
                    r -> all.add(new KeptNote(r.getLong(1), r.getString(2), r.getString(3), r.getString(4),
                            r.getString(5), r.getString(6), r.getString(7), r.getString(8))));
        }
        return all;
    }

    /** Keeps what was attached to a control; durable after {@link #commit()}. Its number was never given before. */
    public synchronized KeptEvidence addEvidence(KeptEvidence e) throws IOException {
        update("INSERT INTO evidence(control, kind, reference, bearing, sha256, size, text, actor, at)"
                + " VALUES(?,?,?,?,?,?,?,?,?)", e.control(), e.kind(), e.reference(), e.bearing(), e.sha256(), e.size(),
                e.text(), System.getProperty("user.name", "unknown"),
                clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        List<KeptEvidence> all = evidence();
        return all.get(all.size() - 1);
    }

    /** Forgets what was attached. */
    public synchronized void removeEvidence(long number) throws IOException {
        update("DELETE FROM evidence WHERE number=?", number);
    }

    /** @return attached evidence, by number; none in a binder of an older version that is open for reading only */
    public synchronized List<KeptEvidence> evidence() throws IOException {
        boolean[] there = {false};
        query("SELECT 1 FROM sqlite_master WHERE type='table' AND name='evidence'", r -> there[0] = true);
        List<KeptEvidence> all = new ArrayList<>();
        if (there[0]) {
            query("SELECT number, control, kind, reference, bearing, sha256, size, text, actor, at FROM evidence"
                    + " ORDER BY number", r -> all.add(new KeptEvidence(r.getLong(1), r.getString(2), r.getString(3),
                            r.getString(4), r.getString(5), r.getString(6), r.getLong(7), r.getString(8),
                            r.getString(9), r.getString(10))));
        }
        return all;
    }

    /** Keeps something that the import found strange. */
    public synchronized void addWarning(Warning warning) throws IOException {
        update("INSERT INTO warning VALUES(?,?,?)", warning.source(), warning.code(), warning.text());
    }

    /** Forgets what was strange by that code, because it is looked at anew. */
    public synchronized void dropWarnings(String code) throws IOException {
        update("DELETE FROM warning WHERE code=?", code);
    }

    /** @return what imports found strange, in the order found */
    public synchronized List<Warning> warnings() throws IOException {
        List<Warning> all = new ArrayList<>();
        query("SELECT source, code, text FROM warning ORDER BY rowid",
                r -> all.add(new Warning(r.getInt(1), r.getString(2), r.getString(3))));
        return all;
    }

    /**
     * Something that an import found strange.
     *
     * @param source number of the source, 0 for none
     * @param code   such as {@code log.gap}
     * @param text   for the user
     */
    public record Warning(int source, String code, String text) {
    }

    @Override
    public synchronized void close() throws IOException {
        run(() -> {
            db.rollback();
            db.close();
        });
    }

    /** @return samples with their drawn items; writes are durable after {@link #commit()} */
    public SampleTable samples() {
        return new SampleTable(this);
    }

    String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    void update(String sql, Object... values) throws IOException {
        run(() -> {
            try (PreparedStatement s = db.prepareStatement(sql)) {
                bind(s, values);
                s.executeUpdate();
            }
        });
    }

    void query(String sql, Reading each, Object... values) throws IOException {
        run(() -> {
            try (PreparedStatement s = db.prepareStatement(sql)) {
                bind(s, values);
                try (ResultSet r = s.executeQuery()) {
                    while (r.next()) {
                        each.row(r);
                    }
                }
            }
        });
    }

    private static void bind(PreparedStatement s, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            s.setObject(i + 1, values[i]);
        }
    }

    private static void run(Work work) throws IOException {
        try {
            work.run();
        } catch (SQLException e) {
            throw new IOException("the binder's database says: " + e.getMessage(), e);
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    interface Reading {
        void row(ResultSet row) throws SQLException;
    }
}
