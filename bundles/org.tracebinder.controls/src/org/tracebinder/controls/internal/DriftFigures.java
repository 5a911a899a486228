// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tracebinder.controls.Figure;
import org.tracebinder.controls.internal.DriftCarriers.Carried;
import org.tracebinder.controls.internal.DriftCarriers.Finder;
import org.tracebinder.core.query.QueryException;

/** Makes the comparisons of two periods, each by one rule: large enough and sure enough. Not thread-safe. */
final class DriftFigures {

    /** Standard errors that a shift must be away from none: a chance of one in a hundred thousand each. */
    static final double Z = 4.42;
    /** Events on either side without which nothing is compared. */
    static final int LEAST = 50;

    private final double effect;
    private final double share;
    private final List<Figure> made = new ArrayList<>();
    private long read;
    private long of;

    /**
     * @param effect least Cliff's delta or Cramér's V
     * @param share  least difference of shares
     */
    DriftFigures(double effect, double share) {
        this.effect = effect;
        this.share = share;
    }

    List<Figure> made() {
        return made;
    }

    /** @return the shifts in words */
    List<String> shifts() {
        return made.stream().filter(Figure::shift).map(f -> String.format(Locale.ROOT, "%s %s to %s (%s %.2f)",
                f.name(), f.before(), f.after(), f.test().startsWith("Mann") ? "delta"
                        : f.test().startsWith("chi") ? "V" : "difference", f.effect())).toList();
    }

    /**
     * How many events the next comparisons looked at, of how many.
     */
    DriftFigures looked(long events, long all) {
        read = events;
        of = all;
        return this;
    }

    void spread(String name, Spread s, double unit, String query, Finder carriers) throws QueryException, IOException {
        if (s.size(0) >= LEAST && s.size(1) >= LEAST) {
            double delta = s.delta();
            double z = s.z();
            boolean shift = Math.abs(delta) >= effect && Math.abs(z) >= Z;
            add(name, number(s.median(0) / unit), number(s.median(1) / unit), new long[] {s.size(0), s.size(1)},
                    "Mann-Whitney, Cliff's delta", delta, z, shift, query,
                    shift ? carriers.find(delta > 0, Math.round(s.median(0))) : Carried.NONE);
        }
    }

    void share(String name, long[] hits, long[] sizes, String query, Finder carriers)
            throws QueryException, IOException {
        if (sizes[0] >= LEAST && sizes[1] >= LEAST) {
            double before = (double) hits[0] / sizes[0];
            double after = (double) hits[1] / sizes[1];
            double z = Comparisons.z(hits, sizes);
            boolean shift = Math.abs(after - before) >= share && Math.abs(z) >= Z;
            add(name, String.format(Locale.ROOT, "%.3f", before), String.format(Locale.ROOT, "%.3f", after), sizes,
                    "two proportions", after - before, z, shift, query,
                    shift ? carriers.find(after > before, 0) : Carried.NONE);
        }
    }

    /** @param carriers takes the kinds whose share rose */
    void mix(String name, Map<String, long[]> kinds, long[] sizes, String query, KindFinder carriers)
            throws QueryException, IOException {
        if (sizes[0] >= LEAST && sizes[1] >= LEAST) {
            Comparisons.Mix mix = Comparisons.mix(kinds.values(), sizes);
            boolean shift = mix.cramersV() >= effect && mix.z() >= Z;
            Set<String> rose = new TreeSet<>();
            kinds.forEach((kind, n) -> {
                if ((double) n[1] / sizes[1] > (double) n[0] / sizes[0]) {
                    rose.add(kind);
                }
            });
            add(name, leading(kinds, sizes, 0), leading(kinds, sizes, 1), sizes, "chi-square, Cramér's V",
                    mix.cramersV(), mix.z(), shift, query, shift ? carriers.find(rose) : Carried.NONE);
        }
    }

    private void add(String name, String before, String after, long[] sizes, String test, double size, double z,
            boolean shift, String query, Carried carried) {
        made.add(new Figure(name, before, after, sizes[0], sizes[1], test, size, z, shift, query, read, of,
                carried.events(), carried.records(), carried.query()));
    }

    /** Finds what carries the shift of a mix. */
    @FunctionalInterface
    interface KindFinder {
        /** @param rose kinds whose share rose */
        Carried find(Set<String> rose) throws QueryException, IOException;
    }

    private static String leading(Map<String, long[]> kinds, long[] sizes, int period) {
        return kinds.entrySet().stream().filter(e -> e.getValue()[period] > 0)
                .sorted((a, b) -> Long.compare(b.getValue()[period], a.getValue()[period])).limit(3)
                .map(e -> String.format(Locale.ROOT, "%s %.0f %%", e.getKey(), 100.0 * e.getValue()[period]
                        / sizes[period])).collect(Collectors.joining(", "));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
