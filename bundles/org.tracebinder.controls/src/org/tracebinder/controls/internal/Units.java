// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.controls.internal.Declaration.Measure;
import org.tracebinder.controls.internal.Declaration.Threshold;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.query.Row;

/**
 * What a declared check counts: events, or the units that they belong to. Without a threshold units are held as 64-bit
 * keys; with one, by name and at most {@value #LIMIT} of them, the rest under one name. Not thread-safe.
 */
final class Units {

    static final int LIMIT = 10_000;
    private static final String WHOLE = "the trail";

    private static final class Unit {
        private long events;
        private long against;
        private BigDecimal sum = BigDecimal.ZERO;
        private boolean contrary;
    }

    private final String per;
    private final Field<String> field;
    private final Keys keys = new Keys();
    private final LongTable all = new LongTable();
    private final LongTable bad = new LongTable();
    private final Map<String, Unit> units = new TreeMap<>();
    private long events;
    private long contraryEvents;
    private long unnamed;
    private long small;
    private boolean judged;

    @SuppressWarnings("unchecked")
    Units(String per) {
        this.per = per;
        this.field = per == null || per.equals(Declaration.DAY) ? null
                : (Field<String>) Fields.byId(per).orElseThrow();
    }

    List<Field<?>> columns() {
        List<Field<?>> columns = new ArrayList<>();
        columns.add(field == null ? Fields.TIME_START : field);
        return columns;
    }

    private String name(Row row) {
        if (per == null) {
            return WHOLE;
        }
        if (field != null) {
            return row.get(field);
        }
        Long time = row.get(Fields.TIME_START);
        return time == null ? null : Instant.ofEpochSecond(Math.floorDiv(time, 1_000_000_000L))
                .atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** An event of the population. */
    void seen(Row row) {
        events++;
        String name = name(row);
        if (name == null) {
            unnamed++;
        } else {
            all.add(keys.key(name));
            units.computeIfAbsent(Apps.name(name, units.keySet(), LIMIT), n -> new Unit()).events++;
        }
    }

    /** A contrary event. */
    void against(Row row, Threshold threshold) {
        contraryEvents++;
        String name = per == null && threshold == null ? null : name(row);
        if (name == null) {
            return;
        }
        bad.add(keys.key(name));
        Unit unit = units.get(Apps.name(name, units.keySet(), LIMIT));
        if (unit != null) {
            unit.against++;
            if (threshold != null && threshold.measure() == Measure.SUM) {
                unit.sum = unit.sum.add(number(row.get(threshold.field())));
            }
        }
    }

    private static BigDecimal number(Object value) {
        return value instanceof BigDecimal d ? d : value instanceof Long l ? BigDecimal.valueOf(l) : BigDecimal.ZERO;
    }

    /** Decides which units are beyond the limit. */
    void judge(Threshold threshold, double limit) {
        judged = true;
        units.values().removeIf(u -> {
            boolean few = u.events < threshold.least();
            small += few ? 1 : 0;
            return few;
        });
        for (Unit u : units.values()) {
            double value = switch (threshold.measure()) {
                case SHARE -> (double) u.against / u.events;
                case COUNT -> u.against;
                case SUM -> u.sum.doubleValue();
            };
            u.contrary = threshold.atMost() ? value > limit : value < limit;
        }
    }

    /** @return true when the event belongs to a unit beyond the limit */
    boolean contrary(Row row) {
        String name = name(row);
        Unit unit = name == null ? null : units.get(Apps.name(name, units.keySet(), LIMIT));
        return unit != null && unit.contrary;
    }

    long events() {
        return events;
    }

    long contraryEvents() {
        return contraryEvents;
    }

    /** @return events that belong to no unit */
    long unnamed() {
        return unnamed;
    }

    /** @return units with too few events to judge */
    long small() {
        return small;
    }

    long population() {
        return judged ? units.size() : all.size();
    }

    long contraryUnits() {
        return judged ? units.values().stream().filter(u -> u.contrary).count() : bad.size();
    }

    /** @return the first contrary units by name, for the summary */
    String named() {
        return String.join(", ", units.entrySet().stream().filter(e -> judged ? e.getValue().contrary
                : e.getValue().against > 0).map(Map.Entry::getKey).limit(20).toList());
    }
}
