// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.otlp;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.BadRecordException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Walks one export request in Protocol Buffers (TracesData or LogsData of opentelemetry-proto 1.x, which share their
 * outer fields) and hands each span and log record to {@link GenAi}, exactly as {@link SpanParser} does. One use.
 */
final class ProtoParser {

    /** What the elements of a scope are; the outer messages do not say. */
    enum Content { SPANS, LOGS, OTHER }

    /** Wire types of the fields of a span and of a log record, by field number. */
    private static final int[] SPAN = {-1, 2, 2, 2, 2, 2, 0, 1, 1, 2, 0, 2, 0, 2, 0, 2, 5};
    private static final int[] LOG = {-1, 1, 0, 2, -1, 2, 2, 0, 5, 2, 2, 1, 2};
    private static final int TRACE_ID = 16;
    private static final int MAX_LINKS = 100;

    private final byte[] buffer;
    private final int base;
    private final Consumer<Event> events;
    private final Span.Around around = new Span.Around();
    private final Span span = new Span();
    /** What comes after all spans of the record, so that these keep their numbers. */
    private final List<Event> last = new ArrayList<>(0);

    /** @param base where the record begins in the buffer */
    ProtoParser(byte[] buffer, int base, Consumer<Event> events) {
        this.buffer = buffer;
        this.base = base;
        this.events = events;
    }

    void message(int from, int to) throws BadRecordException {
        Wire wire = new Wire(buffer, base, from, to);
        while (wire.next()) {
            if (!wire.is(1, Wire.BYTES)) {
                throw new BadRecordException("not an OTLP message: field " + wire.field() + " at its top");
            }
            resource(wire);
        }
    }

    /** Gives what comes last, when all messages of the record are read. */
    void end() {
        last.forEach(events);
    }

    private void resource(Wire outer) throws BadRecordException {
        around.resource.clear();
        for (Wire w = outer.inner(); w.next();) {
            if (w.is(1, Wire.BYTES)) {
                for (Wire r = w.inner(); r.next();) {
                    if (r.is(1, Wire.BYTES)) {
                        ProtoValue.pair(r.inner(), 0, (key, value) -> around.resource.add(key, AnyValue.plain(value)));
                    }
                }
            }
        }
        for (Wire w = outer.inner(); w.next();) {
            if (w.is(2, Wire.BYTES)) {
                scope(w);
            }
        }
    }

    private void scope(Wire outer) throws BadRecordException {
        around.scope = null;
        around.scopeVersion = null;
        around.scopeAttributes.clear();
        for (Wire w = outer.inner(); w.next();) {
            if (w.is(1, Wire.BYTES)) {
                for (Wire s = w.inner(); s.next();) {
                    if (s.is(1, Wire.BYTES)) {
                        around.scope = s.text();
                    } else if (s.is(2, Wire.BYTES)) {
                        around.scopeVersion = s.text();
                    } else if (s.is(3, Wire.BYTES)) {
                        ProtoValue.pair(s.inner(), 0,
                                (key, value) -> around.scopeAttributes.add(key, AnyValue.plain(value)));
                    }
                }
            }
        }
        for (Wire w = outer.inner(); w.next();) {
            if (w.is(2, Wire.BYTES)) {
                element(w);
            }
        }
    }

    private void element(Wire outer) throws BadRecordException {
        switch (content(outer.inner())) {
            case SPANS -> span(outer);
            case LOGS -> log(outer);
            default -> throw new BadRecordException("neither a span nor a log record; sums over many calls (metrics) "
                    + "name no single one");
        }
    }

    /**
     * A span begins with 16 bytes of trace id and has fixed times in 7 and 8; a log record has fixed times in 1, 11.
     */
    static Content content(Wire element) throws BadRecordException {
        boolean trace = false;
        boolean record = false;
        while (element.next()) {
            if (element.is(1, Wire.BYTES) && element.to() - element.from() == TRACE_ID) {
                trace = true;
            } else if (trace && (element.is(7, Wire.FIXED64) || element.is(2, Wire.BYTES))) {
                return Content.SPANS;
            } else if (element.is(1, Wire.FIXED64) || element.is(11, Wire.FIXED64)) {
                record = true;
            }
        }
        return trace ? Content.SPANS : record ? Content.LOGS : Content.OTHER;
    }

    private void begin(Wire outer) {
        span.clear();
        span.from = outer.from() - base;
        span.to = outer.to() - base;
    }

    private void span(Wire outer) throws BadRecordException {
        begin(outer);
        int links = 0;
        for (Wire w = outer.inner(); w.next();) {
            switch (w.known(SPAN)) {
                case 1 -> span.trace = id(w);
                case 2 -> span.span = id(w);
                case 3 -> other("traceState", w.text());
                case 4 -> span.parent = id(w);
                case 5 -> span.name = w.text();
                case 6 -> span.kind = Long.toString(w.number());
                case 7 -> span.start = time(w);
                case 8 -> span.end = time(w);
                case 9 -> attribute(w);
                case 11 -> event(w);
                case 13 -> {
                    if (++links <= MAX_LINKS) {
                        other("links", link(w));
                    }
                }
                case 15 -> status(w);
                case 10 -> count("droppedAttributesCount", w);
                case 12 -> count("droppedEventsCount", w);
                case 14 -> count("droppedLinksCount", w);
                case 16 -> count("flags", w);
                default -> {
                    // a field of a later version or of another type: its meaning is not known
                }
            }
        }
        Event event = GenAi.event(span, around);
        events.accept(event);
        last.addAll(Evaluations.of(span, event));
    }

    private void log(Wire outer) throws BadRecordException {
        begin(outer);
        span.log = true;
        for (Wire w = outer.inner(); w.next();) {
            switch (w.known(LOG)) {
                case 1 -> span.start = time(w);
                case 2 -> count("severityNumber", w);
                case 3 -> span.severity = w.text();
                case 5 -> span.body = AnyValue.plain(ProtoValue.read(w.inner(), 0));
                case 6 -> attribute(w);
                case 7 -> count("droppedAttributesCount", w);
                case 8 -> count("flags", w);
                case 9 -> span.trace = id(w);
                case 10 -> span.parent = id(w);
                case 11 -> span.end = time(w);
                case 12 -> span.eventName = w.text();
                default -> {
                    // a field of a later version or of another type: its meaning is not known
                }
            }
        }
        events.accept(GenAi.event(span, around));
    }

    private static String id(Wire w) {
        return Ids.of(HexFormat.of().formatHex(w.bytes()));
    }

    private static Times.Time time(Wire w) {
        return w.number() == 0 ? Times.Time.UNKNOWN : Times.nanos(Long.toUnsignedString(w.number()));
    }

    private void attribute(Wire w) throws BadRecordException {
        ProtoValue.pair(w.inner(), 0, (key, value) -> span.attribute(key, words(key, value)));
    }

    private static String words(String key, JsonNode value) {
        boolean messages = key.equals(Key.INPUT_MESSAGES.text) || key.equals(Key.OUTPUT_MESSAGES.text)
                || key.equals(Key.SYSTEM_INSTRUCTIONS.text);
        return messages ? AnyValue.json(value) : AnyValue.plain(value);
    }

    private void event(Wire outer) throws BadRecordException {
        String name = "";
        Times.Time at = Times.Time.UNKNOWN;
        Attributes own = new Attributes();
        for (Wire w = outer.inner(); w.next();) {
            if (w.is(1, Wire.FIXED64)) {
                at = time(w);
            } else if (w.is(2, Wire.BYTES)) {
                name = w.text();
            } else if (w.is(3, Wire.BYTES)) {
                ProtoValue.pair(w.inner(), 0, (key, value) -> own.add(key, AnyValue.plain(value)));
            }
        }
        span.inner.add(new Span.Inner(name, own, at));
    }

    private void status(Wire outer) throws BadRecordException {
        for (Wire w = outer.inner(); w.next();) {
            if (w.is(2, Wire.BYTES)) {
                span.statusMessage = w.text().isEmpty() ? null : w.text();
            } else if (w.is(3, Wire.VARINT)) {
                span.statusCode = Long.toString(w.number());
            }
        }
    }

    private static String link(Wire outer) throws BadRecordException {
        ObjectNode link = JsonNodeFactory.instance.objectNode();
        for (Wire w = outer.inner(); w.next();) {
            if (w.is(1, Wire.BYTES)) {
                link.put("traceId", id(w));
            } else if (w.is(2, Wire.BYTES)) {
                link.put("spanId", id(w));
            }
        }
        return link.toString();
    }

    private void count(String name, Wire w) {
        other(name, w.number() == 0 ? null : Long.toUnsignedString(w.number()));
    }

    private void other(String name, String value) {
        if (value != null && !value.isEmpty()) {
            span.attributes.add(null, "otlp." + name, value);
        }
    }
}
