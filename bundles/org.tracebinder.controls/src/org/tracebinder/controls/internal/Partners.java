// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.internal.Declaration.Join;
import org.tracebinder.controls.internal.Declaration.Order;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.Trail;

/**
 * The partners of a join: for each key the earliest or the latest time, or all times where a distance counts. 16 to 32
 * bytes a key. Not thread-safe.
 */
final class Partners {

    /** Partners that are read whole, at most. */
    private static final int READ = 100_000;

    private final Join join;
    private final Order order;
    private final Keys keys = new Keys();
    private final TreeSet<EventId> undated = new TreeSet<>();
    private final LongTable unsure = new LongTable();
    private final LongTable open = new LongTable();
    private LongTable table = new LongTable();
    private TimesByKey times;
    private long undatedPartners;

    private Partners(Join join, Order order) {
        this.join = join;
        this.order = order;
    }

    /**
     * @param queries    the steps of the join, with settings in them
     * @param population finds the events whose partners are looked for; asked only where partners are read whole
     */
    static Partners read(Trail trail, Join join, List<String> queries, String population, Progress progress)
            throws QueryException, IOException {
        Partners partners = new Partners(join, join.order());
        if (join.whole() != null) {
            partners.readWhole(trail, queries.get(0), population, progress);
        } else if (queries.size() > 1) {
            partners.readSteps(trail, queries, progress);
        } else {
            partners.readKeys(trail, queries.get(0), join.to(), progress);
        }
        return partners;
    }

    /** The other way round: the population under its keys, for its partners to be held against. */
    static Partners population(Trail trail, Join join, String population, Progress progress)
            throws QueryException, IOException {
        Order turned = join.order() == Order.BEFORE ? Order.AFTER : join.order() == Order.AFTER ? Order.BEFORE
                : Order.ANY;
        Partners partners = new Partners(join, turned);
        partners.readKeys(trail, population, join.by(), progress);
        return partners;
    }

    private void readKeys(Trail trail, String query, List<Field<String>> by, Progress progress)
            throws QueryException, IOException {
        boolean timed = order != Order.ANY || join.within() > 0;
        times = join.within() > 0 ? new TimesByKey() : null;
        List<Field<?>> columns = new ArrayList<>(by);
        if (timed) {
            columns.add(Fields.TIME_START);
        }
        trail.scan(query, columns, row -> add(key(row, by), timed ? row.get(Fields.TIME_START) : null, timed),
                progress);
        if (times != null) {
            times.sort();
        }
    }

    private void add(Long key, Long time, boolean timed) {
        if (key == null || timed && (time == null || time == Event.NONE)) {
            undatedPartners++;
        } else if (times != null) {
            times.add(key, time);
            table.add(key);
        } else if (order == Order.BEFORE) {
            table.min(key, time);
        } else if (order == Order.AFTER) {
            table.min(key, -time);
        } else {
            table.add(key);
        }
    }

    /** Each step keeps, for a key, its earliest event that is not before that of the step before. */
    private void readSteps(Trail trail, List<String> queries, Progress progress) throws QueryException, IOException {
        List<Field<?>> columns = new ArrayList<>(join.to());
        columns.add(Fields.TIME_START);
        LongTable before = null;
        for (String query : queries) {
            LongTable last = before;
            LongTable reached = new LongTable();
            trail.scan(query, columns, row -> {
                Long key = key(row, join.to());
                Long time = row.get(Fields.TIME_START);
                if (key == null || time == null) {
                    undatedPartners++;
                } else if (last == null || last.has(key) && last.get(key, 0) <= time) {
                    reached.min(key, time);
                }
            }, progress);
            before = reached;
        }
        table = before;
    }

    private void readWhole(Trail trail, String query, String population, Progress progress)
            throws QueryException, IOException {
        LongTable wanted = new LongTable();
        trail.scan(population, List.copyOf(join.by()), row -> {
            Long key = key(row, join.by());
            if (key != null) {
                wanted.add(key);
            }
        }, progress);
        TreeSet<EventId> ids = new TreeSet<>();
        trail.scan(query, List.copyOf(join.to()), row -> {
            Long key = key(row, join.to());
            if (key != null && wanted.has(key)) {
                ids.add(row.id());
                if (ids.size() > READ) {
                    ids.pollLast();
                    undatedPartners++;
                }
            }
        }, progress);
        String fact = join.whole().fact();
        Standing standing = fact.equals(Standing.FACT) ? Standing.read(trail, progress) : null;
        for (EventId id : ids) {
            progress.check();
            Event event = trail.event(id).orElse(null);
            String value = event == null ? null : standing != null ? standing.of(id, event)
                    : WholeFacts.value(fact, event);
            boolean holds = event != null && join.whole().holds(value);
            if (holds || event != null && join.whole().open().contains(value)) {
                String first = join.to().get(0).read().apply(event);
                String second = join.to().size() > 1 ? join.to().get(1).read().apply(event) : "";
                Long key = first == null || second == null ? null : key(first, second);
                boolean timed = order != Order.ANY;
                if (holds) {
                    add(key, event.time(), timed);
                } else if (key != null) {
                    unsure.add(key);
                }
            }
        }
    }

    private Long key(Row row, List<Field<String>> fields) {
        String first = row.get(fields.get(0));
        String second = fields.size() > 1 ? row.get(fields.get(1)) : "";
        return first == null || second == null ? null : (Long) key(first, second);
    }

    private long key(String first, String second) {
        return join.by().size() > 1 ? keys.key(first, second) : keys.key(first);
    }

    /** @return columns that {@link #against} reads of an event */
    List<Field<?>> columns() {
        List<Field<?>> columns = new ArrayList<>(join.shown() ? join.to() : join.by());
        if (order != Order.ANY || join.within() > 0) {
            columns.add(Fields.TIME_START);
        }
        return columns;
    }

    /** @return the key of an event that is held against these */
    Long key(Row row) {
        return key(row, join.shown() ? join.to() : join.by());
    }

    /** @return true when the event speaks against, as far as its partners decide that */
    boolean against(Row row) {
        Long key = key(row);
        if (key == null && join.present()) {
            note(row.id());
            return false;
        }
        boolean has = key != null && table.has(key);
        if (!has && join.keyed()) {
            return false;
        }
        if (has && (order != Order.ANY || times != null)) {
            Long time = row.get(Fields.TIME_START);
            if (time == null) {
                note(row.id());
                return false;
            }
            has = reaches(key, time);
        }
        boolean against = has == join.present();
        if (against && key != null && unsure.has(key)) {
            open.add(key);
            return false;
        }
        return against;
    }

    /** @return keys of events whose only partners can't be judged, as far as {@link #against} was asked */
    long open() {
        return open.size();
    }

    /** @return false when the event is no part of the population, because it has no partner anywhere */
    boolean among(Row row) {
        Long key = join.keyed() ? key(row) : null;
        return !join.keyed() || key != null && table.has(key);
    }

    private boolean reaches(long key, long time) {
        if (times != null) {
            return times.has(key, order == Order.AFTER ? time : time - join.within(),
                    order == Order.BEFORE ? time : time + join.within());
        }
        long bound = table.get(key, 0);
        return order == Order.BEFORE ? bound - join.grace() <= time : -bound + join.grace() >= time;
    }

    private void note(EventId id) {
        if (undated.size() < CheckResult.RECORDS) {
            undated.add(id);
        }
    }

    /** @return keys of these */
    int size() {
        return table.size();
    }

    /** @return events and partners that could not be compared; partners matter only when they would be contrary */
    long undated() {
        return undated.size() + (join.present() || join.keyed() || join.whole() != null ? undatedPartners : 0);
    }
}
