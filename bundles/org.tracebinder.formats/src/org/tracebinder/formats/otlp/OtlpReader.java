// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.otlp;

import java.util.List;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
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
        String text = head.values().isEmpty() || !head.complete() ? head.text() : "";
        for (String key : SIGNATURES) {
            int at = text.indexOf("{\"" + key + "\"");
            if (at >= 0) {
                return new Match.Maybe(80, "text begins an object with " + key + " at character " + at);
            }
        }
        return Match.NO;
    }

    @Override
    public Framing framing(Head head) {
        // a document that is larger than its head may be larger than any record: its resources are records each
        return new Framing.Json(head.complete() ? List.of()
                : List.of("resourceSpans", "resource_spans", "resourceLogs", "resource_logs"));
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        try (JsonParser parser = Json.parser(record)) {
            new SpanParser(parser, events).run();
        } catch (JacksonException e) {
            throw Json.bad(e);
        }
    }

    @Override
    public int[] places(RawRecord record) throws BadRecordException {
        return new SpanPlaces(record.bytes(), record.from(), record.length()).find();
    }
}
