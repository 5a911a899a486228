// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The lines of a row of delimited text that spans several: text with line ends, or further rows that a quotation mark
 * without its second swallowed.
 */
final class CsvLines {

    /** What no name of a column holds and JSON does. */
    private static final Pattern JSON = Pattern.compile("[\\[{]\\s*\"|[\\[{]\\s*[\\[{]|\"\\s*:");
    private static final int FEWEST_COLUMNS = 3;
    private static final int SHORTEST_SHAPE = 3;

    private CsvLines() {
    }

    /** @return end of the line that begins there, without CR */
    static int lineEnd(byte[] b, int from, int to) {
        int newline = Bytes.indexOf(b, from, to, (byte) '\n');
        return Bytes.indexOf(b, from, newline, (byte) '\r');
    }

    /** @return how often the separator stands there, also inside quotes */
    static int separators(byte[] b, int from, int to, byte separator) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += b[i] == separator ? 1 : 0;
        }
        return count;
    }

    /** @return true when half of the lines behind the first have so many separators */
    static boolean halfAreRows(byte[] b, int from, int to, byte separator, int separators) {
        int lines = 0;
        int rows = 0;
        int end;
        for (int at = lineEnd(b, from, to) + 1; at < to; at = end + 1) {
            end = lineEnd(b, at, to);
            lines += end > at ? 1 : 0;
            rows += end > at && separators(b, at, end, separator) == separators ? 1 : 0;
        }
        return rows > 0 && rows * 2 >= lines;
    }

    /**
     * @return true when each line behind the first has so many separators, at least three, and a column of it is
     *         written as that of the first: as the same kind of number, time or id
     */
    static boolean allAreRows(byte[] b, int from, int to, byte separator, int separators) {
        int first = lineEnd(b, from, to);
        int rows = 0;
        int end;
        for (int at = first + 1; separators >= FEWEST_COLUMNS && at < to; at = end + 1) {
            end = lineEnd(b, at, to);
            if (end > at && (separators(b, at, end, separator) != separators
                    || !alike(b, from, first, at, end, separator))) {
                return false;
            }
            rows += end > at ? 1 : 0;
        }
        return rows > 0;
    }

    /** @return true when each line behind the first has as many separators as it, at least two, and a digit */
    static boolean rowsInHeader(byte[] b, int from, int to, byte separator) {
        int first = lineEnd(b, from, to);
        int separators = separators(b, from, first, separator);
        int rows = 0;
        int end;
        for (int at = first + 1; separators >= 2 && at < to; at = end + 1) {
            end = lineEnd(b, at, to);
            if (end > at && (separators(b, at, end, separator) != separators || !digit(b, at, end))) {
                return false;
            }
            rows += end > at ? 1 : 0;
        }
        return rows > 0;
    }

    /** @return true when the bytes hold JSON */
    static boolean json(byte[] b, int from, int to) {
        return JSON.matcher(new String(b, from, Math.min(to - from, Head.SIZE), StandardCharsets.UTF_8)).find();
    }

    private static boolean digit(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] >= '0' && b[i] <= '9') {
                return true;
            }
        }
        return false;
    }

    private static boolean alike(byte[] b, int from, int to, int otherFrom, int otherTo, byte separator) {
        int at = from;
        int other = otherFrom;
        while (at <= to && other <= otherTo) {
            int end = Bytes.indexOf(b, at, to, separator);
            int otherEnd = Bytes.indexOf(b, other, otherTo, separator);
            String shape = shape(b, at, end);
            if (shape.length() >= SHORTEST_SHAPE && shape.indexOf('9') >= 0 && shape.equals(shape(b, other,
                    otherEnd))) {
                return true;
            }
            at = end + 1;
            other = otherEnd + 1;
        }
        return false;
    }

    /** @return the cell with 9 for each run of digits and a for each run of letters */
    private static String shape(byte[] b, int from, int to) {
        StringBuilder shape = new StringBuilder();
        for (int i = from; i < Math.min(to, from + 100); i++) {
            char c = (char) (b[i] & 0xFF);
            char kind = c >= '0' && c <= '9' ? '9' : c >= 0x80 || Character.isLetter(c) ? 'a' : c;
            if (shape.isEmpty() || kind != shape.charAt(shape.length() - 1) || kind != '9' && kind != 'a') {
                shape.append(kind);
            }
        }
        return shape.toString();
    }
}
