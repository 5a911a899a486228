// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Draws a sample while its population passes by, item after item in its order. Everything comes from the seed, the
 * digest of the population and its counts, so whoever has these draws the same items. The key of the random numbers is
 * {@code seed + ":" + populationHash}, for a stratum {@code ... + ":" + number} of the stratum, see
 * {@link SampleNumbers}.
 * <ul>
 * <li>random: numbers below the count, repeated ones passed over, until there are enough;
 * <li>systematic: one number r below the count N, then the places {@code floor((r + k * N) / n)} for k from 0 to n - 1;
 * <li>stratified: of each stratum its share of n by largest remainders (the lower number first where they are equal),
 * drawn in it as at random;
 * <li>unit: one number r below the sum W of the units, then the units {@code floor((r + k * W) / n)}; an item is drawn
 * as often as one of its units is.
 * </ul>
 * Not thread-safe.
 */
public final class SampleDraw {

    private final SampleMethod method;
    /** Places that are drawn, from 0, in order; of each stratum its own; units for {@link SampleMethod#UNIT}. */
    private final long[][] drawn;
    private final int[] next;
    private final long[] passed;

    private SampleDraw(SampleMethod method, long[][] drawn) {
        this.method = method;
        this.drawn = drawn;
        this.next = new int[drawn.length];
        this.passed = new long[drawn.length];
    }

    /**
     * @param method  how
     * @param seed    any words
     * @param hash    of the population, as its file says it
     * @param counts  items of each stratum; the sum of the units for {@link SampleMethod#UNIT}; else the count of all
     *                items
     * @param size    items to draw; at most as many as there are
     * @throws IllegalArgumentException when there are fewer items, or numbers are too large to be multiplied
     */
    public static SampleDraw of(SampleMethod method, String seed, String hash, long[] counts, int size) {
        String key = seed + ":" + hash;
        long all = 0;
        for (long count : counts) {
            all = Math.addExact(all, count);
        }
        if (size < 1 || size > all && method != SampleMethod.UNIT || all < 1) {
            throw new IllegalArgumentException("A sample of " + size + " can't be drawn from " + all + ".");
        }
        if (all > Long.MAX_VALUE / (size + 1L)) {
            throw new IllegalArgumentException("The numbers of this population are too large for a sample of " + size
                    + ".");
        }
        return new SampleDraw(method, switch (method) {
            case RANDOM -> new long[][] {random(key, all, size)};
            case SYSTEMATIC, UNIT -> new long[][] {every(key, all, size)};
            case STRATIFIED -> strata(key, counts, size);
        });
    }

    private static long[] random(String key, long count, int size) {
        SampleNumbers numbers = new SampleNumbers(key);
        Set<Long> places = new HashSet<>();
        while (places.size() < size) {
            places.add(numbers.next(count));
        }
        return places.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private static long[] every(String key, long count, int size) {
        long start = new SampleNumbers(key).next(count);
        long[] places = new long[size];
        for (int k = 0; k < size; k++) {
            places[k] = (start + k * count) / size;
        }
        return places;
    }

    private static long[][] strata(String key, long[] counts, int size) {
        int[] shares = shares(counts, size);
        long[][] drawn = new long[counts.length][];
        for (int i = 0; i < counts.length; i++) {
            drawn[i] = shares[i] == 0 ? new long[0] : random(key + ":" + (i + 1), counts[i], shares[i]);
        }
        return drawn;
    }

    /**
     * @param counts items of each stratum
     * @param size   of the whole sample
     * @return how many of them are drawn in each stratum, by largest remainders
     */
    public static int[] shares(long[] counts, int size) {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        int[] shares = new int[counts.length];
        long[] rest = new long[counts.length];
        List<Integer> order = new ArrayList<>();
        int left = size;
        for (int i = 0; i < counts.length; i++) {
            shares[i] = (int) (size * counts[i] / all);
            rest[i] = size * counts[i] % all;
            left -= shares[i];
            order.add(i);
        }
        order.sort(Comparator.comparingLong((Integer i) -> -rest[i]).thenComparingInt(i -> i));
        for (int i = 0; i < left; i++) {
            shares[order.get(i)]++;
        }
        return shares;
    }

    /**
     * The next item of the population.
     *
     * @param number its stratum from 1, or its units; ignored by methods without numbers
     * @return how often it is drawn: 0 or 1, more for an item with many units
     * @throws IllegalArgumentException when there is no such stratum, or units are negative
     */
    public int pass(long number) {
        boolean strata = method == SampleMethod.STRATIFIED;
        if (strata ? number < 1 || number > drawn.length : number < 0) {
            throw new IllegalArgumentException("an item with the number " + number);
        }
        int part = strata ? (int) number - 1 : 0;
        passed[part] += method == SampleMethod.UNIT ? number : 1;
        int hits = 0;
        while (next[part] < drawn[part].length && drawn[part][next[part]] < passed[part]) {
            next[part]++;
            hits++;
        }
        return hits;
    }
}
