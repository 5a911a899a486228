// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.TimeRule;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.common.Times.Time;
import org.tracebinder.ingest.BadRecordException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** Walks one OTLP/JSON record token by token and hands each span and log record to {@link GenAi}. One use. */
final class SpanParser {

    private final JsonParser parser;
    private final Consumer<Event> events;
    private final Span.Around around = new Span.Around();
    private final Span span = new Span();
    /** What comes after all spans, so that these keep their numbers. */
    private final List<Event> last = new ArrayList<>(0);
    private String lastTrace = "";
    private boolean known;
    private String foreign;

    SpanParser(JsonParser parser, Consumer<Event> events) {
        this.parser = parser;
        this.events = events;
    }

    /** @throws BadRecordException when the record is JSON but not OTLP */
    void run() throws BadRecordException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new BadRecordException("expected an OTLP object, found " + describe(parser.currentToken()));
        }
        envelope();
        if (!known) {
            throw new BadRecordException("no OTLP record: none of resourceSpans, resourceLogs, scopeSpans, scopeLogs"
                    + (foreign == null ? "; the object is empty" : "; its first key is '" + foreign + "'"));
        }
        if (parser.nextToken() != null) {
            throw new BadRecordException("more than one JSON value in one record");
        }
        last.forEach(events);
    }

    /** Reads one span that stands outside any envelope. */
    void alone() throws BadRecordException {
        parser.nextToken();
        span();
        last.forEach(events);
    }

    private void envelope() throws BadRecordException {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "resourceSpans", "resource_spans", "resourceLogs", "resource_logs" -> {
                    known = true;
                    list(name, this::resource);
                }
                case "resourceMetrics", "resource_metrics", "scopeMetrics" -> throw new BadRecordException(
                        "OTLP metrics hold sums over many calls and name no single one: nothing to put on record");
                case "resource", "scopeSpans", "scopeLogs", "scope_spans", "scope_logs", "instrumentationLibrarySpans",
                        "instrumentation_library_spans", "instrumentationLibraryLogs", "instrumentation_library_logs" ->
                    known |= resourceMember(name);
                default -> {
                    foreign = foreign == null ? name : foreign;
                    parser.skipChildren();
                }
            }
        }
    }

    private interface Element {
        void read() throws BadRecordException;
    }

    private void list(String name, Element element) throws BadRecordException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new BadRecordException("'" + name + "' is not a list but " + describe(parser.currentToken()));
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new BadRecordException("'" + name + "' holds " + describe(parser.currentToken())
                        + ", not an object");
            }
            element.read();
        }
    }

    private void resource() throws BadRecordException {
        around.resource.clear();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            resourceMember(name);
        }
    }

    private boolean resourceMember(String name) throws BadRecordException {
        switch (name) {
            case "resource" -> {
                around.resource.clear();
                object(() -> {
                    if (parser.currentName().equals("attributes")) {
                        parser.nextToken();
                        attributes(around.resource);
                    } else {
                        parser.nextToken();
                        parser.skipChildren();
                    }
                });
                return false;
            }
            case "scopeSpans", "scope_spans", "instrumentationLibrarySpans", "instrumentation_library_spans",
                    "scopeLogs",
                    "scope_logs", "instrumentationLibraryLogs", "instrumentation_library_logs" -> {
                list(name, this::scope);
                return true;
            }
            default -> {
                parser.skipChildren();
                return false;
            }
        }
    }

    private void scope() throws BadRecordException {
        around.scope = null;
        around.scopeVersion = null;
        around.scopeAttributes.clear();
        object(() -> {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "scope", "instrumentationLibrary", "instrumentation_library" -> object(() -> {
                    String member = parser.currentName();
                    parser.nextToken();
                    switch (member) {
                        case "name" -> around.scope = scalar();
                        case "version" -> around.scopeVersion = scalar();
                        case "attributes" -> attributes(around.scopeAttributes);
                        default -> parser.skipChildren();
                    }
                });
                case "spans" -> list(name, this::span);
                case "logRecords", "log_records", "logs" -> list(name, this::log);
                default -> parser.skipChildren();
            }
        });
    }

    /** Calls the member reader on each property name of an object; anything else is skipped. */
    private void object(Element member) throws BadRecordException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            member.read();
        }
    }

    private void span() throws BadRecordException {
        begin();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "traceId", "trace_id" -> span.trace = traceId();
                case "spanId", "span_id" -> span.span = Ids.read(parser);
                case "parentSpanId", "parent_span_id" -> span.parent = Ids.read(parser);
                case "name" -> span.name = scalar();
                case "kind" -> span.kind = scalar();
                case "startTimeUnixNano", "start_time_unix_nano" -> span.start = time();
                case "endTimeUnixNano", "end_time_unix_nano" -> span.end = time();
                case "attributes" -> attributes(null);
                case "status" -> status();
                case "events" -> list(name, this::inner);
                case "links" -> other(name);
                default -> other(name);
            }
        }
        end();
    }

    private void log() throws BadRecordException {
        begin();
        span.log = true;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "traceId", "trace_id" -> span.trace = traceId();
                case "spanId", "span_id" -> span.parent = Ids.read(parser);
                case "eventName", "event_name" -> span.eventName = scalar();
                case "timeUnixNano", "time_unix_nano" -> span.start = time();
                case "observedTimeUnixNano", "observed_time_unix_nano" -> span.end = time();
                case "severityText", "severity_text" -> span.severity = scalar();
                case "body" -> span.body = parser.currentToken() == JsonToken.START_OBJECT ? AnyValue.read(parser)
                        : Nodes.text(Nodes.read(parser));
                case "attributes" -> attributes(null);
                default -> other(name);
            }
        }
        end();
    }

    private void begin() {
        span.clear();
        span.from = (int) parser.currentTokenLocation().getByteOffset();
    }

    private void end() {
        span.to = (int) parser.currentLocation().getByteOffset();
        Event event = GenAi.event(span, around);
        events.accept(event);
        last.addAll(Evaluations.of(span, event));
    }

    /** A member of the span itself that has no place elsewhere: kept unless it is empty or a count of nothing. */
    private void other(String name) {
        JsonNode node = Nodes.read(parser);
        String text = node.isContainer() && node.isEmpty() || node.isNumber() && node.asDouble() == 0 ? null
                : Nodes.text(node);
        if (text != null) {
            span.attributes.add(null, "otlp." + name, text);
        }
    }

    private void inner() throws BadRecordException {
        String[] name = {null};
        Time[] at = {Time.UNKNOWN};
        Attributes own = new Attributes();
        object(() -> {
            String member = parser.currentName();
            parser.nextToken();
            switch (member) {
                case "name" -> name[0] = scalar();
                case "timeUnixNano", "time_unix_nano" -> at[0] = time();
                case "attributes" -> attributes(own);
                default -> parser.skipChildren();
            }
        });
        span.inner.add(new Span.Inner(name[0] == null ? "" : name[0], own, at[0]));
    }

    private void status() throws BadRecordException {
        object(() -> {
            String member = parser.currentName();
            parser.nextToken();
            switch (member) {
                case "code" -> span.statusCode = scalar();
                case "message" -> span.statusMessage = scalar();
                default -> parser.skipChildren();
            }
        });
    }

    /** @param to null for the attributes of the span itself */
    private void attributes(Attributes to) throws BadRecordException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            // a plain map, as some exporters write it
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                put(to, key, AnyValue.plain(Nodes.read(parser)));
            }
            return;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                attribute(to);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void attribute(Attributes to) {
        Key known = null;
        String key = null;
        String value = null;
        boolean done = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String member = parser.currentName();
            JsonToken token = parser.nextToken();
            if (member.equals("key") && token == JsonToken.VALUE_STRING) {
                known = Key.find(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
                key = known != null ? known.text : parser.getString();
            } else if (member.equals("value")) {
                if (to == null && isMessages(known) && token == JsonToken.START_OBJECT) {
                    done = messages(known);
                } else {
                    value = token == JsonToken.START_OBJECT ? AnyValue.read(parser) : Nodes.text(Nodes.read(parser));
                }
            } else {
                parser.skipChildren();
            }
        }
        if (!done && key != null && !key.isEmpty() && value != null) {
            if (known == null) {
                put(to, key, value);
            } else if (to != null || !isMessages(known)) {
                (to == null ? span.attributes : to).add(known, key, value);
            } else {
                span.attribute(key, value);
            }
        }
    }

    private static boolean isMessages(Key key) {
        return key == Key.INPUT_MESSAGES || key == Key.OUTPUT_MESSAGES || key == Key.SYSTEM_INSTRUCTIONS;
    }

    /** A value that holds messages: the JSON inside the text is parsed where it lies, without a copy. */
    private boolean messages(Key key) {
        boolean any = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String type = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                span.messages(key, parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
            } else {
                char[] json = AnyValue.json(AnyValue.member(type, Nodes.read(parser))).toCharArray();
                span.messages(key, json, 0, json.length);
            }
            any = true;
        }
        return any;
    }

    private void put(Attributes to, String key, String value) {
        if (key.isEmpty() || value == null) {
            return;
        }
        if (to == null) {
            span.attribute(key, value);
        } else {
            to.add(key, value);
        }
    }

    private String scalar() {
        return Nodes.text(Nodes.read(parser));
    }

    /** Spans of one record mostly share their trace: the same text is used again. */
    private String traceId() {
        if (parser.currentToken() == JsonToken.VALUE_STRING && Key.same(lastTrace, parser.getStringCharacters(),
                parser.getStringOffset(), parser.getStringLength())) {
            return lastTrace.isEmpty() ? null : lastTrace;
        }
        String id = Ids.read(parser);
        lastTrace = id == null ? "" : id;
        return id;
    }

    private Time time() {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> {
                char[] buffer = parser.getStringCharacters();
                int from = parser.getStringOffset();
                int length = parser.getStringLength();
                long nanos = digits(buffer, from, length);
                String text = new String(buffer, from, length);
                yield nanos > 0 ? new Time(nanos, text, TimeRule.EPOCH_NANOS)
                        : text.isEmpty() ? Time.UNKNOWN : Times.nanos(text);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Times.nanos(parser.getString());
            case START_OBJECT -> longObject(Nodes.read(parser));
            default -> {
                parser.skipChildren();
                yield Time.UNKNOWN;
            }
        };
    }

    /** @return the number, or -1 when it is not 1 to 18 digits or 19 digits that fit */
    private static long digits(char[] buffer, int from, int length) {
        if (length == 0 || length > 19) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < from + length; i++) {
            int digit = buffer[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value < 0 ? -1 : value;
    }

    /** A 64-bit number as protobuf.js writes it: {@code {"low":…,"high":…,"unsigned":true}}. */
    private static Time longObject(JsonNode node) {
        long low = Nodes.number(node, "low");
        long high = Nodes.number(node, "high");
        if (low == Event.NONE || high == Event.NONE) {
            return new Time(Event.NONE, node.toString(), null);
        }
        return Times.nanos(Long.toString(high << 32 | low & 0xFFFF_FFFFL));
    }

    private static String describe(JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            default -> token.toString().toLowerCase(Locale.ROOT);
        };
    }
}
