// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.search;

/** Counts hits in equal ranges of their keys. */
final class RankCounts extends RankKeys.Counter {

    /** About so many ranges. */
    private static final int RANGES_LOG = 14;

    private final long low;
    private final int shift;
    private final long[] counts;
    private final int none;

    /** @param withNone whether hits without a value get a range of their own, behind all others */
    RankCounts(RankKeys keys, long low, long high, boolean withNone) {
        super(keys);
        this.low = low;
        shift = Math.max(0, 64 - Long.numberOfLeadingZeros(high - low) - RANGES_LOG);
        int ranges = (int) (high - low >>> shift) + 1;
        none = withNone ? ranges : -1;
        counts = new long[withNone ? ranges + 1 : ranges];
    }

    @Override
    void take(long key, RankKeys.Segment segment, int doc) {
        if (key == RankKeys.NONE) {
            counts[none]++;
        } else {
            counts[(int) (key - low >>> shift)]++;
        }
    }

    int shift() {
        return shift;
    }

    int none() {
        return none;
    }

    /** @return hits before each range, and at the end all of them */
    long[] sums() {
        long[] sums = new long[counts.length + 1];
        for (int i = 0; i < counts.length; i++) {
            sums[i + 1] = sums[i] + counts[i];
        }
        return sums;
    }
}
