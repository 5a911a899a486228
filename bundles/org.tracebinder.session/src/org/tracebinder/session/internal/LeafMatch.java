// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.core.Progress;

/**
 * Finds the records of two sets of sources whose bytes are not on the other side, or not as often there. Leaf hashes
 * are compared in as many rounds as it takes to hold a part of them in memory; each round reads the record tables once.
 */
final class LeafMatch {

    private static final int PER_ROUND = 1_000_000;
    private static final Comparator<Leaf> ORDER = Comparator.comparingLong(Leaf::high).thenComparingLong(Leaf::low)
            .thenComparing(Leaf::second).thenComparingInt(Leaf::source).thenComparingLong(Leaf::record);

    private final Sources sources;
    private final int perRound;
    private final Map<Integer, BitSet> alone = new TreeMap<>();

    /** 128 bits of a leaf hash, as keys are everywhere. */
    private record Leaf(long high, long low, boolean second, int source, long record) {

        boolean sameBytes(Leaf other) {
            return high == other.high && low == other.low;
        }
    }

    LeafMatch(Sources sources) {
        this(sources, PER_ROUND);
    }

    /** @param perRound leaves in memory at a time, about */
    LeafMatch(Sources sources, int perRound) {
        this.sources = sources;
        this.perRound = perRound;
    }

    /** @return for each source the numbers of its records without a counterpart, from 1 */
    Map<Integer, BitSet> alone(List<Integer> a, List<Integer> b, Progress progress) throws IOException {
        long total = 0;
        for (List<Integer> side : List.of(a, b)) {
            for (int source : side) {
                alone.put(source, new BitSet());
                total += sources.table(source).size();
            }
        }
        int rounds = (int) Math.max(1, (total + perRound - 1) / perRound);
        progress.task("Comparing the bytes of records", total * rounds);
        for (int round = 0; round < rounds; round++) {
            List<Leaf> leaves = new ArrayList<>();
            collect(a, false, round, rounds, leaves, progress);
            collect(b, true, round, rounds, leaves, progress);
            leaves.sort(ORDER);
            match(leaves);
        }
        return alone;
    }

    private void collect(List<Integer> side, boolean second, int round, int rounds, List<Leaf> into, Progress progress)
            throws IOException {
        for (int source : side) {
            sources.table(source).forEach(source, entry -> {
                progress.check();
                progress.advance(1);
                ByteBuffer leaf = ByteBuffer.wrap(entry.ref().leaf().bytes());
                long high = leaf.getLong();
                if (Math.floorMod(high, rounds) == round) {
                    into.add(new Leaf(high, leaf.getLong(), second, source, entry.ref().id().record()));
                }
            });
        }
    }

    private void match(List<Leaf> leaves) {
        for (int i = 0; i < leaves.size();) {
            int middle = i;
            while (middle < leaves.size() && leaves.get(middle).sameBytes(leaves.get(i))
                    && !leaves.get(middle).second()) {
                middle++;
            }
            int end = middle;
            while (end < leaves.size() && leaves.get(end).sameBytes(leaves.get(i))) {
                end++;
            }
            int pairs = Math.min(middle - i, end - middle);
            leave(leaves, i + pairs, middle);
            leave(leaves, middle + pairs, end);
            i = end;
        }
    }

    private void leave(List<Leaf> leaves, int from, int to) {
        for (int i = from; i < to; i++) {
            alone.get(leaves.get(i).source()).set((int) leaves.get(i).record());
        }
    }
}
