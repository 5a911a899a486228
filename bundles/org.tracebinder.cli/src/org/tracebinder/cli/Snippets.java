// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tracebinder.core.Event;
import org.tracebinder.core.Message;

/** Cuts out of an event the words around what a query looked for. Thread-safe. */
final class Snippets {

    private static final int LENGTH = 180;
    private static final int BEFORE = 60;
    private static final int MOST_NEEDLES = 32;
    /** Enough to find the place; more would only cost time. */
    private static final int MOST_WORDS = 12;
    private static final int MOST_QUERY = 2_000;
    private static final Set<String> WORD_FIELDS = Set.of("text", "prompt", "answer");
    private static final Pattern CLAUSE =
            Pattern.compile("([-!+]|NOT\\s+)?(?:([\\w.]+):)?(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^\\s\"()]+))");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");

    private final List<Pattern> needles;

    /** @param query in the query language; what can't be read of it is passed over */
    Snippets(String query) {
        needles = needles(query);
    }

    /** @return one line with the first match in it, or the beginning of the words when the query named none */
    String of(Event event) {
        String[] texts = {event.prompt(), event.answer(), event.otherText()};
        for (Pattern needle : needles) {
            for (String text : texts) {
                if (text != null) {
                    Matcher m = needle.matcher(fold(text));
                    if (m.find()) {
                        return around(text, m.start());
                    }
                }
            }
        }
        String words = beginning(event);
        return words == null ? "" : around(words, 0);
    }

    /** What a person wrote last says more than the standing instructions before it. */
    private static String beginning(Event event) {
        List<Message> input = event.input();
        for (int i = input.size() - 1; i >= 0; i--) {
            if ("user".equals(input.get(i).role()) && !input.get(i).text().isBlank()) {
                return input.get(i).text();
            }
        }
        for (String text : Arrays.asList(event.prompt(), event.answer(), event.otherText(), event.name())) {
            if (text != null && !text.isBlank()) {
                return text;
            }
        }
        return null;
    }

    private static String around(String text, int match) {
        int from = match <= BEFORE ? 0 : match - BEFORE;
        int to = Math.min(text.length(), from + LENGTH);
        if (from > 0) {
            int blank = text.indexOf(' ', from);
            from = blank >= 0 && blank < match ? blank + 1 : from;
        }
        if (to < text.length()) {
            int blank = text.lastIndexOf(' ', to);
            to = blank > match + BEFORE ? blank : to;
        }
        from = from > 0 && Character.isLowSurrogate(text.charAt(from)) ? from - 1 : from;
        to = to < text.length() && Character.isLowSurrogate(text.charAt(to)) ? to - 1 : to;
        return (from > 0 ? "… " : "") + Words.line(text.substring(from, to)) + (to < text.length() ? " …" : "");
    }

    private static List<Pattern> needles(String query) {
        List<String> found = new ArrayList<>();
        Matcher m = CLAUSE.matcher(query.substring(0, Math.min(query.length(), MOST_QUERY)));
        while (m.find() && found.size() < MOST_NEEDLES) {
            boolean negated = m.group(1) != null && !m.group(1).equals("+");
            boolean words = m.group(2) == null || WORD_FIELDS.contains(m.group(2));
            if (negated || !words) {
                continue;
            }
            String text = m.group(3) != null ? m.group(3) : m.group(4);
            if (m.group(3) == null && Set.of("AND", "OR", "NOT", "TO", "&&", "||").contains(text)) {
                continue;
            }
            String pattern = pattern(text, m.group(3) == null && text.endsWith("*"));
            if (!pattern.isEmpty()) {
                found.add(pattern);
            }
        }
        found.sort(Comparator.comparingInt(String::length).reversed()); // a phrase says more than a word
        return found.stream().map(Pattern::compile).toList();
    }

    /** Words in their order, whatever stands between them, bound at both ends where the script has word ends. */
    private static String pattern(String text, boolean prefix) {
        String plain = text.replaceAll("[~^][\\d.]*$", "");
        String joined = WORD.matcher(fold(plain)).results().limit(MOST_WORDS)
                .map(r -> Pattern.quote(r.group())).collect(Collectors.joining("[^\\p{L}\\p{N}]++"));
        if (joined.isEmpty()) {
            return "";
        }
        boolean bound = plain.chars().allMatch(c -> c < 0x2E80); // no word ends in Chinese and Japanese
        return bound ? "(?<![\\p{L}\\p{N}])" + joined + (prefix ? "" : "(?![\\p{L}\\p{N}])") : joined;
    }

    /** Lower case without accents, sign by sign, so that places in the folded text are places in the text. */
    private static String fold(String text) {
        char[] out = text.toCharArray();
        for (int i = 0; i < out.length; i++) {
            char c = out[i];
            if (c >= 0x80 && !Character.isSurrogate(c)) {
                c = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0);
            }
            out[i] = Character.toLowerCase(c);
        }
        return new String(out);
    }
}
