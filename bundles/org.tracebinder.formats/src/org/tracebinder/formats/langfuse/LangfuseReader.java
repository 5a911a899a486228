// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.langfuse;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tracebinder.core.Event;
import org.tracebinder.formats.common.Answers;
import org.tracebinder.formats.common.Heads;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Parts;
import org.tracebinder.formats.csv.CsvRow;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Langfuse: a downloaded trace, answers of its interface, exported tables (JSON, JSON lines, CSV; names of columns in
 * either writing), and the batches that its SDKs send.
 */
public final class LangfuseReader implements FormatReader {

    private static final List<String> WRAPPERS = List.of("data", "batch");
    private static final Set<String> TYPES = Set.of("SPAN", "EVENT", "GENERATION", "AGENT", "TOOL", "CHAIN",
            "RETRIEVER", "EVALUATOR", "EMBEDDING", "GUARDRAIL");
    private static final Set<String> SOURCES = Set.of("ANNOTATION", "API", "EVAL");
    private static final Set<String> PLACES = Set.of("trace", "trace.observations", "trace.scores", "observations",
            "scores");

    @Override
    public String id() {
        return "langfuse";
    }

    @Override
    public String label() {
        return "Langfuse";
    }

    @Override
    public Match probe(Head head) {
        Match best = Match.NO;
        for (JsonNode v : Heads.values(head, WRAPPERS)) {
            Match here = probe(v);
            best = here instanceof Match.Maybe m && (!(best instanceof Match.Maybe b)
                    || m.confidence() > b.confidence()) ? here : best;
        }
        if (best != Match.NO) {
            return best;
        }
        String text = head.text();
        if (Stream.of("timestamp", "tags", "release", "sessionId", "userId").allMatch(
                k -> text.contains("\"" + k + "\":"))) {
            return new Match.Maybe(62, "text with timestamp, tags, release, sessionId and userId of a trace");
        }
        if (CsvRow.possible(head)) {
            List<String> columns = CsvRow.cells(head.firstLine(), CsvRow.separator(head.firstLine()));
            Set<String> snake = new HashSet<>();
            columns.forEach(c -> snake.add(Row.snake(c.strip())));
            if (snake.contains("trace_id") && snake.contains("parent_observation_id")) {
                return new Match.Maybe(94, "columns of trace id and parent observation id");
            }
            if (snake.containsAll(Set.of("trace_id", "observation_id", "source", "value"))
                    && (snake.contains("data_type") || snake.contains("string_value"))) {
                return new Match.Maybe(90, "columns of trace id, observation id, source and value, a table of scores");
            }
            if (snake.containsAll(Set.of("resource_type", "resource_id", "action", "user_org_role"))) {
                return new Match.Maybe(90, "columns of resource, action and role in an organisation, an audit log");
            }
            if (Kept.columns(snake)) {
                return new Match.Maybe(85, "columns of a table of sessions or of items of a data set");
            }
            return snake.containsAll(Set.of("id", "timestamp", "bookmarked", "session_id", "user_id"))
                    || snake.containsAll(Set.of("id", "timestamp", "name", "tags", "release", "session_id", "user_id"))
                    ? new Match.Maybe(88, "columns id, timestamp, bookmarked, session and user, a table of traces")
                    : Match.NO;
        }
        if (text.contains("\"parentObservationId\"") || text.contains("\"parent_observation_id\"")) {
            return new Match.Maybe(75, "text with a parent observation id");
        }
        return text.contains("\"generation-create\"") || text.contains("\"trace-create\"")
                ? new Match.Maybe(75, "text with a trace-create or generation-create event") : Match.NO;
    }

    private static Match probe(JsonNode v) {
        if (!v.isObject()) {
            return Match.NO;
        }
        Row row = new Row(v);
        if (isDocument(v)) {
            return new Match.Maybe(96, "a trace with its observations");
        }
        if (row.has("parentObservationId") && row.has("traceId")) {
            return new Match.Maybe(96, "trace id beside a parent observation id");
        }
        if (isIngested(v)) {
            return new Match.Maybe(95, "a batch of events such as trace-create");
        }
        if (isScore(row)) {
            return new Match.Maybe(93, "a score: source ANNOTATION, API or EVAL beside a trace or session");
        }
        if (isObservation(row)) {
            return new Match.Maybe(88, "an observation: its type beside trace id and start time");
        }
        if (isTrace(row)) {
            return new Match.Maybe(90, "a trace: timestamp, project and bookmark or observations");
        }
        if (isAudit(row)) {
            return new Match.Maybe(90, "an audit entry: resource, action and role in an organisation");
        }
        if (isBareTrace(row)) {
            return new Match.Maybe(78, "a trace: timestamp, tags and release beside session and user");
        }
        return Kept.is(row) ? new Match.Maybe(86, "a session, data set item or experiment item of Langfuse") : Match.NO;
    }

    private static boolean isDocument(JsonNode v) {
        JsonNode trace = v.get("trace");
        return trace != null && trace.isObject() && (isList(trace.get("observations"))
                || isList(v.get("observations")) && trace.has("id")
                || trace.has("projectId") && trace.has("timestamp"));
    }

    private static boolean isList(JsonNode v) {
        return v != null && v.isArray();
    }

    private static boolean isIngested(JsonNode v) {
        String type = Nodes.scalar(v, "type");
        JsonNode body = v.get("body");
        return type != null && body != null && body.isObject() && (type.endsWith("-create") || type.endsWith("-update")
                || type.equals("sdk-log"));
    }

    private static boolean isScore(Row row) {
        String source = row.text("source");
        return source != null && SOURCES.contains(source.toUpperCase(Locale.ROOT)) && row.has("name")
                && (row.has("traceId") || row.has("sessionId")) && (row.has("dataType") || row.has("stringValue")
                || row.has("configId"));
    }

    private static boolean isObservation(Row row) {
        String type = row.text("type");
        return type != null && TYPES.contains(type) && row.has("traceId") && row.has("startTime");
    }

    private static boolean isTrace(Row row) {
        return row.has("id") && row.has("timestamp") && (row.has("bookmarked") && row.has("public")
                || row.has("htmlPath") || row.node().has("observations") && row.node().has("scores"));
    }

    /** A trace that was asked for without its observations, scores and words ({@code fields=core}). */
    private static boolean isBareTrace(Row row) {
        JsonNode tags = row.at("tags");
        return row.has("id") && row.has("timestamp") && row.has("name") && (tags == null || tags.isArray()
                || tags.isString()) && row.has("tags") && row.has("release") && row.has("sessionId")
                && row.has("userId") && !row.has("type");
    }

    private static boolean isAudit(Row row) {
        return row.has("resourceType") && row.has("resourceId") && row.has("action")
                && (row.has("userOrgRole") || row.has("userProjectRole"));
    }

    @Override
    public Framing framing(Head head) {
        if (CsvRow.possible(head) && !head.text().stripLeading().startsWith("{")) {
            return new Framing.Csv(CsvRow.separator(head.firstLine()));
        }
        // a downloaded trace is one record: its observations speak through the trace around them
        return new Framing.Json(head.values().stream().anyMatch(LangfuseReader::isDocument) ? List.of() : WRAPPERS);
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = tree(record);
        if (n == null) {
            return;
        }
        if (!n.isObject()) {
            throw new BadRecordException("expected a Langfuse trace, observation or score, found " + n.getNodeType());
        }
        Row row = new Row(n);
        if (isDocument(n)) {
            document(record, n, events);
        } else if (isIngested(n)) {
            events.accept(new Ingested(n).event());
        } else if (isScore(row)) {
            events.accept(new Score(row, Around.NONE).event("row").build());
        } else if (row.has("parentObservationId") && row.has("traceId") || isObservation(row)) {
            events.accept(new Observation(row, Around.NONE).event("row").build());
        } else if (isTrace(row) || isBareTrace(row)) {
            trace(record, n, "", events, new HashSet<>());
        } else if (isAudit(row)) {
            events.accept(Audit.event(row));
        } else if (Kept.is(row)) {
            events.accept(Kept.event(row));
        } else if (isTable(record) || !Answers.read(record, WRAPPERS, this, events)) {
            throw new BadRecordException("no Langfuse trace, observation, score, audit entry or batch event"
                    + (n.isEmpty() ? "; the object is empty" : "; its first key is '"
                    + n.propertyNames().iterator().next() + "'"));
        }
    }

    private static JsonNode tree(RawRecord record) throws BadRecordException {
        if (!isTable(record)) {
            return Json.tree(record);
        }
        try {
            return CsvRow.isBlank(record) ? null : Json.tree(CsvRow.of(record).json());
        } catch (JacksonException e) {
            throw Json.bad(e);
        }
    }

    private static boolean isTable(RawRecord record) {
        byte[] around = record.envelope();
        return around.length > 0 && around[0] != '{' && around[0] != '[';
    }

    /** The download holds the observations twice: beside the trace whole, inside it without their words. */
    private static void document(RawRecord record, JsonNode n, Consumer<Event> events) throws BadRecordException {
        Set<String> beside = new HashSet<>();
        JsonNode list = n.get("observations");
        if (list != null && list.isArray()) {
            list.forEach(o -> beside.add(Nodes.scalar(o, "id")));
        }
        trace(record, n, "trace", events, beside);
    }

    private static void trace(RawRecord record, JsonNode n, String path, Consumer<Event> events, Set<String> beside)
            throws BadRecordException {
        JsonNode trace = path.isEmpty() ? n : n.get(path);
        Parts parts = isTable(record) ? Parts.NONE : Parts.of(record, PLACES);
        Around around = Around.of(new Row(trace));
        Event.Builder whole = Traces.event(new Row(trace), path.isEmpty() ? "row" : "document");
        events.accept((path.isEmpty() ? whole : parts.mark(whole, path, 0)).build());
        String inside = path.isEmpty() ? "" : path + ".";
        list(trace.get("observations"), inside + "observations", parts, around, beside, events);
        list(trace.get("scores"), inside + "scores", parts, around, new HashSet<>(), events);
        if (!path.isEmpty()) {
            list(n.get("observations"), "observations", parts, around, new HashSet<>(), events);
        }
    }

    private static void list(JsonNode list, String path, Parts parts, Around around, Set<String> leave,
            Consumer<Event> events) {
        for (int i = 0; list != null && list.isArray() && i < list.size(); i++) {
            JsonNode n = list.get(i);
            if (n.isObject() && !leave.contains(Nodes.scalar(n, "id"))) {
                Row row = new Row(n);
                Event.Builder b = path.endsWith("scores") ? new Score(row, around).event("document")
                        : new Observation(row, around).event("document");
                events.accept(parts.mark(b, path, i).build());
            }
        }
    }
}
