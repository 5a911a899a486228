// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.Arrays;
import org.tracebinder.session.compare.PopulationDifference.Numbers;
import org.tracebinder.session.compare.PopulationDifference.Spread;

/** Compares two samples of numbers by rank. */
final class Ranks {

    private static final double[] BOUNDS = {0.147, 0.33, 0.474};

    private Ranks() {
    }

    /**
     * @param a        values of the first set; sorted by this call
     * @param missingA events of the first set without a value
     */
    static Numbers compare(String field, String unit, double[] a, long missingA, double[] b, long missingB) {
        Arrays.sort(a);
        Arrays.sort(b);
        Spread left = spread(a, missingA);
        Spread right = spread(b, missingB);
        if (a.length == 0 || b.length == 0) {
            return new Numbers(field, unit, left, right, null, null, "unknown");
        }
        double wins = 0;
        double ties = 0;
        int i = 0;
        int j = 0;
        while (i < a.length || j < b.length) {
            double value = j == b.length || i < a.length && a[i] <= b[j] ? a[i] : b[j];
            int fromI = i;
            int fromJ = j;
            while (i < a.length && a[i] == value) {
                i++;
            }
            while (j < b.length && b[j] == value) {
                j++;
            }
            wins += (double) (j - fromJ) * (fromI - (a.length - i));
            double t = (double) (i - fromI) + (j - fromJ);
            ties += t * t * t - t;
        }
        double pairs = (double) a.length * b.length;
        double delta = wins / pairs;
        double n = (double) a.length + b.length;
        double variance = pairs / 12 * (n + 1 - ties / (n * (n - 1)));
        double z = variance <= 0 ? 0 : wins / 2 / Math.sqrt(variance);
        return new Numbers(field, unit, left, right, delta, z, size(Math.abs(delta), BOUNDS));
    }

    /** @return the word for an effect of at least 0 */
    static String size(double effect, double[] bounds) {
        return effect == 0 ? "none" : effect < bounds[0] ? "negligible" : effect < bounds[1] ? "small"
                : effect < bounds[2] ? "medium" : "large";
    }

    private static Spread spread(double[] sorted, long missing) {
        if (sorted.length == 0) {
            return new Spread(0, missing, null, null, null, null, null, null, null);
        }
        double sum = 0;
        for (double v : sorted) {
            sum += v;
        }
        return new Spread(sorted.length, missing, sum / sorted.length, sorted[0], at(sorted, 0.25), at(sorted, 0.5),
                at(sorted, 0.75), at(sorted, 0.95), sorted[sorted.length - 1]);
    }

    private static double at(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
