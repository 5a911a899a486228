// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.query;

import java.util.ArrayList;
import java.util.List;
import org.tracebinder.core.EventId;
import org.tracebinder.core.query.QueryException;

/**
 * Reads the query language: Lucene's classic syntax, with the usual precedence of NOT before AND before OR, and with
 * values that need no escapes after a field name. Recursive descent over the characters, bounded in length, depth and
 * parts.
 * <pre>
 * query  := part ((OR | ||)? part)*           side by side: + must, - must not, of the others at least one
 * part   := (+ | - | NOT | !)? operand ((AND | &&) operand)*
 * operand:= (+ | - | NOT | !)? atom (^ weight)?
 * atom   := ( query ) | field: value | field: ( query ) | "phrase"~n | word~n | wo*d | * | S1:12.3
 * value  := [a TO b] | {a TO b} | >=a | >a | <=a | &lt;a | "exact" | text up to a blank or bracket
 * </pre>
 */
public final class QueryReader {

    /** Stands for any characters. A noncharacter of Unicode, never part of a text. */
    public static final char ANY = '\uFDD0';
    /** Stands for one character. */
    public static final char ONE = '\uFDD1';
    /** Characters of a query. */
    public static final int MAX_LENGTH = 1 << 20;
    /** Brackets inside brackets. */
    static final int MAX_DEPTH = 64;
    /** Values, words and ranges in a query. */
    static final int MAX_PARTS = 50_000;

    private final String s;
    private int at;
    private int depth;
    private int parts;
    private String field;
    private int fieldAt;

    private QueryReader(String query) {
        s = query;
    }

    /**
     * @param query null and blank mean everything
     * @return the query
     * @throws QueryException when it can't be understood
     */
    public static Node read(String query) throws QueryException {
        if (query == null || query.isBlank()) {
            return new Node.All(0);
        }
        if (query.length() > MAX_LENGTH) {
            throw new QueryException("the query has " + query.length() + " characters; at most " + MAX_LENGTH
                    + " are allowed", MAX_LENGTH);
        }
        QueryReader reader = new QueryReader(query);
        Node node = reader.query(false);
        if (reader.at < query.length()) {
            throw new QueryException("')' without '(' before it", reader.at);
        }
        return node;
    }

    private enum Sign { NONE, MUST, NOT }

    private Node query(boolean bracketed) throws QueryException {
        if (++depth > MAX_DEPTH) {
            throw new QueryException("more than " + MAX_DEPTH + " brackets inside each other", at);
        }
        int begin = at;
        List<Node> must = new ArrayList<>();
        List<Node> should = new ArrayList<>();
        List<Node> not = new ArrayList<>();
        boolean orBefore = false;
        boolean first = true;
        while (true) {
            blanks();
            if (at == s.length() || s.charAt(at) == ')') {
                break;
            }
            if (operator("AND") || operator("&&")) {
                throw new QueryException("AND needs something before it", at);
            }
            if (skip("OR") || skip("||")) {
                if (first || orBefore) {
                    throw new QueryException("OR needs something before it", at - 2);
                }
                orBefore = true;
                continue;
            }
            int partAt = at;
            Sign sign = sign();
            Joined part = joined(sign);
            boolean or = orBefore || operator("OR") || operator("||");
            if (sign == Sign.NOT && part.not.size() == 1 && part.must.isEmpty() && !or) {
                not.add(part.not.get(0));
            } else {
                (sign == Sign.MUST ? must : should).add(part.node(partAt));
            }
            orBefore = false;
            first = false;
        }
        if (orBefore) {
            throw new QueryException("OR needs something after it", at);
        }
        if (first) {
            throw new QueryException(
                    bracketed ? "nothing between the brackets" : "something to search for expected", at);
        }
        depth--;
        boolean single = must.size() + should.size() == 1 && not.isEmpty();
        return single ? must.isEmpty() ? should.get(0) : must.get(0) : new Node.Group(begin, must, should, not);
    }

    private record Joined(List<Node> must, List<Node> not) {
        Node node(int at) {
            return not.isEmpty() && must.size() == 1 ? must.get(0) : new Node.Group(at, must, List.of(), not);
        }
    }

    /** Operands joined by AND. The sign of the first was read already. */
    private Joined joined(Sign first) throws QueryException {
        Joined all = new Joined(new ArrayList<>(1), new ArrayList<>(0));
        (first == Sign.NOT ? all.not : all.must).add(operand());
        blanks();
        while (skip("AND") || skip("&&")) {
            blanks();
            Sign sign = sign();
            if (at == s.length() || s.charAt(at) == ')') {
                throw new QueryException("AND needs something after it", at);
            }
            (sign == Sign.NOT ? all.not : all.must).add(operand());
            blanks();
        }
        return all;
    }

    private Sign sign() throws QueryException {
        Sign sign = Sign.NONE;
        while (at < s.length()) {
            int before = at;
            char c = s.charAt(at);
            if (c == '+' && sign == Sign.NONE) {
                at++;
                sign = Sign.MUST;
            } else if (c == '-' || c == '!') {
                at++;
                sign = sign == Sign.NOT ? Sign.NONE : Sign.NOT;
            } else if (skip("NOT")) {
                blanks();
                sign = sign == Sign.NOT ? Sign.NONE : Sign.NOT;
            } else {
                return sign;
            }
            if (at == s.length() || Character.isWhitespace(s.charAt(at)) || s.charAt(at) == ')') {
                throw new QueryException(s.substring(before, at).strip() + " needs something after it", at);
            }
        }
        return sign;
    }

    private Node operand() throws QueryException {
        int begin = at;
        if (operator("AND") || operator("OR") || operator("&&") || operator("||")) {
            throw new QueryException("a value expected, not " + s.substring(at, wordEnd(at)), at);
        }
        Node atom = atom();
        if (at < s.length() && s.charAt(at) == '^') {
            int numberAt = ++at;
            while (at < s.length() && (Character.isDigit(s.charAt(at)) || s.charAt(at) == '.')) {
                at++;
            }
            return new Node.Boost(begin, atom, weight(s.substring(numberAt, at), numberAt));
        }
        return atom;
    }

    private Node atom() throws QueryException {
        char c = s.charAt(at);
        if (c == '(') {
            return brackets();
        }
        int nameEnd = nameEnd();
        int sign = nameEnd < 0 && field == null ? Slips.compared(s, at) : -1;
        nameEnd = Math.max(nameEnd, sign);
        if (nameEnd < 0 || EventId.isId(s.substring(at, idEnd()))) {
            return value(new Node.Name(field, field == null ? at : fieldAt), false);
        }
        String outer = field;
        int outerAt = fieldAt;
        field = unescape(s.substring(at, nameEnd));
        fieldAt = at;
        at = nameEnd + (sign < 0 ? 1 : 0);
        blanks();
        if (at == s.length() || s.charAt(at) == ')') {
            throw new QueryException("a value expected after " + field + ":", at);
        }
        Node node = s.charAt(at) == '(' ? brackets() : value(new Node.Name(field, fieldAt), true);
        field = outer;
        fieldAt = outerAt;
        return node;
    }

    private Node brackets() throws QueryException {
        int open = at++;
        Node node = query(true);
        if (at == s.length()) {
            throw new QueryException("')' expected for the '(' at " + open, at);
        }
        at++;
        return node;
    }

    private Node value(Node.Name name, boolean named) throws QueryException {
        if (++parts > MAX_PARTS) {
            throw new QueryException("more than " + MAX_PARTS + " values in one query", at);
        }
        int begin = at;
        char c = s.charAt(at);
        if (c == '"') {
            return phrase(name);
        }
        if (name.field() != null && (c == '[' || c == '{')) {
            return range(name);
        }
        if (name.field() != null && (c == '>' || c == '<')) {
            at++;
            boolean inclusive = at < s.length() && s.charAt(at) == '=';
            if (inclusive) {
                at++;
            }
            blanks();
            int valueAt = at;
            String text = at < s.length() && s.charAt(at) == '"' ? quoted() : unescape(word());
            if (text.isEmpty()) {
                throw new QueryException("a value expected after " + s.substring(begin, valueAt).strip(), valueAt);
            }
            Node.Bound bound = new Node.Bound(valueAt, text, inclusive);
            return c == '>' ? new Node.Range(begin, name, bound, null) : new Node.Range(begin, name, null, bound);
        }
        if (c == ']' || c == '}' || c == '[' || c == '{') {
            throw new QueryException("'" + c + "' belongs to a range such as time:[2026-01-01 TO 2026-01-31]; "
                    + "put it in quotes to search for it", at);
        }
        return plain(name, named);
    }

    private Node plain(Node.Name name, boolean named) throws QueryException {
        int begin = at;
        String raw = word();
        Slips.check(name, raw, begin);
        if (named && at < s.length() && (s.charAt(at) == '(' || s.charAt(at) == '"')) {
            throw new QueryException("a blank expected before '" + s.charAt(at)
                    + "'; put the value in quotes if it belongs to it", at);
        }
        if (raw.equals("*:*") && name.field() == null) {
            return new Node.All(begin);
        }
        if (raw.equals("*")) {
            return name.field() == null ? new Node.All(begin) : new Node.Exists(begin, name);
        }
        int tilde = fuzzyFrom(raw);
        if (tilde > 0) {
            String text = unescape(raw.substring(0, tilde));
            return new Node.Fuzzy(begin, name, text, edits(raw.substring(tilde + 1), text, begin + tilde + 1));
        }
        String text = placeholders(raw, begin);
        boolean pattern = text.indexOf(ANY) >= 0 || text.indexOf(ONE) >= 0;
        return pattern ? new Node.Pattern(begin, name, text) : new Node.Value(begin, name, text, false, 0);
    }

    private Node phrase(Node.Name name) throws QueryException {
        int begin = at;
        String text = quoted();
        int slop = 0;
        if (at < s.length() && s.charAt(at) == '~') {
            int from = ++at;
            while (at < s.length() && Character.isDigit(s.charAt(at))) {
                at++;
            }
            if (at == from || at - from > 4) {
                throw new QueryException("a number of words up to 9999 expected after '~'", from);
            }
            slop = Integer.parseInt(s.substring(from, at));
        }
        return new Node.Value(begin, name, text, true, slop);
    }

    private Node range(Node.Name name) throws QueryException {
        int begin = at;
        boolean lowInclusive = s.charAt(at++) == '[';
        Node.Bound low = bound(lowInclusive, begin);
        blanks();
        if (!s.startsWith("TO", at) || at + 2 < s.length() && !Character.isWhitespace(s.charAt(at + 2))) {
            throw new QueryException("TO expected, as in [a TO b]", at);
        }
        at += 2;
        Node.Bound high = bound(false, begin);
        blanks();
        if (at == s.length() || s.charAt(at) != ']' && s.charAt(at) != '}') {
            throw new QueryException("']' or '}' expected for the range that begins at " + begin, at);
        }
        boolean highInclusive = s.charAt(at++) == ']';
        if (high != null) {
            high = new Node.Bound(high.at(), high.text(), highInclusive);
        }
        return low == null && high == null ? new Node.Exists(begin, name) : new Node.Range(begin, name, low, high);
    }

    private Node.Bound bound(boolean inclusive, int rangeAt) throws QueryException {
        blanks();
        int begin = at;
        if (at < s.length() && s.charAt(at) == '"') {
            return new Node.Bound(begin, quoted(), inclusive);
        }
        while (at < s.length() && !Character.isWhitespace(s.charAt(at)) && s.charAt(at) != ']' && s.charAt(at) != '}') {
            at += s.charAt(at) == '\\' && at + 1 < s.length() ? 2 : 1;
        }
        String text = s.substring(begin, at);
        if (text.isEmpty() || text.equals("TO")) {
            throw new QueryException("a value or * expected in the range that begins at " + rangeAt, begin);
        }
        return text.equals("*") ? null : new Node.Bound(begin, unescape(text), inclusive);
    }

    private String quoted() throws QueryException {
        int open = at++;
        StringBuilder out = new StringBuilder();
        while (at < s.length() && s.charAt(at) != '"') {
            if (s.charAt(at) == '\\' && at + 1 < s.length()) {
                at++;
            }
            out.append(s.charAt(at++));
        }
        if (at == s.length()) {
            throw new QueryException("closing quote expected for the one at " + open, at);
        }
        at++;
        return out.toString();
    }

    /** Everything up to a blank, bracket, quote or weight. */
    private String word() throws QueryException {
        int begin = at;
        at = wordEnd(at);
        String raw = s.substring(begin, at);
        int caret = raw.lastIndexOf('^');
        if (caret > 0 && raw.substring(caret + 1).matches("\\d+(\\.\\d+)?") && raw.charAt(caret - 1) != '\\') {
            at = begin + caret;
            return raw.substring(0, caret);
        }
        return raw;
    }

    private int wordEnd(int from) {
        int end = from;
        while (end < s.length() && !ends(s.charAt(end))) {
            end += s.charAt(end) == '\\' && end + 1 < s.length() ? 2 : 1;
        }
        return end;
    }

    private static boolean ends(char c) {
        return c == '(' || c == ')' || c == '"' || Character.isWhitespace(c);
    }

    /** End of the text that might be an id such as S1:12.3, without anything that can follow it. */
    private int idEnd() {
        int end = wordEnd(at);
        while (end > at && !Character.isDigit(s.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** Where the colon after a field name is, or -1 when no field name begins here. */
    private int nameEnd() {
        int i = at;
        if (!Character.isLetter(s.charAt(i)) && s.charAt(i) != '_') {
            return -1;
        }
        boolean extra = s.startsWith("extra.", at);
        while (i < s.length() && s.charAt(i) != ':') {
            char c = s.charAt(i);
            if (c == '\\' && extra && i + 1 < s.length()) {
                i += 2;
                continue;
            }
            if (ends(c) || !extra && !Character.isLetterOrDigit(c) && "._-#".indexOf(c) < 0) {
                return -1;
            }
            i++;
        }
        return i < s.length() ? i : -1;
    }

    private static int fuzzyFrom(String raw) {
        int tilde = raw.lastIndexOf('~');
        if (tilde < 1 || raw.charAt(tilde - 1) == '\\') {
            return -1;
        }
        String rest = raw.substring(tilde + 1);
        return rest.isEmpty() || rest.matches("\\d+(\\.\\d+)?") ? tilde : -1;
    }

    private static int edits(String text, String word, int at) throws QueryException {
        if (text.isEmpty()) {
            return 2;
        }
        if (text.equals("0") || text.equals("1") || text.equals("2")) {
            return text.charAt(0) - '0';
        }
        if (text.startsWith("0.")) {
            return (int) Math.min(2, (1 - Double.parseDouble(text)) * word.length());
        }
        throw new QueryException("after '~' 0, 1 or 2 differing letters expected", at);
    }

    private static float weight(String text, int at) throws QueryException {
        try {
            float weight = Float.parseFloat(text);
            if (weight <= 1000) {
                return weight;
            }
        } catch (NumberFormatException e) {
            throw new QueryException("a number expected after '^'", at);
        }
        throw new QueryException("a weight of at most 1000 expected after '^'", at);
    }

    private String placeholders(String raw, int begin) throws QueryException {
        StringBuilder out = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\\') {
                if (++i == raw.length()) {
                    throw new QueryException("a character expected after '\\'", begin + i);
                }
                out.append(raw.charAt(i));
            } else if (c == '*') {
                if (out.isEmpty() || out.charAt(out.length() - 1) != ANY) {
                    out.append(ANY);
                }
            } else if (c == '?') {
                out.append(ONE);
            } else if (c != ANY && c != ONE) {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String unescape(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '\\' && i + 1 < raw.length()) {
                i++;
            }
            out.append(raw.charAt(i));
        }
        return out.toString();
    }

    private void blanks() {
        while (at < s.length() && Character.isWhitespace(s.charAt(at))) {
            at++;
        }
    }

    private boolean operator(String word) {
        int save = at;
        boolean found = skip(word);
        at = save;
        return found;
    }

    private boolean skip(String word) {
        int end = at + word.length();
        boolean whole = s.startsWith(word, at) && (end == s.length() || Character.isWhitespace(s.charAt(end))
                || "()\"+-!".indexOf(s.charAt(end)) >= 0);
        if (whole) {
            at = end;
        }
        return whole;
    }
}
