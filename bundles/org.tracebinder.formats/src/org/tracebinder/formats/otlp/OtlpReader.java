// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.formats.common.Answers;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * OpenTelemetry traces and logs as OTLP/JSON, one export request a record, with the generative AI attributes of every
 * generation of the conventions and of the dialects around them. One event a span or log record.
 */
public final class OtlpReader implements FormatReader {

    private static final List<String> SIGNATURES = List.of("resourceSpans", "resource_spans", "resourceLogs",
            "resource_logs", "resourceMetrics", "resource_metrics");
    private static final byte[] ANNOTATION = "nnotations.".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVALUATION = "valuations.".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RESULT = Evaluations.RESULT.getBytes(StandardCharsets.US_ASCII);
    private static final List<String> PARTS = List.of("scopeSpans", "scope_spans", "scopeLogs", "scope_logs",
            "instrumentationLibrarySpans", "instrumentation_library_spans");

    @Override
    public String id() {
        return "otlp";
    }

    @Override
    public String label() {
        return "OpenTelemetry (OTLP/JSON)";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode value : head.values()) {
            for (String key : SIGNATURES) {
                if (value.has(key)) {
                    return new Match.Maybe(96, "top-level key " + key);
                }
            }
        }
        for (JsonNode value : head.values()) {
            for (String key : PARTS) {
                if (value.has(key)) {
                    return new Match.Maybe(92, "objects with " + key + ", the inside of an OTLP export");
                }
            }
        }
        for (JsonNode value : head.values()) {
            JsonNode list = value.get("data");
            if (isSpan(list != null && list.isArray() ? list.get(0) : value)) {
                return new Match.Maybe(90, "spans with trace id, span id and start time in nanoseconds, as in OTLP");
            }
        }
        String text = head.values().isEmpty() || !head.complete() ? head.text() : "";
        for (String key : SIGNATURES) {
            int at = text.indexOf("{\"" + key + "\"");
            if (at >= 0) {
                return new Match.Maybe(80, "text begins an object with " + key + " at character " + at);
            }
        }
        return Match.NO;
    }

    /** Spans alone, outside the envelope of an export: answers of Phoenix's {@code otlpv1}, rows of a table. */
    private static boolean isSpan(JsonNode v) {
        return v != null && v.isObject() && (v.has("trace_id") && v.has("span_id") && v.has("start_time_unix_nano")
                || v.has("traceId") && v.has("spanId") && v.has("startTimeUnixNano")) && !v.has("_table")
                && v.has("attributes") && !hasMlflow(v.get("attributes"));
    }

    private static boolean hasMlflow(JsonNode attributes) {
        return attributes.isObject() && attributes.propertyNames().stream().anyMatch(n -> n.startsWith("mlflow."));
    }

    @Override
    public Framing framing(Head head) {
        if (head.values().stream().anyMatch(v -> v.has("data")) && head.values().stream().noneMatch(
                v -> SIGNATURES.stream().anyMatch(v::has))) {
            return new Framing.Json(List.of("data"));
        }
        // a document that is larger than its head may be larger than any record: its resources are records each
        return new Framing.Json(head.complete() ? List.of()
                : List.of("resourceSpans", "resource_spans", "resourceLogs", "resource_logs"));
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        try (JsonParser parser = Json.parser(record)) {
            new SpanParser(parser, events).run();
        } catch (JacksonException e) {
            throw Json.bad(e, record);
        } catch (BadRecordException e) {
            // tried last, so that an export pays nothing for it
            if (isAlone(record)) {
                alone(record, events);
            } else if (!Answers.read(record, List.of("data"), this, events)) {
                throw e;
            }
        }
    }

    private static boolean isAlone(RawRecord record) {
        try {
            return isSpan(Json.tree(record));
        } catch (BadRecordException e) {
            return false; // what was wrong with it has been said already
        }
    }

    private static void alone(RawRecord record, Consumer<Event> events) throws BadRecordException {
        try (JsonParser parser = Json.parser(record)) {
            new SpanParser(parser, events).alone();
        } catch (JacksonException e) {
            throw Json.bad(e, record);
        }
    }

    private static boolean holds(RawRecord record, byte[] word) {
        byte[] bytes = record.bytes();
        int end = record.from() + record.length() - word.length;
        for (int at = record.from(); at <= end; at++) {
            if (bytes[at] == word[0] && Arrays.equals(bytes, at, at + word.length, word, 0, word.length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int[] places(RawRecord record) throws BadRecordException {
        if (holds(record, RESULT) || holds(record, ANNOTATION) || holds(record, EVALUATION)) {
            return FormatReader.super.places(record); // a span may be more than one event then
        }
        int[] places = new SpanPlaces(record.bytes(), record.from(), record.length()).find();
        return places.length == 0 ? FormatReader.super.places(record) : places; // a span alone
    }
}
