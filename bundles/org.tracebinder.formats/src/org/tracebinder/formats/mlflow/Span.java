// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mlflow;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Documents;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import tools.jackson.databind.JsonNode;

/** One span of a trace, of either generation. The values of its attributes are JSON inside text. */
final class Span {

    private static final Set<String> MAPPED = Set.of("mlflow.spanInputs", "mlflow.spanOutputs", "mlflow.spanType",
            "mlflow.traceRequestId", "mlflow.chat.tokenUsage", "mlflow.chat_tools", "mlflow.chat.messages");

    private final JsonNode n;
    private final String trace;
    private final JsonNode meta;
    private final JsonNode attributes;

    Span(JsonNode n, String trace, JsonNode meta) {
        this.n = n;
        this.meta = meta;
        this.attributes = Extras.open(n.get("attributes"));
        String own = text("mlflow.traceRequestId");
        this.trace = trace != null ? trace : own != null ? own : first("trace_id", "context", "trace_id");
    }

    private String first(String name, String... path) {
        String own = Nodes.scalar(n, name);
        return Ids.hex(own != null ? own : Nodes.scalar(n, path));
    }

    private JsonNode attribute(String name) {
        return Extras.open(Nodes.at(attributes, name));
    }

    private String text(String... names) {
        for (String name : names) {
            JsonNode found = attribute(name);
            if (found != null && !found.isContainer() && Nodes.text(found) != null) {
                return Nodes.text(found);
            }
        }
        return null;
    }

    Event.Builder event() {
        String type = text("mlflow.spanType");
        EventKind kind = kind(type == null ? "" : type.toUpperCase(Locale.ROOT));
        String id = first("span_id", "context", "span_id");
        Times.Time start = time("start_time_unix_nano", "start_time_ns", "start_time");
        Times.Time end = time("end_time_unix_nano", "end_time_ns", "end_time");
        String name = Nodes.scalar(n, "name");
        Event.Builder b = Event.of(kind).operation(type == null ? null : type.toLowerCase(Locale.ROOT)).name(name)
                .trace(trace).span(id).parent(first("parent_span_id", "parent_id"))
                .session(Nodes.first(meta, "mlflow.trace.session")).actor(Nodes.first(meta, "mlflow.trace.user"))
                .time(start.nanos(), start.text(), start.rule()).duration(start.until(end));
        if (id != null) {
            b.identity("mlflow/span/" + trace + "/" + id);
        }
        JsonNode in = attribute("mlflow.spanInputs");
        JsonNode out = attribute("mlflow.spanOutputs");
        models(b, kind, in, out);
        List<Message> said = Traces.messages(in, "user");
        List<Message> answered = Traces.messages(out, "assistant");
        said.forEach(b::addInput);
        answered.forEach(b::addOutput);
        b.content(said.isEmpty() && answered.isEmpty() ? ContentState.ABSENT : null);
        status(b);
        if (kind == EventKind.TOOL) {
            b.tool(name);
        }
        if (kind == EventKind.RETRIEVAL) {
            Documents.add(b, out);
        }
        Traces.rest(b, "", attributes, MAPPED);
        return b;
    }

    private static EventKind kind(String type) {
        return switch (type) {
            case "LLM", "CHAT_MODEL", "EMBEDDING" -> EventKind.INFERENCE;
            case "RETRIEVER", "RERANKER" -> EventKind.RETRIEVAL;
            case "TOOL" -> EventKind.TOOL;
            case "AGENT", "CHAIN", "WORKFLOW" -> EventKind.AGENT;
            case "GUARDRAIL" -> EventKind.POLICY;
            case "EVALUATOR" -> EventKind.EVALUATION;
            default -> EventKind.OTHER;
        };
    }

    private Times.Time time(String... names) {
        for (String name : names) {
            String text = Nodes.scalar(n, name);
            if (text != null) {
                return name.contains("n") && name.matches(".*(nano|ns)") ? Times.nanos(text) : Times.parse(text);
            }
        }
        return Times.Time.UNKNOWN;
    }

    private void models(Event.Builder b, EventKind kind, JsonNode in, JsonNode out) {
        if (kind != EventKind.INFERENCE) {
            return;
        }
        String asked = text("mlflow.llm.model", "gen_ai.request.model", "llm.model_name");
        asked = asked != null ? asked : Nodes.first(in, "model", "model_name");
        b.modelRequested(asked != null ? asked : text("model", "model_name"));
        String served = text("gen_ai.response.model");
        b.modelServed(served != null ? served : Nodes.first(out, "model"));
        b.provider(text("mlflow.llm.provider", "gen_ai.provider.name", "gen_ai.system"));
        b.addId(Nodes.scalar(out, "id"));
        JsonNode usage = attribute("mlflow.chat.tokenUsage");
        usage = usage != null ? usage : Nodes.at(out, "usage");
        b.tokensIn(Nodes.number(Nodes.first(usage, "input_tokens", "prompt_tokens")));
        b.tokensOut(Nodes.number(Nodes.first(usage, "output_tokens", "completion_tokens")));
    }

    private void status(Event.Builder b) {
        JsonNode status = n.get("status");
        String code = status != null && status.isObject() ? Nodes.scalar(status, "code")
                : Nodes.first(n, "status_code", "status");
        String message = status != null && status.isObject() ? Nodes.scalar(status, "message")
                : Nodes.first(n, "status_message");
        String word = Traces.status(code);
        JsonNode happened = Extras.open(n.get("events"));
        if (happened != null && happened.isArray()) {
            for (JsonNode e : happened) {
                String exception = Nodes.text(Extras.open(Nodes.at(e, "attributes", "exception.message")));
                message = message != null ? message : exception;
                b.addText(exception);
            }
            if (!happened.isEmpty()) {
                b.extra("events", Rest.cut(happened.toString()));
            }
        }
        b.status(word).error("error".equals(word) ? message : null).addText(message);
    }
}
