// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.tracebinder.core.EventId;
import org.tracebinder.session.EventJson;
import org.tracebinder.session.compare.FieldDifference;
import org.tracebinder.session.compare.Reconciliation;
import org.tracebinder.trace.Basis;

/** Counts what pairs of events say alike and otherwise. Not thread-safe. */
final class PairTally {

    private static final int EXAMPLES = 5;
    /** Distinct pairs of values that are counted for a field; of a field like tokens they say nothing anyway. */
    private static final int DISTINCT = 10_000;

    private final long within;
    private final long[][] counts = new long[Happening.TOLD.size()][4];
    private final List<Map<List<String>, long[]>> examples = new ArrayList<>();
    private final Map<List<String>, Reconciliation.Join> joins = new LinkedHashMap<>();
    private final PriorityQueue<Reconciliation.Pair> listed =
            new PriorityQueue<>(Comparator.<Reconciliation.Pair, EventId>comparing(Reconciliation.Pair::a).reversed());
    private long[] shifts = new long[64];
    private int timed;
    private long pairs;
    private long differing;

    /** @param within nanoseconds that two times may be apart and still count as the same */
    PairTally(long within) {
        this.within = within;
        Happening.TOLD.forEach(f -> examples.add(new HashMap<>()));
    }

    /**
     * @param toldA what the first says, the values of {@link Happening#TOLD}
     * @param toldB what the second says, the same
     */
    void add(Happening a, Happening b, Object[] toldA, Object[] toldB, String by, Basis basis, String why) {
        pairs++;
        joins.merge(List.of(by, why), new Reconciliation.Join(by, basis, why, 1),
                (x, y) -> new Reconciliation.Join(by, basis, why, x.pairs() + 1));
        List<FieldDifference> differences = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            Object x = toldA[i];
            Object y = toldB[i];
            if (x != null && y != null) {
                boolean same = x.equals(y);
                counts[i][same ? 0 : 1]++;
                if (!same) {
                    differences.add(new FieldDifference(Happening.TOLD.get(i).id(), text(x), text(y)));
                    Map<List<String>, long[]> known = examples.get(i);
                    List<String> key = List.of(text(x), text(y));
                    if (known.size() < DISTINCT || known.containsKey(key)) {
                        known.computeIfAbsent(key, k -> new long[1])[0]++;
                    }
                }
            } else if (x != null || y != null) {
                counts[i][x != null ? 2 : 3]++;
            }
        }
        time(a, b, differences);
        if (!differences.isEmpty()) {
            differing++;
            listed.add(new Reconciliation.Pair(a.id(), b.id(), by, basis, why, List.copyOf(differences)));
            if (listed.size() > Reconciliation.LISTED) {
                listed.poll();
            }
        }
    }

    private void time(Happening a, Happening b, List<FieldDifference> differences) {
        long apart = a.apart(b);
        if (apart == Long.MAX_VALUE) {
            return;
        }
        if (timed == shifts.length) {
            shifts = Arrays.copyOf(shifts, timed * 2);
        }
        shifts[timed++] = b.time() - a.time();
        if (apart > within) {
            differences.add(new FieldDifference("time", EventJson.instant(a.time()), EventJson.instant(b.time())));
        }
    }

    private static String text(Object value) {
        return value instanceof BigDecimal d && Math.abs((long) d.scale()) < 100 ? d.toPlainString() : value.toString();
    }

    long pairs() {
        return pairs;
    }

    long differing() {
        return differing;
    }

    List<Reconciliation.Join> joins() {
        return joins.values().stream().sorted(Comparator.comparing(Reconciliation.Join::basis)).toList();
    }

    List<Reconciliation.Pair> listed() {
        return listed.stream().sorted(Comparator.comparing(Reconciliation.Pair::a)).toList();
    }

    /** @return null when no pair has both times */
    Reconciliation.Shift shift() {
        if (timed == 0) {
            return null;
        }
        Arrays.sort(shifts, 0, timed);
        return new Reconciliation.Shift(shifts[0], shifts[(timed - 1) / 2], shifts[timed - 1]);
    }

    List<Reconciliation.FieldTotals> fields() {
        List<Reconciliation.FieldTotals> all = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            List<Reconciliation.Values> top = examples.get(i).entrySet().stream()
                    .map(e -> new Reconciliation.Values(e.getKey().get(0), e.getKey().get(1), e.getValue()[0]))
                    .sorted(Comparator.comparingLong(Reconciliation.Values::count).reversed()
                            .thenComparing(Reconciliation.Values::a).thenComparing(Reconciliation.Values::b))
                    .limit(EXAMPLES).toList();
            all.add(new Reconciliation.FieldTotals(Happening.TOLD.get(i).id(), counts[i][0], counts[i][1],
                    counts[i][2], counts[i][3], top));
        }
        return all;
    }
}
