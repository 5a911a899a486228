// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.weave;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.DataSource;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.core.Review;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import tools.jackson.databind.JsonNode;

/** One call of a traced function. Objects are often given by reference, with the digest of what they were. */
final class Call {

    private static final String REF = "weave:///";
    private static final Set<String> MAPPED = Set.of("id", "op_name", "name", "trace_id", "parent_id", "thread_id",
            "project_id", "started_at", "ended_at", "start_datetime", "end_datetime", "inputs", "output", "outputs",
            "exception", "wb_user_id");
    private static final List<String> MODEL_CALLS = List.of("chat.completions", "completions.create", "completion",
            "messages.create", "generate_content", "embeddings.create", "responses.create", "chatmodel", "converse",
            "chat.complete");

    private static final Set<String> IN_WORDS = Set.of("messages", "model", "system");

    private final JsonNode n;
    private final JsonNode inputs;
    private final JsonNode output;
    private final JsonNode summary;

    Call(JsonNode n) {
        this.n = n;
        this.inputs = Extras.open(n.get("inputs"));
        this.output = Extras.open(Nodes.at(n, "output") != null ? n.get("output") : n.get("outputs"));
        this.summary = Extras.open(n.get("summary"));
    }

    /** @return the last part of a reference without its digest: {@code weave:///e/p/op/answer:abc} is answer */
    private static String tail(String ref) {
        String last = ref.substring(ref.lastIndexOf('/') + 1);
        return last.contains(":") ? last.substring(0, last.indexOf(':')) : last;
    }

    private static String digest(String ref) {
        String last = ref.substring(ref.lastIndexOf('/') + 1);
        return last.contains(":") ? last.substring(last.indexOf(':') + 1) : null;
    }

    Event event() {
        String op = Nodes.first(n, "op_name", "name");
        String name = op == null ? null : op.startsWith(REF) ? tail(op) : op;
        EventKind kind = kind(name == null ? "" : name.toLowerCase(Locale.ROOT));
        Times.Time at = Times.first(n, "started_at", "start_datetime");
        Times.Time end = Times.first(n, "ended_at", "end_datetime");
        String id = Nodes.scalar(n, "id");
        String project = Nodes.scalar(n, "project_id");
        String thread = Nodes.scalar(n, "thread_id");
        String exception = Nodes.text(n, "exception");
        boolean running = !end.known() && exception == null;
        Event.Builder b = Event.of(kind).operation(name).name(Nodes.scalar(n, "display_name") != null
                ? Nodes.scalar(n, "display_name") : name).trace(Nodes.scalar(n, "trace_id")).span(id)
                .parent(Nodes.scalar(n, "parent_id")).session(thread != null ? thread
                : Nodes.first(Extras.open(n.get("attributes")), "session_id", "thread_id"))
                .env(Nodes.first(Extras.open(n.get("attributes")), "env", "environment"))
                .app(project != null ? project : Nodes.scalar(n, "project")).actor(Nodes.scalar(n, "wb_user_id"))
                .time(at.nanos(), at.text(), at.rule()).duration(at.until(end))
                .status(exception != null ? "error" : running ? "started" : "ok").error(exception).addText(exception);
        if (id != null) {
            b.identity("weave/call/" + id + (running ? "/started" : "/ended")
                    + (Nodes.scalar(n, "deleted_at") == null ? "" : "/deleted"));
        }
        models(b, kind);
        content(b);
        beside(b);
        references(b);
        if (kind == EventKind.TOOL) {
            b.tool(name);
        }
        if (kind == EventKind.EVALUATION) {
            b.evaluation(evaluation(name));
        }
        b.extra("op_name", op);
        Extras.add(b, "", n, MAPPED);
        return b.build();
    }

    private EventKind kind(String op) {
        JsonNode attributes = Extras.open(n.get("attributes"));
        String own = Nodes.scalar(attributes, "weave", "kind");
        String said = own != null ? own : Nodes.first(attributes, "kind", "weave.kind");
        String word = said == null ? "" : said.toLowerCase(Locale.ROOT);
        if (word.equals("llm") || word.isEmpty() && MODEL_CALLS.stream().anyMatch(op::contains)) {
            return EventKind.INFERENCE;
        }
        return switch (word) {
            case "tool" -> EventKind.TOOL;
            case "agent" -> EventKind.AGENT;
            case "search", "retriever" -> EventKind.RETRIEVAL;
            case "scorer" -> EventKind.EVALUATION;
            default -> op.startsWith("evaluation.") || op.endsWith(".score") ? EventKind.EVALUATION : EventKind.OTHER;
        };
    }

    private Evaluation evaluation(String op) {
        BigDecimal score = Nodes.decimal(Nodes.first(output, "score", "value"));
        Boolean passed = Nodes.bool(output != null && output.isObject() ? Nodes.first(output, "passed",
                "correct") == null
                ? null : Nodes.at(output, output.has("passed") ? "passed" : "correct") : output);
        JsonNode scores = Nodes.at(output, "scores");
        if (passed == null && scores != null && scores.isObject()) {
            for (JsonNode one : scores) { // of several scorers all must say so
                Boolean said = Nodes.bool(one.isObject() ? Nodes.first(one, "passed", "correct") == null ? null
                        : Nodes.at(one, one.has("passed") ? "passed" : "correct") : one);
                passed = said == null ? passed : (Boolean) (said && !Boolean.FALSE.equals(passed));
            }
        }
        String model = Nodes.scalar(inputs, "model");
        boolean ref = model != null && model.startsWith(REF);
        return new Evaluation(Nodes.scalar(n, "trace_id"), op, ref ? tail(model) : model, ref ? digest(model) : null,
                passed, score == null ? null : score.doubleValue(), null);
    }

    private void models(Event.Builder b, EventKind kind) {
        String model = Nodes.scalar(inputs, "model");
        if (model != null && model.startsWith(REF)) {
            b.modelRequested(tail(model)).version(digest(model));
        } else {
            b.modelRequested(model);
        }
        // the callers of a call carry its usage too: only the call itself has spent it
        if (kind != EventKind.INFERENCE) {
            return;
        }
        b.modelServed(Nodes.scalar(output, "model")).addId(Nodes.scalar(output, "id"));
        long in = Event.NONE;
        long out = Event.NONE;
        JsonNode usage = Nodes.at(summary, "usage");
        if (usage != null && usage.isObject()) {
            for (JsonNode one : usage) {
                in = plus(in, Nodes.number(Nodes.first(one, "prompt_tokens", "input_tokens")));
                out = plus(out, Nodes.number(Nodes.first(one, "completion_tokens", "output_tokens")));
            }
        }
        b.tokensIn(in).tokensOut(out).cost(cost());
    }

    private static long plus(long sum, long more) {
        return more == Event.NONE ? sum : sum == Event.NONE ? more : sum + more;
    }

    private BigDecimal cost() {
        BigDecimal sum = null;
        JsonNode costs = Nodes.at(summary, "weave", "costs");
        if (costs != null && costs.isObject()) {
            for (JsonNode one : costs) {
                for (String key : new String[] {"prompt_tokens_total_cost", "completion_tokens_total_cost"}) {
                    BigDecimal part = Nodes.decimal(Nodes.scalar(one, key));
                    sum = part == null ? sum : sum == null ? part : sum.add(part);
                }
            }
        }
        return sum;
    }

    private void content(Event.Builder b) {
        List<Message> in = new ArrayList<>();
        String system = Messages.words(Nodes.at(inputs, "system"));
        boolean said = Nodes.at(inputs, "messages") != null;
        if (said && system != null) {
            in.add(new Message("system", system));
        }
        in.addAll(messages(inputs, "user"));
        List<Message> out = messages(output, "assistant");
        in.forEach(b::addInput);
        out.forEach(b::addOutput);
        boolean refs = in.size() == 1 && in.get(0).text().startsWith(REF) || out.size() == 1
                && out.get(0).text().startsWith(REF);
        b.content(in.isEmpty() && out.isEmpty() ? ContentState.ABSENT : refs ? ContentState.EXTERNAL : null);
    }

    /** What stands beside the words that were found in inputs and output. */
    private void beside(Event.Builder b) {
        if (inputs != null && Nodes.at(inputs, "messages") != null) {
            for (Map.Entry<String, JsonNode> input : inputs.properties()) {
                String text = Nodes.scalar(input.getValue());
                if (!IN_WORDS.contains(input.getKey()) && (text == null || !text.startsWith(REF))) {
                    b.extra("inputs." + input.getKey(), Rest.cut(Nodes.text(input.getValue())));
                }
            }
        }
        JsonNode choices = Nodes.at(output, "choices");
        if (choices != null && choices.isArray()) {
            b.extra("finish_reason", Nodes.scalar(choices.get(0), "finish_reason"));
        }
        b.extra("stop_reason", Nodes.scalar(output, "stop_reason"));
        b.extra("output.scores", Rest.cut(Nodes.text(output, "scores")));
    }

    private static List<Message> messages(JsonNode node, String role) {
        if (node == null || node.isContainer() && node.isEmpty()) {
            return List.of();
        }
        String text = Nodes.text(Nodes.at(node, "messages") != null ? node.get("messages") : node);
        return text == null ? List.of() : Messages.parse(text, role);
    }

    /** Inputs by reference name the exact version of a dataset, prompt or model. */
    private void references(Event.Builder b) {
        if (inputs == null || !inputs.isObject()) {
            return;
        }
        for (Map.Entry<String, JsonNode> input : inputs.properties()) {
            String ref = Nodes.scalar(input.getValue());
            if (ref != null && ref.startsWith(REF)) {
                b.extra("ref." + input.getKey(), ref);
                if (input.getKey().contains("dataset") || input.getKey().contains("example")
                        || input.getKey().contains("document")) {
                    b.addDataSource(new DataSource(ref, tail(ref), digest(ref), null));
                }
            }
        }
    }

    static Event feedback(JsonNode n) {
        String type = Nodes.scalar(n, "feedback_type");
        String word = type == null ? "" : type;
        JsonNode payload = Extras.open(n.get("payload"));
        String ref = Nodes.scalar(n, "weave_ref");
        String who = Nodes.first(n, "creator", "wb_user_id");
        String value = Nodes.first(payload, "emoji", "value", "alias");
        String note = Nodes.scalar(payload, "note");
        boolean program = word.contains("runnable");
        Times.Time at = Times.of(n.get("created_at"));
        String id = Nodes.scalar(n, "id");
        Event.Builder b = Event.of(EventKind.REVIEW).operation("feedback").name(type).actor(who)
                .app(Nodes.scalar(n, "project_id")).parent(ref != null && ref.contains("/call/") ? tail(ref) : null)
                .time(at.nanos(), at.text(), at.rule()).review(new Review(program ? "code" : "human", who,
                        value != null ? value : note != null ? null : Nodes.text(payload), note)).addText(note);
        if (id != null) {
            b.identity("weave/feedback/" + id);
        }
        Extras.add(b, "", n, Set.of("id", "feedback_type", "created_at"));
        return b.build();
    }
}
