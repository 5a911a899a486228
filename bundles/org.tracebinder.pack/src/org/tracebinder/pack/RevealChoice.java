// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which masked values of a pack are opened: those in one of the places, by one of the rules or of one of the
 * replacements; what is empty does not choose, and one of the three is given.
 *
 * @param places       record ids such as {@code S1:12}, or other places as the redaction log names them
 * @param pointer      begin of the JSON pointers; empty for all
 * @param rules        {@code personal-data}, {@code chosen-field}, {@code value-of-chosen-field}
 * @param replacements such as {@code [EMAIL_ADDRESS-abcdefabcdef]}
 * @param keys         exactly these entries, see {@link #exactly}; empty when the others choose
 */
public record RevealChoice(Set<String> places, String pointer, Set<String> rules, Set<String> replacements,
        Set<String> keys) {

    /** By place, rule or replacement. */
    public RevealChoice(Set<String> places, String pointer, Set<String> rules, Set<String> replacements) {
        this(places, pointer, rules, replacements, Set.of());
    }

    /**
     * @param entries of a redaction log
     * @return these masked values and no others
     */
    public static RevealChoice exactly(List<Map<String, Object>> entries) {
        return new RevealChoice(Set.of(), "", Set.of(), Set.of(),
                entries.stream().map(RevealedCheck::key).collect(Collectors.toSet()));
    }

    /** Copies the sets; refuses a choice of nothing. */
    public RevealChoice {
        keys = Set.copyOf(keys);
        places = Set.copyOf(places);
        rules = Set.copyOf(rules);
        replacements = Set.copyOf(replacements);
        if (keys.isEmpty() && places.isEmpty() && rules.isEmpty() && replacements.isEmpty()) {
            throw new IllegalArgumentException("Which masked values? Name records, rules or replacements.");
        }
    }

    /** @return true when the entry of a redaction log is chosen */
    boolean takes(Map<String, Object> entry) {
        return (keys.isEmpty() || keys.contains(RevealedCheck.key(entry))) && (places.isEmpty()
                || places.contains(String.valueOf(entry.get("place"))))
                && String.valueOf(entry.get("pointer")).startsWith(pointer)
                && (rules.isEmpty() || rules.contains(String.valueOf(entry.get("rule"))))
                && (replacements.isEmpty() || replacements.contains(String.valueOf(entry.get("replacement"))));
    }
}
