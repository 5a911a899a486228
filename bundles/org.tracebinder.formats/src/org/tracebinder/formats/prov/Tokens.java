// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.prov;

import org.tracebinder.ingest.BadRecordException;

/** Words, names, texts and signs of PROV-N and Turtle, one after the other. Comments are passed over. One use. */
final class Tokens {

    private static final String SIGNS = "()[]{},;=";

    private final String text;
    private int at;
    private int line = 1;
    private String ahead;
    private String type;

    Tokens(String text) {
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    boolean end() throws BadRecordException {
        return peek().isEmpty();
    }

    boolean is(String token) throws BadRecordException {
        return peek().equals(token);
    }

    /** @return the next token without using it up, empty at the end; texts begin with a quotation mark, IRIs with < */
    String peek() throws BadRecordException {
        if (ahead == null) {
            ahead = scan();
        }
        return ahead;
    }

    String next() throws BadRecordException {
        String token = peek();
        if (token.isEmpty()) {
            throw bad("more, found the end of the text");
        }
        ahead = null;
        return token;
    }

    void expect(String token) throws BadRecordException {
        if (!is(token)) {
            throw bad("'" + token + "', found " + (peek().isEmpty() ? "the end of the text" : "'" + cut(peek()) + "'"));
        }
        ahead = null;
    }

    /** @return a value without its marks: quotation marks, single quotes around names, data type or language behind */
    String value() throws BadRecordException {
        if (peek().length() == 1 && SIGNS.contains(peek())) {
            throw bad("a value, found '" + peek() + "'");
        }
        String token = next();
        type = null;
        if (token.startsWith("\"")) {
            if (peek().startsWith("@")) {
                type = next();
            } else if (is("^^")) {
                next();
                type = next().replaceFirst("^<", "");
            }
            return token.substring(1);
        }
        return token.startsWith("<") || token.startsWith("'") ? token.substring(1) : token;
    }

    /** @return the data type, or the language behind an @, of the last value; null when it says none */
    String type() {
        return type;
    }

    BadRecordException bad(String expected) {
        return new BadRecordException("line " + line + ": expected " + expected);
    }

    private static String cut(String token) {
        return token.length() > 60 ? token.substring(0, 60) + "\u2026" : token;
    }

    private String scan() throws BadRecordException {
        blanks();
        if (at >= text.length()) {
            return "";
        }
        char c = text.charAt(at);
        if (SIGNS.indexOf(c) >= 0) {
            at++;
            return String.valueOf(c);
        }
        if (c == '"') {
            return quoted();
        }
        if (c == '\'' || c == '<') {
            int end = text.indexOf(c == '<' ? '>' : '\'', at + 1);
            if (end < 0 || text.substring(at, end).indexOf('\n') >= 0) {
                throw bad("the end of what begins with " + c);
            }
            String token = text.substring(at, end);
            at = end + 1;
            return token;
        }
        if (text.startsWith("^^", at) || text.startsWith("%%", at)) {
            at += 2;
            return "^^";
        }
        int from = at;
        while (at < text.length() && part(text.charAt(at))) {
            at += text.charAt(at) == '\\' && at + 1 < text.length() ? 2 : 1;
        }
        if (at == from) {
            at++;
        }
        // a full stop ends a statement unless it stands inside a name or number
        if (at - from > 1 && text.charAt(at - 1) == '.') {
            at--;
        }
        return text.substring(from, at);
    }

    private static boolean part(char c) {
        return c > ' ' && SIGNS.indexOf(c) < 0 && c != '"' && c != '<' && c != '^' && c != '\'' && c != '\u00A0';
    }

    private String quoted() throws BadRecordException {
        String mark = text.startsWith("\"\"\"", at) ? "\"\"\"" : "\"";
        StringBuilder value = new StringBuilder("\"");
        for (at += mark.length(); at < text.length(); at++) {
            if (text.startsWith(mark, at)) {
                at += mark.length();
                return value.toString();
            }
            char c = text.charAt(at);
            line += c == '\n' ? 1 : 0;
            if (c == '\\' && at + 1 < text.length()) {
                char escaped = text.charAt(++at);
                value.append(switch (escaped) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    default -> escaped;
                });
            } else {
                value.append(c);
            }
        }
        throw bad("the end of a text in quotation marks");
    }

    private void blanks() throws BadRecordException {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
            }
            if (c == '#' || text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at);
                if (end < 0) {
                    throw bad("the end of a comment");
                }
                line += (int) text.substring(at, end).chars().filter(x -> x == '\n').count();
                at = end + 2;
            } else if (c <= ' ' || c == '\uFEFF') {
                at++;
            } else {
                return;
            }
        }
    }
}
