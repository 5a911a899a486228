// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

/** The tests that comparisons of two samples rest on. */
final class Comparisons {

    private Comparisons() {
    }

    /**
     * Difference of two shares in standard errors (two-proportion test with the pooled share).
     *
     * @param hits  events that have it, before and after
     * @param sizes events, before and after, each at least one
     */
    static double z(long[] hits, long[] sizes) {
        double both = (double) (hits[0] + hits[1]) / (sizes[0] + sizes[1]);
        double se = Math.sqrt(both * (1 - both) * (1.0 / sizes[0] + 1.0 / sizes[1]));
        double difference = (double) hits[1] / sizes[1] - (double) hits[0] / sizes[0];
        return se == 0 ? 0 : difference / se;
    }

    /** A mix of kinds in two samples: how strongly it differs, and how surely. */
    record Mix(double cramersV, double z) {
    }

    /** Chi-square as a normal value by its cube-root form (Wilson and Hilferty). */
    static Mix mix(Iterable<long[]> kinds, long[] sizes) {
        double n = (double) sizes[0] + sizes[1];
        double chi = 0;
        int freedom = -1;
        for (long[] kind : kinds) {
            freedom++;
            for (int p = 0; p < 2; p++) {
                double expected = (kind[0] + kind[1]) * (sizes[p] / n);
                chi += expected == 0 ? 0 : (kind[p] - expected) * (kind[p] - expected) / expected;
            }
        }
        if (freedom <= 0) {
            return new Mix(0, 0);
        }
        double k = 2.0 / (9 * freedom);
        return new Mix(Math.sqrt(chi / n), (Math.cbrt(chi / freedom) - (1 - k)) / Math.sqrt(k));
    }

    /** @return the chance of at least {@code hits} heads in {@code throwsOfCoin} throws; 1 when there are none */
    static double atLeast(long hits, long throwsOfCoin) {
        if (throwsOfCoin > 1000) {
            return 0.5 * erfc((hits - 0.5 - throwsOfCoin / 2.0) / Math.sqrt(throwsOfCoin / 2.0));
        }
        double sum = 0;
        double term = Math.pow(0.5, throwsOfCoin); // C(n,n) / 2^n, then downwards
        for (long k = throwsOfCoin; k >= hits; k--) {
            sum += term;
            term *= (double) k / (throwsOfCoin - k + 1);
        }
        return Math.min(1, sum);
    }

    /** Complementary error function, relative error below 1.2e-7 (Chebyshev fit after Numerical Recipes, 6.2). */
    private static double erfc(double x) {
        double t = 1 / (1 + 0.5 * Math.abs(x));
        double r = t * Math.exp(-x * x - 1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418
                + t * (-0.18628806 + t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223
                + t * 0.17087277)))))))));
        return x >= 0 ? r : 2 - r;
    }
}
