// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

/** Every line that is not blank is a record, without the white space around it. */
final class LineFramer implements Framer {

    private final boolean json;
    private boolean begun;
    private boolean inside;
    private int searched;

    /** @param json true when the comma that some write behind each value of JSON, as in an array, is none of it */
    LineFramer(boolean json) {
        this.json = json;
    }

    @Override
    public int cut(byte[] buffer, int from, int to, boolean end, Out out) {
        int at = from;
        if (!begun && (to - from >= 3 || end)) {
            at += Bytes.bom(buffer, from, to);
            begun = true;
        }
        while (at < to) {
            int newline = Bytes.indexOf(buffer, Math.min(to, Math.max(at, from + searched)), to, (byte) '\n');
            searched = 0;
            if (newline == to && !end) {
                if (to - at >= MAX_RECORD) {
                    out.bad(at, to - at, "a line longer than " + (MAX_RECORD >> 20) + " MiB");
                    inside = true;
                    return to - from;
                }
                searched = to - at;
                return at - from;
            }
            line(buffer, at, newline, out);
            at = Math.min(to, newline + 1);
        }
        return to - from;
    }

    private void line(byte[] buffer, int from, int to, Out out) {
        int a = from;
        int b = to;
        while (a < b && Bytes.isSpace(buffer[a])) {
            a++;
        }
        while (b > a && Bytes.isSpace(buffer[b - 1])) {
            b--;
        }
        if (json && b - a > 1 && buffer[b - 1] == ',') {
            int value = b - 1;
            while (value > a && Bytes.isSpace(buffer[value - 1])) {
                value--;
            }
            b = buffer[value - 1] == '}' || buffer[value - 1] == ']' ? value : b;
        }
        if (a < b && inside) {
            out.bad(a, b - a, "the rest of a line longer than " + (MAX_RECORD >> 20) + " MiB");
        } else if (a < b) {
            out.record(a, b - a);
        }
        inside = false;
    }
}
