// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.litellm;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.Heads;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.csv.CsvRow;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * The LiteLLM proxy: callback payloads (StandardLoggingPayload), rows of its spend table as JSON or CSV, and its admin
 * audit payloads. One event a record.
 */
public final class LiteLlmReader implements FormatReader {

    private static final List<String> WRAPPERS = List.of("data", "logs", "audit_logs");
    /** What LiteLLM calls its calls (litellm, CallTypes). */
    private static final Set<String> CALLS = Set.of("completion", "acompletion", "embedding", "aembedding",
            "text_completion", "atext_completion", "responses", "aresponses", "image_generation", "aimage_generation",
            "moderation", "amoderation", "transcription", "atranscription", "speech", "aspeech", "rerank", "arerank",
            "anthropic_messages", "generate_content", "agenerate_content");
    private static final List<String> AUDIT = List.of("changed_by", "table_name", "object_id", "action");

    @Override
    public String id() {
        return "litellm";
    }

    @Override
    public String label() {
        return "LiteLLM proxy";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode v : Heads.values(head, WRAPPERS)) {
            boolean call = v.has("call_type");
            if (call && (v.has("response_cost") || v.has("model_map_information") || v.has("hidden_params"))) {
                return new Match.Maybe(96, "call_type beside response_cost or model_map_information");
            }
            if (call && v.has("request_id") && v.has("spend")) {
                return new Match.Maybe(95, "request_id, call_type and spend, the columns of the spend table");
            }
            if (v.has("changed_by") && v.has("table_name") && v.has("object_id") && v.has("action")) {
                return new Match.Maybe(92, "changed_by, table_name and object_id, an admin audit entry of the proxy");
            }
        }
        for (JsonNode v : Heads.values(head, WRAPPERS)) {
            if (v.has("call_type") && (v.has("custom_llm_provider") || v.has("litellm_call_id")
                    || v.has("model_group"))) {
                return new Match.Maybe(75, "call_type beside another member of a LiteLLM payload");
            }
        }
        for (JsonNode v : Heads.values(head, WRAPPERS)) {
            String call = Nodes.scalar(v, "call_type");
            if (call != null && v.has("model") && CALLS.contains(call)) {
                return new Match.Maybe(65, "call_type with a word of LiteLLM beside a model");
            }
        }
        for (JsonNode v : Heads.values(head, WRAPPERS)) {
            if (v.has("request_id") && v.has("call_type") && v.has("cache_hit") && v.has("api_key")) {
                return new Match.Maybe(80,
                        "request_id, call_type, api_key and cache_hit, the beginning of a spend row");
            }
        }
        String line = head.firstLine();
        char separator = CsvRow.separator(line);
        List<String> columns = CsvRow.possible(head) ? CsvRow.cells(line, separator) : List.of();
        if (columns.contains("request_id") && columns.contains("call_type") && columns.contains("spend")) {
            return new Match.Maybe(94, "columns request_id, call_type and spend, the spend table as CSV");
        }
        if (columns.containsAll(AUDIT)) {
            return new Match.Maybe(91, "columns changed_by, table_name and object_id, the admin audit log as CSV");
        }
        if (head.text().contains("\"call_type\"") && head.text().contains("\"response_cost\"")) {
            return new Match.Maybe(70, "text with call_type and response_cost");
        }
        return Match.NO;
    }

    @Override
    public Framing framing(Head head) {
        String line = head.firstLine();
        char separator = CsvRow.separator(line);
        List<String> columns = CsvRow.possible(head) ? CsvRow.cells(line, separator).stream().map(String::strip)
                .toList() : List.of();
        return columns.contains("call_type") || columns.containsAll(AUDIT) ? new Framing.Csv(separator)
                : new Framing.Json(WRAPPERS);
    }

    @Override
    public int[] places(RawRecord record) {
        return null; // the whole record
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        try {
            if (isJson(record)) {
                try (JsonParser parser = Json.parser(record)) {
                    read(parser, record, events);
                }
            } else if (!CsvRow.isBlank(record)) {
                String row = CsvRow.of(record).json();
                if (AUDIT.stream().allMatch(c -> row.contains('"' + c + "\":"))) {
                    events.accept(audit(Json.tree(row)));
                    return;
                }
                try (JsonParser parser = Json.parser(row)) {
                    read(parser, record, events);
                }
            }
        } catch (JacksonException e) {
            throw isJson(record) ? Json.bad(e, record) : Json.bad(e);
        }
    }

    private static boolean isJson(RawRecord record) {
        if (record.envelope().length > 0 && record.envelope()[0] != '{' && record.envelope()[0] != '[') {
            return false;
        }
        return true;
    }

    private static void read(JsonParser parser, RawRecord record, Consumer<Event> events) throws BadRecordException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new BadRecordException("expected a LiteLLM payload, an object, found " + parser.currentToken());
        }
        Call call = new Call();
        String first = null;
        boolean audit = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            first = first == null ? name : first;
            audit |= name.equals("changed_by");
            parser.nextToken();
            call.member(name, parser);
        }
        if (parser.nextToken() != null) {
            throw new BadRecordException("more than one JSON value in one record");
        }
        if (audit) {
            events.accept(audit(Json.tree(record)));
        } else if (call.isCall()) {
            events.accept(call.event());
        } else {
            throw new BadRecordException("no LiteLLM payload: neither call_type nor an id with a model"
                    + (first == null ? "; the object is empty" : "; its first key is '" + first + "'"));
        }
    }

    private static Event audit(JsonNode n) {
        String action = Nodes.scalar(n, "action");
        String table = Nodes.scalar(n, "table_name");
        String object = Nodes.scalar(n, "object_id");
        Times.Time at = Times.first(n, "updated_at", "created_at");
        Event.Builder b = Event.of(EventKind.ADMIN).operation(action).span(Nodes.scalar(n, "id"))
                .name(action + " " + table + " " + object).actor(Nodes.first(n, "changed_by", "changed_by_api_key"))
                .time(at.nanos(), at.text(), at.rule()).addId(object);
        if (Nodes.scalar(n, "id") != null) {
            b.identity("litellm/audit/" + Nodes.scalar(n, "id"));
        }
        for (String key : new String[] {"table_name", "object_id", "changed_by_api_key", "before_value",
                "updated_values"}) {
            b.extra(key, Nodes.text(n, key));
        }
        return b.addText(Nodes.text(n, "updated_values")).addText(Nodes.text(n, "before_value")).build();
    }
}
