// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.EventPieces;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.RecordRef;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.index.EventIndex;
import org.tracebinder.vault.BinderStore;
import org.tracebinder.vault.PieceTable;
import org.tracebinder.vault.RecordTable;

/**
 * Looks through new sources for what was there before. The same bytes again are a duplicate: counted, linked, and out
 * of the index. The same event again inside another record is a repetition: out of the index too. The same identity
 * with other content is a conflict: both stay, the later one marked as a variant of the earlier. Pieces of one event
 * that agree are one event: the first stands for it in the index, with what the others say.
 */
final class Again {

    /** One event of so many pieces that they can't all be read again is a conflict after these. */
    private static final int MAX_PIECES = 64;

    private final EventIndex index;
    private final BinderStore store;
    private final PieceTable pieces;
    private final Set<Integer> grown = new TreeSet<>();
    private final Layout layout;
    private final boolean known;
    private final Set<Integer> left;
    private final Map<Integer, Long> duplicates = new HashMap<>();
    private final Map<Integer, Long> conflicts = new HashMap<>();
    private final Map<Integer, Long> repeated = new HashMap<>();
    private final Map<Integer, RecordTable> tables = new HashMap<>();

    /** For new sources. */
    Again(EventIndex index, BinderStore store, Layout layout) {
        this(index, store, layout, false, Set.of());
    }

    /**
     * For an index that is made again: database and record tables have the answers already.
     *
     * @param left sources of which the index stays as it is; others are still held against them
     */
    Again(EventIndex index, BinderStore store, Layout layout, Set<Integer> left) {
        this(index, store, layout, true, left);
    }

    private Again(EventIndex index, BinderStore store, Layout layout, boolean known, Set<Integer> left) {
        this.index = index;
        this.store = store;
        this.pieces = new PieceTable(store);
        this.layout = layout;
        this.known = known;
        this.left = left;
    }

    /** Reads events again; works before the sources are committed. */
    interface EventReader {
        /** @return all events of the record */
        List<Event> events(RecordId id) throws IOException;
    }

    /**
     * Finds and settles everything that stands again.
     *
     * @param firstNew number of the first new source
     * @param reader   reads the event that becomes a variant
     */
    void settle(Keys keys, int firstNew, EventReader reader, Progress progress)
            throws IOException, TracebinderException {
        try {
            // a bad record is no original, and one that stands twice is quarantined twice
            keys.records().again(firstNew, id -> state(id.record()) != RecordRef.State.QUARANTINED,
                    (later, first, same) -> {
                progress.check();
                if (same && !left.contains(later.record().source())) {
                    duplicate(later.record(), first.record());
                }
            });
            keys.events().again(firstNew, id -> state(id.record()) == RecordRef.State.ACCEPTED,
                    (later, first, same) -> {
                progress.check();
                if (!same && isPiece(later, first, reader)) {
                    return;
                }
                if (left.contains(later.record().source())) {
                    return;
                }
                index.remove(later);
                if (same) {
                    repeated.merge(later.record().source(), 1L, Long::sum);
                } else {
                    variant(later, first, reader);
                }
            });
        } finally {
            for (RecordTable table : tables.values()) {
                if (!known) {
                    table.force();
                }
                table.close();
            }
            tables.clear();
        }
        recount(firstNew, progress);
    }

    private RecordRef.State state(RecordId id) throws IOException {
        try {
            return table(id.source()).get(id.source(), id.record()).ref().state();
        } catch (IOException e) {
            if (left.contains(id.source())) { // its record table is what can't be read
                return RecordRef.State.QUARANTINED;
            }
            throw e;
        }
    }

    private RecordTable table(int source) throws IOException {
        RecordTable table = tables.get(source);
        if (table == null) {
            table = RecordTable.open(layout.records(source), !known);
            tables.put(source, table);
        }
        return table;
    }

    private void duplicate(RecordId later, RecordId first) throws IOException {
        if (!known) {
            table(later.source()).mark(later.record(), RecordRef.State.DUPLICATE);
            store.addDuplicate(later, first);
        }
        index.removeRecord(later);
        duplicates.merge(later.source(), 1L, Long::sum);
    }

    /** @return true when the later one is a piece of the first; then it has been added to it */
    private boolean isPiece(EventId later, EventId first, EventReader reader) throws IOException {
        List<EventId> known = pieces.of(first);
        if (this.known) {
            if (!known.contains(later)) {
                return false;
            }
            if (!left.contains(later.record().source())) {
                index.remove(later);
            }
            if (!left.contains(first.record().source())) {
                stand(first, joined(first, known, reader));
            }
            return true;
        }
        Event second = event(later, reader);
        if (known.size() >= MAX_PIECES || !EventPieces.agree(joined(first, known, reader), second)) {
            return false;
        }
        pieces.add(later, first);
        index.remove(later);
        stand(first, joined(first, pieces.of(first), reader));
        grown.add(first.record().source());
        return true;
    }

    private void stand(EventId first, Event joined) throws IOException {
        index.remove(first);
        index.add(first, joined);
    }

    /** The whole of the pieces that can be read: of a source that is left as it is, nothing can. */
    private Event joined(EventId first, List<EventId> ids, EventReader reader) throws IOException {
        List<Event> more = new ArrayList<>();
        List<EventId> read = new ArrayList<>();
        for (EventId id : ids) {
            if (!left.contains(id.record().source())) {
                more.add(event(id, reader));
                read.add(id);
            }
        }
        Event own = event(first, reader);
        return more.isEmpty() ? own : EventPieces.join(own, more, read);
    }

    private static Event event(EventId id, EventReader reader) throws IOException {
        return reader.events(id.record()).get(Math.max(0, id.ordinal() - 1));
    }

    /** An event may be of another kind, now that more is known of it; its source was counted before. */
    private void recount(int firstNew, Progress progress) throws IOException, TracebinderException {
        grown.removeIf(source -> source >= firstNew);
        if (!grown.isEmpty()) {
            index.refreshAll();
        }
        for (int source : grown) {
            pieces.recount(source, kinds(index, source, progress));
        }
    }

    private void variant(EventId later, EventId first, EventReader reader) throws IOException {
        List<Event> events = reader.events(later.record());
        index.addVariant(later, events.get(Math.max(0, later.ordinal() - 1)), first);
        if (!known) {
            store.addConflict(later, first);
        }
        conflicts.merge(later.record().source(), 1L, Long::sum);
    }

    /** @return duplicate records of the source */
    long duplicates(int source) {
        return duplicates.getOrDefault(source, 0L);
    }

    /** @return events of the source that are variants of earlier ones */
    long conflicts(int source) {
        return conflicts.getOrDefault(source, 0L);
    }

    /** @return events of the source that repeat earlier ones to the byte */
    long repeated(int source) {
        return repeated.getOrDefault(source, 0L);
    }

    /** @return events of the source by kind, without variants */
    static Map<EventKind, Long> kinds(EventIndex index, int source, Progress progress)
            throws IOException, TracebinderException {
        SearchResult r = index.search(new SearchRequest("source:S" + source + " AND NOT conflict:true",
                new SearchRequest.Sort(null, false), 0, null, List.of(), List.of(Fields.KIND),
                EventKind.values().length, null), progress);
        Map<EventKind, Long> kinds = new EnumMap<>(EventKind.class);
        r.facets().getOrDefault(Fields.KIND.id(), List.of()).forEach(v -> kinds.put(EventKind.of(v.value()),
                v.count()));
        return kinds;
    }
}
