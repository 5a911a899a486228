// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Map;

/**
 * A text with other spellings of its characters undone, and where each character stands in it: escapes of JSON, percent
 * signs of addresses, entities of HTML, full-width letters, accents apart from their letter, and signs without width.
 * What is base64, hexadecimal or compressed stays as it is.
 */
final class Spelling {

    /** A text in JSON in JSON in JSON. */
    private static final int DEEPEST = 3;
    private static final int LONGEST_ENTITY = 10;
    private static final Map<String, Character> ENTITIES = Map.of("amp", '&', "lt", '<', "gt", '>', "quot", '"', "apos",
            '\'', "nbsp", ' ', "commat", '@', "plus", '+', "period", '.');

    private final StringBuilder plain;
    /** Of each character the place where its spelling begins; at the end that behind the last. */
    private int[] starts;
    private int[] ends;

    private Spelling(int length) {
        plain = new StringBuilder(length);
        starts = new int[length];
        ends = new int[length];
    }

    /** @return the text as it was meant, once more for each level up to three; empty when it is meant as it stands */
    static Spelling[] of(String text) {
        Spelling[] levels = new Spelling[DEEPEST];
        int n = 0;
        String current = text;
        while (n < DEEPEST && spelled(current)) {
            Spelling next = new Spelling(current.length());
            next.read(current);
            if (next.plain.compareTo(new StringBuilder(current)) == 0) {
                break; // a percent sign of its own
            }
            if (n > 0) {
                next.within(levels[n - 1]);
            }
            levels[n++] = next;
            current = next.plain.toString();
        }
        return Arrays.copyOf(levels, n);
    }

    /** @return the text as it was meant */
    String plain() {
        return plain.toString();
    }

    /** @return where the spelling of the character begins in the text */
    int start(int at) {
        return starts[at];
    }

    /** @return where the spelling of the character ends in the text */
    int end(int at) {
        return ends[at];
    }

    private void within(Spelling outer) {
        for (int i = 0; i < plain.length(); i++) {
            starts[i] = outer.starts[starts[i]];
            ends[i] = outer.ends[ends[i] - 1];
        }
    }

    private static boolean spelled(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' || c == '%' || c == '&' || c > 0x7F && (mark(c) || widthless(c) || fullWidth(c))) {
                return true;
            }
        }
        return false;
    }

    private static boolean mark(char c) {
        return c >= 0x300 && c < 0x370;
    }

    private static boolean widthless(char c) {
        return c == 0xAD || c >= 0x200B && c <= 0x200D || c == 0x2060 || c == 0xFEFF;
    }

    private static boolean fullWidth(char c) {
        return c >= 0xFF01 && c <= 0xFF5E;
    }

    private void read(String text) {
        for (int i = 0; i < text.length();) {
            char c = text.charAt(i);
            int used = switch (c) {
                case '\\' -> escape(text, i);
                case '%' -> percent(text, i);
                case '&' -> entity(text, i);
                default -> widthless(c) ? 1 : fullWidth(c) ? put((char) (c - 0xFEE0), i, i + 1) : accents(text, i);
            };
            i += used > 0 ? used : put(c, i, i + 1);
        }
    }

    private int put(char c, int from, int to) {
        if (plain.length() == starts.length) { // what normalises may grow, if rarely
            starts = Arrays.copyOf(starts, starts.length + 16);
            ends = Arrays.copyOf(ends, ends.length + 16);
        }
        starts[plain.length()] = from;
        ends[plain.length()] = to;
        plain.append(c);
        return to - from;
    }

    private int put(String words, int from, int to) {
        words.chars().forEach(c -> put((char) c, from, to));
        return to - from;
    }

    private int escape(String text, int at) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        if (next == '"' || next == '\\' || next == '/') {
            return put(next, at, at + 2);
        }
        int code = next == 'u' && at + 6 <= text.length() ? hex(text, at + 2, at + 6) : -1;
        return code < 0 ? 0 : put((char) code, at, at + 6);
    }

    /** A run of bytes is one piece of UTF-8; what is none stays as it stands. */
    private int percent(String text, int at) {
        int to = at;
        while (to + 3 <= text.length() && text.charAt(to) == '%' && hex(text, to + 1, to + 3) >= 0) {
            to += 3;
        }
        ByteBuffer bytes = ByteBuffer.allocate((to - at) / 3);
        for (int i = at; i < to; i += 3) {
            bytes.put((byte) hex(text, i + 1, i + 3));
        }
        String words;
        try {
            words = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return 0;
        }
        int from = at;
        for (int i = 0; i < words.length();) {
            int code = words.codePointAt(i);
            int length = 3 * new String(Character.toChars(code)).getBytes(StandardCharsets.UTF_8).length;
            put(Character.toString(code), from, from + length);
            from += length;
            i += Character.charCount(code);
        }
        return to - at;
    }

    private int entity(String text, int at) {
        int end = text.indexOf(';', at);
        if (end < 0 || end - at > LONGEST_ENTITY) {
            return 0;
        }
        String name = text.substring(at + 1, end);
        if (name.startsWith("#")) {
            boolean hex = name.startsWith("#x") || name.startsWith("#X");
            try {
                int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
                return Character.isValidCodePoint(code) ? put(Character.toString(code), at, end + 1) : 0;
            } catch (NumberFormatException e) {
                return 0; // no number: it stands for itself
            }
        }
        Character c = ENTITIES.get(name);
        return c == null ? 0 : put(c, at, end + 1);
    }

    /** A letter with its accents behind it is the one letter that both are. */
    private int accents(String text, int at) {
        int to = at + 1;
        while (to < text.length() && mark(text.charAt(to))) {
            to++;
        }
        return to == at + 1 ? 0 : put(Normalizer.normalize(text.substring(at, to), Normalizer.Form.NFC), at, to);
    }

    private static int hex(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0 || text.charAt(i) > 'f') {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
