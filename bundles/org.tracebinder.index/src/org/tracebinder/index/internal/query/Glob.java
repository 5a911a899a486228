// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;
import org.tracebinder.core.query.QueryException;

/** Texts with placeholders for any characters and for one. */
final class Glob {

    /** Placeholders that a pattern may hold. */
    static final int MAX_PLACEHOLDERS = 32;

    private Glob() {
    }

    /** @return what accepts exactly the texts that fit the pattern */
    static Automaton automaton(String pattern, int at) throws QueryException {
        if (pattern.length() > 1024 || placeholders(pattern) > MAX_PLACEHOLDERS) {
            throw new QueryException("a pattern of at most 1024 characters with at most " + MAX_PLACEHOLDERS
                    + " placeholders expected", at);
        }
        List<Automaton> parts = new ArrayList<>();
        pattern.codePoints().forEach(c -> parts.add(c == QueryReader.ANY ? Automata.makeAnyString()
                : c == QueryReader.ONE ? Automata.makeAnyChar() : Automata.makeChar(c)));
        try {
            return Operations.determinize(Operations.concatenate(parts), Operations.DEFAULT_DETERMINIZE_WORK_LIMIT);
        } catch (TooComplexToDeterminizeException e) {
            throw new QueryException("the pattern is too complex; use fewer placeholders", at);
        }
    }

    /** @return the text before the first placeholder */
    static String literal(String pattern) {
        int end = 0;
        while (end < pattern.length() && !placeholder(pattern.charAt(end))) {
            end++;
        }
        return pattern.substring(0, end);
    }

    static boolean placeholder(char c) {
        return c == QueryReader.ANY || c == QueryReader.ONE;
    }

    /** Does a text fit? Linear in pattern times text, without recursion. */
    static boolean fits(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == QueryReader.ANY) {
                star = p++;
                mark = t;
            } else if (p < pattern.length() && pattern.charAt(p) == QueryReader.ONE) {
                p++;
                t += Character.charCount(text.codePointAt(t));
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == QueryReader.ANY) {
            p++;
        }
        return p == pattern.length();
    }

    private static long placeholders(String pattern) {
        return pattern.chars().filter(c -> placeholder((char) c)).count();
    }
}
