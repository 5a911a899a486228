// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.otlp;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.TimeRule;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.common.Times.Time;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/**
 * Spans outside the OTLP envelope, one a record: dumps of Python's console exporter ({@code context.trace_id}),
 * readable spans of the JavaScript kit ({@code spanContext.traceId}), and spans as Phoenix gives them.
 */
public final class ConsoleReader implements FormatReader {

    @Override
    public String id() {
        return "otel-console";
    }

    @Override
    public String label() {
        return "OpenTelemetry spans (console, SDK or Phoenix JSON)";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode v : head.values()) {
            JsonNode first = v.get("data") != null && v.get("data").isArray() && !v.get("data").isEmpty()
                    ? v.get("data").get(0) : v;
            if (Nodes.scalar(first, "context", "trace_id") != null && first.has("name")) {
                return new Match.Maybe(first.has("kind") || first.has("span_kind") || first.has("parent_id") ? 92 : 70,
                        "spans with context.trace_id, name and plain attributes");
            }
            if (Nodes.scalar(first, "spanContext", "traceId") != null && first.has("name")) {
                return new Match.Maybe(92, "spans with spanContext.traceId and plain attributes");
            }
        }
        String text = head.text();
        return text.contains("\"trace_id\": \"0x") && text.contains("\"span_id\": \"0x")
                ? new Match.Maybe(80, "text with trace_id and span_id in the form 0x…") : Match.NO;
    }

    @Override
    public Framing framing(Head head) {
        return new Framing.Json(List.of("data", "spans"));
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = Json.tree(record);
        JsonNode context = Nodes.at(n, "context") != null ? n.get("context") : Nodes.at(n, "spanContext");
        if (context == null || !context.isObject() || !context.has("trace_id") && !context.has("traceId")) {
            throw new BadRecordException("no span: neither context.trace_id nor spanContext.traceId");
        }
        Span span = new Span();
        span.clear();
        Span.Around around = new Span.Around();
        span.trace = Ids.of(either(context, "trace_id", "traceId"));
        span.span = Ids.of(either(context, "span_id", "spanId"));
        JsonNode parent = either(n, "parent_id", "parentSpanId");
        span.parent = Ids.of(parent != null ? parent : Nodes.at(n, "parentSpanContext", "spanId"));
        span.name = Nodes.scalar(n, "name");
        span.kind = kind(n.get("kind"));
        span.start = time(either(n, "start_time", "startTime"));
        span.end = time(either(n, "end_time", "endTime"));
        status(n, span);
        String phoenix = Nodes.scalar(n, "span_kind");
        if (phoenix != null) {
            span.attribute(Key.OI_KIND.text, phoenix);
        }
        attributes("", n.get("attributes"), span);
        inner(n.get("events"), span);
        around(n, around);
        Event event = GenAi.event(span, around);
        boolean unfinished = n.has("end_time") && n.get("end_time").isNull();
        events.accept(unfinished ? unfinished(event) : event);
        if (!unfinished) {
            Evaluations.of(span, event).forEach(events);
        }
    }

    /** A span that was written while it ran comes again when it ends: both are records of one event. */
    private static Event unfinished(Event e) {
        return Event.of(EventKind.OTHER).operation(e.operation()).name(e.name()).trace(e.trace()).span(e.span())
                .parent(e.parent()).app(e.app()).env(e.env()).actor(e.actor()).session(e.session()).status("unfinished")
                .time(e.time(), e.timeText(), e.timeRule()).extra("otel.unfinished", "true")
                .identity(e.identity()).piece(Event.NONE).build();
    }

    private static JsonNode either(JsonNode n, String first, String second) {
        JsonNode found = Nodes.at(n, first);
        return found != null ? found : Nodes.at(n, second);
    }

    /** Python writes {@code SpanKind.CLIENT}; JavaScript counts from 0 where OTLP counts from 1. */
    private static String kind(JsonNode kind) {
        String text = Nodes.scalar(kind);
        if (text == null || kind.isString()) {
            return text == null ? null : text.substring(text.lastIndexOf('.') + 1);
        }
        return Long.toString(Nodes.number(text) + 1);
    }

    /** ISO text, or the pair of seconds and nanoseconds that JavaScript keeps. */
    private static Time time(JsonNode node) {
        if (node != null && node.isArray() && node.size() == 2) {
            long seconds = Nodes.number(Nodes.text(node.get(0)));
            long nanos = Nodes.number(Nodes.text(node.get(1)));
            boolean sane = seconds > 0 && seconds < 9_000_000_000L && nanos >= 0 && nanos < 1_000_000_000L;
            return new Time(sane ? seconds * 1_000_000_000L + nanos : Event.NONE, node.toString(),
                    sane ? TimeRule.EPOCH_SECONDS : null);
        }
        return Times.of(node);
    }

    private static void status(JsonNode n, Span span) {
        JsonNode status = Nodes.at(n, "status");
        String code = status == null || !status.isObject() ? Nodes.scalar(n, "status_code")
                : Nodes.first(status, "status_code", "code");
        span.statusCode = code == null ? null : code.substring(code.lastIndexOf('.') + 1);
        String message = Nodes.first(status, "description", "message");
        span.statusMessage = message != null ? message : Nodes.scalar(n, "status_message");
    }

    /** Nested attributes become the flat keys that the conventions name. */
    private static void attributes(String prefix, JsonNode node, Span span) {
        if (node == null || node.isNull()) {
            return;
        }
        boolean nested = prefix.isEmpty() || Key.find(prefix) == null;
        if (node.isObject() && nested) {
            for (Map.Entry<String, JsonNode> e : node.properties()) {
                attributes(prefix.isEmpty() ? e.getKey() : prefix + "." + e.getKey(), e.getValue(), span);
            }
        } else if (node.isArray() && nested && !node.isEmpty() && node.get(0).isObject()) {
            for (int i = 0; i < node.size(); i++) {
                attributes(prefix + "." + i, node.get(i), span);
            }
        } else if (!prefix.isEmpty()) {
            span.attribute(prefix, AnyValue.plain(node));
        }
    }

    private static void inner(JsonNode events, Span span) {
        if (events == null || !events.isArray()) {
            return;
        }
        for (JsonNode e : events) {
            Attributes own = new Attributes();
            JsonNode attributes = e.get("attributes");
            if (attributes != null && attributes.isObject()) {
                attributes.properties().forEach(a -> own.add(a.getKey(), AnyValue.plain(a.getValue())));
            }
            String name = Nodes.scalar(e, "name");
            span.inner.add(new Span.Inner(name == null ? "" : name, own, time(either(e, "timestamp", "time"))));
        }
    }

    private static void around(JsonNode n, Span.Around around) {
        JsonNode resource = Nodes.at(n, "resource");
        JsonNode attributes = Nodes.at(resource, "attributes") != null ? resource.get("attributes") : resource;
        if (attributes != null && attributes.isObject()) {
            attributes.properties().forEach(a -> around.resource.add(a.getKey(), AnyValue.plain(a.getValue())));
        }
        JsonNode scope = either(n, "instrumentationScope", "instrumentationLibrary");
        around.scope = Nodes.scalar(scope, "name");
        around.scopeVersion = Nodes.scalar(scope, "version");
        JsonNode said = Nodes.at(scope, "attributes");
        if (said != null && said.isObject()) {
            said.properties().forEach(a -> around.scopeAttributes.add(a.getKey(), AnyValue.plain(a.getValue())));
        }
    }
}
