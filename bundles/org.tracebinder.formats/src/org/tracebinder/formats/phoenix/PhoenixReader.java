// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.phoenix;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Review;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Heads;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Parts;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.csv.CsvRow;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Arize Phoenix: spans and annotations as its interface gives them, exported traces with their spans, its table of
 * spans (Parquet, CSV, JSON lines), and the rows of its database. Its OTLP export is read as OTLP, and a list of bare
 * spans as spans of a console.
 */
public final class PhoenixReader implements FormatReader {

    private static final List<String> WRAPPERS = List.of("data");
    private static final int MAX_HEADER = 20_000;
    private static final Map<String, Set<String>> TABLES = Map.of(
            "spans", Set.of("trace_rowid", "span_id", "span_kind"),
            "traces", Set.of("project_rowid", "trace_id"),
            "span_annotations", Set.of("span_rowid", "annotator_kind"),
            "trace_annotations", Set.of("trace_rowid", "annotator_kind"),
            "document_annotations", Set.of("span_rowid", "document_position", "annotator_kind"),
            "project_sessions", Set.of("session_id", "project_id"));

    @Override
    public String id() {
        return "phoenix";
    }

    @Override
    public String label() {
        return "Arize Phoenix";
    }

    @Override
    public Match probe(Head head) {
        if (isTable(head)) {
            return new Match.Maybe(93, "columns context.trace_id, context.span_id and span_kind, a table of spans");
        }
        for (JsonNode v : Heads.values(head, WRAPPERS)) {
            if (v.isObject() && FrameRow.is(v.propertyNames())) {
                return new Match.Maybe(93, "a row of a table of spans: context.trace_id, context.span_id, span_kind");
            }
            if (isRow(v)) {
                return new Match.Maybe(92, "a row of the table " + Nodes.scalar(v, "_table")
                        + " of Phoenix's database");
            }
            if (isSpan(v)) {
                return new Match.Maybe(80, "a span with context and span_kind");
            }
            if (isTrace(v)) {
                return new Match.Maybe(90, "a trace with spans that have a span_kind");
            }
            if (isAnnotation(v)) {
                return new Match.Maybe(90, "an annotation: annotator_kind beside a result");
            }
        }
        String text = head.text();
        boolean cut = text.contains("\"parent_id\"") && text.contains("\"span_kind\"")
                || text.contains("\"project_id\"") && text.contains("\"token_count_total\"");
        if (cut && text.contains("\"start_time\"") && !text.contains("\"context\"")) {
            return new Match.Maybe(58, "text with start_time, span_kind, token_count_total");
        }
        return head.text().contains("\"span_kind\"") && head.text().contains("\"context\"")
                && head.text().contains("\"status_code\"") ? new Match.Maybe(60, "text with span_kind and context")
                : Match.NO;
    }

    private static boolean isRow(JsonNode v) {
        Set<String> columns = v.has("_table") ? TABLES.get("" + Nodes.scalar(v, "_table")) : null;
        return columns != null && columns.stream().allMatch(v::has);
    }

    private static boolean isSpan(JsonNode v) {
        JsonNode context = v.get("context");
        return v.has("span_kind") && context != null && context.has("span_id");
    }

    private static boolean isTrace(JsonNode v) {
        JsonNode spans = v.get("spans");
        JsonNode first = spans != null && spans.isArray() ? spans.get(0) : null;
        return first != null && (isSpan(first) || first.has("span_kind") && first.has("span_id"));
    }

    private static boolean isAnnotation(JsonNode v) {
        return v.has("annotator_kind") && v.has("name") && (v.has("result") || v.has("span_id") || v.has("trace_id"));
    }

    private static boolean isTable(Head head) {
        return CsvRow.possible(head) && head.firstLine().length() < MAX_HEADER
                && FrameRow.is(CsvRow.cells(head.firstLine(), CsvRow.separator(head.firstLine())));
    }

    @Override
    public Framing framing(Head head) {
        return isTable(head) ? new Framing.Csv(CsvRow.separator(head.firstLine())) : new Framing.Json(WRAPPERS);
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = CsvRow.tree(record);
        if (n == null) {
            return;
        }
        if (n.isObject() && FrameRow.is(n.propertyNames())) {
            JsonNode span = FrameRow.span(n);
            events.accept(new Span(span, null, record).event().build());
            annotations(span, null, record, events);
        } else if (isTrace(n)) {
            Parts parts = Parts.of(record, Set.of("spans"));
            JsonNode spans = n.get("spans");
            for (int i = 0; i < spans.size(); i++) {
                if (spans.get(i).isObject()) {
                    events.accept(parts.mark(new Span(spans.get(i), n, record).event(), "spans", i).build());
                }
            }
            for (JsonNode span : spans) {
                annotations(span, n, record, events);
            }
        } else if (isSpan(n) || isRow(n) && "spans".equals(Nodes.scalar(n, "_table"))) {
            events.accept(new Span(n, null, record).event().build());
            annotations(n, null, record, events);
        } else if (isAnnotation(n) || n.has("annotator_kind") && isRow(n)) {
            events.accept(annotation(n, record));
        } else if (isRow(n)) {
            events.accept(frame(n, record));
        } else {
            throw new BadRecordException("no span, trace or annotation of Phoenix"
                    + Nodes.firstKey(n));
        }
    }

    /**
     * A trace or session, which only frames its spans. In the database they refer to it by the number of its row; rows
     * that were read out of a database name it as well.
     */
    private static Event frame(JsonNode n, RawRecord record) {
        String table = Nodes.scalar(n, "_table");
        Times.Time at = Times.of(n.get("start_time"));
        Event.Builder b = Event.of(EventKind.AGENT).operation(table.substring(0, table.length() - 1))
                .trace("traces".equals(table) ? first(n.has("_joined") ? Nodes.scalar(n, "trace_id") : null,
                        Span.row(record, "trace", Nodes.scalar(n, "id"))) : null)
                .session(first(Nodes.scalar(n, "session_id"), Nodes.scalar(n, "_joined", "session", "session_id")))
                .app(Nodes.scalar(n, "_joined", "project", "name"))
                .time(at.nanos(), at.text(), at.rule()).duration(at.until(Times.of(n.get("end_time"))));
        b.identity("phoenix/" + table + "/" + Nodes.first(n, "trace_id", "session_id"));
        b.addId(Nodes.scalar(n, "trace_id"));
        Extras.add(b, "", n, Set.of("_table", "_joined"));
        return b.build();
    }

    private static String first(String one, String other) {
        return one != null ? one : other;
    }

    /** Judgements that were written out with their span. */
    private static void annotations(JsonNode span, JsonNode around, RawRecord record, Consumer<Event> events) {
        int number = 0;
        for (ObjectNode n : Judged.of(span)) {
            String trace = Nodes.scalar(span, "context", "trace_id");
            trace = trace != null ? trace : Nodes.scalar(span, "trace_id");
            trace = trace != null ? trace : Nodes.scalar(around, "trace_id");
            String id = Nodes.scalar(span, "context", "span_id");
            id = id != null ? id : Nodes.scalar(span, "span_id");
            if (!n.has("id") && id != null) {
                n.put("id", trace + "/" + id + "/" + number);
            }
            number++;
            if (trace != null) {
                n.put("trace_id", trace);
            }
            if (id != null && !n.has("target")) {
                n.put("span_id", id);
            }
            events.accept(annotation(n, record));
        }
    }

    private static Event annotation(JsonNode n, RawRecord record) {
        JsonNode result = Nodes.at(n, "result") != null ? n.get("result") : n;
        String kind = Nodes.scalar(n, "annotator_kind");
        String by = "HUMAN".equals(kind) ? "human" : "LLM".equals(kind) ? "llm" : "code";
        String label = Nodes.scalar(result, "label");
        String why = Nodes.text(result, "explanation");
        String who = first(Nodes.scalar(n, "_joined", "user", "username"), Nodes.scalar(n, "user_id"));
        String span = first(Nodes.scalar(n, "span_id"), Nodes.scalar(n, "_joined", "span", "span_id"));
        String trace = first(Nodes.scalar(n, "trace_id"), first(Nodes.scalar(n, "_joined", "span", "trace_id"),
                Nodes.scalar(n, "_joined", "trace", "trace_id")));
        Times.Time at = Times.first(n, "created_at", "updated_at");
        Event.Builder b = Event.of(EventKind.REVIEW).operation("annotation").name(Nodes.scalar(n, "name")).actor(who)
                .app(Nodes.scalar(n, "_joined", "trace", "project"))
                .trace(trace != null ? trace : Span.row(record, "trace", Nodes.scalar(n, "trace_rowid")))
                        .parent(span != null ? span
                : Span.row(record, "span", Nodes.scalar(n, "span_rowid"))).time(at.nanos(), at.text(), at.rule())
                .review(new Review(by, who, label != null ? label : Nodes.scalar(result, "score"), why)).addText(why);
        String id = Nodes.scalar(n, "id");
        if (id != null) {
            String table = Nodes.scalar(n, "_table");
            b.identity("phoenix/" + Span.database(record) + "/" + (table == null ? "annotation" : table) + "/" + id
                    + "/" + Nodes.scalar(n,
                    "updated_at"));
        }
        Extras.add(b, "", n, Set.of("_table", "_joined", "id", "name"));
        return b.build();
    }
}
