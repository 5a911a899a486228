// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tracebinder.core.words.Count;

/**
 * The sentences that a piece of Java source makes: the text arguments of certain calls, put together as the program
 * would put them. What is not known from the source, such as a name or a number, is {@link #VALUE}; each way through a
 * condition is a sentence of its own.
 */
final class Sentences {

    /** Stands for what only the running program knows. It is a number, and so fits every place of a phrase. */
    static final String VALUE = "17";
    private static final int MOST = 32;
    private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
    private static final Pattern COUNTED = Pattern.compile("Count\\.of\\(.*\"([^\"]+)\"\\)", Pattern.DOTALL);

    private Sentences() {
    }

    /**
     * @param java source
     * @param call   name of a method, or {@code new Type}
     * @return all sentences in its arguments
     */
    static List<String> of(String java, String call) {
        String source = decoded(java);
        List<String> found = new ArrayList<>();
        Matcher m = Pattern.compile("(?<![\\w.])(?:\\w+\\.)*" + Pattern.quote(call) + "\\(").matcher(source);
        while (m.find()) {
            String before = source.substring(source.lastIndexOf('\n', m.start()) + 1, m.start()).strip();
            int end = end(source, m.end());
            boolean declaration = source.substring(end).matches("(?s)\\)\\s*(throws [\\w, .]+)?\\{.*");
            if (!before.startsWith("*") && !before.startsWith("//") && !declaration) {
                for (String argument : split(source.substring(m.end(), end), ',')) {
                    found.addAll(expand(argument.strip()));
                }
            }
        }
        found.removeIf(s -> !s.replace(VALUE, "").matches("(?s).*[a-z]{2,} [a-z]{2,}.*"));
        return found;
    }

    /** @return Java source with the characters themselves instead of their numbers */
    static String decoded(String java) {
        return UNICODE.matcher(java).replaceAll(
                m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))));
    }

    /** @return each text that the expression may be; none when it holds no text */
    private static List<String> expand(String expression) {
        String e = expression.strip();
        Matcher counted = COUNTED.matcher(e);
        if (counted.matches()) {
            return List.of(VALUE + " " + Count.noun(2, counted.group(1)));
        }
        List<String> branches = ternary(e);
        if (!branches.isEmpty()) {
            List<String> all = new ArrayList<>(expand(branches.get(0)));
            all.addAll(expand(branches.get(1)));
            return all;
        }
        List<String> operands = split(e, '+');
        if (operands.size() > 1) {
            List<String> texts = List.of("");
            for (String operand : operands) {
                List<String> longer = new ArrayList<>();
                List<String> parts = expand(operand);
                for (String text : texts) {
                    for (String part : parts) {
                        if (longer.size() < MOST) {
                            longer.add(text + part);
                        }
                    }
                }
                texts = longer;
            }
            return texts;
        }
        if (e.startsWith("\"") && !e.startsWith("\"\"\"") && end(e, 1, "\"") == e.length() - 1) {
            return List.of(e.substring(1, e.length() - 1).translateEscapes());
        }
        if (e.startsWith("(") && end(e, 1) == e.length() - 1) {
            return expand(e.substring(1, e.length() - 1));
        }
        return List.of(VALUE);
    }

    /** @return both branches of a condition at the top of the expression; empty when there is none */
    private static List<String> ternary(String e) {
        List<String> question = split(e, '?');
        if (question.size() < 2) {
            return List.of();
        }
        String rest = e.substring(question.get(0).length() + 1);
        int depth = 0;
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '"' || c == '\'') {
                i = end(rest, i + 1, String.valueOf(c));
            } else if (c == '(') {
                i = end(rest, i + 1);
            } else if (c == '?') {
                depth++;
            } else if (c == ':' && !rest.startsWith("::", i) && rest.charAt(i - 1) != ':' && depth-- == 0) {
                return List.of(rest.substring(0, i), rest.substring(i + 1));
            }
        }
        return List.of();
    }

    /** @return the parts between the sign, where it stands outside texts and brackets */
    private static List<String> split(String e, char sign) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < e.length(); i++) {
            char c = e.charAt(i);
            if (c == '"' || c == '\'') {
                i = end(e, i + 1, String.valueOf(c));
            } else if (c == '(' || c == '{' || c == '[') {
                i = end(e, i + 1);
            } else if (c == sign && !e.startsWith("++", i) && (i == 0 || e.charAt(i - 1) != '+')) {
                parts.add(e.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(e.substring(from));
        return parts;
    }

    /** @return where the bracket that was opened before {@code from} is closed */
    private static int end(String e, int from) {
        int depth = 0;
        for (int i = from; i < e.length(); i++) {
            char c = e.charAt(i);
            if (c == '"' || c == '\'') {
                i = end(e, i + 1, String.valueOf(c));
            } else if ("({[".indexOf(c) >= 0) {
                depth++;
            } else if (")}]".indexOf(c) >= 0 && depth-- == 0) {
                return i;
            }
        }
        return e.length();
    }

    /** @return where the text that was opened before {@code from} is closed */
    private static int end(String e, int from, String quote) {
        int i = from;
        while (i < e.length() && !e.startsWith(quote, i)) {
            i += e.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }
}
