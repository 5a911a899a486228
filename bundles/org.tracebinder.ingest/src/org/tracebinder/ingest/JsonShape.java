// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

/** Tells whether content is one JSON value a line, or JSON that runs over lines. */
final class JsonShape {

    private static final int LINES_LOOKED_AT = 64;

    private JsonShape() {
    }

    /**
     * @param b        the first bytes
     * @param complete true when they are all
     * @return true when at least half of the whole lines hold one closed value each, and there are two lines or more
     */
    static boolean lines(byte[] b, boolean complete) {
        int at = Bytes.bom(b, 0, b.length);
        int whole = 0;
        int closed = 0;
        int seen = 0;
        while (at < b.length && seen < LINES_LOOKED_AT) {
            int end = Bytes.indexOf(b, at, b.length, (byte) '\n');
            int from = at;
            int to = end;
            while (from < to && Bytes.isSpace(b[from])) {
                from++;
            }
            while (to > from && Bytes.isSpace(b[to - 1])) {
                to--;
            }
            if (from < to) {
                seen++;
                if (end < b.length || complete) {
                    whole++;
                    closed += closed(b, from, to) ? 1 : 0;
                }
            }
            at = end + 1;
        }
        return seen >= 2 && closed > 0 && closed * 2 >= whole;
    }

    /** @return true when the bytes are one object or array with all its brackets and quotes closed */
    private static boolean closed(byte[] b, int from, int to) {
        if (b[from] != '{' && b[from] != '[') {
            return false;
        }
        int depth = 0;
        boolean text = false;
        for (int i = from; i < to; i++) {
            byte c = b[i];
            if (text) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    text = false;
                }
            } else if (c == '"') {
                text = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if ((c == '}' || c == ']') && --depth == 0) {
                return i == to - 1;
            }
        }
        return false;
    }
}
