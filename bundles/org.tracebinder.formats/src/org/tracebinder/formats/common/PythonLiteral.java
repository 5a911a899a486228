// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Dictionaries and lists as Python prints them, {@code [{'role': 'user', 'content': None}]}: they stand in attributes
 * and in cells of tables where the writer forgot to make JSON. Only literals are read; a call such as
 * {@code datetime.datetime(2026, 1, 1)} makes the whole text unreadable, but for {@code array([...], dtype=object)}.
 */
final class PythonLiteral {

    private static final int MAX_LENGTH = 8 << 20;
    private static final int MAX_DEPTH = 64;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String text;
    private int at;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /** @return the tree of a dictionary, list or tuple that is the whole text; null when it is none */
    static JsonNode read(String text) {
        String stripped = text.strip();
        if (stripped.length() < 2 || stripped.length() > MAX_LENGTH || "[{(".indexOf(stripped.charAt(0)) < 0
                && !stripped.startsWith("array(")) {
            return null;
        }
        PythonLiteral reader = new PythonLiteral(stripped);
        try {
            JsonNode node = reader.value(0);
            reader.blanks();
            return reader.at == stripped.length() ? node : null;
        } catch (Unreadable e) {
            return null;
        }
    }

    /** Not a literal; carries nothing. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable() {
            super(null, null, false, false);
        }
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char next() throws Unreadable {
        blanks();
        if (at == text.length()) {
            throw new Unreadable();
        }
        return text.charAt(at);
    }

    private boolean take(char c) throws Unreadable {
        boolean there = next() == c;
        at += there ? 1 : 0;
        return there;
    }

    private JsonNode value(int depth) throws Unreadable {
        if (depth > MAX_DEPTH) {
            throw new Unreadable();
        }
        char c = next();
        return switch (c) {
            case '{' -> dictionary(depth);
            case '[' -> list(']', depth);
            case '(' -> list(')', depth);
            case '\'', '"' -> NODES.stringNode(string());
            default -> c == '-' || c == '+' || c == '.' || Character.isDigit(c) ? number() : word(depth);
        };
    }

    private ObjectNode dictionary(int depth) throws Unreadable {
        ObjectNode object = NODES.objectNode();
        at++;
        while (!take('}')) {
            JsonNode key = value(depth + 1);
            if (key.isContainer() || !take(':')) {
                throw new Unreadable();
            }
            object.set(key.asString(), value(depth + 1));
            if (!take(',') && next() != '}') {
                throw new Unreadable();
            }
        }
        return object;
    }

    /** Numpy leaves out the commas between the elements of an array. */
    private ArrayNode list(char end, int depth) throws Unreadable {
        ArrayNode array = NODES.arrayNode();
        at++;
        while (!take(end)) {
            array.add(value(depth + 1));
            if (!take(',') && next() != end && "{[('\"".indexOf(next()) < 0) {
                throw new Unreadable();
            }
        }
        return array;
    }

    private String string() throws Unreadable {
        StringBuilder out = new StringBuilder();
        char quote = text.charAt(at++);
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                escape(text.charAt(at++), out);
            } else {
                out.append(c);
            }
        }
        if (at++ >= text.length()) {
            throw new Unreadable();
        }
        return out.toString();
    }

    private void escape(char c, StringBuilder out) throws Unreadable {
        switch (c) {
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'x' -> out.appendCodePoint(hex(2));
            case 'u' -> out.appendCodePoint(hex(4));
            case 'U' -> out.appendCodePoint(hex(8));
            case '\\', '\'', '"' -> out.append(c);
            default -> out.append('\\').append(c);
        }
    }

    private int hex(int digits) throws Unreadable {
        try {
            int code = Integer.parseInt(text.substring(at, at + digits), 16);
            at += digits;
            if (!Character.isValidCodePoint(code)) {
                throw new Unreadable();
            }
            return code;
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new Unreadable();
        }
    }

    private JsonNode number() throws Unreadable {
        int from = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at))
                || "+-._".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        BigDecimal value = Nodes.decimal(text.substring(from, at));
        if (value == null) {
            throw new Unreadable();
        }
        return NODES.numberNode(value);
    }

    private JsonNode word(int depth) throws Unreadable {
        int from = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        boolean bytes = at == from + 1 && "buB".indexOf(text.charAt(from)) >= 0;
        if (bytes && at < text.length() && "'\"".indexOf(text.charAt(at)) >= 0) {
            String read = string();
            return NODES.stringNode(text.charAt(from) == 'u' ? read : utf8(read));
        }
        return switch (text.substring(from, at)) {
            case "None", "null", "nan", "NaN", "NaT" -> NODES.nullNode();
            case "True", "true" -> NODES.booleanNode(true);
            case "False", "false" -> NODES.booleanNode(false);
            case "array" -> array(depth);
            default -> throw new Unreadable();
        };
    }

    /** Bytes are printed one by one, {@code b'caf\xc3\xa9'}; most of them are text in UTF-8. */
    private static String utf8(String read) {
        return new String(read.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** {@code array([...], dtype=object)}: the list, without the rest. */
    private JsonNode array(int depth) throws Unreadable {
        if (!take('(') || next() != '[') {
            throw new Unreadable();
        }
        JsonNode list = list(']', depth + 1);
        int end = text.indexOf(')', at);
        if (end < 0 || !text.substring(at, end).matches("(,\\s*\\w+=[\\w<>'\"]+)*\\s*")) {
            throw new Unreadable();
        }
        at = end + 1;
        return list;
    }
}
