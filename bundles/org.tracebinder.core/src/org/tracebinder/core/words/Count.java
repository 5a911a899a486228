// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.words;

/**
 * A number and its noun in the product's English sentences: {@code 1 record}, {@code 12 records}, {@code 3 entries}.
 * Digits are not grouped, since these sentences are stored and stand in JSON; who shows numbers to people groups them.
 * All methods are pure.
 */
public final class Count {

    private Count() {
    }

    /**
     * @param number of things
     * @param noun   in the singular; words before the last one stay as they are
     * @return both, the noun in the plural unless the number is one
     */
    public static String of(long number, String noun) {
        return number + " " + noun(number, noun);
    }

    /**
     * @param number of things, which says whether there is one
     * @param noun   in the singular
     * @return the noun alone: the plural unless the number is one
     */
    public static String noun(long number, String noun) {
        if (number == 1) {
            return noun;
        }
        boolean changes = noun.endsWith("y") && !noun.matches(".*[aeiou]y");
        return changes ? noun.substring(0, noun.length() - 1) + "ies"
                : noun + (noun.matches(".*(s|x|ch|sh)") ? "es" : "s");
    }
}
