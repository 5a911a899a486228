// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.More;
import org.tracebinder.core.query.RecordRef;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;

/**
 * A trail in memory that keeps the rules of the real one: a record with the bytes of an earlier one is a duplicate, an
 * event with the identity of an earlier one is a conflict or, with the same words, a repeat.
 */
final class MemoryTrail implements Trail {

    private record Taken(int source, String raw, List<Event> events) {
    }

    private final List<Taken> taken = new ArrayList<>();
    private final TreeMap<EventId, Event> events = new TreeMap<>();
    private final TreeMap<EventId, Event> variants = new TreeMap<>();
    private final List<Duplicate> duplicates = new ArrayList<>();
    private final List<Conflict> conflicts = new ArrayList<>();
    private final Map<String, RecordId> byBytes = new HashMap<>();
    private final Map<RecordId, RecordRef> refs = new HashMap<>();
    private final Map<RecordId, String> raws = new HashMap<>();
    private final Map<String, EventId> byIdentity = new HashMap<>();
    private final Map<EventId, String> wordsOf = new HashMap<>();
    private final TreeMap<Integer, long[]> totals = new TreeMap<>();
    private final Map<Integer, More> more = new TreeMap<>();
    private long importedAt;

    /** @param millis when all sources were imported, since 1970; 0 for not known */
    MemoryTrail imported(long millis) {
        importedAt = millis;
        return this;
    }

    /** Adds a record with its own bytes. */
    MemoryTrail add(int source, Event... each) {
        return record(source, "record " + taken.size(), List.of(each));
    }

    /** Lets a source say that more follows. */
    MemoryTrail more(int source, More how) {
        more.put(source, how);
        return this;
    }

    @Override
    public Map<Integer, More> more() {
        return more;
    }

    /** Adds a record; the same bytes again make a duplicate. */
    MemoryTrail record(int source, String raw, List<Event> each) {
        taken.add(new Taken(source, raw, each));
        long[] t = totals.computeIfAbsent(source, s -> new long[4]); // read, duplicate, conflicts, repeated
        RecordId id = new RecordId(source, ++t[0]);
        RecordId earlier = byBytes.putIfAbsent(raw, id);
        raws.put(id, raw);
        refs.put(id, new RecordRef(id, earlier == null ? RecordRef.State.ACCEPTED : RecordRef.State.DUPLICATE, 0,
                raw.length(), Hash.of(raw.getBytes(StandardCharsets.UTF_8))));
        if (earlier != null) {
            t[1]++;
            duplicates.add(new Duplicate(id, earlier));
            return this;
        }
        for (int i = 0; i < each.size(); i++) {
            event(t, new EventId(id, each.size() == 1 ? 0 : i + 1), each.get(i));
        }
        return this;
    }

    private void event(long[] t, EventId id, Event event) {
        StringBuilder words = new StringBuilder(event.extra().toString());
        Fields.ALL.forEach(f -> words.append('|').append(f.read().apply(event)));
        EventId first = event.identity() == null ? null : byIdentity.putIfAbsent(event.identity(), id);
        if (first == null) {
            events.put(id, event);
            wordsOf.put(id, words.toString());
        } else if (wordsOf.get(first).contentEquals(words)) {
            t[3]++;
        } else {
            t[2]++;
            conflicts.add(new Conflict(id, first));
            variants.put(id, event);
        }
    }

    /** @return the same trail, imported again without some records */
    MemoryTrail without(Predicate<Integer> source) {
        MemoryTrail rest = new MemoryTrail().imported(importedAt);
        taken.stream().filter(r -> !source.test(r.source())).forEach(r -> rest.record(r.source(), r.raw(), r.events()));
        return rest;
    }

    /** @return the same trail as if nobody had written events of some sort; the others keep their ids */
    MemoryTrail withoutEvents(Predicate<Event> gone) {
        MemoryTrail rest = new MemoryTrail().imported(importedAt);
        rest.taken.addAll(taken);
        rest.totals.putAll(totals);
        rest.duplicates.addAll(duplicates);
        rest.conflicts.addAll(conflicts);
        rest.events.putAll(events);
        rest.variants.putAll(variants);
        rest.events.values().removeIf(gone);
        rest.variants.values().removeIf(gone);
        rest.conflicts.removeIf(c -> !rest.variants.containsKey(c.variant()));
        return rest;
    }

    @Override
    public List<SourceInfo> sources() {
        List<SourceInfo> result = new ArrayList<>();
        totals.forEach((source, t) -> {
            Map<EventKind, Long> kinds = new EnumMap<>(EventKind.class);
            events.forEach((id, e) -> {
                if (id.record().source() == source) {
                    kinds.merge(e.kind(), 1L, Long::sum);
                }
            });
            Hash none = Hash.of(new byte[0]);
            result.add(new SourceInfo(source, "file" + source, 0, none, "test", "Test", 100, "", 0, importedAt,
                    new SourceInfo.Totals(0, 0, 0, 0, t[0], t[0] - t[1], 0, t[1]), kinds, t[2], t[3], Event.NONE,
                    Event.NONE, none));
        });
        return result;
    }

    @Override
    public SearchResult search(SearchRequest request, Progress progress) {
        throw new UnsupportedOperationException("no check searches");
    }

    @Override
    public long count(String query, Progress progress) {
        long[] n = {0};
        scan(query, List.of(), row -> n[0]++, progress);
        return n[0];
    }

    /** @return ids of the hits */
    List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        scan(query, List.of(), row -> ids.add(row.id().toString()), Progress.NONE);
        return ids;
    }

    @Override
    public void scan(String query, List<Field<?>> columns, Consumer<Row> rows, Progress progress) {
        Predicate<TinyQuery.Hit> wanted = TinyQuery.parse(query);
        // backwards: no check may count on an order
        events.descendingMap().forEach((id, e) -> row(wanted, columns, rows, id, e, false));
        if (query.contains("conflict:")) {
            variants.forEach((id, e) -> row(wanted, columns, rows, id, e, true));
        }
    }

    private static void row(Predicate<TinyQuery.Hit> wanted, List<Field<?>> columns, Consumer<Row> rows, EventId id,
            Event event, boolean conflict) {
        if (!wanted.test(new TinyQuery.Hit(id, event, conflict))) {
            return;
        }
        rows.accept(new Row() {
            @Override
            public EventId id() {
                return id;
            }

            @Override
            public <T> T get(Field<T> field) {
                if (!columns.contains(field)) {
                    throw new IllegalArgumentException(field + " was not asked for");
                }
                T value = field.read().apply(event);
                return value instanceof List<?> l && l.isEmpty() ? null : value;
            }
        });
    }

    @Override
    public Optional<Event> event(EventId id) {
        return Optional.ofNullable(events.getOrDefault(id, variants.get(id)));
    }

    @Override
    public List<Event> events(RecordId id) {
        Map<EventId, Event> found = new LinkedHashMap<>();
        events.forEach((e, event) -> {
            if (e.record().equals(id)) {
                found.put(e, event);
            }
        });
        return List.copyOf(found.values());
    }

    @Override
    public Optional<RecordRef> record(RecordId id) {
        return Optional.ofNullable(refs.get(id));
    }

    @Override
    public byte[] bytes(RecordId id) {
        return raws.get(id).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void quarantine(Consumer<Quarantined> each) {
        // nothing is broken in here
    }

    @Override
    public void duplicates(Consumer<Duplicate> each) {
        duplicates.forEach(each);
    }

    @Override
    public void conflicts(Consumer<Conflict> each) {
        conflicts.forEach(each);
    }
}
