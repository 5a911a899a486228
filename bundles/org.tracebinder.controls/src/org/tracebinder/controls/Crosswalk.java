// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which controls of different catalogues touch each other. An aid for reading, never a transfer of results.
 *
 * @param warning what must be shown beside any pair
 * @param pairs   in the order of the file
 */
public record Crosswalk(String warning, List<Pair> pairs) {

    /**
     * One pair.
     *
     * @param from         ids on the one side
     * @param to           ids on the other side
     * @param relationship for example {@code intersects-with}
     * @param confidence   {@code high}, {@code medium} or {@code low}
     * @param verified     true when two independent public sources give the pair
     */
    public record Pair(List<String> from, List<String> to, String relationship, String confidence, boolean verified) {
    }

    /** @return the pairs that name the control on either side */
    public List<Pair> of(String control) {
        return pairs.stream().filter(p -> p.from().contains(control) || p.to().contains(control)).toList();
    }

    /**
     * A control, or an article as a whole, that touches another one. Never an equal: what holds for one is not shown
     * for the other.
     *
     * @param id         of the other side; a control of a catalogue, or a place that has none
     * @param confidence {@code high}, {@code medium} or {@code low}, of the surest pair
     */
    public record Related(String id, String confidence) {
    }

    /** @return what is related to the control, the surest first, then in the order of the file */
    public List<Related> related(String control) {
        Map<String, String> found = new LinkedHashMap<>();
        for (Pair pair : of(control)) {
            for (String other : pair.from().contains(control) ? pair.to() : pair.from()) {
                found.merge(other, pair.confidence(), (a, b) -> rank(a) <= rank(b) ? a : b);
            }
        }
        List<Related> all = new ArrayList<>();
        found.forEach((id, confidence) -> all.add(new Related(id, confidence)));
        all.sort((a, b) -> Integer.compare(rank(a.confidence()), rank(b.confidence())));
        return List.copyOf(all);
    }

    private static int rank(String confidence) {
        return "high".equals(confidence) ? 0 : "medium".equals(confidence) ? 1 : 2;
    }
}
