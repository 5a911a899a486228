// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.compare;

import java.util.List;

/**
 * Two sets of events, say of two periods or of two versions of a model: how their values are spread. All figures are
 * exact but for the rounding of floating point.
 *
 * @param queryA  selects the first set
 * @param queryB  selects the second set
 * @param totalA  events in the first
 * @param totalB  events in the second
 * @param inBoth  events that are in both; more than 0 makes the sets look more alike than they are
 * @param numbers latency, tokens, cost; cost once for each currency
 * @param mixes   status, policy, model and others
 */
public record PopulationDifference(String queryA, String queryB, long totalA, long totalB, long inBoth,
        List<Numbers> numbers, List<Mix> mixes) {

    /**
     * A number in both sets.
     *
     * @param field name of the field
     * @param unit  {@code ms}, {@code tokens}, {@code as claimed}; with costs in more than one currency, or one that is
     *              named, {@code EUR, as claimed}
     * @param a     the first set
     * @param b     the second set
     * @param delta Cliff's delta: chance that a value of B is larger, less the chance that it is smaller; -1 to 1; null
     *              when a set has no value
     * @param z     standard errors that delta is from 0 (Mann-Whitney, corrected for ties); null when a set has no
     *              value
     * @param size  {@code none}, {@code negligible}, {@code small}, {@code medium}, {@code large} by the bounds 0.147,
     *              0.33 and 0.474 (Romano and others, 2006), or {@code unknown}
     */
    public record Numbers(String field, String unit, Spread a, Spread b, Double delta, Double z, String size) {
    }

    /**
     * How a number is spread. Quantiles are the smallest value that at least that share of the values does not exceed.
     * All null when there is no value.
     *
     * @param count   events with a value
     * @param missing events without one
     */
    public record Spread(long count, long missing, Double mean, Double least, Double p25, Double median, Double p75,
            Double p95, Double most) {
    }

    /**
     * A field of words in both sets.
     *
     * @param field    name of the field
     * @param missingA events of A that do not say
     * @param missingB events of B that do not say
     * @param values   the most frequent values, at most {@value #VALUES}
     * @param distinct values in all
     * @param v        Cramér's V between set and value, 0 to 1, over events that say; null when a set says nothing
     * @param moved    share of events that would have to change their value for the mixes to be equal, 0 to 1; null the
     *                 same
     * @param size     of V by the bounds 0.1, 0.3 and 0.5 (Cohen, 1988), or {@code unknown}
     */
    public record Mix(String field, long missingA, long missingB, List<Share> values, int distinct, Double v,
            Double moved,
            String size) {

        /** Most values that are listed. */
        public static final int VALUES = 50;
    }

    /** One value and how many events of each set have it. */
    public record Share(String value, long a, long b) {
    }

    /** From this share of events in other kinds on, a number of one kind is compared with that of another. */
    private static final double OTHER_KINDS = 0.1;

    /** @return whether the sets hold kinds of events in such other shares that this alone may make numbers differ */
    public boolean otherKinds() {
        return mixes.stream().anyMatch(m -> m.field().equals("kind") && m.moved() != null && m.moved() >= OTHER_KINDS);
    }

    /** Copies the lists. */
    public PopulationDifference {
        numbers = List.copyOf(numbers);
        mixes = List.copyOf(mixes);
    }
}
