// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.Arrays;

/**
 * Bytes as the words that they spell, with the way back: which bytes spell which characters. Escapes are undone in
 * layers, for a value may be JSON inside JSON, or JSON in a cell of a table. Reads no more than {@value #MOST} bytes.
 * Immutable.
 */
final class SpelledBytes {

    /** Bytes that are read; of a longer piece the first. */
    static final int MOST = 8 << 20;

    /** How a layer writes characters that it can't write as they are. */
    enum Layer {
        /** A backslash and a sign, or u and four digits: RFC 8259, section 7. */
        JSON,
        /** A quotation mark twice: RFC 4180, section 2. */
        QUOTES,
        /** {@code &amp;} and {@code &#233;}: XML 1.0, section 4.1 and 4.6. */
        XML
    }

    private enum Coding {
        UTF8, UTF16_BIG, UTF16_LITTLE
    }

    /** Characters between two places that are kept; between them the bytes are read again. */
    private static final int STEP = 64;
    private static final int LONGEST_ENTITY = 10;

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final Coding coding;
    private final Layer[] layers;
    private final String text;
    /** Byte of every so many characters, and which character that is: one more where a pair lies across. */
    private int[] steps = new int[64];
    private int[] starts = new int[64];
    private int sign;

    /**
     * @param from   first byte
     * @param to     end (exclusive)
     * @param layers undone in this order
     */
    SpelledBytes(byte[] bytes, int from, int to, Layer... layers) {
        this.bytes = bytes;
        this.from = from;
        this.to = Math.min(to, from + MOST);
        this.layers = layers;
        this.coding = coding();
        this.text = read();
    }

    /** @return the characters */
    String text() {
        return text;
    }

    /** @return where the first byte of a character stands, or for the length of the text where the bytes end */
    int byteOf(int character) {
        int step = character / STEP;
        step -= starts[step] > character ? 1 : 0;
        int at = steps[step];
        int i = starts[step];
        while (i < character) {
            int after = next(at, layers.length);
            i += Character.charCount(sign);
            if (i > character) {
                return at; // the second half of a pair stands where the first does
            }
            at = after;
        }
        return at;
    }

    private Coding coding() {
        if (to - from >= 4) {
            boolean big = bytes[from] == 0 && bytes[from + 2] == 0 && bytes[from + 1] != 0;
            boolean little = bytes[from + 1] == 0 && bytes[from + 3] == 0 && bytes[from] != 0;
            return big ? Coding.UTF16_BIG : little ? Coding.UTF16_LITTLE : Coding.UTF8;
        }
        return Coding.UTF8;
    }

    private String read() {
        StringBuilder out = new StringBuilder(to - from);
        int at = from;
        int kept = 0;
        while (at < to) {
            while (kept * STEP <= out.length()) {
                keep(kept++, at, out.length());
            }
            at = next(at, layers.length);
            out.appendCodePoint(sign);
        }
        while (kept * STEP <= out.length()) {
            keep(kept++, at, out.length());
        }
        return out.toString();
    }

    private void keep(int number, int at, int length) {
        if (number == steps.length) {
            steps = Arrays.copyOf(steps, 2 * number);
            starts = Arrays.copyOf(starts, 2 * number);
        }
        steps[number] = at;
        starts[number] = length;
    }

    /** Reads one character into {@link #sign}. @return where the next one begins */
    private int next(int at, int depth) {
        if (depth == 0) {
            return coded(at);
        }
        int after = next(at, depth - 1);
        if (after >= to) {
            return after;
        }
        return switch (layers[depth - 1]) {
            case JSON -> sign == '\\' ? escaped(after, depth - 1) : after;
            case QUOTES -> sign == '"' ? doubled(after, depth - 1) : after;
            case XML -> sign == '&' ? entity(after, depth - 1) : after;
        };
    }

    private int escaped(int at, int depth) {
        int after = next(at, depth);
        switch (sign) {
            case 'n' -> sign = '\n';
            case 't' -> sign = '\t';
            case 'r' -> sign = '\r';
            case 'b' -> sign = '\b';
            case 'f' -> sign = '\f';
            case '"', '\\', '/' -> {
                // stands for itself
            }
            case 'u' -> {
                int value = 0;
                int digit = after;
                for (int i = 0; i < 4 && value >= 0; i++) {
                    digit = digit < to ? next(digit, depth) : to + 1;
                    int d = digit > to ? -1 : Character.digit(sign, 16);
                    value = d < 0 ? -1 : value << 4 | d;
                }
                sign = value < 0 ? '\\' : value;
                return value < 0 ? at : digit;
            }
            default -> {
                sign = '\\';
                return at;
            }
        }
        return after;
    }

    private int doubled(int at, int depth) {
        int after = next(at, depth);
        boolean twice = sign == '"';
        sign = '"';
        return twice ? after : at;
    }

    private int entity(int at, int depth) {
        StringBuilder name = new StringBuilder();
        int after = at;
        while (after < to && name.length() < LONGEST_ENTITY) {
            after = next(after, depth);
            if (sign == ';') {
                int value = named(name.toString());
                sign = value < 0 ? '&' : value;
                return value < 0 ? at : after;
            }
            name.appendCodePoint(sign);
        }
        sign = '&';
        return at;
    }

    private static int named(String name) {
        if (name.startsWith("#")) {
            boolean hex = name.startsWith("#x");
            try {
                int value = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
                return Character.isValidCodePoint(value) ? value : -1;
            } catch (NumberFormatException e) {
                return -1; // no number: the sign stands for itself
            }
        }
        return switch (name) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> -1;
        };
    }

    private int coded(int at) {
        if (coding != Coding.UTF8) {
            int high = bytes[at] & 0xff;
            int low = at + 1 < to ? bytes[at + 1] & 0xff : 0;
            sign = coding == Coding.UTF16_BIG ? high << 8 | low : low << 8 | high;
            return Math.min(to, at + 2);
        }
        int b = bytes[at] & 0xff;
        int more = b < 0x80 ? 0 : b >= 0xf0 && b < 0xf5 ? 3 : b >= 0xe0 ? 2 : b >= 0xc2 ? 1 : -1;
        int value = more == 0 ? b : more < 0 || b >= 0xf5 ? -1 : b & 0x3f >> more;
        for (int i = 1; i <= more && value >= 0; i++) {
            value = at + i < to && (bytes[at + i] & 0xc0) == 0x80 ? value << 6 | bytes[at + i] & 0x3f : -1;
        }
        boolean good = value >= 0 && Character.isValidCodePoint(value);
        sign = good ? value : 0xFFFD;
        return good ? at + more + 1 : at + 1;
    }
}
