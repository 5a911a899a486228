// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.CostCurrency;
import org.tracebinder.core.query.Trail;
import org.tracebinder.session.compare.EventDifference;
import org.tracebinder.session.compare.PopulationDifference;
import org.tracebinder.trace.TraceMatch;
import org.tracebinder.trace.Traces;

/** Compares two events, or two sets of events. */
public final class Differing {

    /** Eight bytes each for one number at a time. */
    private static final long MOST = 20_000_000;
    private static final List<Field<? extends Number>> NUMBERS =
            List.of(Fields.DURATION_NANOS, Fields.TOKENS_IN, Fields.TOKENS_OUT, Fields.COST);
    private static final List<Field<String>> MIXES = List.of(Fields.KIND, Fields.STATUS, Fields.POLICY, Fields.REVIEW,
            Fields.MODEL, Fields.VERSION, Fields.PROVIDER, Fields.APP, Fields.TOOL);
    private static final List<CostCurrency> ONE = Collections.singletonList(null);
    private static final double NANOS_PER_MILLI = 1e6;

    private Differing() {
    }

    /**
     * @param a an event id, or any id that leads to an event or to the only inference of a trace
     * @param b the same
     * @throws TracebinderException when an id leads nowhere, or to several inferences
     */
    public static EventDifference events(Trail trail, String a, String b, Progress progress)
            throws IOException, TracebinderException {
        EventId x = event(trail, a, progress);
        EventId y = event(trail, b, progress);
        return EventDifference.between(x, read(trail, x), y, read(trail, y));
    }

    private static Event read(Trail trail, EventId id) throws IOException, TracebinderException {
        return trail.event(id).orElseThrow(() -> new TracebinderException("There is no event " + id
                + " in this binder."));
    }

    private static EventId event(Trail trail, String id, Progress progress) throws IOException, TracebinderException {
        List<TraceMatch> found = Traces.find(trail, id, progress);
        if (found.isEmpty()) {
            throw new TracebinderException("Nothing in this binder has the id '" + id + "'.");
        }
        TraceMatch match = found.get(0);
        if (match.event() != null && found.size() == 1) {
            return match.event();
        }
        List<EventId> inferences = new ArrayList<>();
        for (TraceMatch m : found) {
            if (m.query() != null) {
                trail.scan("(" + m.query() + ") AND kind:inference", List.of(), row -> inferences.add(row.id()),
                        progress);
            } else {
                inferences.add(m.event());
            }
        }
        inferences.sort(null);
        if (inferences.size() != 1) {
            throw new TracebinderException("'" + id + "' leads to " + (inferences.isEmpty() ? "no inference"
                    : inferences.size() + " events: name one of them, such as " + inferences.get(0)) + ".");
        }
        return inferences.get(0);
    }

    /**
     * @param a selects the first set
     * @param b selects the second
     * @throws TracebinderException when a query can't be understood or finds too much
     */
    public static PopulationDifference sets(Trail trail, String a, String b, Progress progress)
            throws IOException, TracebinderException {
        long[] totals = {trail.count(a, progress), trail.count(b, progress)};
        if (Math.max(totals[0], totals[1]) > MOST) {
            throw new TracebinderException("The queries find " + totals[0] + " and " + totals[1] + " events; at most "
                    + MOST + " of a set can be compared.");
        }
        long both = trail.count("(" + all(a) + ") AND (" + all(b) + ")", progress);
        List<PopulationDifference.Numbers> numbers = new ArrayList<>();
        for (Field<? extends Number> field : NUMBERS) {
            for (CostCurrency c : field == Fields.COST ? currencies(trail, a, b, progress) : ONE) {
                double[] x = values(trail, in(a, c), field, progress);
                double[] y = values(trail, in(b, c), field, progress);
                String unit = unit(field);
                numbers.add(Ranks.compare(field.id(), c == null || !c.named() ? unit : c.code() + ", " + unit, x,
                        totals[0] - x.length, y, totals[1] - y.length));
            }
        }
        List<Mixture> mixes = MIXES.stream().map(f -> new Mixture(f.id())).toList();
        for (int set = 0; set < 2; set++) {
            int which = set;
            trail.scan(set == 0 ? a : b, List.copyOf(MIXES), row -> {
                for (int i = 0; i < mixes.size(); i++) {
                    mixes.get(i).add(which, row.get(MIXES.get(i)));
                }
            }, progress);
        }
        return new PopulationDifference(a, b, totals[0], totals[1], both, numbers,
                mixes.stream().map(Mixture::result).toList());
    }

    /** Costs of two currencies have no order: each has a comparison of its own. */
    private static List<CostCurrency> currencies(Trail trail, String a, String b, Progress progress)
            throws IOException, TracebinderException {
        List<CostCurrency> found = CostCurrency.of(trail, "(" + all(a) + ") OR (" + all(b) + ")", progress);
        return found.size() == 1 && !found.get(0).named() ? ONE
                : found.stream().filter(CostCurrency::one).map(c -> new CostCurrency(c.code(), c.query(), true,
                        c.events())).toList();
    }

    private static String all(String query) {
        return query.isBlank() ? "*:*" : query;
    }

    private static String in(String query, CostCurrency currency) {
        return currency == null ? query : "(" + all(query) + ") AND (" + currency.query() + ")";
    }

    private static String unit(Field<?> field) {
        return field == Fields.DURATION_NANOS ? "ms" : field == Fields.COST ? "as claimed" : "tokens";
    }

    private static double[] values(Trail trail, String query, Field<? extends Number> field, Progress progress)
            throws IOException, TracebinderException {
        double[][] values = {new double[1024]};
        int[] n = {0};
        double scale = field == Fields.DURATION_NANOS ? NANOS_PER_MILLI : 1;
        trail.scan(query, List.of(field), row -> {
            Number value = row.get(field);
            if (value != null) {
                if (n[0] == values[0].length) {
                    values[0] = Arrays.copyOf(values[0], n[0] + (n[0] >> 1));
                }
                values[0][n[0]++] = value.doubleValue() / scale;
            }
        }, progress);
        return Arrays.copyOf(values[0], n[0]);
    }
}
