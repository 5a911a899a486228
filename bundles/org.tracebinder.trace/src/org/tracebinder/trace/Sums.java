// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.tracebinder.core.Event;

/**
 * Tokens and cost of a trace. Many sources repeat on an outer step the sum of the inner ones, so a value counts only
 * where no step below has a value of the same sort.
 */
final class Sums {

    /** A number with more digits, or further from one, is no amount of money; adding it could fill the memory. */
    private static final int MAX_DIGITS = 100;

    private Sums() {
    }

    static TraceView.Totals of(List<TraceView.Step> steps, List<TraceView.Gap> gaps) {
        Long in = tokens(steps, Event::tokensIn, "in", gaps);
        Long out = tokens(steps, Event::tokensOut, "out", gaps);
        Map<String, BigDecimal> costs = new TreeMap<>();
        boolean[] below = left(steps, e -> e.cost() != null);
        for (int i = 0; i < steps.size(); i++) {
            Event e = steps.get(i).event();
            if (e.cost() != null && !below[i] && !isMoney(e.cost())) {
                gaps.add(new TraceView.Gap("no-sum", steps.get(i).id() + " has a cost that is no amount of money.",
                        steps.get(i).id()));
            } else if (e.cost() != null && !below[i]) {
                String currency = e.extra().getOrDefault("currency", "USD").strip().toUpperCase(Locale.ROOT);
                costs.merge(currency, e.cost(), BigDecimal::add);
            }
        }
        if (costs.size() > 1) {
            gaps.add(new TraceView.Gap("mixed-currency", "The costs are in " + Words.list(costs.keySet(), 5)
                    + " and can't be added.", null));
        }
        boolean one = costs.size() == 1;
        return new TraceView.Totals(in, out, one ? costs.values().iterator().next() : null,
                one ? costs.keySet().iterator().next() : null);
    }

    private static boolean isMoney(BigDecimal cost) {
        return Math.abs((long) cost.scale()) <= MAX_DIGITS && cost.precision() <= MAX_DIGITS;
    }

    private static Long tokens(List<TraceView.Step> steps, ToLongFunction<Event> read, String label,
            List<TraceView.Gap> gaps) {
        boolean[] below = left(steps, e -> read.applyAsLong(e) != Event.NONE);
        BigInteger sum = null;
        for (int i = 0; i < steps.size(); i++) {
            long value = read.applyAsLong(steps.get(i).event());
            if (value != Event.NONE && !below[i]) {
                sum = (sum == null ? BigInteger.ZERO : sum).add(BigInteger.valueOf(value));
            }
        }
        if (sum != null && sum.bitLength() >= Long.SIZE) {
            gaps.add(new TraceView.Gap("no-sum", "The tokens " + label + " add up to more than can be counted.", null));
            return null;
        }
        return sum == null ? null : sum.longValue();
    }

    /**
     * @return for each step whether its value is left out: a step below it has the value, or another record of the same
     *         call; parents stand before their children
     */
    private static boolean[] left(List<TraceView.Step> steps, Predicate<Event> has) {
        boolean[] repeats = TraceView.repeats(steps, has);
        boolean[] below = new boolean[steps.size()];
        for (int i = steps.size() - 1; i >= 0; i--) {
            TraceView.Step s = steps.get(i);
            if (s.parent() >= 0 && (below[i] || has.test(s.event()) && !repeats[i])) {
                below[s.parent()] = true;
            }
        }
        for (int i = 0; i < repeats.length; i++) {
            below[i] |= repeats[i];
        }
        return below;
    }
}
