// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.session.compare.PopulationDifference.Mix;
import org.tracebinder.session.compare.PopulationDifference.Share;

/** Counts the values of a field in two sets and compares the mixes. Not thread-safe. */
final class Mixture {

    private static final double[] BOUNDS = {0.1, 0.3, 0.5};
    /** Values beyond this are counted as one: a field of ids has as many as events and says nothing. */
    private static final int DISTINCT = 50_000;
    private static final String OTHERS = "(all other values)";

    private final String field;
    private final Map<String, long[]> counts = new HashMap<>();
    private final long[] said = new long[2];
    private final long[] missing = new long[2];

    Mixture(String field) {
        this.field = field;
    }

    /** @param set 0 for the first, 1 for the second; @param value null when the event does not say */
    void add(int set, String value) {
        if (value == null) {
            missing[set]++;
            return;
        }
        said[set]++;
        String key = counts.size() < DISTINCT || counts.containsKey(value) ? value : OTHERS;
        counts.computeIfAbsent(key, k -> new long[2])[set]++;
    }

    Mix result() {
        List<Share> shares = counts.entrySet().stream()
                .map(e -> new Share(e.getKey(), e.getValue()[0], e.getValue()[1]))
                .sorted(Comparator.comparingLong((Share s) -> s.a() + s.b()).reversed().thenComparing(Share::value))
                .limit(Mix.VALUES).toList();
        if (said[0] == 0 || said[1] == 0) {
            return new Mix(field, missing[0], missing[1], shares, counts.size(), null, null, "unknown");
        }
        double n = (double) said[0] + said[1];
        double chi = 0;
        double moved = 0;
        for (long[] c : counts.values()) {
            for (int set = 0; set < 2; set++) {
                double expected = said[set] * ((double) c[0] + c[1]) / n;
                chi += (c[set] - expected) * (c[set] - expected) / expected;
            }
            moved += Math.abs((double) c[0] / said[0] - (double) c[1] / said[1]) / 2;
        }
        double v = Math.min(1, Math.sqrt(chi / n)); // two sets: V is the root of chi-square over n
        return new Mix(field, missing[0], missing[1], shares, counts.size(), v, Math.min(1, moved),
                Ranks.size(v < 1e-12 ? 0 : v, BOUNDS));
    }
}
