// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

/**
 * Two samples of positive numbers in bins of 4.4 % (sixteen to an octave), in fixed memory, compared by rank. Not
 * thread-safe.
 */
final class Spread {

    private static final int PER_OCTAVE = 16;

    private final long[][] bins = new long[2][64 * PER_OCTAVE + 1];
    private final long[] size = new long[2];

    /** @param period 0 before, 1 after; values below 1 share the lowest bin */
    void add(int period, long value) {
        int bin = value < 1 ? 0 : 1 + (int) (Math.log(value) / Math.log(2) * PER_OCTAVE);
        bins[period][Math.min(bin, bins[period].length - 1)]++;
        size[period]++;
    }

    long size(int period) {
        return size[period];
    }

    /** @return Cliff's delta: chance that a later value is larger, less the chance that it is smaller; -1 to 1 */
    double delta() {
        double wins = 0;
        long below = 0;
        for (int b = 0; b < bins[0].length; b++) {
            long above = size[0] - below - bins[0][b];
            wins += (double) bins[1][b] * (below - above);
            below += bins[0][b];
        }
        return wins / ((double) size[0] * size[1]);
    }

    /** @return how many standard errors delta is from 0: Mann-Whitney with correction for ties */
    double z() {
        double n = (double) size[0] + size[1];
        double ties = 0;
        for (int b = 0; b < bins[0].length; b++) {
            double t = (double) bins[0][b] + bins[1][b];
            ties += t * t * t - t;
        }
        double variance = (double) size[0] * size[1] / 12 * (n + 1 - ties / (n * (n - 1)));
        return variance <= 0 ? 0 : delta() * size[0] * size[1] / 2 / Math.sqrt(variance);
    }

    /** @return the middle value of a period, within a bin's width */
    double median(int period) {
        long seen = 0;
        for (int b = 0; b < bins[period].length; b++) {
            seen += bins[period][b];
            if (seen * 2 >= size[period]) {
                return b == 0 ? 0 : Math.pow(2, (b - 0.5) / PER_OCTAVE);
            }
        }
        return 0;
    }
}
