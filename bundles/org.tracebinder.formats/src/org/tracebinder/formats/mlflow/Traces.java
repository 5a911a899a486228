// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mlflow;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.core.Review;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Parts;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/** A trace: its info as the frame, each span, and what people and judges said of it. */
final class Traces {

    private static final Set<String> PLACES = Set.of("data.spans", "spans", "info.assessments", "assessments", "info");
    private static final Set<String> INFO = Set.of("trace_id", "request_id", "request_time", "timestamp_ms",
            "execution_duration", "execution_duration_ms", "execution_time_ms", "state", "status", "assessments",
            "request_preview", "response_preview", "request", "response", "trace_location", "_table");

    private Traces() {
    }

    static boolean isTrace(JsonNode n) {
        JsonNode info = n.get("info");
        return info != null && info.isObject() && !info.has("run_id") && !info.has("run_uuid")
                && (info.has("trace_id") || info.has("request_id"));
    }

    /** The info alone, as lists of traces give it. */
    static boolean isInfo(JsonNode n) {
        return (n.has("trace_id") && n.has("trace_location") || n.has("request_id") && n.has("timestamp_ms")
                && n.has("experiment_id")) && !n.has("_table");
    }

    /** The spans alone, as the artifact traces.json holds them. */
    static boolean isSpans(JsonNode n) {
        JsonNode spans = n.get("spans");
        JsonNode first = spans != null && spans.isArray() ? spans.get(0) : null;
        JsonNode attributes = first == null ? null : first.get("attributes");
        if (attributes == null || !attributes.isObject()) {
            return false;
        }
        for (String key : attributes.propertyNames()) {
            if (key.startsWith("mlflow.")) {
                return true;
            }
        }
        return false;
    }

    static void read(JsonNode n, RawRecord record, Consumer<Event> events) throws BadRecordException {
        Parts parts = Parts.of(record, PLACES);
        boolean nested = isTrace(n);
        JsonNode info = nested ? n.get("info") : isInfo(n) ? n : null;
        String trace = info == null ? null : Nodes.first(info, "trace_id", "request_id");
        JsonNode meta = info == null ? null : metadata(info);
        if (info != null) {
            Event.Builder b = info(info);
            events.accept((nested ? parts.mark(b, "info", 0) : b).build());
            JsonNode said = info.get("assessments");
            for (int i = 0; said != null && said.isArray() && i < said.size(); i++) {
                events.accept(parts.mark(assessment(said.get(i), trace), nested ? "info.assessments" : "assessments", i)
                        .build());
            }
        }
        JsonNode data = Extras.open(n.get("data"));
        boolean inData = Nodes.at(data, "spans") != null;
        JsonNode spans = inData ? data.get("spans") : n.get("spans");
        for (int i = 0; spans != null && spans.isArray() && i < spans.size(); i++) {
            if (spans.get(i).isObject()) {
                Event.Builder b = new Span(spans.get(i), trace, meta).event();
                events.accept(parts.mark(b, inData ? "data.spans" : "spans", i).build());
            }
        }
        if (info == null && (spans == null || spans.isEmpty())) {
            throw new BadRecordException("an MLflow trace with neither info nor spans");
        }
    }

    /** Trace metadata or, in the older form, request metadata: a map, or a list of key and value. */
    static JsonNode metadata(JsonNode info) {
        JsonNode meta = Nodes.at(info, "trace_metadata");
        return Pairs.object(meta != null ? meta : Nodes.at(info, "request_metadata"));
    }

    static Event.Builder info(JsonNode info) {
        String id = Nodes.first(info, "trace_id", "request_id");
        JsonNode meta = metadata(info);
        JsonNode tags = Pairs.object(info.get("tags"));
        Times.Time at = Times.first(info, "request_time", "timestamp_ms");
        String state = Nodes.first(info, "state", "status");
        Event.Builder b = Event.of(EventKind.AGENT).operation("trace").trace(id)
                .name(Nodes.first(tags, "mlflow.traceName")).actor(Nodes.first(meta, "mlflow.trace.user",
                        "mlflow.user"))
                .session(Nodes.first(meta, "mlflow.trace.session")).app(app(info, meta))
                .time(at.nanos(), at.text(), at.rule()).duration(duration(info)).status(status(state))
                .addId(Nodes.scalar(info, "client_request_id"));
        if (id != null) {
            b.identity("mlflow/trace/" + id + "/" + state);
        }
        content(b, info, meta);
        b.extra("state", state);
        Extras.add(b, "", info, INFO);
        Extras.add(b, "trace_location.", Nodes.at(info, "trace_location"), Set.of());
        return b;
    }

    private static String app(JsonNode info, JsonNode meta) {
        String source = Nodes.first(meta, "mlflow.source.name");
        String experiment = Nodes.scalar(info, "trace_location", "mlflow_experiment", "experiment_id");
        experiment = experiment != null ? experiment : Nodes.scalar(info, "experiment_id");
        return source != null ? source : experiment == null ? null : "experiment " + experiment;
    }

    /** Previews are cut after about a thousand characters and never stand for the whole words. */
    private static void content(Event.Builder b, JsonNode info, JsonNode meta) {
        String in = Nodes.text(Extras.open(Nodes.at(meta, "mlflow.traceInputs")));
        String out = Nodes.text(Extras.open(Nodes.at(meta, "mlflow.traceOutputs")));
        String whole = Nodes.first(info, "request", "response");
        in = in != null ? in : Nodes.first(info, "request", "request_preview");
        out = out != null ? out : Nodes.first(info, "response", "response_preview");
        if (in != null) {
            Messages.parse(in, "user").forEach(b::addInput);
        }
        if (out != null) {
            Messages.parse(out, "assistant").forEach(b::addOutput);
        }
        boolean preview = whole == null && Nodes.first(info, "request_preview", "response_preview") != null;
        b.content(in == null && out == null ? ContentState.ABSENT : preview ? ContentState.TRUNCATED : null);
    }

    /** Milliseconds, or text such as {@code 0.25s}. */
    private static long duration(JsonNode info) {
        String text = Nodes.scalar(info, "execution_duration");
        if (text != null && text.endsWith("s")) {
            return scaled(Nodes.decimal(text.substring(0, text.length() - 1)), 9);
        }
        return scaled(Nodes.decimal(Nodes.first(info, "execution_duration_ms", "execution_time_ms",
                "execution_duration")), 6);
    }

    static long scaled(BigDecimal value, int power) {
        return value == null || value.signum() < 0 || value.precision() - value.scale() + power > 18 ? Event.NONE
                : value.movePointRight(power).longValue();
    }

    static String status(String state) {
        String word = state == null ? "" : state.replace("STATUS_CODE_", "");
        return switch (word) {
            case "OK" -> "ok";
            case "ERROR" -> "error";
            case "IN_PROGRESS" -> "started";
            default -> null;
        };
    }

    static Event.Builder assessment(JsonNode a, String trace) {
        JsonNode source = Extras.open(a.get("source"));
        String type = Nodes.scalar(source, "source_type");
        type = type != null ? type : Nodes.scalar(a, "source_type");
        String who = Nodes.scalar(source, "source_id");
        who = who != null ? who : Nodes.scalar(a, "source_id");
        boolean expected = Nodes.at(a, "expectation") != null || "expectation".equals(Nodes.scalar(a,
                "assessment_type"));
        JsonNode value = Nodes.at(a, expected ? "expectation" : "feedback");
        value = Extras.open(value != null ? value : Nodes.at(a, "value"));
        value = value != null && value.isObject() && value.has("value") ? Extras.open(value.get("value")) : value;
        String comment = Nodes.text(a, "rationale");
        String by = "HUMAN".equals(type) ? "human" : "CODE".equals(type) ? "code" : "LLM_JUDGE".equals(type)
                || "AI_JUDGE".equals(type) ? "llm" : null;
        String id = Nodes.scalar(a, "assessment_id");
        String own = Nodes.first(a, "trace_id");
        Times.Time at = Times.first(a, "create_time", "created_timestamp", "last_update_time");
        Event.Builder b = Event.of(EventKind.REVIEW).operation(expected ? "expectation" : "feedback")
                .name(Nodes.first(a, "assessment_name", "name")).trace(own != null ? own : trace)
                .parent(Ids.hex(Nodes.scalar(a, "span_id"))).actor(who).time(at.nanos(), at.text(), at.rule())
                .review(new Review(by, who, Nodes.text(value), comment)).addText(comment).addId(id);
        if (id != null) {
            b.identity("mlflow/assessment/" + id + "/" + Nodes.first(a, "last_update_time", "last_updated_timestamp"));
        }
        Extras.add(b, "", a, Set.of("assessment_id", "assessment_name", "name", "rationale", "span_id", "trace_id",
                "_table"));
        return b;
    }

    /** What was said as JSON, in messages. */
    static List<Message> messages(JsonNode node, String role) {
        String text = Nodes.text(Extras.open(node));
        return text == null ? List.of() : Messages.parse(text, role);
    }

    static void rest(Event.Builder b, String prefix, JsonNode object, Set<String> known) {
        if (object != null && object.isObject()) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (!known.contains(member.getKey())) {
                    b.extra(prefix + member.getKey(), Rest.cut(Nodes.text(Extras.open(member.getValue()))));
                }
            }
        }
    }
}
