// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.Arrays;

/**
 * Pairs of a key and a time, all of them, for questions about a distance. 16 bytes a pair, and as much again while they
 * are grown. Not thread-safe.
 */
final class TimesByKey {

    /** Pairs that are kept at most: 320 MB. */
    private static final int MOST = 20_000_000;

    private long[] keys = new long[1024];
    private long[] times = new long[1024];
    private int size;

    /** @throws IllegalArgumentException when there are too many */
    void add(long key, long time) {
        if (size == MOST) {
            throw new IllegalArgumentException("more than " + MOST + " partners can't be compared by distance; narrow"
                    + " the query of the join");
        }
        if (size == keys.length) {
            int next = (int) Math.min(MOST, 2L * size);
            keys = Arrays.copyOf(keys, next);
            times = Arrays.copyOf(times, next);
        }
        keys[size] = key;
        times[size++] = time;
    }

    /** Puts the pairs in order, by key and time (heap sort: no memory beside). */
    void sort() {
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i, size);
        }
        for (int end = size - 1; end > 0; end--) {
            swap(0, end);
            sink(0, end);
        }
    }

    private void sink(int from, int end) {
        int i = from;
        for (int child; (child = 2 * i + 1) < end; i = child) {
            if (child + 1 < end && less(keys[child], times[child], keys[child + 1], times[child + 1])) {
                child++;
            }
            if (!less(keys[i], times[i], keys[child], times[child])) {
                return;
            }
            swap(i, child);
        }
    }

    private void swap(int a, int b) {
        long key = keys[a];
        long time = times[a];
        keys[a] = keys[b];
        times[a] = times[b];
        keys[b] = key;
        times[b] = time;
    }

    private static boolean less(long key, long time, long otherKey, long otherTime) {
        return key != otherKey ? key < otherKey : time < otherTime;
    }

    /** @return true when the key has a time from one to another, both inclusive */
    boolean has(long key, long from, long to) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = low + high >>> 1;
            if (less(keys[middle], times[middle], key, from)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < size && keys[low] == key && times[low] <= to;
    }
}
