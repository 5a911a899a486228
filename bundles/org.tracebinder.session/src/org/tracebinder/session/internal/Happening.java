// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.TraceIds;
import org.tracebinder.core.query.Row;

/**
 * One event as one of two trails tells it, with the values that both are held against each other by.
 *
 * @param id     the event
 * @param kind   of the event
 * @param time   nanoseconds since 1970, null when not said
 * @param values of {@link #COMPARED}, in that order; null where not said
 */
record Happening(EventId id, String kind, Long time, Object[] values) {

    /** What has to be the same when both trails say it. */
    static final List<Field<?>> COMPARED = List.of(Fields.MODEL, Fields.VERSION, Fields.TOKENS_IN, Fields.TOKENS_OUT,
            Fields.STATUS, Fields.ACTOR, Fields.COST, Fields.PROVIDER, Fields.POLICY);
    /** All that a pair is held against each other by: the texts, too, which joining does not look at. */
    static final List<Field<?>> TOLD = told();
    /** Earliest first; those without a time last; then by id. */
    static final Comparator<Happening> ORDER = Comparator.comparing(Happening::time,
            Comparator.nullsLast(Comparator.naturalOrder())).thenComparing(Happening::id);

    private static final List<Field<?>> COLUMNS;

    static {
        List<Field<?>> all = new ArrayList<>(COMPARED);
        all.addAll(List.of(Fields.KIND, Fields.TIME_START, Fields.TRACE, Fields.SESSION, Fields.SPAN, Fields.IDS));
        COLUMNS = List.copyOf(all);
    }

    private static List<Field<?>> told() {
        List<Field<?>> all = new ArrayList<>(COMPARED);
        all.addAll(List.of(Fields.PROMPT, Fields.ANSWER));
        return List.copyOf(all);
    }

    /** @return the columns that a scan has to give */
    static List<Field<?>> columns() {
        return COLUMNS;
    }

    static Happening of(Row row) {
        Object[] values = new Object[COMPARED.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = row.get(COMPARED.get(i));
            values[i] = value instanceof BigDecimal d ? d.stripTrailingZeros() : value;
            if (COMPARED.get(i) == Fields.PROVIDER && value instanceof String name) {
                values[i] = name.toLowerCase(Locale.ROOT); // systems write OpenAI and openai
            }
        }
        return new Happening(row.id(), row.get(Fields.KIND), row.get(Fields.TIME_START), values);
    }

    /** @return the values of {@link #TOLD} */
    Object[] told(Said prompt, Said answer) {
        Object[] all = Arrays.copyOf(values, TOLD.size());
        all[values.length] = prompt;
        all[values.length + 1] = answer;
        return all;
    }

    /** @return what the event can be found by, each once; ids are the same in every spelling */
    static Set<String> keys(Row row, String by) {
        Set<String> keys = new LinkedHashSet<>(); // many sources take the id of the response for the span, too
        switch (by) {
            case "trace" -> add(keys, row.get(Fields.TRACE));
            case "session" -> add(keys, row.get(Fields.SESSION));
            default -> {
                add(keys, row.get(Fields.SPAN));
                List<String> ids = row.get(Fields.IDS);
                if (ids != null) {
                    ids.forEach(id -> add(keys, id));
                }
            }
        }
        return keys;
    }

    private static void add(Set<String> keys, String key) {
        if (key != null && !key.isEmpty()) {
            keys.add(TraceIds.bare(key).toLowerCase(Locale.ROOT));
        }
    }

    /** @return how many values both say alike, less those in which they differ */
    int likeness(Happening other) {
        int like = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null && other.values[i] != null) {
                like += Objects.equals(values[i], other.values[i]) ? 1 : -1;
            }
        }
        return like;
    }

    /** @return true when both say nothing that differs */
    boolean agrees(Happening other) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null && other.values[i] != null && !values[i].equals(other.values[i])) {
                return false;
            }
        }
        return true;
    }

    /** @return nanoseconds between the two, the largest number when one has no time */
    long apart(Happening other) {
        if (time == null || other.time == null) {
            return Long.MAX_VALUE;
        }
        long d = other.time - time;
        boolean overflow = ((other.time ^ time) & (other.time ^ d)) < 0;
        return overflow || d == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(d);
    }
}
