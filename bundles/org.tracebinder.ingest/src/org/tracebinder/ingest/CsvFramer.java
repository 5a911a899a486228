// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.util.Arrays;

/**
 * Rows of delimited text (RFC 4180): a line end inside quotes belongs to the row; quotes quote only from the beginning
 * of a cell on. A row ends at LF, CR LF or CR. The first row is the header and counts as framing, as do the same row
 * again, where files were put one behind the other, and the line before it: {@code sep=;} of spreadsheets, or
 * {@code #TYPE} with the name of a class, as Windows PowerShell writes it.
 * <p>
 * A quote that is never closed would swallow the rest of the file: its row is taken to end at its first line end and is
 * quarantined. So is one that is closed in the middle of a cell of a later row. A header that holds JSON is none.
 */
final class CsvFramer implements Framer {

    /** Where in a cell the bytes are: at its beginning, outside quotes, inside quotes, behind a closing quote. */
    private static final int BEGIN = 0;
    private static final int PLAIN = 1;
    private static final int QUOTED = 2;
    private static final int CLOSED = 3;
    /** The byte ends the row. */
    private static final int ROW_END = 4;
    private static final int SEP_LINE = 5;
    private static final String TYPE_LINE = "#TYPE ";

    private final byte separator;
    private boolean begun;
    private boolean headerSeen;
    private boolean rowSeen;
    /** The header; empty when it was none. */
    private byte[] header = {};
    /** Separators in a row. */
    private int separators;
    /** Where the header stands, while the call that found it lasts and no row was found. */
    private int headerAt = -1;
    private int scanned;
    /** Lines of text that are still to come before the header. */
    private int before;
    private int state = BEGIN;
    /** The row holds a line end inside quotes. */
    private boolean lines;
    /** A quote of the row is closed and text goes on behind it. */
    private boolean stray;
    /** The row holds a quote that RFC 4180 does not allow there. */
    private boolean bare;
    /** The row began in bytes that are consumed already, since it is too long to be a record. */
    private boolean inside;

    /** @param separator between cells, an ASCII character */
    CsvFramer(char separator) {
        this(separator, 0);
    }

    /**
     * @param separator between cells, an ASCII character
     * @param before    lines before the header that are text and no rows; they count as framing
     */
    CsvFramer(char separator, int before) {
        this.separator = (byte) separator;
        this.before = before;
    }

    /** @return the first row that is not empty, without its end; all there is when it does not end */
    static byte[] header(byte[] b, char separator) {
        CsvFramer framer = new CsvFramer(separator);
        int at = Bytes.bom(b, 0, b.length);
        for (int i = at; i < b.length; i++) {
            framer.step(b, at, i);
            if (framer.state == ROW_END) {
                if (i > at && !sepLine(b, at, i)) {
                    return Arrays.copyOfRange(b, at, framer.swallowed(b, at, i) ? CsvLines.lineEnd(b, at, i) : i);
                }
                at = i + 1;
                framer.next(BEGIN);
            }
        }
        boolean open = framer.state == QUOTED && framer.lines;
        return Arrays.copyOfRange(b, at, open || framer.swallowed(b, at, b.length) ? CsvLines.lineEnd(b, at, b.length)
                : b.length);
    }

    /** @return how many bytes a line before the header takes with its end at the beginning of a content */
    static int sepLine(byte[] b) {
        int at = Bytes.bom(b, 0, b.length);
        int end = CsvLines.lineEnd(b, at, b.length);
        if (!sepLine(b, at, end)) {
            return 0;
        }
        return end + (end + 1 < b.length && b[end] == '\r' && b[end + 1] == '\n' ? 2 : end < b.length ? 1 : 0);
    }

    private static boolean sepLine(byte[] b, int from, int to) {
        int i = 0;
        while (i < TYPE_LINE.length() && from + i < to && b[from + i] == TYPE_LINE.charAt(i)) {
            i++;
        }
        return i == TYPE_LINE.length() || to - from == SEP_LINE
                && (b[from] | 0x20) == 's' && (b[from + 1] | 0x20) == 'e'
                && (b[from + 2] | 0x20) == 'p' && b[from + 3] == '=';
    }

    private void step(byte[] b, int rowFrom, int i) {
        byte c = b[i];
        boolean lineEnd = c == '\n' || c == '\r';
        if (state == QUOTED) {
            lines |= lineEnd;
            state = c == '"' ? CLOSED : QUOTED;
        } else if (lineEnd) {
            state = ROW_END;
        } else if (c == separator) {
            state = BEGIN;
        } else if (c == '"' && state != PLAIN) {
            state = QUOTED;
        } else {
            stray |= state == CLOSED && !(i - rowFrom > 1 && b[i - 2] == '\\'); // some quote by backslashes
            bare |= stray || c == '"';
            state = PLAIN;
        }
    }

    private void next(int begin) {
        state = begin;
        lines = false;
        stray = false;
        bare = false;
    }

    /** @return true when the first line of the row is one and its quote swallowed the others */
    private boolean swallowed(byte[] b, int from, int to) {
        if (!lines || inside) {
            return false;
        }
        int expected = headerSeen ? separators
                : CsvLines.separators(b, from, CsvLines.lineEnd(b, from, to), separator);
        return stray && expected > 0 && CsvLines.halfAreRows(b, from, to, separator, expected)
                || !headerSeen && CsvLines.rowsInHeader(b, from, to, separator);
    }

    @Override
    public int cut(byte[] buffer, int from, int to, boolean end, Out out) {
        int at = from;
        headerAt = -1;
        if (!begun && (to - from >= 3 || end)) {
            at += Bytes.bom(buffer, from, to);
            begun = true;
        }
        if (before > 0) {
            at = behindText(buffer, at, to, end);
            if (before > 0) {
                return at - from;
            }
        }
        int i = at + scanned;
        while (i < to) {
            step(buffer, at, i);
            if (state == ROW_END) {
                at = ended(buffer, at, i, out) + 1;
                i = at - 1;
                next(BEGIN);
            }
            i++;
            boolean tooLong = i - at >= MAX_RECORD;
            if (tooLong || i == to && end && state == QUOTED) {
                int lineEnd = state == QUOTED ? CsvLines.lineEnd(buffer, at, to) : i;
                if (inside || state != QUOTED) {
                    tooLong(at, lineEnd, out);
                } else {
                    bad(buffer, at, lineEnd, "a quotation mark that is opened in this row is never closed", out);
                }
                inside = lineEnd == to || state != QUOTED;
                at = inside ? lineEnd : lineEnd + 1;
                i = at;
                next(inside ? PLAIN : BEGIN);
            } else if (i == to && end && at < to) {
                i = ended(buffer, at, to, out);
                at = Math.min(to, i + 1);
                i = at;
                next(BEGIN);
            }
        }
        if (end) {
            headerAlone(buffer, out);
            return to - from;
        }
        scanned = to - at;
        return at - from;
    }

    /** @return where the lines of text before the header end, or the first of them that is not wholly there */
    private int behindText(byte[] b, int from, int to, boolean end) {
        int at = from;
        while (before > 0 && at < to) {
            int next = Preamble.next(b, at, to);
            if (next == to && !end) {
                return at; // its end, or the second half of it, may be still to come
            }
            before -= sepLine(b, at, CsvLines.lineEnd(b, at, to)) ? 0 : 1;
            at = next;
        }
        return at;
    }

    /** @return where what was told of ends: the row, or its first line when its quote swallowed others */
    private int ended(byte[] b, int from, int to, Out out) {
        if (swallowed(b, from, to)) {
            int lineEnd = CsvLines.lineEnd(b, from, to);
            bad(b, from, lineEnd, "a quotation mark that is opened in this row is closed in the middle of another",
                    out);
            return lineEnd;
        }
        if (lines && headerSeen && !inside && CsvLines.allAreRows(b, from, to, separator, separators)) {
            bad(b, from, to, "the quotes of this row hold lines that look like rows of their own: a quotation mark "
                    + "may be missing", out);
        } else {
            row(b, from, to, out);
        }
        return to;
    }

    private void row(byte[] buffer, int from, int to, Out out) {
        if (to > from && inside) {
            tooLong(from, to, out);
        } else if (to > from && headerSeen) {
            int text = from + Bytes.bom(buffer, from, to);
            if (separators == 0 || !Arrays.equals(buffer, text, to, header, 0, header.length)) {
                rowSeen = true;
                out.record(from, to - from);
            }
        } else if (to - from > Head.SIZE) {
            bad(buffer, from, to, "a header row longer than " + (Head.SIZE >> 10) + " KiB", out);
        } else if (to > from && !sepLine(buffer, from, to)) {
            if (bare && CsvLines.json(buffer, from, to)) {
                bad(buffer, from, to, "JSON stands where the header row is expected", out);
            } else {
                header(buffer, from, to);
                header = Arrays.copyOfRange(buffer, from, to);
                headerAt = from;
            }
        }
        inside = false;
    }

    private void header(byte[] b, int from, int to) {
        headerSeen = true;
        CsvFramer cells = new CsvFramer((char) separator);
        for (int i = from; i < to; i++) {
            cells.step(b, from, i);
            separators += cells.state == BEGIN ? 1 : 0;
        }
    }

    private void tooLong(int from, int to, Out out) {
        headerSeen = true;
        rowSeen = true;
        out.bad(from, to - from, (inside ? "the rest of a line longer than " : "a line longer than ")
                + (MAX_RECORD >> 20) + " MiB");
    }

    private void bad(byte[] b, int from, int to, String reason, Out out) {
        if (!headerSeen) {
            header(b, from, CsvLines.lineEnd(b, from, to));
        }
        rowSeen = true;
        out.bad(from, to - from, reason);
    }

    /** Rows that end in a way that is not known here would all be taken for the header, and go by unseen. */
    private void headerAlone(byte[] buffer, Out out) {
        if (headerAt < 0 || rowSeen) {
            return;
        }
        int to = headerAt + header.length;
        if (CsvLines.json(header, 0, header.length)) {
            bad(buffer, headerAt, to, "the header row is the whole file, and it holds JSON", out);
            return;
        }
        for (int i = headerAt; i < to; i++) {
            if (buffer[i] >= 0 && buffer[i] < ' ' && buffer[i] != '\t') {
                bad(buffer, headerAt, to, "the header row is the whole file, though it holds line ends: "
                        + "where its rows end is not known", out);
                return;
            }
        }
    }
}
