// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.util.List;

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
}
