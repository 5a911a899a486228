// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.sample;

/**
 * What the results of a sample show. An item that could not be tested counts as a deviation: leaving it out or taking
 * another in its place would favour what can't be shown.
 *
 * @param drawn      what the limit rests on: items, or units for a sample by units
 * @param conforms   of these, found as they should be
 * @param exceptions found to deviate
 * @param notTested  that could not be tested
 * @param open       nobody looked at yet
 * @param basis      {@code hypergeometric}, {@code binomial} or {@code poisson}: where the limit comes from
 * @param upperLimit rate of deviations that is not exceeded at the confidence of the plan; NaN while items are open
 * @param reached    true when the limit is not above the tolerable rate; false while items are open
 */
public record SampleEvaluation(int drawn, int conforms, int exceptions, int notTested, int open, String basis,
        double upperLimit, boolean reached) {

    /**
     * @param population items of the population
     * @param conforms   items, or units, found as they should be; likewise the other counts
     */
    public static SampleEvaluation of(SampleMethod method, long population, double confidence, double tolerable,
            int conforms, int exceptions, int notTested, int open) {
        int drawn = conforms + exceptions + notTested + open;
        boolean units = method == SampleMethod.UNIT;
        String basis = units ? "poisson" : population > SampleMath.COUNTED ? "binomial" : "hypergeometric";
        double limit = Double.NaN;
        if (open == 0) {
            int found = exceptions + notTested;
            limit = units ? Math.min(1, SampleMath.factor(confidence, found) / drawn)
                    : SampleMath.upperLimit(population, confidence, drawn, found);
        }
        return new SampleEvaluation(drawn, conforms, exceptions, notTested, open, basis, limit,
                open == 0 && limit <= tolerable + 1e-12);
    }

    /** @return true when somebody looked at every item */
    public boolean complete() {
        return open == 0;
    }
}
