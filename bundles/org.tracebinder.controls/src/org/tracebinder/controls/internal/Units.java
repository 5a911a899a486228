// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.tracebinder.controls.internal.Declaration.Measure;
import org.tracebinder.controls.internal.Declaration.Threshold;
import org.tracebinder.core.EventId;
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
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private EventId firstId;
        private EventId lastId;
        private final Reach reach = new Reach();
        private boolean open;

        void at(long time, EventId id) {
            if (time < first || time == first && id.compareTo(firstId) < 0) {
                first = time;
                firstId = id;
            }
            if (time > last || time == last && id.compareTo(lastId) < 0) {
                last = time;
                lastId = id;
            }
        }

        long months() {
            return firstId == null ? 0 : Reach.months(first, last);
        }

        /** @return months of the span that events carry from end to end */
        long carried() {
            return firstId == null ? 0 : reach.carried(first, last);
        }
    }

    private final String per;
    private final String unnamedUnit;
    private final boolean spans;
    private final Field<String> field;
    private final Keys keys = new Keys();
    private final LongTable all = new LongTable();
    private final LongTable bad = new LongTable();
    private final Map<String, Unit> units = new TreeMap<>();
    private long events;
    private long contraryEvents;
    private long unnamed;
    private long small;
    private long whole;
    private boolean judged;
    private int room = Reach.WEEKS;

    /**
     * @param unnamedUnit the unit of events without a value, empty when they belong to none
     * @param spans       true when the first and the last event of each unit are kept
     */
    @SuppressWarnings("unchecked")
    Units(String per, String unnamedUnit, boolean spans) {
        this.per = per;
        this.unnamedUnit = unnamedUnit.isEmpty() ? null : unnamedUnit;
        this.spans = spans;
        this.field = per == null || per.equals(Declaration.DAY) ? null
                : (Field<String>) Fields.byId(per).orElseThrow();
    }

    List<Field<?>> columns() {
        List<Field<?>> columns = new ArrayList<>();
        if (field != null) {
            columns.add(field);
        }
        if (Declaration.DAY.equals(per) || spans) {
            columns.add(Fields.TIME_START);
        }
        return columns;
    }

    private String name(Row row) {
        if (per == null) {
            return WHOLE;
        }
        if (field != null) {
            String name = row.get(field);
            return name == null ? unnamedUnit : name;
        }
        Long time = row.get(Fields.TIME_START);
        return time == null ? unnamedUnit : day(time).toString();
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    private static LocalDate day(long nanos) {
        return instant(nanos).atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** An event of the population. */
    void seen(Row row) {
        events++;
        String name = name(row);
        if (name == null) {
            unnamed++;
        } else {
            Unit unit = units.get(name);
            if (unit == null) {
                all.add(keys.key(name));
                unit = units.computeIfAbsent(Apps.name(name, units.keySet(), LIMIT), n -> new Unit());
            }
            unit.events++;
            Long time = spans ? row.get(Fields.TIME_START) : null;
            if (time != null) {
                unit.at(time, row.id());
                room -= unit.reach.at(time, room);
            }
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
        whole = units.values().stream().mapToLong(u -> u.events).sum();
        boolean part = threshold.measure() == Measure.PART;
        units.values().removeIf(u -> {
            boolean few = (part ? whole : u.events) < threshold.least();
            small += few ? 1 : 0;
            return few;
        });
        for (Unit u : units.values()) {
            double value = switch (threshold.measure()) {
                case SHARE -> (double) u.against / u.events;
                case PART -> (double) u.against / whole;
                case COUNT -> u.against;
                case SUM -> u.sum.doubleValue();
                case MONTHS -> u.months();
            };
            u.contrary = threshold.atMost() ? value > limit : value < limit;
            u.open = threshold.measure() == Measure.MONTHS && !threshold.atMost() && !u.contrary
                    && u.carried() < limit;
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

    /** Where the contrary events were counted elsewhere. */
    void contraryEvents(long counted) {
        contraryEvents = counted;
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

    /** Puts the first and the last event of each contrary unit among the evidence. */
    void show(Evidence evidence) {
        units.values().stream().filter(u -> u.contrary && u.firstId != null).forEach(u -> {
            evidence.add(u.firstId, null);
            evidence.add(u.lastId, null);
        });
    }

    /** @return units whose span is long enough only for a silence, or for few events */
    long open() {
        return units.values().stream().filter(u -> u.open).count();
    }

    /** @return the first of these, for the summary */
    String opens(Stated.Listing list) {
        return named(list, u -> u.open);
    }

    /** @return the first contrary units, for the summary */
    String named(Stated.Listing list) {
        return named(list, u -> judged ? u.contrary : u.against > 0);
    }

    private String named(Stated.Listing list, Predicate<Unit> wanted) {
        return String.join(list.between(), units.entrySet().stream().filter(e -> wanted.test(e.getValue()))
                .limit(list.most()).map(e -> list.each().isEmpty() ? e.getKey()
                        : Stated.figures(list.each(), figures(e.getKey(), e.getValue()))).toList());
    }

    private Map<String, String> figures(String name, Unit u) {
        Map<String, String> figures = new TreeMap<>(Map.of("unit", name, "events", Long.toString(u.events),
                "against", Long.toString(u.against), "whole", Long.toString(whole)));
        if (u.firstId != null) {
            figures.put("days", Long.toString((u.last - u.first) / 86_400_000_000_000L));
            figures.put("from", day(u.first).toString());
            figures.put("to", day(u.last).toString());
        }
        return figures;
    }
}
