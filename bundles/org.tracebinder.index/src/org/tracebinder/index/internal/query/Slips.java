// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.query;

import java.util.regex.Pattern;
import org.tracebinder.core.query.QueryException;

/**
 * Forms of other query languages that would be read as words here and find nothing, which looks like an answer. What
 * can only mean one thing is understood, everything else is refused.
 */
final class Slips {

    private static final Pattern REGEX = Pattern.compile("/.*(\\.[*+?]|[\\[|+{$]|\\\\[dDwWsS]).*/");
    private static final Pattern COMPARISON = Pattern.compile("[<>]=?\\d.*");

    private Slips() {
    }

    /**
     * {@code tokensIn>100}, without the colon.
     *
     * @return where the sign of comparison is that stands behind the name of a field; -1 when none begins here
     * @throws QueryException for an equals sign behind the name of a field, and for a name that is none but almost
     */
    static int compared(String s, int at) throws QueryException {
        int end = at;
        while (end < s.length() && Character.isLetter(s.charAt(end))) {
            end++;
        }
        if (end == at || end == s.length() || "<>=".indexOf(s.charAt(end)) < 0) {
            return -1;
        }
        String name = s.substring(at, end);
        if (s.charAt(end) == '=') {
            if (Names.known(name)) {
                throw new QueryException("':' expected after the name " + name
                        + "; put it in quotes to search for it", end);
            }
            return -1;
        }
        if (!Names.known(name)) {
            Names.refuseNear(name, at);
            return -1;
        }
        return end;
    }

    /** @throws QueryException for words that are no words: a regular expression, a comparison of nothing, a weight */
    static void check(Node.Name name, String raw, int at) throws QueryException {
        if (REGEX.matcher(raw).matches()) {
            throw new QueryException("regular expressions are not understood; use * and ?, or put it in quotes to "
                    + "search for it", at);
        }
        if (name.field() == null && COMPARISON.matcher(raw).matches()) {
            throw new QueryException("'" + raw.charAt(0) + "' belongs behind the name of a field, as in tokensIn:>100; "
                    + "put it in quotes to search for it", at);
        }
        int caret = raw.lastIndexOf('^');
        if (Names.words(name.field()) && caret > 0 && raw.charAt(caret - 1) != '\\') {
            throw new QueryException("a number expected after '^'", at + caret + 1);
        }
    }

    /** @throws QueryException for a range whose beginning lies behind its end: it would hold nothing */
    static <T extends Comparable<T>> void inOrder(Node.Range range, T low, T high) throws QueryException {
        if (range.low() != null && range.high() != null && low.compareTo(high) > 0) {
            throw new QueryException("the range runs backwards: '" + Names.shorten(range.low().text())
                    + "' lies behind '" + Names.shorten(range.high().text()) + "'", range.low().at());
        }
    }
}
