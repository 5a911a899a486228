// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.Event;
import org.tracebinder.core.Message;

/**
 * What a worker saw of the texts in one block of records: of each how long it is, how it ends, and whether it is the
 * same as another. Nothing of the texts themselves is kept. Not thread-safe.
 */
final class TextLengths {

    /** Shorter texts are names and codes, and end where they end. */
    static final int SHORTEST = 100;
    /** How a text that was cut on purpose may end. */
    private static final List<String> MARKS = List.of("... (truncated)", "...(truncated)", "... [truncated]",
            "...[truncated]", "\u2026[truncated]", "[truncated]", "(truncated)", "<truncated>", "[...]", "[\u2026]",
            "...", "\u2026");
    private static final String FINISHED = ".!?)]}>\"'`\u00bb\u201d\u201c\u2019\u3002\uff01\uff1f";
    private static final int SAMPLE = 64;

    private String[] fields = new String[64];
    private int[] figures = new int[64 * Text.INTS];
    private int count;
    private boolean half;

    /**
     * One text.
     *
     * @param field  where it stands: {@code prompt}, {@code answer} or {@code extra.KEY}
     * @param units  UTF-16 units, without the mark at its end
     * @param points characters (code points) of the same
     * @param bytes  the same in UTF-8
     * @param hash   of its words
     * @param open   true when it ends in the midst of something
     * @param mark   which sign stands at its end that says it was cut; null for none
     */
    record Text(String field, int units, int points, int bytes, int hash, boolean open, String mark) {
        private static final int INTS = 5;
    }

    /** Takes the texts of an event. */
    void add(Event event) {
        messages("prompt", event.input());
        messages("answer", event.output());
        for (Map.Entry<String, String> e : event.extra().entrySet()) {
            if (e.getValue().length() >= SHORTEST) {
                add("extra.".concat(e.getKey()), e.getValue());
            } else {
                half |= lone(e.getValue());
            }
        }
    }

    private void messages(String field, List<Message> messages) {
        for (Message m : messages) {
            if (m.text().length() >= SHORTEST) {
                add(field, m.text());
            } else {
                half |= lone(m.text());
            }
        }
    }

    /** @return true when a text that was added since the last call holds half a character: a surrogate by itself */
    boolean half() {
        boolean seen = half;
        half = false;
        return seen;
    }

    private static boolean lone(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.charCount(text.codePointAt(i)) == 1) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private void add(String field, String text) {
        int mark = mark(text);
        int units = text.length() - (mark < 0 ? 0 : MARKS.get(mark).length());
        int bytes = units;
        int points = units;
        boolean surrogates = false;
        for (int i = 0; i < units; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2; // two surrogates make four bytes
                points -= Character.isLowSurrogate(c) ? 1 : 0;
                surrogates |= Character.isSurrogate(c);
            }
        }
        half |= surrogates && lone(text);
        if (code(text, units)) {
            return;
        }
        if (count == fields.length) {
            fields = Arrays.copyOf(fields, count * 2);
            figures = Arrays.copyOf(figures, figures.length * 2);
        }
        fields[count] = field;
        int at = count++ * Text.INTS;
        figures[at] = units;
        figures[at + 1] = points;
        figures[at + 2] = bytes;
        figures[at + 3] = text.hashCode();
        figures[at + 4] = (mark + 1) * 2 + (mark >= 0 || open(text) ? 1 : 0);
    }

    /** @return texts that were seen */
    int size() {
        return count;
    }

    /** @return one of them, in the order in which they were seen */
    Text get(int i) {
        int at = i * Text.INTS;
        int mark = figures[at + 4] / 2 - 1;
        return new Text(fields[i], figures[at], figures[at + 1], figures[at + 2], figures[at + 3],
                figures[at + 4] % 2 == 1, mark < 0 ? null : MARKS.get(mark));
    }

    private static int mark(String text) {
        char last = text.charAt(text.length() - 1);
        if (last == '.' || last == ']' || last == ')' || last == '>' || last == '\u2026') {
            for (int i = 0; i < MARKS.size(); i++) {
                if (text.endsWith(MARKS.get(i))) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static boolean open(String text) {
        char last = text.charAt(text.length() - 1);
        return last != '\n' && FINISHED.indexOf(last) < 0;
    }

    /**
     * @return true for digests, keys and coded bytes: one long word of many letters and digits, of a length of its own
     */
    private static boolean code(String text, int end) {
        long seen = 0;
        boolean digits = false;
        for (int i = 0; i < SAMPLE && i < end; i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!digit && !letter && c != '+' && c != '/' && c != '=' && c != '-' && c != '_') {
                return false;
            }
            digits |= digit;
            seen |= 1L << (c & 63);
        }
        return digits && Long.bitCount(seen) >= 8;
    }
}
