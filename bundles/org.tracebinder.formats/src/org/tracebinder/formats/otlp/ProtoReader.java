// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.otlp;

import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;

/**
 * OpenTelemetry traces and logs as Protocol Buffers: one export request, or many with their lengths before them, as a
 * varint or as four bytes, most significant first. The file is a record; each event has its own bytes in it.
 */
public final class ProtoReader implements FormatReader {

    /** How messages follow each other. */
    private enum Layout { ONE, VARINT, FOUR_BYTES }

    /** A message in a buffer. */
    private record Place(int from, int to) {
    }

    @Override
    public String id() {
        return "otlp-protobuf";
    }

    @Override
    public String label() {
        return "OpenTelemetry (OTLP, Protocol Buffers)";
    }

    @Override
    public Match probe(Head head) {
        if (!head.values().isEmpty() || head.bytes().length < 16) {
            return Match.NO;
        }
        byte[] b = head.bytes();
        for (Layout layout : Layout.values()) {
            ProtoParser.Content content = first(b, layout);
            if (content == ProtoParser.Content.SPANS) {
                return new Match.Maybe(92, "Protocol Buffers with resource, scope and a span of 16 bytes trace id"
                        + (layout == Layout.ONE ? "" : ", lengths before messages"));
            }
            if (content == ProtoParser.Content.LOGS) {
                return new Match.Maybe(85, "Protocol Buffers with resource, scope and a log record"
                        + (layout == Layout.ONE ? "" : ", lengths before messages"));
            }
        }
        return Match.NO;
    }

    /** Follows the first message down to its first span or log record, as far as the head goes. */
    private static ProtoParser.Content first(byte[] b, Layout layout) {
        int at = switch (layout) {
            case ONE -> 0;
            case VARINT -> skipVarint(b, 0);
            case FOUR_BYTES -> 4;
        };
        int end = b.length;
        // resource spans (1), in it scopes (2), in it spans (2): other fields on the way are passed over
        for (int wanted : new int[] {1, 2, 2}) {
            int[] place = find(b, at, end, wanted);
            if (place == null) {
                return ProtoParser.Content.OTHER;
            }
            at = place[0];
            end = Math.min(b.length, place[1]);
        }
        try {
            return ProtoParser.content(new Wire(b, 0, at, end));
        } catch (BadRecordException e) {
            return begin(b, at);
        }
    }

    /** What the first fields of an element say when the head ends inside it. */
    private static ProtoParser.Content begin(byte[] b, int at) {
        if (at + 28 <= b.length && b[at] == 0x0A && b[at + 1] == 16 && b[at + 18] == 0x12 && b[at + 19] == 8) {
            return ProtoParser.Content.SPANS;
        }
        boolean time = at + 12 <= b.length && (b[at] == 0x09 || b[at] == 0x59);
        int next = time ? b[at + 9] : 0;
        return next == 0x10 || next == 0x1A || next == 0x2A || next == 0x32 || next == 0x59 ? ProtoParser.Content.LOGS
                : ProtoParser.Content.OTHER;
    }

    /** @return where the first field of that number lies, which may end behind the head; null when there is none */
    private static int[] find(byte[] b, int from, int end, int wanted) {
        int at = from;
        for (int n = 0; n < 64 && at >= 0 && at < end; n++) {
            int tag = b[at] & 0xFF;
            if (tag == 0 || (tag & 7) != Wire.BYTES || tag >>> 3 > 15) {
                return null;
            }
            long length = varint(b, at + 1);
            int body = skipVarint(b, at + 1);
            if (body < 0 || length < 0 || length > Integer.MAX_VALUE - body) {
                return null;
            }
            if (tag >>> 3 == wanted) {
                return new int[] {body, (int) (body + length)};
            }
            at = (int) (body + length);
        }
        return null;
    }

    private static int skipVarint(byte[] b, int at) {
        for (int i = at; i < Math.min(b.length, at + 10); i++) {
            if (b[i] >= 0) {
                return i + 1;
            }
        }
        return -1;
    }

    private static long varint(byte[] b, int at) {
        long value = 0;
        for (int i = at; i < Math.min(b.length, at + 9); i++) {
            value |= (long) (b[i] & 0x7F) << 7 * (i - at);
            if (b[i] >= 0) {
                return value;
            }
        }
        return -1;
    }

    @Override
    public Framing framing(Head head) {
        return new Framing.Whole();
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        byte[] b = record.bytes();
        int from = record.from();
        int end = from + record.length();
        Layout layout = layout(b, from, end);
        if (layout == null) {
            throw new BadRecordException("no OTLP message in Protocol Buffers: it does not begin with resource spans "
                    + "or resource logs");
        }
        ProtoParser parser = new ProtoParser(b, from, events);
        int at = from;
        while (at < end) {
            Place message = next(b, at, end, layout);
            if (message == null) {
                throw new BadRecordException("the message at byte " + (at - from) + " of the record is cut off");
            }
            parser.message(message.from(), message.to());
            at = message.to();
        }
        parser.end();
    }

    /** The layout by which the whole record divides into messages that begin with field 1; null when none does. */
    private static Layout layout(byte[] b, int from, int end) {
        for (Layout layout : Layout.values()) {
            Place first = from < end ? next(b, from, end, layout) : null;
            if (first != null && first.from() < first.to() && b[first.from()] == 0x0A && fits(b, first)) {
                return layout;
            }
        }
        return null;
    }

    private static boolean fits(byte[] b, Place message) {
        try {
            boolean any = false;
            for (Wire w = new Wire(b, message.from(), message.from(), message.to()); w.next();) {
                if (!w.is(1, Wire.BYTES)) {
                    return false;
                }
                any = true;
            }
            return any;
        } catch (BadRecordException e) {
            // another layout may fit
            return false;
        }
    }

    private static Place next(byte[] b, int at, int end, Layout layout) {
        switch (layout) {
            case ONE -> {
                return new Place(at, end);
            }
            case VARINT -> {
                int body = skipVarint(b, at);
                long length = varint(b, at);
                return body < 0 || length < 0 || length > end - body ? null : new Place(body, (int) (body + length));
            }
            default -> {
                if (end - at < 4) {
                    return null;
                }
                long length = (b[at] & 0xFFL) << 24 | (b[at + 1] & 0xFF) << 16 | (b[at + 2] & 0xFF) << 8
                        | b[at + 3] & 0xFF;
                return length > end - at - 4 ? null : new Place(at + 4, (int) (at + 4 + length));
            }
        }
    }
}
