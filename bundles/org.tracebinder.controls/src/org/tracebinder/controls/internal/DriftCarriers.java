// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.Trail;

/**
 * The events that carry a shift: those of the second period on the side to which it went (slower than the median
 * before, ended in an error, of a model whose share rose). Not thread-safe.
 */
final class DriftCarriers {

    /** Events that one comparison names. */
    private static final int NAMED = 100;

    private final Trail trail;
    private final String later;
    private final Progress progress;
    private final Evidence evidence = new Evidence();
    private final List<String> queries = new ArrayList<>();

    /**
     * What carries one shift.
     *
     * @param events  how many events
     * @param records the first of them, at most {@value #NAMED}
     * @param query   finds them; all of the second period where they are many and no query can tell them apart
     */
    record Carried(long events, List<String> records, String query) {

        /** No shift, nothing carries it. */
        static final Carried NONE = new Carried(0, List.of(), "");
    }

    /** Finds what carries a shift. */
    @FunctionalInterface
    interface Finder {
        /**
         * @param up   true when values or shares rose
         * @param than the value from which on an event stands on that side; 0 for shares
         */
        Carried find(boolean up, long than) throws QueryException, IOException;
    }

    /** @param split begin of the second period, nanoseconds since 1970 */
    DriftCarriers(Trail trail, long split, Progress progress) {
        this.trail = trail;
        this.later = " AND time:>=" + DriftCheck.instant(split);
        this.progress = progress;
    }

    /** A number in a column, compared with the median of the first period; {@code unit} follows it in a query. */
    Finder column(String query, Field<Long> column, String unit) {
        return (up, than) -> scan(query, column, row -> {
            Long value = row.get(column);
            return value != null && (up ? value > than : value < than);
        }, column.id() + ":" + (up ? ">" : "<") + than + unit);
    }

    /**
     * @param query     the events that are compared
     * @param column    what the condition looks at
     * @param carries   the condition
     * @param condition the same as a query; empty when none can say it
     */
    Carried scan(String query, Field<?> column, Predicate<Row> carries, String condition)
            throws QueryException, IOException {
        TreeSet<EventId> first = new TreeSet<>();
        long[] events = {0};
        Evidence own = new Evidence();
        trail.scan("(" + query + ")" + later, List.of(column, Fields.TRACE), row -> {
            if (carries.test(row)) {
                events[0]++;
                own.add(row.id(), row.get(Fields.TRACE));
                evidence.add(row.id(), row.get(Fields.TRACE));
                first.add(row.id());
                if (first.size() > NAMED) {
                    first.pollLast();
                }
            }
        }, progress);
        return carried(events[0], first, condition.isEmpty()
                ? Queries.of(own.records(), own.truncated(), "(" + query + ")" + later)
                : "(" + query + ")" + later + " AND (" + condition + ")");
    }

    /** @param ids known one by one, as those of a sample */
    Carried ids(Collection<EventId> ids, String query) {
        TreeSet<EventId> first = new TreeSet<>(ids);
        Evidence own = new Evidence();
        first.forEach(id -> {
            own.add(id, null);
            evidence.add(id, null);
        });
        while (first.size() > NAMED) {
            first.pollLast();
        }
        return carried(ids.size(), first, Queries.of(own.records(), own.truncated(), "(" + query + ")" + later));
    }

    private Carried carried(long events, TreeSet<EventId> first, String query) {
        queries.add(query);
        return new Carried(events, first.stream().map(EventId::toString).toList(), query);
    }

    /** @return what carries any of the shifts */
    Evidence evidence() {
        return evidence;
    }

    /** @return finds what carries any of the shifts */
    String query() {
        return queries.size() == 1 ? queries.get(0) : String.join(" OR ", queries.stream().map(q -> "(" + q + ")")
                .toList());
    }
}
