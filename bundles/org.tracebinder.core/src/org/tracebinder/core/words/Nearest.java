// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.words;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a person probably meant: the one with the fewest letters to add, drop or change. */
public final class Nearest {

    /** Nobody mistypes a longer name; comparing one would only cost time. */
    private static final int LONGEST = 100;

    private Nearest() {
    }

    /**
     * @param name  what was written
     * @param known the names there are
     * @param edits how many letters may differ at most (Levenshtein); upper and lower case do not count
     * @return the first of the nearest names, or empty when none is near enough
     */
    public static Optional<String> to(String name, Collection<String> known, int edits) {
        String best = null;
        int least = edits + 1;
        String low = name.toLowerCase(Locale.ROOT);
        for (String each : known) {
            int distance = low.length() > LONGEST ? least : distance(low, each.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = each;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
