// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A dataset, model or deployment in all its versions.
 *
 * @param namespace null when not recorded
 * @param name      never null
 */
record Series(String namespace, String name) implements Comparable<Series> {

    private static final Comparator<String> NULLS_FIRST = Comparator.nullsFirst(Comparator.naturalOrder());
    /** A name is cut at no more than this many separators from its end, so a hostile name costs little. */
    private static final int MAX_ENDINGS = 8;

    @Override
    public int compareTo(Series other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : NULLS_FIRST.compare(namespace, other.namespace);
    }

    /**
     * The names under which something else may speak of it, the longest first: {@code serving.credit-scorer} is also
     * {@code credit-scorer}. A name ends only behind a dot, slash or colon, so {@code scorer} is not one of them.
     */
    List<String> endings() {
        List<String> endings = new ArrayList<>(2);
        for (int i = name.length() - 2; i >= 0 && endings.size() < MAX_ENDINGS; i--) {
            if (isSeparator(name.charAt(i))) {
                endings.add(0, name.substring(i + 1));
            }
        }
        endings.add(0, name);
        return endings;
    }

    static boolean isSeparator(char c) {
        return c == '.' || c == '/' || c == ':';
    }
}
