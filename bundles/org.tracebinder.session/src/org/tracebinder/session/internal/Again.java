// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    private static final int MAX_PIECES = 1000;

    private static final int MAX_READ = 64;

    private final EventIndex index;
    private final BinderStore store;
    private final PieceTable pieces;
    /** The event whose pieces come just now, and what is known of it so far; they come one after the other. */
    private EventId at;
    private Event whole;
    private Set<EventId> ids;
    private int told;
    private boolean changed;
    /** Records read last, as long as there is memory: one may hold pieces of thousands of events. */
    private final Map<RecordId, SoftReference<List<Event>>> read = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RecordId, SoftReference<List<Event>>> eldest) {
            return size() > MAX_READ;
        }
    };
    private final Set<Integer> grown = new TreeSet<>();
    private final Set<Integer> pieced = new TreeSet<>();
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
            finish(reader);
        } finally {
            for (RecordTable table : tables.values()) {
                if (!known) {
                    table.force();
                }
                table.close();
            }
            tables.clear();
            read.clear();
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
        if (!first.equals(at)) {
            finish(reader);
            at = first;
            whole = null;
            ids = null;
            told = 0;
        }
        if (known) {
            if (ids == null) {
                ids = Set.copyOf(pieces.of(first));
            }
            if (ids.contains(later)) {
                if (!left.contains(later.record().source())) {
                    index.remove(later);
                }
                changed |= !left.contains(first.record().source());
                return true;
            }
            if (!left.isEmpty() || store.isConflict(later)) {
                return false;
            } // else an older program told the two apart: they are looked at as if they were new
        }
        Event second = event(later, reader);
        if (whole == null) {
            List<EventId> before = pieces.of(first);
            told = before.size();
            whole = joined(first, before, reader);
        }
        if (told >= MAX_PIECES || !EventPieces.agree(whole, second)) {
            return false;
        }
        pieces.add(later, first);
        pieced.add(later.record().source());
        index.remove(later);
        whole = EventPieces.join(whole, List.of(second), List.of());
        told++;
        changed = true;
        grown.add(first.record().source());
        return true;
    }

    /** The event stands in the index with what all its pieces say. */
    private void finish(EventReader reader) throws IOException {
        if (changed) {
            stand(at, joined(at, pieces.of(at), reader));
            changed = false;
        }
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

    private Event event(EventId id, EventReader reader) throws IOException {
        SoftReference<List<Event>> before = read.get(id.record());
        List<Event> events = before == null ? null : before.get();
        if (events == null) {
            events = reader.events(id.record());
            read.put(id.record(), new SoftReference<>(events));
        }
        return events.get(Math.max(0, id.ordinal() - 1));
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
        index.addVariant(later, event(later, reader), first);
        if (!known) {
            store.addConflict(later, first);
        }
        conflicts.merge(later.record().source(), 1L, Long::sum);
    }

    /** @return earlier sources of which the events were counted anew, since pieces of them came */
    Set<Integer> grown() {
        return grown;
    }

    /** @return sources with pieces that were not known as such before */
    Set<Integer> pieced() {
        return pieced;
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
