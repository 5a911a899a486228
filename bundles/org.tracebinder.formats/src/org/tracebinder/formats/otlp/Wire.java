// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tracebinder.ingest.BadRecordException;

/**
 * Walks through the fields of one Protocol Buffers message in a buffer, without copying. What does not fit is refused
 * with its place. Not thread-safe.
 */
final class Wire {

    /** Wire types of the encoding. */
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private final byte[] buffer;
    private final int base;
    private final int end;
    private int at;
    private int field;
    private int type;
    private long number;
    private int from;
    private int to;

    /**
     * @param base where the record begins in the buffer, for places in messages
     * @param from first byte of the message
     * @param to   its end, exclusive
     */
    Wire(byte[] buffer, int base, int from, int to) {
        this.buffer = buffer;
        this.base = base;
        this.at = from;
        this.end = to;
    }

    /** @return true when there is another field, which is then the current one */
    boolean next() throws BadRecordException {
        if (at >= end) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        type = (int) (tag & 7);
        if (tag >>> 32 != 0 || field == 0) {
            throw bad("no field has that number");
        }
        switch (type) {
            case VARINT -> number = varint();
            case FIXED64 -> number = fixed(8);
            case FIXED32 -> number = fixed(4);
            case BYTES -> {
                long length = varint();
                if (length < 0 || length > end - at) {
                    throw bad("a field of " + length + " bytes is longer than what is left");
                }
                from = at;
                at += (int) length;
                to = at;
            }
            default -> throw bad("wire type " + type + " is not read");
        }
        return true;
    }

    /** @return true when the current field has that number and type */
    boolean is(int wanted, int wire) {
        return field == wanted && type == wire;
    }

    /** @return the number of the current field */
    int field() {
        return field;
    }

    /**
     * @param types wire type of each known field by its number, -1 for unknown ones
     * @return the number of the current field when it is known and of that type, else 0
     */
    int known(int[] types) {
        return field < types.length && types[field] == type ? field : 0;
    }

    long number() {
        return number;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** @return the fields of the message in the current field */
    Wire inner() {
        return new Wire(buffer, base, from, to);
    }

    String text() {
        return new String(buffer, from, to - from, StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        return Arrays.copyOfRange(buffer, from, to);
    }

    private long varint() throws BadRecordException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= end) {
                throw bad("the message ends inside a number");
            }
            byte b = buffer[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw bad("a number is longer than 64 bits");
    }

    private long fixed(int bytes) throws BadRecordException {
        if (end - at < bytes) {
            throw bad("the message ends inside a number");
        }
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) (buffer[at++] & 0xFF) << 8 * i;
        }
        return value;
    }

    private BadRecordException bad(String what) {
        return new BadRecordException("not an OTLP message at byte " + (at - base) + " of the record: " + what);
    }
}
