// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tracebinder.ingest.Utf8;

/**
 * Where in a bad record the reason points: at a byte, a line and column, a line, or at the end of what was cut off. A
 * reason that names no place, or only that the bytes are no UTF-8, points at the first bytes that are none.
 *
 * @param from first byte in the record
 * @param to   end (exclusive); always behind {@code from}
 */
public record BadPlace(int from, int to) {

    private static final Pattern BYTE = Pattern.compile("\\bat byte (\\d{1,9}) of the record");
    private static final Pattern LINE = Pattern.compile("\\bline (\\d{1,9})(?:, column (\\d{1,9}))?");
    private static final Pattern END =
            Pattern.compile("cut off|not closed|never closed|Unexpected end|half a character");

    /**
     * @param reason why the record is in quarantine, in English
     * @param bytes  its bytes
     * @return the place, inside the bytes; empty when the reason names none
     */
    public static Optional<BadPlace> of(String reason, byte[] bytes) {
        if (bytes.length == 0) {
            return Optional.empty();
        }
        Optional<Utf8> bad = Utf8.firstBad(bytes, 0, bytes.length);
        if (reason.contains("Invalid UTF-8") && bad.isPresent()) {
            return bad.map(b -> within(b, bytes));
        }
        Matcher m = BYTE.matcher(reason);
        if (m.find()) {
            return Optional.of(around(Integer.parseInt(m.group(1)), bytes));
        }
        m = LINE.matcher(reason);
        if (m.find()) {
            int begin = line(Integer.parseInt(m.group(1)), bytes);
            if (m.group(2) != null) {
                return Optional.of(around(begin + Math.max(0, Integer.parseInt(m.group(2)) - 1), bytes));
            }
            int end = begin;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            return Optional.of(new BadPlace(begin, Math.max(end, begin + 1)));
        }
        if (END.matcher(reason).find()) {
            return Optional.of(around(bytes.length - 1, bytes));
        }
        return bad.map(b -> within(b, bytes));
    }

    /** From the byte that begins the character to the one that cannot follow. */
    private static BadPlace within(Utf8 bad, byte[] bytes) {
        return new BadPlace(bad.from(), Math.min(bytes.length, bad.at() + 1));
    }

    /** The whole character that the byte is part of; the last one where the place is behind the end. */
    private static BadPlace around(int at, byte[] bytes) {
        int from = Math.min(at, bytes.length - 1);
        while (from > 0 && continues(bytes[from])) {
            from--;
        }
        int to = from + 1;
        while (to < bytes.length && continues(bytes[to])) {
            to++;
        }
        return new BadPlace(from, to);
    }

    private static boolean continues(byte b) {
        return (b & 0xc0) == 0x80;
    }

    /** Lines are counted from 1. */
    private static int line(int number, byte[] bytes) {
        int at = 0;
        for (int line = 1; line < number; line++) {
            int end = at;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            if (end + 1 >= bytes.length) {
                break;
            }
            at = end + 1;
        }
        return at;
    }
}
