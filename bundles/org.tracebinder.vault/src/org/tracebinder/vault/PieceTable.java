// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.RecordId;

/** Which events are told by more than one record; a part of the binder's database, with its lock and transaction. */
public final class PieceTable {

    private final BinderStore store;
    /** What is known of the rows; neither at first. */
    private volatile boolean any;
    private volatile boolean none;

    /** @param store the open database */
    public PieceTable(BinderStore store) {
        this.store = store;
    }

    /**
     * A piece of an event.
     *
     * @param first the first of the pieces, which stands for all
     * @param piece a further one
     */
    public record Piece(EventId first, EventId piece) {
    }

    /** Links a piece to the first one; durable after the store's commit. */
    public void add(EventId piece, EventId first) throws IOException {
        synchronized (store) {
            store.update("INSERT OR IGNORE INTO piece VALUES(?,?,?,?,?,?)", first.record().source(),
                    first.record().record(), first.ordinal(), piece.record().source(), piece.record().record(),
                    piece.ordinal());
            any = true;
        }
    }

    /** @return all further pieces of the events of the record, by their ids */
    public List<Piece> of(RecordId first) throws IOException {
        if (!any()) {
            return List.of();
        }
        List<Piece> all = new ArrayList<>(0);
        synchronized (store) {
            store.query("SELECT of_ordinal, source, record, ordinal FROM piece WHERE of_source=? AND of_record=?"
                    + " ORDER BY of_ordinal, source, record, ordinal", r -> all.add(new Piece(new EventId(first,
                    r.getInt(1)), new EventId(new RecordId(r.getInt(2), r.getLong(3)), r.getInt(4)))),
                    first.source(), first.record());
        }
        return all;
    }

    /** @return the ids of all further pieces of the event, in order */
    public List<EventId> of(EventId first) throws IOException {
        List<EventId> all = new ArrayList<>(0);
        if (any()) {
            synchronized (store) {
                store.query("SELECT source, record, ordinal FROM piece WHERE of_source=? AND of_record=?"
                        + " AND of_ordinal=? ORDER BY source, record, ordinal", r -> all.add(new EventId(
                        new RecordId(r.getInt(1), r.getLong(2)), r.getInt(3))), first.record().source(),
                        first.record().record(), first.ordinal());
            }
        }
        return all;
    }

    private boolean any() throws IOException {
        if (!any && !none) {
            boolean[] found = {false};
            synchronized (store) {
                // a binder of an older version that is open for reading only has no such table
                store.query("SELECT 1 FROM sqlite_master WHERE type='table' AND name='piece'", r -> found[0] = true);
                if (found[0]) {
                    found[0] = false;
                    store.query("SELECT 1 FROM piece LIMIT 1", r -> found[0] = true);
                }
            }
            any = found[0];
            none = !found[0];
        }
        return any;
    }

    /** Forgets that there were none: the binder was written to, perhaps by another process. */
    public void refresh() {
        none = false;
    }

    /** Puts right how many events a source holds, after pieces of them came with a later source. */
    public void recount(int source, Map<EventKind, Long> kinds) throws IOException {
        List<String> events = new ArrayList<>();
        kinds.forEach((kind, n) -> events.add(kind.id() + "=" + n));
        synchronized (store) {
            store.update("UPDATE source SET events=? WHERE number=?", String.join(",", events), source);
        }
    }

    /** Puts right how many events and conflicts a source holds, where another version of the program counted them. */
    public void recount(int source, Map<EventKind, Long> kinds, long conflicts) throws IOException {
        recount(source, kinds);
        synchronized (store) {
            store.update("UPDATE source SET conflicts=? WHERE number=?", conflicts, source);
        }
    }
}
