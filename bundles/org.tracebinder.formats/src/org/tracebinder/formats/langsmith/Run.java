// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.langsmith;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Documents;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.common.Words;
import tools.jackson.databind.JsonNode;

/** One run. What LangSmith calls its session is the project; the conversation stands in the metadata. */
final class Run {

    private static final Set<String> MAPPED = Set.of("id", "trace_id", "parent_run_id", "name", "run_type",
            "start_time", "end_time", "inputs", "outputs", "extra", "session_name", "error", "events", "serialized",
            "prompt_tokens", "completion_tokens", "total_cost", "status");

    /** Names that chains give to the one text that goes in or comes out. */
    private static final Set<String> WORDS = Set.of("input", "question", "query", "human_input", "output", "answer",
            "result", "response");

    private final JsonNode n;
    private final JsonNode extra;
    private final JsonNode meta;
    private final JsonNode inputs;
    private final JsonNode outputs;
    private final String knownType;

    /** @param type what another record says of its type, null when nothing does */
    Run(JsonNode n, String type) {
        this.n = n;
        this.knownType = type;
        this.extra = Extras.open(n.get("extra"));
        this.meta = Extras.open(Nodes.at(extra, "metadata"));
        this.inputs = Extras.open(n.get("inputs"));
        this.outputs = Extras.open(n.get("outputs"));
    }

    /** @param part {@code post} for the beginning of a run, {@code patch} for its end, null for a whole one */
    Event.Builder event(String part) {
        Times.Time start = Times.of(n.get("start_time"));
        Times.Time end = Times.of(n.get("end_time"));
        boolean begun = start.known() || !end.known();
        String type = type();
        boolean ended = end.known() || Nodes.scalar(n, "error") != null || "success".equals(Nodes.scalar(n, "status"));
        EventKind kind = kind(type);
        String id = Nodes.scalar(n, "id");
        String trace = Nodes.scalar(n, "trace_id");
        Times.Time at = start.known() ? start : dotted();
        at = at.known() ? at : end;
        Event.Builder b = Event.of(kind).operation(type).name(Nodes.scalar(n, "name"))
                .trace(trace != null ? trace : firstOfOrder()).span(id).parent(Nodes.scalar(n, "parent_run_id"))
                .session(Nodes.first(meta, "session_id", "thread_id", "conversation_id"))
                .app(Nodes.first(n, "session_name", "session_id"))
                .env(Nodes.first(meta, "environment", "env", "deployment_environment"))
                .actor(Nodes.first(meta, "user_id", "user", "user_email", "ls_user_id"))
                .time(at.nanos(), at.text(), at.rule()).duration(at.until(end));
        if (id != null) {
            b.identity("langsmith/run/" + id);
            if (part != null || !ended) { // the beginning and the end of a run are two records of one event
                b.piece(end.nanos());
            }
        }
        models(b, kind);
        numbers(b);
        content(b, part, kind);
        status(b, ended, part);
        if (kind == EventKind.TOOL) {
            b.tool(Nodes.scalar(n, "name"));
        }
        if (kind == EventKind.RETRIEVAL) {
            Documents.add(b, outputs);
        }
        b.extra("part", part).extra("begun", part != null && !begun ? "in another record" : null);
        Extras.add(b, "metadata.", meta, Set.of());
        Extras.add(b, "", extra, Set.of("metadata"));
        Extras.add(b, "", n, MAPPED);
        return b;
    }

    /** The end of a run may not say its type again; what stands in its metadata does. */
    private String type() {
        String type = Nodes.scalar(n, "run_type");
        type = type != null ? type : knownType;
        return type != null ? type : Nodes.scalar(meta, "ls_model_type") != null ? "llm" : null;
    }

    private static EventKind kind(String type) {
        return switch (type == null ? "" : type) {
            case "llm", "embedding" -> EventKind.INFERENCE;
            case "chain" -> EventKind.AGENT;
            case "tool" -> EventKind.TOOL;
            case "retriever" -> EventKind.RETRIEVAL;
            default -> EventKind.OTHER;
        };
    }

    /** {@code 20241011T205823298773Z<id>}, the last segment of the order, holds the start of the run. */
    private Times.Time dotted() {
        String order = Nodes.scalar(n, "dotted_order");
        String own = order == null ? "" : order.substring(order.lastIndexOf('.') + 1);
        if (own.length() < 22 || !own.substring(0, 22).matches("\\d{8}T\\d{12}Z")) {
            return Times.Time.UNKNOWN;
        }
        String stamp = own.substring(0, 22);
        Times.Time read = Times.parse(stamp.substring(0, 4) + "-" + stamp.substring(4, 6) + "-" + stamp.substring(6, 8)
                + "T" + stamp.substring(9, 11) + ":" + stamp.substring(11, 13) + ":" + stamp.substring(13, 15) + "."
                + stamp.substring(15, 21) + "Z");
        return new Times.Time(read.nanos(), stamp, read.rule());
    }

    private String firstOfOrder() {
        String order = Nodes.scalar(n, "dotted_order");
        String first = order == null ? "" : order.split("\\.", 2)[0];
        return first.length() > 22 ? first.substring(22) : null;
    }

    private void models(Event.Builder b, EventKind kind) {
        JsonNode asked = Extras.open(Nodes.at(extra, "invocation_params"));
        String model = Nodes.first(meta, "ls_model_name");
        model = model != null ? model : Nodes.first(asked, "model", "model_name", "model_id");
        b.modelRequested(model != null ? model : Nodes.scalar(inputs, "model"));
        b.provider(Nodes.first(meta, "ls_provider"));
        if (kind == EventKind.INFERENCE) {
            String served = Nodes.first(outputs, "model");
            b.modelServed(served != null ? served : Nodes.first(Nodes.at(outputs, "llm_output"), "model_name",
                    "model"));
            b.addId(Nodes.scalar(outputs, "id"));
        }
    }

    private void numbers(Event.Builder b) {
        JsonNode usage = Nodes.at(outputs, "usage_metadata");
        usage = usage != null ? usage : Nodes.at(outputs, "usage");
        long in = Nodes.number(n, "prompt_tokens");
        long out = Nodes.number(n, "completion_tokens");
        b.tokensIn(in != Event.NONE ? in : Nodes.number(Nodes.first(usage, "input_tokens", "prompt_tokens")));
        b.tokensOut(out != Event.NONE ? out : Nodes.number(Nodes.first(usage, "output_tokens", "completion_tokens")));
        BigDecimal cost = Nodes.decimal(Nodes.scalar(n, "total_cost"));
        b.cost(cost != null && cost.signum() > 0 ? cost : null);
        Extras.add(b, "usage.", usage, Set.of());
    }

    private void content(Event.Builder b, String part, EventKind kind) {
        List<Message> in = messages(inputs, "user");
        List<Message> out = messages(outputs, "assistant");
        in.forEach(b::addInput);
        out.forEach(b::addOutput);
        ContentState state = Words.state(in) != null ? Words.state(in) : Words.state(out);
        // {} stands where somebody chose to hide the words, and where there were none
        b.content(state != null ? state : in.isEmpty() && out.isEmpty()
                ? part == null || kind != EventKind.OTHER ? ContentState.ABSENT : ContentState.NOT_RECORDED : null);
    }

    /** LangChain keeps messages as {@code [[{id:[...,HumanMessage],kwargs:{content}}]]}. */
    private static List<Message> messages(JsonNode node, String role) {
        if (node == null || node.isNull() || node.isContainer() && node.isEmpty()) {
            return List.of();
        }
        if (node.isObject() && node.size() == 1) {
            Map.Entry<String, JsonNode> only = node.properties().iterator().next();
            if (WORDS.contains(only.getKey()) && only.getValue().isString()) {
                return Messages.parse(only.getValue().stringValue(), role);
            }
        }
        List<Message> own = LangChain.messages(node, role);
        return own != null ? own : Messages.parse(Nodes.text(node), role);
    }

    private void status(Event.Builder b, boolean ended, String part) {
        String error = Nodes.text(n, "error");
        String word = Nodes.scalar(n, "status");
        b.error(error).addText(error);
        if (error != null || "error".equals(word)) {
            b.status("error");
        } else if ("success".equals(word)) {
            b.status("ok");
        } else if (!ended) {
            b.status(part != null || "pending".equals(word) ? "started" : word);
        }
        JsonNode events = Extras.open(n.get("events"));
        if (events != null && events.isArray() && !events.isEmpty()) {
            b.extra("events", events.size() + " of " + Nodes.scalar(events.get(0), "name"));
        }
    }
}
