// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tracebinder.controls.Measure;
import org.tracebinder.core.Field;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/** Computes the values of a scorecard. Sums are exact; an order needs eight bytes an event while it is made. */
public final class Figures {

    /** Values that are put in order at most: 160 MB. */
    private static final int MOST = 20_000_000;

    private Figures() {
    }

    /**
     * @param value      null when the trail has nothing to make it of
     * @param population events that it rests on
     */
    public record Value(Double value, long population) {
    }

    /** @return the current value of the figure */
    public static Value compute(Measure.Figure f, Trail trail, Progress progress) throws QueryException, IOException {
        return switch (f.kind()) {
            case SHARE -> {
                long all = trail.count(f.of(), progress);
                long part = trail.count("(" + f.of() + ") AND (" + f.query() + ")", progress);
                yield new Value(all == 0 ? null : (double) part / all, all);
            }
            case COUNT -> count(f, trail, progress);
            case SUM, MEAN -> sum(f, trail, progress);
            case MEDIAN -> rank(f, 0.5, trail, progress);
            case P95 -> rank(f, 0.95, trail, progress);
        };
    }

    /** A count of nothing in an empty trail is no zero. */
    private static Value count(Measure.Figure f, Trail trail, Progress progress) throws QueryException, IOException {
        if (f.per() == null) {
            long all = trail.count("*:*", progress);
            return new Value(all == 0 ? null : (double) trail.count(f.query(), progress), all);
        }
        Scan scan = new Scan(f);
        scan.run(trail, progress);
        return new Value(scan.units.size() == 0 ? null : (double) scan.events / scan.units.size(), scan.events);
    }

    private static Value sum(Measure.Figure f, Trail trail, Progress progress) throws QueryException, IOException {
        Scan scan = new Scan(f);
        scan.run(trail, progress);
        long parts = f.kind() == Measure.Kind.MEAN ? scan.valued : f.per() == null ? 1 : scan.units.size();
        return new Value(scan.valued == 0 || parts == 0 ? null : scan.sum.doubleValue() / parts, scan.valued);
    }

    private static Value rank(Measure.Figure f, double share, Trail trail, Progress progress)
            throws QueryException, IOException {
        Scan scan = new Scan(f);
        scan.keep = true;
        scan.run(trail, progress);
        if (scan.valued == 0) {
            return new Value(null, 0);
        }
        double[] sorted = Arrays.copyOf(scan.values, (int) scan.valued);
        Arrays.sort(sorted);
        return new Value(sorted[(int) Math.ceil(share * sorted.length) - 1], scan.valued);
    }

    /** One pass over the events of a figure. Not thread-safe. */
    private static final class Scan {

        private final Measure.Figure f;
        private final Keys keys = new Keys();
        private final LongTable units = new LongTable();
        private BigDecimal sum = BigDecimal.ZERO;
        private double[] values = new double[1024];
        private boolean keep;
        private long events;
        private long valued;

        Scan(Measure.Figure f) {
            this.f = f;
        }

        void run(Trail trail, Progress progress) throws QueryException, IOException {
            List<Field<?>> columns = new ArrayList<>();
            if (f.field() != null) {
                columns.add(f.field());
            }
            if (f.per() != null) {
                columns.add(f.per());
            }
            trail.scan(f.query(), columns, row -> {
                String unit = f.per() == null ? null : row.get(f.per());
                if (f.per() != null && unit == null) {
                    return; // what belongs to no unit can't be divided by units
                }
                events++;
                if (unit != null) {
                    units.add(keys.key(unit));
                }
                Object value = f.field() == null ? null : row.get(f.field());
                if (value != null) {
                    take(number(value));
                }
            }, progress);
        }

        private BigDecimal number(Object value) {
            if (value instanceof BigDecimal d) {
                return d;
            }
            BigDecimal n = BigDecimal.valueOf((Long) value);
            return f.field().type() == Field.Type.DURATION ? n.movePointLeft(6) : n;
        }

        private void take(BigDecimal value) {
            if (!keep) {
                sum = sum.add(value);
            } else {
                if (valued == MOST) {
                    throw new IllegalArgumentException("more than " + MOST + " values can't be put in order; narrow the"
                            + " query");
                }
                if (valued == values.length) {
                    values = Arrays.copyOf(values, (int) Math.min(MOST, 2L * values.length));
                }
                values[(int) valued] = value.doubleValue();
            }
            valued++;
        }
    }
}
