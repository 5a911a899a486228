// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.RecordRef;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;

/** A trail in memory, with as much of the query language as the bundle uses. Scans come in a random order. */
final class MemoryTrail implements Trail {

    final Map<RecordId, List<Event>> records = new TreeMap<>();
    final Map<EventId, EventId> conflicts = new LinkedHashMap<>();
    final Map<RecordId, Integer> reads = new HashMap<>();
    final List<SourceInfo> sources = new ArrayList<>();
    private final Map<EventId, Event> indexed = new TreeMap<>();
    private final Random random = new Random(5);

    /** Adds a record and gives the ids of its events. */
    List<EventId> add(int source, Event... events) {
        long number = records.keySet().stream().filter(r -> r.source() == source).count() + 1;
        return add(new RecordId(source, number), List.of(events));
    }

    List<EventId> add(RecordId record, List<Event> events) {
        records.put(record, events);
        List<EventId> ids = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            EventId id = new EventId(record, events.size() == 1 ? 0 : i + 1);
            ids.add(id);
            indexed.put(id, events.get(i));
        }
        return ids;
    }

    /** Makes an event a variant: it is not found any more, but told of as a conflict. */
    void conflict(EventId variant, EventId first) {
        indexed.remove(variant);
        conflicts.put(variant, first);
    }

    /** Takes an event out that says again what an earlier one says. */
    void forget(EventId id) {
        indexed.remove(id);
    }

    @Override
    public List<SourceInfo> sources() {
        return sources;
    }

    @Override
    public SearchResult search(SearchRequest request, Progress progress) {
        throw new UnsupportedOperationException("not used by this bundle");
    }

    @Override
    public long count(String query, Progress progress) throws QueryException {
        SmallQuery q = SmallQuery.parse(query);
        return indexed.values().stream().filter(q::matches).count();
    }

    @Override
    public void scan(String query, List<Field<?>> columns, Consumer<Row> rows, Progress progress)
            throws QueryException {
        SmallQuery q = SmallQuery.parse(query);
        List<Map.Entry<EventId, Event>> hits =
                new ArrayList<>(indexed.entrySet().stream().filter(e -> q.matches(e.getValue())).toList());
        Collections.shuffle(hits, random);
        for (Map.Entry<EventId, Event> e : hits) {
            rows.accept(new Row() {
                @Override
                public EventId id() {
                    return e.getKey();
                }

                @Override
                public <T> T get(Field<T> field) {
                    if (!columns.contains(field)) {
                        throw new IllegalArgumentException(field + " was not asked for");
                    }
                    return field.read().apply(e.getValue());
                }
            });
        }
    }

    @Override
    public Optional<Event> event(EventId id) {
        List<Event> events = records.getOrDefault(id.record(), List.of());
        int index = id.ordinal() == 0 ? 0 : id.ordinal() - 1;
        return (id.ordinal() == 0) == (events.size() == 1) && index < events.size() ? Optional.of(events.get(index))
                : Optional.empty();
    }

    @Override
    public List<Event> events(RecordId id) throws IOException {
        reads.merge(id, 1, Integer::sum);
        List<Event> events = records.get(id);
        if (events == null) {
            throw new IOException("no record " + id);
        }
        return events;
    }

    @Override
    public Optional<RecordRef> record(RecordId id) {
        return records.containsKey(id)
                ? Optional.of(new RecordRef(id, RecordRef.State.ACCEPTED, 0, 1, Hash.of(new byte[0])))
                : Optional.empty();
    }

    @Override
    public byte[] bytes(RecordId id) {
        throw new UnsupportedOperationException("not used by this bundle");
    }

    @Override
    public void quarantine(Consumer<Quarantined> each) {
        // nothing is bad here
    }

    @Override
    public void duplicates(Consumer<Duplicate> each) {
        // nothing is repeated here
    }

    @Override
    public void conflicts(Consumer<Conflict> each) {
        conflicts.forEach((variant, first) -> each.accept(new Conflict(variant, first)));
    }
}
