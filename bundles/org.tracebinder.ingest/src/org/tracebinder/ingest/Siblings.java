// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * Finds where the next element of an array begins when one of them is broken, so that it does not take the others with
 * it. Elements of one array look alike: they begin a line with the same indentation, or with the same keys.
 */
final class Siblings {

    private static final int MAX_KEY = 200;

    private Siblings() {
    }

    /**
     * @param b      the content
     * @param at     where the broken element begins
     * @param to     end of the bytes at hand, exclusive
     * @param indent white space before the element when it begins its line, else -1
     * @return where the next element begins, which is an object; -1 when none is found
     */
    static int next(byte[] b, int at, int to, int indent) {
        int line = indent > 0 ? onLine(b, at, to, indent) : -1;
        if (line >= 0) {
            return line;
        }
        if (b[at] != '{') {
            return objectBehindComma(b, at, to, null);
        }
        String keys = keys(b, at, to);
        return keys == null ? behind(b, at, to) : objectBehindComma(b, at + 1, to, keys);
    }

    /** @return the object that follows where the brackets of the broken one close, or -1 */
    private static int behind(byte[] b, int at, int to) {
        int depth = 0;
        boolean text = false;
        for (int i = at; i < to; i++) {
            byte c = b[i];
            if (c == '"') {
                text = !text;
            } else if (text) {
                i += c == '\\' ? 1 : 0;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if ((c == '}' || c == ']') && --depth == 0) {
                int comma = space(b, i + 1, to);
                int next = comma < to && b[comma] == ',' ? space(b, comma + 1, to) : to;
                return next < to && b[next] == '{' ? next : -1;
            }
        }
        return -1;
    }

    /** @return the indentation of what stands there when nothing else stands before it in its line, else -1 */
    static int indent(byte[] b, int from, int at) {
        int i = at;
        while (i > from && (b[i - 1] == ' ' || b[i - 1] == '\t')) {
            i--;
        }
        return i > from && b[i - 1] == '\n' ? at - i : -1;
    }

    /** @return true when the bytes can't be read as JSON */
    static boolean broken(byte[] b, int from, int to) {
        try (JsonParser parser = Json.parser(new RawRecord(b, from, to - from, 0, null))) {
            while (parser.nextToken() != null) {
                continue;
            }
            return false;
        } catch (JacksonException e) {
            return true; // that it can't be read is the answer
        }
    }

    /** @return the next line after the byte that begins with an object at this indentation, or -1 */
    static int onLine(byte[] b, int at, int to, int indent) {
        for (int i = Bytes.indexOf(b, at, to, (byte) '\n'); i < to; i = Bytes.indexOf(b, i + 1, to, (byte) '\n')) {
            int begin = i + 1 + indent;
            if (begin < to && b[begin] == '{' && indent(b, i, begin) == indent) {
                return begin;
            }
        }
        return -1;
    }

    private static int objectBehindComma(byte[] b, int at, int to, String keys) {
        for (int i = Bytes.indexOf(b, at, to, (byte) '{'); i < to; i = Bytes.indexOf(b, i + 1, to, (byte) '{')) {
            int before = i - 1;
            while (before > at && Bytes.isSpace(b[before])) {
                before--;
            }
            if (before >= at && b[before] == ',' && (keys == null || keys.equals(keys(b, i, to)))) {
                return i;
            }
        }
        return -1;
    }

    /** @return the first key of an object, with the second when the first has no container; null when there is none */
    private static String keys(byte[] b, int at, int to) {
        int i = space(b, at + 1, to);
        int end = text(b, i, to);
        if (end < 0) {
            return null;
        }
        String first = new String(b, i, end - i, StandardCharsets.UTF_8);
        i = space(b, end, to);
        if (i == to || b[i] != ':') {
            return null;
        }
        i = space(b, i + 1, to);
        if (i < to && (b[i] == '{' || b[i] == '[')) {
            return first + (char) b[i];
        }
        i = i < to && b[i] == '"' ? textEnd(b, i, to) : i;
        while (i >= 0 && i < to && b[i] != ',') {
            if (b[i] == '"' || b[i] == '{' || b[i] == '}' || b[i] == '[' || b[i] == ']') {
                return null;
            }
            i++;
        }
        i = i < 0 ? to : space(b, i + 1, to);
        end = text(b, i, to);
        return end < 0 ? null : first + new String(b, i, end - i, StandardCharsets.UTF_8);
    }

    private static int space(byte[] b, int at, int to) {
        int i = at;
        while (i < to && Bytes.isSpace(b[i])) {
            i++;
        }
        return i;
    }

    /** @return the end of the key that begins here, or -1 */
    private static int text(byte[] b, int at, int to) {
        if (at >= to || b[at] != '"') {
            return -1;
        }
        return textEnd(b, at, Math.min(to, at + MAX_KEY));
    }

    private static int textEnd(byte[] b, int at, int to) {
        for (int i = at + 1; i < to; i++) {
            if (b[i] == '\\') {
                i++;
            } else if (b[i] == '"') {
                return i + 1;
            }
        }
        return -1;
    }
}
