// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The custody ledger of a binder. Its end is kept in two more places, so that a ledger whose last entries were taken
 * away is found: the count in the table of numbers, in the same transaction, and count and hash in a file, behind it.
 * After a crash between the two the file is one act behind, which is no loss; a ledger that lacks what the file names
 * was cut. Where the file does not fit it is left as it is, so that further acts hide nothing. Thread-safe by the
 * store's lock.
 */
public final class LedgerTable {

    /** Name of the file that holds the end of the ledger: count of entries, a space, hash of the last. */
    public static final String FILE = "ledger.head";

    private static final String COUNT = "ledger.count";
    /** Number of the first entry of which the end was kept: binders of older programs have entries before it. */
    private static final String FIRST = "ledger.first";

    private final BinderStore store;
    private final Path file;
    private LedgerEntry pending;
    private Boolean fits;

    LedgerTable(BinderStore store, Path folder) {
        this.store = store;
        this.file = folder.resolve(FILE);
    }

    /** How far the end of the ledger can be relied upon. */
    public enum End {
        /** It is where the other places say. */
        WHOLE,
        /** Written by an older program, which kept the end nowhere else. */
        UNKNOWN,
        /** Entries are gone that were there, or others stand in their place. */
        CUT,
        /** The file that names the end is gone, or is no such file. */
        LOST
    }

    LedgerEntry append(String act, Map<String, Object> subject) throws IOException {
        LedgerEntry last = last();
        if (fits == null) {
            End end = end(head());
            boolean begins = end == End.LOST && last != null
                    && store.state(FIRST).orElse(0L) == last.seq() && !Files.exists(file);
            fits = end == End.WHOLE || end == End.UNKNOWN || begins;
        }
        LedgerEntry entry = LedgerEntry.next(last, store.now(), System.getProperty("user.name", "unknown"), act,
                subject);
        store.update("INSERT INTO ledger VALUES(?,?,?,?,?,?,?,?)", entry.seq(), entry.time(), entry.actor(),
                entry.act(), entry.subject(), entry.count(), entry.previous(), entry.hash());
        store.update("INSERT OR IGNORE INTO state VALUES(?,?)", FIRST, entry.seq());
        store.setState(COUNT, Math.max(entry.seq(), store.state(COUNT).orElse(0L)));
        pending = entry;
        return entry;
    }

    /** The transaction is durable: so becomes the name of its last entry. */
    void committed() {
        if (pending != null && fits) {
            Path part = file.resolveSibling(FILE + ".part");
            try {
                try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
                    out.write(ByteBuffer.wrap((pending.count() + " " + pending.hash() + "\n")
                            .getBytes(StandardCharsets.US_ASCII)));
                    out.force(true);
                }
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // the act itself is durable and must not be reported as failed; the next one names the end again
                System.getLogger(LedgerTable.class.getName()).log(System.Logger.Level.WARNING, file.toString(), e);
            }
        }
        pending = null;
    }

    /** The transaction is forgotten, and its entries with it. */
    void rolledBack() {
        pending = null;
    }

    /** @return what the file says, null when there is none */
    String head() throws IOException {
        return !Files.exists(file) ? null : Files.size(file) > 200 ? ""
                : Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    }

    /** @return whether the ledger goes as far as the other places say, one of which is {@link #head} */
    End end(String head) throws IOException {
        Optional<Long> count = store.state(COUNT);
        LedgerEntry last = last();
        if (count.isPresent() && (last == null || count.get() > last.seq())) {
            return End.CUT;
        }
        if (head == null) {
            return count.isPresent() ? End.LOST : End.UNKNOWN;
        }
        String[] words = head.split(" ");
        if (words.length != 2 || !words[0].matches("\\d{1,18}")) {
            return End.LOST;
        }
        boolean[] there = {false};
        store.query("SELECT 1 FROM ledger WHERE seq=? AND hash=?", r -> there[0] = true, Long.parseLong(words[0]),
                words[1]);
        return there[0] ? End.WHOLE : End.CUT;
    }

    private LedgerEntry last() throws IOException {
        List<LedgerEntry> found = new ArrayList<>();
        store.query("SELECT * FROM ledger ORDER BY seq DESC LIMIT 1", r -> found.add(entry(r)));
        return found.isEmpty() ? null : found.get(0);
    }

    /** @return all acts, oldest first */
    public List<LedgerEntry> all() throws IOException {
        synchronized (store) {
            List<LedgerEntry> all = new ArrayList<>();
            store.query("SELECT * FROM ledger ORDER BY seq", r -> all.add(entry(r)));
            return all;
        }
    }

    private static LedgerEntry entry(ResultSet r) throws SQLException {
        return new LedgerEntry(r.getLong(1), r.getString(2), r.getString(3), r.getString(4), r.getString(5),
                r.getLong(6), r.getString(7), r.getString(8));
    }
}
