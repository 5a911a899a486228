// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventPieces;
import org.tracebinder.core.Field;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.More;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.RankedRows;
import org.tracebinder.core.query.RecordRef;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;
import org.tracebinder.index.EventIndex;
import org.tracebinder.vault.BinderStore;
import org.tracebinder.vault.PieceTable;
import org.tracebinder.vault.RecordTable;

/** The trail of a binder: answers of the index, events and bytes from the vault, links from the database. */
final class BinderTrail implements Trail {

    /** What a cursor begins with that is the number of a hit. */
    private static final String PLACE = "at-";

    private final Sources sources;
    private final EventIndex index;
    private final BinderStore store;
    private final PieceTable pieces;
    private volatile List<SourceInfo> seen;

    private Ordered last;

    /** Hits in the order that was asked for last. */
    private record Ordered(String query, SearchRequest.Sort sort, List<SourceInfo> state, RankedRows rows) {
    }

    BinderTrail(Sources sources, EventIndex index, BinderStore store) {
        this.sources = sources;
        this.index = index;
        this.store = store;
        this.pieces = new PieceTable(store);
    }

    @Override
    public List<SourceInfo> sources() {
        Threads.refuse();
        return sources.infos();
    }

    @Override
    public Map<Integer, More> more() throws IOException {
        Threads.refuse();
        return Unfinished.of(store.sources());
    }

    @Override
    public SearchResult search(SearchRequest request, Progress progress) throws QueryException, IOException {
        Threads.refuse();
        SearchResult r = EventIndex.pages(request.sort()) ? index.search(request, progress) : listed(request, progress);
        // an answer without a source that is being read, or that the index lacks, says that there is more to come
        boolean part = sources.reading() || store.interrupted().isPresent() || !Rebuilding.lacking(store).isEmpty();
        return part ? new SearchResult(r.total(), r.exact(), false, r.hits(), r.next(), r.facets(),
                r.histogram()) : r;
    }

    /** One page of an order of which the index gives no pages: the place of a page is the number of its first hit. */
    private SearchResult listed(SearchRequest r, Progress progress) throws QueryException, IOException {
        long from = place(r.after());
        SearchResult counted = index.search(new SearchRequest(r.query(), null, 0, null, List.of(), r.facets(),
                r.facetSize(), r.histogram()), progress);
        List<Row> hits = r.limit() == 0 ? List.of() : order(r.query(), r.sort()).rows(from, r.limit(), r.columns(),
                progress);
        long next = from + hits.size();
        return new SearchResult(counted.total(), counted.exact(), counted.complete(), hits,
                hits.isEmpty() || next >= counted.total() ? null : PLACE + next, counted.facets(), counted.histogram());
    }

    private static long place(String cursor) throws QueryException {
        if (cursor == null || cursor.isEmpty()) {
            return 0;
        }
        if (!cursor.matches(PLACE + "\\d{1,9}")) {
            throw new QueryException("the cursor does not belong to this search; begin again with the first page", 0);
        }
        return Long.parseLong(cursor.substring(PLACE.length()));
    }

    /** The order that was asked for last is kept: who turns pages does not read everything again for each. */
    private synchronized RankedRows order(String query, SearchRequest.Sort sort) {
        List<SourceInfo> now = List.copyOf(sources.infos());
        if (last == null || !last.query().equals(query) || !last.sort().equals(sort) || !last.state().equals(now)) {
            last = new Ordered(query, sort, now, index.ranked(query, sort).orElseGet(
                    () -> new TextOrder(this, query, sort)));
        }
        return last.rows();
    }

    @Override
    public long count(String query, Progress progress) throws QueryException, IOException {
        Threads.refuse();
        return index.count(query, progress);
    }

    @Override
    public Optional<String> otherSpellings(String query) throws QueryException, IOException {
        Threads.refuse();
        return index.otherSpellings(query);
    }

    @Override
    public RankedRows ranked(String query, SearchRequest.Sort sort) {
        RankedRows rows = EventIndex.pages(sort) ? index.ranked(query, sort)
                .orElseGet(() -> Trail.super.ranked(query, sort)) : order(query, sort);
        return (from, count, columns, progress) -> {
            Threads.refuse();
            return rows.rows(from, count, columns, progress);
        };
    }

    @Override
    public void scan(String query, List<Field<?>> columns, Consumer<Row> rows, Progress progress)
            throws QueryException, IOException {
        Threads.refuse();
        index.scan(query, columns, rows, progress);
    }

    @Override
    public Optional<Event> event(EventId id) throws IOException {
        Threads.refuse();
        List<Event> events = events(id.record());
        if (id.ordinal() == 0) {
            return events.size() == 1 ? Optional.of(events.get(0)) : Optional.empty();
        }
        return id.ordinal() <= events.size() ? Optional.of(events.get(id.ordinal() - 1)) : Optional.empty();
    }

    @Override
    public List<Event> events(RecordId id) throws IOException {
        Threads.refuse();
        RecordTable.Entry entry = sources.entry(id);
        if (entry == null) {
            return List.of();
        }
        List<SourceInfo> now = sources.infos();
        if (now != seen) { // an import ended, here or in another process
            pieces.refresh();
            seen = now;
        }
        List<Event> events = sources.events(entry.ref());
        List<PieceTable.Piece> further = pieces.of(id);
        return further.isEmpty() ? events : joined(events, further);
    }

    /** What other records tell of the same events is told with them. */
    private List<Event> joined(List<Event> events, List<PieceTable.Piece> further) throws IOException {
        List<Event> all = new ArrayList<>(events);
        RecordId last = further.get(0).first().record();
        List<Event> read = events;
        for (int i = 0; i < further.size();) {
            EventId first = further.get(i).first();
            List<Event> more = new ArrayList<>();
            List<EventId> ids = new ArrayList<>();
            for (; i < further.size() && further.get(i).first().equals(first); i++) {
                EventId id = further.get(i).piece();
                if (!id.record().equals(last)) { // one record may tell pieces of many events
                    RecordTable.Entry entry = sources.entry(id.record());
                    last = id.record();
                    read = entry == null ? List.of() : sources.events(entry.ref());
                }
                if (!read.isEmpty()) { // empty while the import that brings it goes on
                    more.add(read.get(Math.max(0, id.ordinal() - 1)));
                    ids.add(id);
                }
            }
            int n = Math.max(0, first.ordinal() - 1);
            if (!more.isEmpty() && n < all.size()) {
                all.set(n, EventPieces.join(all.get(n), more, ids));
            }
        }
        return all;
    }

    @Override
    public Optional<RecordRef> record(RecordId id) throws IOException {
        Threads.refuse();
        return Optional.ofNullable(sources.entry(id)).map(RecordTable.Entry::ref);
    }

    @Override
    public byte[] bytes(RecordId id) throws IOException {
        Threads.refuse();
        RecordTable.Entry entry = sources.entry(id);
        if (entry == null) {
            throw new IOException("there is no record " + id + " in this binder");
        }
        return sources.bytes(entry.ref());
    }

    @Override
    public void bytes(List<EventId> ids, BiConsumer<EventId, byte[]> each) throws IOException {
        Threads.refuse();
        Pieces pieces = null;
        for (EventId id : ids) {
            if (pieces == null || !pieces.record().equals(id.record())) {
                RecordTable.Entry entry = sources.entry(id.record());
                pieces = entry == null ? Pieces.NONE : sources.pieces(entry);
            }
            each.accept(id, pieces.of(id));
        }
    }

    @Override
    public void quarantine(Consumer<Quarantined> each) throws IOException {
        Threads.refuse();
        try {
            store.quarantine((id, reason) -> {
                try {
                    each.accept(new Quarantined(sources.entry(id).ref(), reason));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void duplicates(Consumer<Duplicate> each) throws IOException {
        Threads.refuse();
        List<Duplicate> all = new ArrayList<>();
        store.duplicates(all::add);
        all.forEach(each); // not inside the store's lock: callers ask further questions
    }

    @Override
    public void conflicts(Consumer<Conflict> each) throws IOException {
        Threads.refuse();
        List<Conflict> all = new ArrayList<>();
        store.conflicts(all::add);
        all.forEach(each);
    }
}
