// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.util.List;
import java.util.Locale;

/**
 * Families of attacks, each known by the words under which tools and guardrails speak of it. Data:
 * {@code attack-families.json}, and files of that schema among an organisation's own catalogues.
 *
 * @param all by id
 */
public record AttackFamilies(List<Family> all) {

    /**
     * @param id        for ever
     * @param title     for people
     * @param words     in small letters, blanks for signs; a blank at the end ends a word
     * @param testsOnly those of the words that name an attack in a test only
     */
    public record Family(String id, String title, List<String> words, List<String> testsOnly) {

        /** @param plain small letters with blanks for signs, one at either end */
        boolean in(String plain, boolean operation) {
            return words.stream().filter(w -> !operation || !testsOnly.contains(w))
                    .anyMatch(w -> plain.contains(" " + w.stripLeading()) || w.length() > 6 && plain.contains(w));
        }
    }

    /** @return those of the product */
    public static AttackFamilies builtIn() {
        return Library.builtIn().catalogs().attackFamilies();
    }

    /**
     * @param words     name of a test, or what a decision says
     * @param operation true for what was said in operation, where some words mean honest text
     * @return ids of the families that are named; none when none fits
     */
    public List<String> named(String words, boolean operation) {
        String plain = " " + words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ") + " ";
        return all.stream().filter(f -> f.in(plain, operation)).map(Family::id).toList();
    }
}
