// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.langfuse;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.formats.common.Documents;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Stages;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.common.Words;
import tools.jackson.databind.JsonNode;

/** One observation: a call, a tool, a retrieval, or any other span. */
final class Observation {

    private static final Set<String> MAPPED = Set.of("id", "traceId", "trace_id", "parentObservationId",
            "parent_observation_id", "name", "type", "startTime", "start_time", "endTime", "end_time", "input",
            "output", "metadata", "model", "providedModelName", "provided_model_name", "userId", "user_id",
            "sessionId", "session_id", "environment", "statusMessage", "status_message", "totalCost", "total_cost");

    private final Row row;
    private final Around around;
    private final Metadata meta;

    Observation(Row row, Around around) {
        this.row = row;
        this.around = around;
        this.meta = new Metadata(row);
    }

    Event.Builder event(String where) {
        return event(where, kind(), row.text("type"));
    }

    Event.Builder event(String where, EventKind kind, String word) {
        Times.Time at = row.time("startTime");
        String name = row.text("name");
        String id = row.id("id");
        String trace = row.id("traceId");
        Event.Builder b = Event.of(kind).operation(word == null ? null : word.toLowerCase(Locale.ROOT)).name(name)
                .trace(trace != null ? trace : around.trace()).span(id).parent(row.id("parentObservationId"))
                .session(or(row.text("sessionId"), around.session())).actor(or(row.text("userId"), around.user()))
                .app(app()).env(or(row.text("environment"), around.env()))
                .time(at.nanos(), at.text(), at.rule()).duration(duration(at));
        if (id != null) {
            b.identity("langfuse/" + where + "/observation/" + id + "/" + row.text("updatedAt"));
        }
        JsonNode output = Extras.open(row.at("output"));
        models(b, kind == EventKind.INFERENCE ? Answered.of(output) : Answered.NOTHING);
        numbers(b);
        String message = row.text("statusMessage");
        boolean error = "ERROR".equalsIgnoreCase(row.text("level"));
        b.status(error ? "error" : null).error(error ? message : null).addText(message);
        if (kind == EventKind.TOOL) {
            b.tool(or(meta.attribute("gen_ai.tool.name", "tool.name"), name));
        }
        content(b, row);
        if (kind == EventKind.RETRIEVAL) {
            Documents.add(b, output);
        }
        if (kind == EventKind.POLICY) {
            b.addDecision(decision(name, output, error ? message : null, error));
        }
        JsonNode calls = Extras.open(row.at("toolCalls"));
        if (calls != null && calls.isArray()) {
            calls.forEach(c -> b.addId(Nodes.scalar(c, "id")));
        }
        meta.extras(b);
        Extras.add(b, "", row.node(), MAPPED);
        return b;
    }

    private String app() {
        String service = meta.resource("service.name");
        return Around.known(service) ? service : or(around.app(), row.text("traceName"));
    }

    private EventKind kind() {
        String type = or(row.text("type"), "SPAN").toUpperCase(Locale.ROOT);
        if (Stages.later(row.text("name"))) {
            return EventKind.OTHER;
        }
        return switch (type) {
            case "GENERATION", "EMBEDDING" -> EventKind.INFERENCE;
            case "AGENT", "CHAIN" -> EventKind.AGENT;
            case "TOOL" -> EventKind.TOOL;
            case "RETRIEVER" -> EventKind.RETRIEVAL;
            case "GUARDRAIL" -> EventKind.POLICY;
            case "EVALUATOR" -> EventKind.EVALUATION;
            default -> span();
        };
    }

    /** Older servers stored every span of OpenTelemetry as SPAN; its attributes may say more. */
    private EventKind span() {
        String word = or(meta.attribute("openinference.span.kind"), "");
        String operation = or(meta.attribute("gen_ai.operation.name"), "");
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "TOOL" -> EventKind.TOOL;
            case "AGENT" -> EventKind.AGENT;
            case "RETRIEVER", "RERANKER" -> EventKind.RETRIEVAL;
            case "GUARDRAIL" -> EventKind.POLICY;
            default -> operation.equals("execute_tool") || meta.attribute("gen_ai.tool.name") != null ? EventKind.TOOL
                    : operation.equals("invoke_agent") ? EventKind.AGENT : EventKind.OTHER;
        };
    }

    private void models(Event.Builder b, Answered answered) {
        b.modelRequested(or(or(row.text("providedModelName"), row.text("model")),
                meta.attribute("gen_ai.request.model", "llm.model_name")));
        b.modelServed(or(meta.attribute("gen_ai.response.model", "llm.response.model_name"), answered.model()));
        b.provider(meta.attribute("gen_ai.provider.name", "gen_ai.system", "llm.provider", "llm.system",
                "ls_provider"));
        b.addId(or(meta.attribute("gen_ai.response.id"), answered.id()));
        b.extra("finish_reason", answered.finish());
    }

    private void numbers(Event.Builder b) {
        JsonNode details = Extras.open(row.at("usageDetails"));
        JsonNode usage = Extras.open(row.at("usage"));
        long in = number(details, "input", "prompt_tokens", "input_tokens");
        long out = number(details, "output", "completion_tokens", "output_tokens");
        in = in != Event.NONE ? in : number(usage, "input", "promptTokens", "prompt_tokens");
        out = out != Event.NONE ? out : number(usage, "output", "completionTokens", "completion_tokens");
        long total = Nodes.number(row.text("totalUsage"));
        // rows that counted nothing carry zeros here
        if (in == Event.NONE && out == Event.NONE && total != Event.NONE && total != 0) {
            in = Nodes.number(row.text("inputUsage"));
            out = Nodes.number(row.text("outputUsage"));
        }
        b.tokensIn(in != Event.NONE ? in : Nodes.number(row.text("promptTokens")));
        b.tokensOut(out != Event.NONE ? out : Nodes.number(row.text("completionTokens")));
        BigDecimal cost = positive(row.text("totalCost"));
        cost = cost != null ? cost : positive(row.text("calculatedTotalCost"));
        cost = cost != null ? cost : positive(Nodes.scalar(Extras.open(row.at("costDetails")), "total"));
        b.cost(cost != null ? cost : positive(Nodes.scalar(usage, "totalCost")));
    }

    private static long number(JsonNode object, String... names) {
        return Nodes.number(Nodes.first(object, names));
    }

    /** @return a cost; null for zero, which stands there where nothing was counted */
    static BigDecimal positive(String text) {
        BigDecimal value = Nodes.decimal(text);
        return value == null || value.signum() <= 0 ? null : value;
    }

    private long duration(Times.Time start) {
        long span = start.until(row.time("endTime"));
        return span != Event.NONE ? span : Traces.seconds(row.text("latency"));
    }

    /** Prompt and answer of a trace or observation, opened where they are JSON inside text. */
    static void content(Event.Builder b, Row row) {
        List<Message> in = words(row.at("input"), "user");
        List<Message> out = words(row.at("output"), "assistant");
        in.forEach(b::addInput);
        out.forEach(b::addOutput);
        ContentState state = Words.state(in) != null ? Words.state(in) : Words.state(out);
        // rows may be asked for without their words
        ContentState none = row.has("input") || row.has("output") ? ContentState.ABSENT : ContentState.NOT_RECORDED;
        b.content(state != null ? state : in.isEmpty() && out.isEmpty() ? none : null);
    }

    private static List<Message> words(JsonNode node, String role) {
        JsonNode open = Extras.open(node);
        String text = Nodes.text(open);
        return text == null ? List.of() : Messages.parse(text, role);
    }

    private static PolicyDecision decision(String name, JsonNode output, String message, boolean error) {
        String action = Words.outcome(output);
        String reason = or(Nodes.first(output, "reason", "message", "explanation"), message);
        return new PolicyDecision(name, null, null, action != null ? action : error ? "error" : "undefined",
                reason == null ? List.of() : List.of(reason));
    }

    private static String or(String first, String second) {
        return first != null ? first : second;
    }
}
