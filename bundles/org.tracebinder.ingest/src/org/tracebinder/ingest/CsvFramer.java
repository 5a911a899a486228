// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.util.Arrays;

/**
 * Rows of delimited text (RFC 4180): a line end inside quotes belongs to the row; quotes quote only from the beginning
 * of a cell on. A row ends at LF, CR LF or CR. The first row is the header and counts as framing. A quote that is never
 * closed would swallow the rest of the file: its row is taken to end at its first line end and is quarantined.
 */
final class CsvFramer implements Framer {

    /** Where in a cell the bytes are: at its beginning, outside quotes, inside quotes, behind a closing quote. */
    private static final int BEGIN = 0;
    private static final int PLAIN = 1;
    private static final int QUOTED = 2;
    private static final int CLOSED = 3;
    /** The byte ends the row. */
    private static final int ROW_END = 4;

    private final byte separator;
    private boolean begun;
    private boolean headerSeen;
    private boolean rowSeen;
    /** The header, while the call that found it lasts and no row was found. */
    private int header = -1;
    private int headerLength;
    private int scanned;
    private int state = BEGIN;
    /** The row began in bytes that are consumed already, since it is too long to be a record. */
    private boolean inside;

    /** @param separator between cells, an ASCII character */
    CsvFramer(char separator) {
        this.separator = (byte) separator;
    }

    /** @return the first row that is not empty, without its end; all there is when it does not end */
    static byte[] header(byte[] b, char separator) {
        int at = Bytes.bom(b, 0, b.length);
        int state = BEGIN;
        for (int i = at; i < b.length; i++) {
            state = step(state, b[i], (byte) separator);
            if (state == ROW_END) {
                if (i > at) {
                    return Arrays.copyOfRange(b, at, i);
                }
                at = i + 1;
                state = BEGIN;
            }
        }
        return Arrays.copyOfRange(b, at, b.length);
    }

    private static int step(int state, byte c, byte separator) {
        if (state == QUOTED) {
            return c == '"' ? CLOSED : QUOTED;
        }
        if (c == '\n' || c == '\r') {
            return ROW_END;
        }
        if (c == separator) {
            return BEGIN;
        }
        return c == '"' && state != PLAIN ? QUOTED : PLAIN;
    }

    @Override
    public int cut(byte[] buffer, int from, int to, boolean end, Out out) {
        int at = from;
        header = -1;
        if (!begun && (to - from >= 3 || end)) {
            at += Bytes.bom(buffer, from, to);
            begun = true;
        }
        int i = at + scanned;
        while (i < to) {
            state = step(state, buffer[i], separator);
            if (state == ROW_END) {
                row(buffer, at, i, out);
                at = i + 1;
                state = BEGIN;
            }
            i++;
            boolean tooLong = i - at >= MAX_RECORD;
            if (tooLong || i == to && end && state == QUOTED) {
                int lineEnd = state == QUOTED ? lineEnd(buffer, at, to) : i;
                if (inside || state != QUOTED) {
                    tooLong(at, lineEnd, out);
                } else {
                    bad(at, lineEnd, "a quotation mark that is opened in this row is never closed", out);
                }
                inside = lineEnd == to || state != QUOTED;
                at = inside ? lineEnd : lineEnd + 1;
                i = at;
                state = inside ? PLAIN : BEGIN;
            }
        }
        if (end) {
            row(buffer, at, to, out);
            headerAlone(buffer, out);
            return to - from;
        }
        scanned = to - at;
        return at - from;
    }

    private static int lineEnd(byte[] b, int from, int to) {
        int newline = Bytes.indexOf(b, from, to, (byte) '\n');
        return Bytes.indexOf(b, from, newline, (byte) '\r');
    }

    private void row(byte[] buffer, int from, int to, Out out) {
        if (to > from && inside) {
            tooLong(from, to, out);
        } else if (to > from && headerSeen) {
            rowSeen = true;
            out.record(from, to - from);
        } else if (to - from > Head.SIZE) {
            bad(from, to, "a header row longer than " + (Head.SIZE >> 10) + " KiB", out);
        } else if (to > from) {
            headerSeen = true;
            header = from;
            headerLength = to - from;
        }
        inside = false;
    }

    private void tooLong(int from, int to, Out out) {
        bad(from, to, (inside ? "the rest of a line longer than " : "a line longer than ") + (MAX_RECORD >> 20)
                + " MiB", out);
    }

    private void bad(int from, int to, String reason, Out out) {
        headerSeen = true;
        rowSeen = true;
        out.bad(from, to - from, reason);
    }

    /** Rows that end in a way that is not known here would all be taken for the header, and go by unseen. */
    private void headerAlone(byte[] buffer, Out out) {
        if (header < 0 || rowSeen) {
            return;
        }
        for (int i = header; i < header + headerLength; i++) {
            if (buffer[i] >= 0 && buffer[i] < ' ' && buffer[i] != '\t') {
                bad(header, header + headerLength, "the header row is the whole file, though it holds line ends: "
                        + "where its rows end is not known", out);
                return;
            }
        }
    }
}
