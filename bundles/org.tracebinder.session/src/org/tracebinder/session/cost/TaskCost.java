// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.cost;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What one task costs, a task being a trace, by the price list. Tasks with an inference that has no price are counted
 * and left out of all figures. Amounts are rounded to twelve digits that count.
 *
 * @param tasks    traces whose inferences all have a price
 * @param partial  traces with an inference without one
 * @param loose    inferences without a trace
 * @param unlisted inferences of traces beyond those that are told apart
 * @param days     UTC days on which tasks began
 * @param mean     of a task, null without tasks
 * @param median   half of the tasks cost at most this; null without tasks
 * @param p95      95 of 100 tasks cost at most this; null without tasks
 * @param most     the dearest task, null without tasks
 * @param spread   half of the width of the 95 % range of the mean, from the differences between days (a ratio estimate
 *                 over days as clusters, Student's t); null with fewer than {@value #LEAST_DAYS} days
 */
public record TaskCost(long tasks, long partial, long loose, long unlisted, long days, BigDecimal mean,
        BigDecimal median, BigDecimal p95, BigDecimal most, BigDecimal spread) {

    /** Days without which no range is told. */
    public static final int LEAST_DAYS = 7;

    /**
     * What a number of tasks would cost if tasks stay as they were.
     *
     * @param volume tasks
     * @param cost   of them, null when no task has a price
     * @param low    lower end of the 95 % range, null without a range
     * @param high   upper end
     */
    public record Projection(long volume, BigDecimal cost, BigDecimal low, BigDecimal high) {
    }

    /** @param volume tasks, from 1 */
    public Projection at(long volume) {
        if (volume < 1) {
            throw new IllegalArgumentException("a volume is a whole number of tasks from 1, not " + volume);
        }
        BigDecimal n = BigDecimal.valueOf(volume);
        if (mean == null || spread == null) {
            return new Projection(volume, mean == null ? null : times(n, mean), null, null);
        }
        return new Projection(volume, times(n, mean), times(n, mean.subtract(spread).max(BigDecimal.ZERO)),
                times(n, mean.add(spread)));
    }

    private static BigDecimal times(BigDecimal n, BigDecimal each) {
        return n.multiply(each, new MathContext(12));
    }
}
