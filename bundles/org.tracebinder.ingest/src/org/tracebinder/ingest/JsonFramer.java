// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Cuts a stream of JSON values. A value at top level is a record; so is each element of a top-level array, and each
 * element of an array at one of the wanted paths. Only the structure is looked at here (quotes, brackets, commas);
 * whether a record is valid JSON is the reader's business. A value that never ends is cut at the next line that begins
 * with a bracket in its first column, so that one broken value does not swallow the rest of the file. One that is too
 * long for a record is followed to its end, in pieces that are none. What stands beside the records in arrays of its
 * own and looks like them is cut like them.
 */
final class JsonFramer implements Framer {

    private static final int MAX_OUTER = 16;
    /** Behind a key in a path: each element of its array. */
    private static final String EACH = "[]";
    private static final String NOT_JSON = "not a JSON value";
    /** The last two are none of JSON, but some write them. */
    private static final List<String> WORDS = List.of("true", "false", "null", "NaN", "Infinity");

    /** Behind the begin of a broken value the bytes are looked through once more: so many of them at most. */
    private static final long MAX_AGAIN = 2L << 30;

    private final List<String> unwrap;
    private final Alike alike;
    private boolean begun;

    /** The containers around the records, outermost first; empty at top level. */
    private final boolean[] outerIsArray = new boolean[MAX_OUTER];
    private final String[] outerPath = new String[MAX_OUTER];
    private int outer;
    private String key;
    /** What comes next in a container has no key, so that nobody reads it. */
    private boolean keyless;
    /** The end of a piece was missing, and that was said. */
    private boolean openSaid;

    private long again;

    /** White space before the value when it begins its line, else -1. */
    private int indent = -1;
    /** How far the value at the beginning of the unconsumed bytes is scanned. */
    private int scanned;
    private int depth;
    /** Which of the open brackets are square ones, a bit for each level. */
    private long arrays;
    /** The value ended before a bracket that closes none of its own. */
    private boolean mismatch;
    private boolean inText;
    private boolean escaped;
    /** The value began in bytes that are consumed already, since it is too long to be a record. */
    private boolean tooLong;

    /** Objects at top level, and how many of them hold an array of records under one of the wanted paths. */
    private int topObjects;
    private int topUnwrapped;
    private boolean thisUnwrapped;

    JsonFramer(List<String> unwrap) {
        this(unwrap, new Alike(unwrap));
    }

    /** @param alike knows what records look like, where the content was looked through before */
    JsonFramer(List<String> unwrap, Alike alike) {
        this.unwrap = unwrap;
        this.alike = alike;
    }

    /** @return knows what records look like */
    Alike alike() {
        return alike;
    }

    /** @return true when every object so far held an array of records, so that nothing is lost by looking inside */
    boolean unwrapped() {
        return topObjects > 0 && topObjects == topUnwrapped;
    }

    @Override
    public int cut(byte[] b, int from, int to, boolean end, Out out) {
        int at = from;
        if (!begun && (to - from >= 3 || end)) {
            at += Bytes.bom(b, from, to);
            begun = true;
        }
        while (at < to) {
            if (scanned == 0 && !tooLong) {
                byte c = b[at];
                if (Bytes.isSpace(c) || c == ',' || c == ':') {
                    indent = c == '\n' ? 0 : indent >= 0 && (c == ' ' || c == '\t') ? indent + 1 : -1;
                    at++;
                    continue;
                }
                if (outer > 0 && (c == ']' || c == '}')) {
                    close(c, at, out);
                    at++;
                    continue;
                }
                if (inObject() && key == null) {
                    int next = key(b, at, to, end, out);
                    if (next < 0) {
                        return at - from;
                    }
                    at = next;
                    continue;
                }
                if (opensOuter(c)) {
                    indent = -1;
                    at++;
                    continue;
                }
            }
            int stop = scan(b, at, to, end);
            if (stop < 0) {
                if (!end && to - at < MAX_RECORD) {
                    return at - from;
                }
                at = broken(b, at, to, end, out);
            } else if (tooLong) {
                rest(at, stop, out);
                at = stop;
            } else {
                int sibling = swallowed(b, at, stop);
                if (sibling < 0) {
                    emit(b, at, stop, out);
                    at = stop;
                } else {
                    at = apart(b, at, sibling, out);
                }
            }
        }
        if (end && outer > 0 && !openSaid) {
            out.bad(to, 0, "the document is not closed: its end may have been cut off");
        }
        return to - from;
    }

    /** A bracket of the other sort is none of the container, whose records would be lost with it. */
    private void close(byte c, int at, Out out) {
        if (outerIsArray[outer - 1] == (c == ']')) {
            outer--;
        } else {
            out.bad(at, 1, NOT_JSON);
        }
        key = null;
        indent = -1;
    }

    /** @return where the next element begins in a closed one that is broken and reaches over it; -1 when none does */
    private int swallowed(byte[] b, int at, int stop) {
        if (b[at] != '{' || outer == 0 || !inRecords()) {
            return -1;
        }
        if (!mismatch && (indent <= 0 || Siblings.onLine(b, at, stop, indent) < 0 || !Siblings.broken(b, at, stop))) {
            return -1;
        }
        again += stop - at;
        return again > MAX_AGAIN ? -1 : Siblings.next(b, at, stop, indent);
    }

    /** @return where to go on behind an element that is broken */
    private int apart(byte[] b, int at, int sibling, Out out) {
        int stop = sibling;
        while (stop > at && (Bytes.isSpace(b[stop - 1]) || b[stop - 1] == ',')) {
            stop--;
        }
        out.bad(at, stop - at, "the value is broken: it is not closed before the next one begins");
        reset();
        return stop;
    }

    private boolean inObject() {
        return outer > 0 && !outerIsArray[outer - 1];
    }

    private boolean inRecords() {
        return outer == 0 || outerIsArray[outer - 1];
    }

    /** Reads a key of a container around the records. @return index behind it, or -1 when more bytes are needed */
    private int key(byte[] b, int at, int to, boolean end, Out out) {
        keyless = b[at] == '{' || b[at] == '[';
        if (keyless) {
            key = "";
            return at;
        }
        if (b[at] != '"') {
            int stop = at + 1;
            while (stop < to && stop - at < MAX_RECORD && !Bytes.isSpace(b[stop]) && "{}[]\",".indexOf(b[stop]) < 0) {
                stop++;
            }
            if (stop == to && !end) {
                return -1;
            }
            out.bad(at, stop - at, NOT_JSON);
            return stop;
        }
        for (int i = at + 1; i < to; i++) {
            if (b[i] == '\\') {
                i++;
            } else if (b[i] == '"') {
                key = new String(b, at + 1, Math.min(i - at - 1, 200), StandardCharsets.UTF_8);
                return i + 1;
            }
        }
        if (end) {
            key = "";
            return to;
        }
        return to - at > MAX_RECORD ? to : -1;
    }

    /** @return true when the bracket opens a container around records */
    private boolean opensOuter(byte c) {
        if (c != '{' && c != '[' || outer == MAX_OUTER) {
            return false;
        }
        if (outer == 0) {
            boolean open = c == '[' || !unwrap.isEmpty();
            if (open) {
                topObjects += c == '{' ? 1 : 0;
                thisUnwrapped = false;
                push(c == '[', "");
            }
            return open;
        }
        if (!inObject()) {
            String within = outerPath[outer - 1];
            boolean open = c == '{' && within.endsWith(EACH) && leads(within);
            if (open) {
                push(false, within);
            }
            return open;
        }
        String path = path();
        if (c == '[' && unwrap.contains(path)) {
            topUnwrapped += thisUnwrapped ? 0 : 1;
            thisUnwrapped = true;
            push(true, path);
            return true;
        }
        if (c == '{' && leads(path) || c == '[' && leads(path + EACH)) {
            push(c == '[', c == '[' ? path + EACH : path);
            return true;
        }
        return false;
    }

    private boolean leads(String path) {
        return unwrap.stream().anyMatch(p -> p.startsWith(path + "."));
    }

    /** @return the path of what stands behind the key */
    private String path() {
        return outerPath[outer - 1].isEmpty() ? key : outerPath[outer - 1] + "." + key;
    }

    private void push(boolean array, String path) {
        outerIsArray[outer] = array;
        outerPath[outer] = path;
        outer++;
        key = null;
    }

    /** Scans the value that begins at {@code at}. @return its end, or -1 when it does not end here */
    private int scan(byte[] b, int at, int to, boolean end) {
        int i = at + scanned;
        while (i < to) {
            byte c = b[i];
            if (inText) {
                if (escaped) {
                    escaped = false;
                } else if (c == '\\') {
                    escaped = true;
                } else if (c == '"') {
                    inText = false;
                    if (depth == 0) {
                        return i + 1;
                    }
                }
            } else if (c == '"') {
                inText = true;
            } else if (c == '{' || c == '[') {
                long bit = 1L << depth;
                arrays = c == '[' ? arrays | bit : arrays & ~bit; // of more than 64 levels the last ones count
                depth++;
            } else if (c == '}' || c == ']') {
                if (depth > 0 && outer > 0 && inRecords() && (arrays >>> depth - 1 & 1) == (c == ']' ? 0 : 1)) {
                    mismatch = true; // it closes what is around the broken value
                    return i;
                }
                if (depth == 0) {
                    // the container around closes; a lone bracket is a piece of its own
                    return i > at || tooLong ? i : i + 1;
                }
                if (--depth == 0) {
                    return i + 1;
                }
            } else if (depth == 0 && (i > at || tooLong) && (c == ',' || Bytes.isSpace(c))) {
                return i;
            }
            i++;
        }
        if (end && depth == 0 && !inText) {
            return to;
        }
        scanned = to - at;
        return -1;
    }

    private void emit(byte[] b, int from, int to, Out out) {
        if (inRecords()) {
            if (outer == 0 && (b[from] == '[' || !json(b, from, to))) {
                out.bad(from, to - from, NOT_JSON);
            } else {
                out.record(from, to - from);
                if (!unwrap.isEmpty()) {
                    alike.record(b, from, to - from);
                }
            }
        } else if (keyless || !json(b, from, to)) {
            out.bad(from, to - from, NOT_JSON);
        } else {
            alike.in(b, from, to, path()).forEach(r -> out.record(r[0], r[1] - r[0]));
        }
        key = null;
        indent = -1;
        reset();
    }

    private static boolean json(byte[] b, int from, int to) {
        byte c = b[from];
        return c == '{' || c == '[' || c == '"' || c == '-' || c >= '0' && c <= '9' || WORDS.contains(
                new String(b, from, Math.min(to - from, 9), StandardCharsets.US_ASCII));
    }

    /** A value that does not end, or is too long. @return where to go on */
    private int broken(byte[] b, int at, int to, boolean end, Out out) {
        again += to - at;
        if (again > MAX_AGAIN) {
            out.bad(at, to - at, "so many values are not closed that the rest of the document was not looked through");
            openSaid = true;
            scanned = 0;
            tooLong = true;
            return to;
        }
        int sibling = outer > 0 && inRecords() && !tooLong ? Siblings.next(b, at, to, indent) : -1;
        if (sibling >= 0) {
            return apart(b, at, sibling, out);
        }
        int next = to;
        for (int i = Bytes.indexOf(b, at, to, (byte) '\n'); i < to; i = Bytes.indexOf(b, i + 1, to, (byte) '\n')) {
            if (i + 1 < to && (b[i + 1] == '{' || b[i + 1] == '[')) {
                next = i + 1;
                break;
            }
        }
        int stop = next;
        while (stop > at && Bytes.isSpace(b[stop - 1])) {
            stop--;
        }
        if (stop > at) {
            out.bad(at, stop - at, end ? "the value is not closed before the end of the file"
                    : "a value longer than " + (MAX_RECORD >> 20) + " MiB");
        }
        if (next == to && !end) {
            tooLong = true; // it goes on: where it ends the next one begins
            scanned = 0;
            return to;
        }
        openSaid |= end && next == to;
        key = null;
        reset();
        if (next < to && !(inRecords() && stop > at && b[stop - 1] == ',')) {
            outer = 0;
        }
        return next;
    }

    private void rest(int from, int to, Out out) {
        if (to > from) {
            out.bad(from, to - from, "the rest of a value longer than " + (MAX_RECORD >> 20) + " MiB");
        }
        key = null;
        reset();
    }

    private void reset() {
        scanned = 0;
        depth = 0;
        mismatch = false;
        inText = false;
        escaped = false;
        tooLong = false;
    }
}
