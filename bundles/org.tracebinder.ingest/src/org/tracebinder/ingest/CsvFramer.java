// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

/**
 * Rows of delimited text (RFC 4180): a line end inside quotes belongs to the row. The first row is the header and
 * counts as framing. A quote that is never closed would swallow the rest of the file: its row is taken to end at its
 * first line end and is quarantined.
 */
final class CsvFramer implements Framer {

    private boolean begun;
    private boolean headerSeen;
    private int scanned;
    private boolean quoted;

    @Override
    public int cut(byte[] buffer, int from, int to, boolean end, Out out) {
        int at = from;
        if (!begun && (to - from >= 3 || end)) {
            at += Bytes.bom(buffer, from, to);
            begun = true;
        }
        int i = at + scanned;
        while (i < to) {
            byte c = buffer[i];
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\n' && !quoted) {
                row(buffer, at, i, out);
                at = i + 1;
            }
            i++;
            boolean tooLong = i - at >= MAX_RECORD;
            if (quoted && (i == to && end || tooLong)) {
                int lineEnd = Bytes.indexOf(buffer, at, to, (byte) '\n');
                out.bad(at, lineEnd - at, "a quotation mark that is opened in this row is never closed");
                headerSeen = true;
                at = Math.min(to, lineEnd + 1);
                i = at;
                quoted = false;
            }
        }
        if (end) {
            row(buffer, at, to, out);
            return to - from;
        }
        scanned = to - at;
        return at - from;
    }

    private void row(byte[] buffer, int from, int to, Out out) {
        int b = to;
        while (b > from && (buffer[b - 1] == '\r' || buffer[b - 1] == '\n')) {
            b--;
        }
        if (b == from) {
            return;
        }
        if (!headerSeen) {
            headerSeen = true;
        } else {
            out.record(from, b - from);
        }
    }
}
