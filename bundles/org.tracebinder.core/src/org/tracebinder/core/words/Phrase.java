// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One English sentence with places, and the same in another language. A place is <code>{0}</code> (any text, taken over
 * as it is), <code>{0#}</code> (a number), <code>{0~}</code> (sentences or words of the product again) or
 * <code>{0=a|b}</code> (one of these words, of the product again). The other language names a place by its number.
 * Immutable.
 */
final class Phrase {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)(#|~|=[^}]*)?}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d[\\d,.]*(?<![,.])([eE][+-]?\\d+)?");

    private final List<String> literals = new ArrayList<>();
    private final List<Character> places = new ArrayList<>();
    private final List<String> rules = new ArrayList<>();
    private final String other;

    Phrase(String english, String other) {
        Matcher m = PLACE.matcher(english);
        int at = 0;
        while (m.find()) {
            literals.add(english.substring(at, m.start()));
            places.add(m.group(1).charAt(0));
            rules.add(m.group(2) == null ? "" : m.group(2));
            at = m.end();
        }
        literals.add(english.substring(at));
        this.other = other;
    }

    /** @return how much of the sentence is fixed: of two that fit, the one with more of it is meant */
    int fixed() {
        return literals.stream().mapToInt(String::length).sum();
    }

    /** @return the sentence in the other language, with its places */
    String other() {
        return other;
    }

    /**
     * Takes time in proportion to the text: each place ends where what follows it stands first.
     *
     * @param lists whether a plain place may hold a semicolon
     * @param say   renders the text (second) of a place by its rule (first)
     * @return the sentence in the other language; null when the text is not this sentence
     */
    String render(String text, boolean lists, BinaryOperator<String> say) {
        String last = literals.getLast();
        if (!text.startsWith(literals.getFirst()) || !text.endsWith(last)
                || text.length() < fixed() + places.size()) {
            return null;
        }
        String[] values = new String[10];
        int at = literals.getFirst().length();
        for (int i = 0; i < places.size(); i++) {
            boolean end = i == places.size() - 1;
            int stop = end ? text.length() - last.length() : text.indexOf(literals.get(i + 1), at + 1);
            if (stop <= at) {
                return null;
            }
            String value = text.substring(at, stop);
            if (!fits(rules.get(i), value) || !lists && rules.get(i).isEmpty() && value.contains("; ")) {
                return null;
            }
            values[places.get(i) - '0'] = say.apply(rules.get(i), value);
            at = stop + (end ? 0 : literals.get(i + 1).length());
        }
        if (places.isEmpty() && text.length() != last.length()) {
            return null;
        }
        return PLACE.matcher(other).replaceAll(m -> Matcher.quoteReplacement(values[m.group(1).charAt(0) - '0']));
    }

    private static boolean fits(String rule, String value) {
        return switch (rule) {
            case "", "~" -> true;
            case "#" -> NUMBER.matcher(value).matches();
            default -> Arrays.asList(rule.substring(1).split("\\|")).contains(value);
        };
    }
}
