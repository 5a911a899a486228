// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.util.Map;
import java.util.Set;

/**
 * Which masked values of a pack are opened: those in one of the places, by one of the rules or of one of the
 * replacements; what is empty does not choose, and one of the three is given.
 *
 * @param places       record ids such as {@code S1:12}, or other places as the redaction log names them
 * @param pointer      begin of the JSON pointers; empty for all
 * @param rules        {@code personal-data}, {@code chosen-field}, {@code value-of-chosen-field}
 * @param replacements such as {@code [EMAIL_ADDRESS-abcdefabcdef]}
 */
public record RevealChoice(Set<String> places, String pointer, Set<String> rules, Set<String> replacements) {

    /** Copies the sets; refuses a choice of nothing. */
    public RevealChoice {
        places = Set.copyOf(places);
        rules = Set.copyOf(rules);
        replacements = Set.copyOf(replacements);
        if (places.isEmpty() && rules.isEmpty() && replacements.isEmpty()) {
            throw new IllegalArgumentException("Which masked values? Name records, rules or replacements.");
        }
    }

    /** @return true when the entry of a redaction log is chosen */
    boolean takes(Map<String, Object> entry) {
        return (places.isEmpty() || places.contains(String.valueOf(entry.get("place"))))
                && String.valueOf(entry.get("pointer")).startsWith(pointer)
                && (rules.isEmpty() || rules.contains(String.valueOf(entry.get("rule"))))
                && (replacements.isEmpty() || replacements.contains(String.valueOf(entry.get("replacement"))));
    }
}
