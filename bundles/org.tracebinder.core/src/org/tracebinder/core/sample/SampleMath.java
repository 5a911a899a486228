// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.sample;

import java.util.function.IntPredicate;

/**
 * How many items a sample needs and what its results show, for attributes: an item deviates or does not. One-sided,
 * exact: the binomial distribution (upper limit of Clopper and Pearson), the hypergeometric where the population is
 * counted and not larger than {@value #COUNTED}, the Poisson for units. The same figures stand in the usual tables for
 * attribute sampling. Rates and confidences lie between 0 and 1.
 */
public final class SampleMath {

    /** In larger populations drawing without putting back makes no difference that matters. */
    public static final int COUNTED = 1_000_000;
    /** More than anybody looks at. */
    static final int MOST = 100_000_000;

    private SampleMath() {
    }

    /**
     * @param confidence at which to conclude, for example 0.95
     * @param tolerable  rate of deviations that must be shut out, for example 0.05
     * @param expected   deviations that the sample may hold
     * @return the smallest sample from a population without end
     */
    public static int size(double confidence, double tolerable, int expected) {
        check(confidence, tolerable, expected);
        return smallest(expected + 1, MOST, n -> binomial(n, expected, tolerable) <= 1 - confidence);
    }

    /**
     * @param population how many items there are
     * @return the smallest sample from it; all of it when no smaller one will do
     */
    public static int size(long population, double confidence, double tolerable, int expected) {
        check(confidence, tolerable, expected);
        if (population < 1) {
            throw new IllegalArgumentException("There is nothing to draw from.");
        }
        if (population > COUNTED) {
            return size(confidence, tolerable, expected);
        }
        int all = (int) population;
        int bad = tolerated(all, tolerable);
        if (bad <= expected) {
            return all;
        }
        return smallest(expected + 1, all, n -> n == all || hypergeometric(all, bad, n, expected) <= 1 - confidence);
    }

    /** @return the least number of deviating items that is as much as the rate, or more */
    static int tolerated(int population, double rate) {
        return (int) Math.ceil(population * rate - 1e-9);
    }

    /**
     * @param expected deviations that the sample may hold
     * @return units of a sample by units: the Poisson factor over the rate
     */
    public static int units(double confidence, double tolerable, int expected) {
        check(confidence, tolerable, expected);
        return (int) Math.min(MOST, Math.ceil(factor(confidence, expected) / tolerable - 1e-9));
    }

    /** @return the upper limit of the expected number of deviations when so many were found (Poisson) */
    public static double factor(double confidence, int found) {
        double low = 0;
        double high = 100 + 4.0 * found;
        for (int i = 0; i < 200; i++) {
            double middle = (low + high) / 2;
            if (poisson(middle, found) > 1 - confidence) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /**
     * @param size  of the sample
     * @param found deviations in it
     * @return the rate of which it can be said at that confidence that the true rate is not above it
     */
    public static double upperLimit(double confidence, int size, int found) {
        check(confidence, 0.5, found);
        if (size < 1 || found > size) {
            throw new IllegalArgumentException(found + " deviations in a sample of " + size);
        }
        if (found == size) {
            return 1;
        }
        double low = 0;
        double high = 1;
        for (int i = 0; i < 200; i++) {
            double middle = (low + high) / 2;
            if (binomial(size, found, middle) > 1 - confidence) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /**
     * @param population how many items there are
     * @return the same for a sample drawn from it without putting back
     */
    public static double upperLimit(long population, double confidence, int size, int found) {
        if (population > COUNTED) {
            return upperLimit(confidence, size, found);
        }
        check(confidence, 0.5, found);
        if (size < 1 || found > size || size > population) {
            throw new IllegalArgumentException(found + " deviations in a sample of " + size + " of " + population);
        }
        int all = (int) population;
        // not fewer than were found, not more than what was not looked at leaves room for
        int low = found;
        int high = all - size + found;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (hypergeometric(all, middle, size, found) > 1 - confidence) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return (double) low / all;
    }

    private static void check(double confidence, double tolerable, int expected) {
        if (!(confidence >= 0.5 && confidence < 1)) {
            throw new IllegalArgumentException("A confidence is 0.5 or more and below 1, such as 0.95.");
        }
        if (!(tolerable > 0 && tolerable < 1)) {
            throw new IllegalArgumentException("A tolerable rate is above 0 and below 1, such as 0.05.");
        }
        if (expected < 0 || expected > 1000) {
            throw new IllegalArgumentException("Expected deviations are 0 to 1000.");
        }
    }

    /** The predicate is false up to some number and true from there. */
    private static int smallest(int from, int most, IntPredicate enough) {
        int low = from;
        int high = from;
        while (high < most && !enough.test(high)) {
            low = high + 1;
            high = (int) Math.min(most, 2L * high);
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (enough.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return high;
    }

    /** @return P(X <= k) of n tries */
    private static double binomial(int n, int k, double p) {
        double sum = 0;
        for (int i = 0; i <= k && i <= n; i++) {
            sum += Math.exp(choose(n, i) + i * Math.log(p) + (n - i) * Math.log1p(-p));
        }
        return sum;
    }

    /** @return P(X <= k) among n of N items, D of which deviate */
    private static double hypergeometric(int all, int bad, int n, int k) {
        double sum = 0;
        for (int i = Math.max(0, n - (all - bad)); i <= k && i <= Math.min(bad, n); i++) {
            sum += Math.exp(choose(bad, i) + choose(all - bad, n - i) - choose(all, n));
        }
        return sum;
    }

    private static double poisson(double mean, int k) {
        double term = Math.exp(-mean);
        double sum = term;
        for (int i = 1; i <= k; i++) {
            term *= mean / i;
            sum += term;
        }
        return sum;
    }

    private static double choose(int n, int k) {
        return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
    }

    /** Exact sums for small numbers, Stirling's series for the rest: its next term is below 1e-16 there. */
    private static double logFactorial(int n) {
        if (n < 32) {
            double log = 0;
            for (int i = 2; i <= n; i++) {
                log += Math.log(i);
            }
            return log;
        }
        double x = n + 1.0;
        double r = 1 / (x * x);
        return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI)
                + (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r / 1680))) / x;
    }
}
