// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

/** What stands between lines of three hyphens is a record, without the white space around it: documents of YAML. */
final class DocumentFramer implements Framer {

    private boolean begun;
    private boolean inside;
    /** How far the document at the beginning of the unconsumed bytes was looked through. */
    private int searched;

    @Override
    public int cut(byte[] b, int from, int to, boolean end, Out out) {
        int at = from;
        if (!begun && (to - from >= 3 || end)) {
            at += Bytes.bom(b, from, to);
            begun = true;
        }
        int line = Math.max(at, from + searched);
        while (line < to) {
            int next = Bytes.indexOf(b, line, to, (byte) '\n');
            if (next == to && !end) {
                break;
            }
            if (isRule(b, line, next)) {
                document(b, at, line, out);
                at = Math.min(to, next + 1);
            }
            line = Math.min(to, next + 1);
        }
        if (end) {
            document(b, at, to, out);
            return to - from;
        }
        if (to - at >= MAX_RECORD) {
            out.bad(at, to - at, "a document longer than " + (MAX_RECORD >> 20) + " MiB");
            inside = true;
            searched = 0;
            return to - from;
        }
        searched = line - at;
        return at - from;
    }

    /** @return true for three hyphens alone; a document may not begin behind them on their line */
    private static boolean isRule(byte[] b, int from, int to) {
        int end = to;
        while (end > from && Bytes.isSpace(b[end - 1])) {
            end--;
        }
        return end - from == 3 && b[from] == '-' && b[from + 1] == '-' && b[from + 2] == '-';
    }

    private void document(byte[] b, int from, int to, Out out) {
        int begin = from;
        int end = to;
        while (begin < end && (b[begin] == '\n' || b[begin] == '\r')) {
            begin++;
        }
        while (end > begin && Bytes.isSpace(b[end - 1])) {
            end--;
        }
        if (end > begin && inside) {
            out.bad(begin, end - begin, "the rest of a document longer than " + (MAX_RECORD >> 20) + " MiB");
        } else if (end > begin) {
            out.record(begin, end - begin);
        }
        inside = false;
    }
}
