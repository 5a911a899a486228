// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tracebinder.ingest.BadRecordException;

/**
 * Where the spans and log records of an OTLP/JSON record stand in it: the walk of {@link SpanParser} over brackets and
 * keys alone, some ten times faster. It is for records that were read before, so it trusts that they are JSON, and it
 * finds no place that is none; it may find fewer than there are when a key of the envelope is written with escapes. One
 * use.
 */
final class SpanPlaces {

    private static final byte[][] RESOURCES = keys("resourceSpans", "resource_spans", "resourceLogs", "resource_logs");
    private static final byte[][] SCOPES = keys("scopeSpans", "scope_spans", "instrumentationLibrarySpans",
            "instrumentation_library_spans", "scopeLogs", "scope_logs", "instrumentationLibraryLogs",
            "instrumentation_library_logs");
    private static final byte[][] SPANS = keys("spans", "logRecords", "log_records", "logs");

    private final byte[] bytes;
    private final int begin;
    private final int end;
    private int at;
    private int[] places = new int[32];
    private int found;

    SpanPlaces(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.begin = from;
        this.end = from + length;
        this.at = from;
    }

    private static byte[][] keys(String... keys) {
        return Arrays.stream(keys).map(key -> key.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
    }

    /**
     * @return begin and end of each in the record, in order
     * @throws BadRecordException when the record ends inside a value
     */
    int[] find() throws BadRecordException {
        if (next() == '{') {
            members(0);
        }
        return Arrays.copyOf(places, found);
    }

    /** Reads an object; the levels are envelope, resource and scope. */
    private void members(int level) throws BadRecordException {
        at++;
        for (byte c = next(); c != '}'; c = next()) {
            if (c == ',') {
                at++;
                continue;
            }
            int key = at + 1;
            string();
            int keyEnd = at - 1;
            next();
            at++;
            next();
            if (level == 0 && is(RESOURCES, key, keyEnd)) {
                list(1);
            } else if (level <= 1 && is(SCOPES, key, keyEnd)) {
                list(2);
            } else if (level == 2 && is(SPANS, key, keyEnd)) {
                list(3);
            } else {
                value();
            }
        }
        at++;
    }

    private void list(int level) throws BadRecordException {
        if (next() != '[') {
            value();
            return;
        }
        at++;
        for (byte c = next(); c != ']'; c = next()) {
            if (c == ',') {
                at++;
            } else if (level == 3) {
                int from = at;
                value();
                place(from - begin, at - begin);
            } else if (c == '{') {
                members(level);
            } else {
                value();
            }
        }
        at++;
    }

    private void place(int from, int to) {
        if (found == places.length) {
            places = Arrays.copyOf(places, found * 2);
        }
        places[found++] = from;
        places[found++] = to;
    }

    private boolean is(byte[][] keys, int from, int to) {
        for (byte[] key : keys) {
            if (Arrays.equals(bytes, from, to, key, 0, key.length)) {
                return true;
            }
        }
        return false;
    }

    /** @return the next byte that is no space; stays on it */
    private byte next() throws BadRecordException {
        while (at < end) {
            byte c = bytes[at];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return c;
            }
            at++;
        }
        throw new BadRecordException("the record ends inside a value");
    }

    /** Goes behind the value. */
    private void value() throws BadRecordException {
        int depth = 0;
        do {
            switch (next()) {
                case '"' -> string();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                case ',', ':' -> at++;
                default -> {
                    while (at < end && plain(bytes[at])) {
                        at++;
                    }
                }
            }
        } while (depth > 0);
    }

    /** A byte of a number, true, false or null. */
    private static boolean plain(byte c) {
        return c != ',' && c != '}' && c != ']' && c != ' ' && c != '\n' && c != '\r' && c != '\t';
    }

    /** Goes behind the string that begins here. */
    private void string() throws BadRecordException {
        byte[] b = bytes;
        int to = end;
        for (int i = at + 1; i < to; i++) {
            byte c = b[i];
            if (c == '"') {
                at = i + 1;
                return;
            }
            if (c == '\\') {
                i++;
            }
        }
        throw new BadRecordException("the record ends inside a text");
    }
}
