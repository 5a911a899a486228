// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.vertex;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.DataSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.ObjectReader;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.common.Words;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The request-response log of Google Vertex AI as BigQuery gives it: JSON or CSV, with JSON inside its cells, field
 * names
 * in either spelling. It may be sampled, so what is not in it may still have happened.
 */
public final class VertexReader extends ObjectReader {

    private static final int MAX = 1_000;
    private static final Set<String> MAPPED = Set.of("endpoint", "logging_time", "request_id", "request_payload",
            "response_payload", "model", "model_version", "api_method", "full_request", "full_response", "time",
                    "raw_data",
            "raw_prediction");

    /** Members of an answer that stand elsewhere. */
    private static final Set<String> ANSWERED = Set.of("candidates", "content", "predictions", "role", "id", "model",
            "model_version", "modelVersion", "response_id", "responseId", "usage_metadata", "usageMetadata", "usage",
            "stop_reason", "error");
    private static final Set<String> COUNTED = Set.of("prompt_token_count", "promptTokenCount", "input_tokens",
            "candidates_token_count", "candidatesTokenCount", "output_tokens", "thoughts_token_count",
            "thoughtsTokenCount", "total_token_count", "totalTokenCount");

    /** The reader. */
    public VertexReader() {
        super("vertex-ai", "Vertex AI request-response log", List.of("rows"));
    }

    @Override
    protected Match match(JsonNode o) {
        boolean payload = o.has("request_payload") || o.has("full_request");
        if (payload && o.has("logging_time") && (o.has("deployed_model_id") || o.has("endpoint")
                || o.has("api_method"))) {
            return new Match.Maybe(96, "logging_time beside request_payload or full_request of Vertex AI");
        }
        if (payload && o.has("request_id") && (o.has("response_payload") || o.has("full_response"))) {
            return new Match.Maybe(90, "request_id, request and response payload of Vertex AI");
        }
        return o.has("raw_data") && o.has("raw_prediction") && o.has("model") ? new Match.Maybe(85,
                "raw_data and raw_prediction of AI Platform") : Match.NO;
    }

    @Override
    protected Match match(String text) {
        boolean payload = text.contains("\"full_request\"") || text.contains("\"request_payload\"");
        return text.contains("\"logging_time\"") && (payload || text.contains("\"deployed_model_id\""))
                ? new Match.Maybe(75, "text with logging_time and full_request") : Match.NO;
    }

    @Override
    protected void events(JsonNode o, RawRecord record, Consumer<Event> events) throws BadRecordException {
        if (match(o) == Match.NO) {
            throw refused("no row of a request-response log: no payload with logging_time or request_id", o);
        }
        JsonNode request = payload(o, "full_request", "request_payload", "raw_data");
        JsonNode response = payload(o, "full_response", "response_payload", "raw_prediction");
        String id = Nodes.scalar(o, "request_id");
        Times.Time at = Times.first(o, "logging_time", "time");
        boolean generative = chat(request) || chat(response);
        Event.Builder b = Event.of(generative ? EventKind.INFERENCE : EventKind.OTHER)
                .operation(Nodes.text(o, "api_method") == null ? "predict" : Nodes.scalar(o, "api_method"))
                .span(id).addId(id).app(Nodes.scalar(o, "endpoint")).provider("gcp.vertex_ai")
                .modelRequested(Words.modelOfPath(Nodes.scalar(o, "model"))).time(at.nanos(), at.text(), at.rule())
                .identity(id == null ? null : "vertex-ai/" + id);
        people(o, request, b);
        request(request, b);
        String version = null;
        String reason = null;
        JsonNode fault = null;
        List<Message> words = new ArrayList<>();
        for (JsonNode one : response != null && response.isArray() ? response : response == null ? List.<JsonNode>of()
                : List.of(response)) {
            JsonNode body = ObjectReader.opened(one);
            answer(body, words, b);
            String v = Nodes.first(body, "model_version", "modelVersion");
            v = v == null && body.has("role") ? Nodes.scalar(body, "model") : v;
            version = v == null ? version : v;
            String end = stop(body);
            reason = end == null ? reason : end;
            fault = fault == null ? Nodes.at(body, "error") : fault;
        }
        String said = fault == null ? null : fault.isObject() ? Nodes.first(fault, "message", "status", "code")
                : Nodes.text(fault);
        b.status(fault != null ? "error" : response == null ? null : "ok").error(said).addText(said);
        b.extra("finish_reason", reason);
        if (response != null && response.isArray() && words.size() > 1) {
            // a stream: its pieces are one answer
            b.addOutput(new Message("assistant", String.join("", words.stream().map(Message::text).toList())));
        } else {
            words.forEach(b::addOutput);
        }
        b.modelServed(version).version(version == null ? Nodes.scalar(o, "model_version") : null);
        String path = Nodes.scalar(o, "model");
        b.extra("model_version", Nodes.scalar(o, "model_version"))
                .extra("model", path != null && path.indexOf('/') >= 0 ? path : null);
        numbers(response, b);
        JsonNode told = request == null && response == null ? ObjectReader.opened(o.get("otel_log")) : null;
        boolean spoken = told != null && logged(told, b);
        JsonNode metadata = ObjectReader.opened(o.get("metadata"));
        BigDecimal ms = Nodes.decimal(Nodes.first(metadata, "request_latency", "requestLatency"));
        if (ms != null && ms.signum() >= 0 && ms.compareTo(BigDecimal.valueOf(10_000_000_000L)) < 0) {
            b.duration(ms.movePointRight(6).longValue());
        }
        if (request == null && response == null && !spoken) {
            b.content(ContentState.ABSENT);
        }
        Rest.add(b, "request.", request, Set.of("contents", "messages", "system_instruction", "systemInstruction",
                "system", "instances", "labels"));
        Rest.add(b, "", o, MAPPED);
        events.accept(b.build());
    }

    /** A row that holds a message as OpenTelemetry logs it, and no payload. @return false when it holds no words */
    private static boolean logged(JsonNode log, Event.Builder b) {
        String event = Nodes.first(Nodes.at(log, "attributes"), "event.name", "event_name");
        event = event != null ? event : Nodes.first(log, "event_name", "eventName");
        JsonNode body = ObjectReader.opened(Nodes.at(log, "body"));
        JsonNode message = Nodes.at(body, "message") != null ? body.get("message") : body;
        String words = Messages.words(Nodes.at(message, "content") != null ? message.get("content") : message);
        b.trace(Nodes.first(log, "traceId", "trace_id")).extra("event.name", event);
        if (words == null || event == null || !event.startsWith("gen_ai.")) {
            return false;
        }
        String role = event.equals("gen_ai.choice") ? "assistant" : event.split("\\.")[1];
        if (event.equals("gen_ai.choice")) {
            b.addOutput(new Message(role, words));
        } else {
            b.addInput(new Message(role, words));
        }
        return true;
    }

    /** Parts of an answer that the model thought and did not say are searchable, and no answer. */
    private static JsonNode said(JsonNode parts, Event.Builder b) {
        if (parts == null || !parts.isArray()) {
            return parts;
        }
        ArrayNode said = JsonNodeFactory.instance.arrayNode();
        for (JsonNode part : parts) {
            if (Boolean.TRUE.equals(Nodes.bool(part.get("thought")))) {
                b.addText(Nodes.text(part, "text"));
            } else {
                said.add(part);
            }
        }
        return said;
    }

    /** A payload as an object, as the text of one, or as a list of texts that hold one each; one alone is unwrapped. */
    private static JsonNode payload(JsonNode o, String... names) {
        for (String name : names) {
            JsonNode value = ObjectReader.opened(o.get(name));
            if (value != null && value.isArray() && value.size() == 1) {
                value = ObjectReader.opened(value.get(0));
            }
            if (Nodes.text(value) != null && !(value.isContainer() && value.isEmpty())) {
                return value;
            }
        }
        return null;
    }

    private static boolean chat(JsonNode body) {
        JsonNode one = body != null && body.isArray() && !body.isEmpty() ? ObjectReader.opened(body.get(0)) : body;
        return one != null && (one.has("contents") || one.has("messages") || one.has("candidates")
                || one.has("content") && one.has("role"));
    }

    private static void people(JsonNode o, JsonNode request, Event.Builder b) {
        JsonNode labels = Nodes.at(request, "labels");
        b.actor(Nodes.first(labels, "user", "user_id", "end_user")).session(Nodes.first(labels, "session",
                "session_id"));
        Rest.add(b, "labels.", labels, Set.of());
    }

    private static void request(JsonNode request, Event.Builder b) {
        if (request == null) {
            return;
        }
        for (String name : new String[] {"system_instruction", "systemInstruction", "system"}) {
            JsonNode system = request.get(name);
            String words = system == null ? null : Messages.words(system.has("parts") ? system.get("parts") : system);
            if (words != null) {
                b.addInput(new Message("system", words));
            }
        }
        for (String name : new String[] {"contents", "messages"}) {
            Messages.parse(Nodes.text(request, name), "user").forEach(b::addInput);
        }
        classic(request.get("instances"), "user").forEach(b::addInput);
        if (!request.isObject()) {
            b.addInput(new Message("user", Nodes.text(request)));
        }
    }

    /** Instances and predictions: chats where they are objects, else numbers that say something only together. */
    private static List<Message> classic(JsonNode list, String role) {
        boolean objects = list != null && list.isArray() && !list.isEmpty() && list.get(0).isObject();
        String text = Nodes.text(list);
        return text == null || list.isEmpty() && list.isContainer() ? List.of() : objects ? Messages.parse(text, role)
                : List.of(new Message(role, text));
    }

    private static void answer(JsonNode one, List<Message> to, Event.Builder b) {
        if (one == null || !one.isObject()) {
            if (Nodes.text(one) != null) {
                to.add(new Message("assistant", Nodes.text(one)));
            }
            return;
        }
        b.addId(Nodes.first(one, "response_id", "responseId"));
        b.addId(one.has("role") ? Nodes.scalar(one, "id") : null);
        JsonNode candidates = one.get("candidates");
        int seen = 0;
        for (JsonNode c : candidates == null || !candidates.isArray() ? List.<JsonNode>of() : candidates) {
            if (seen++ >= MAX) {
                break;
            }
            String words = Messages.words(Nodes.at(c, "content") == null ? null : c.get("content").has("parts")
                    ? said(c.get("content").get("parts"), b) : c.get("content"));
            if (words != null) {
                to.add(new Message("assistant", words));
            }
            String reason = Nodes.first(c, "finish_reason", "finishReason");
            safety(c, reason, b);
            grounding(c, b);
        }
        if (candidates == null) {
            String words = Messages.words(one.get("content"));
            if (words != null) {
                to.add(new Message("assistant", words));
            }
            classic(one.get("predictions"), "assistant").forEach(to::add);
        }
        String blocked = Nodes.first(either(one, "prompt_feedback", "promptFeedback"), "block_reason", "blockReason");
        if (blocked != null) {
            b.addDecision(new PolicyDecision("vertex-ai-safety", "prompt", null, "deny", List.of(blocked)));
        }
    }

    /** Why the first candidate ended; of a stream only the last piece tells. */
    private static String stop(JsonNode body) {
        JsonNode candidates = body.get("candidates");
        JsonNode first = candidates == null || !candidates.isArray() || candidates.isEmpty() ? body : candidates.get(0);
        return Nodes.first(first, "finish_reason", "finishReason", "stop_reason");
    }

    private static void safety(JsonNode candidate, String reason, Event.Builder b) {
        JsonNode ratings = either(candidate, "safety_ratings", "safetyRatings");
        List<String> reasons = new ArrayList<>();
        boolean blocked = "SAFETY".equals(reason) || "PROHIBITED_CONTENT".equals(reason) || "BLOCKLIST".equals(reason)
                || "SPII".equals(reason);
        for (JsonNode r : ratings == null || !ratings.isArray() ? List.<JsonNode>of() : ratings) {
            String probability = Nodes.scalar(r, "probability");
            boolean own = Boolean.TRUE.equals(Nodes.bool(r.get("blocked")));
            blocked |= own;
            if (reasons.size() < MAX && (own || probability != null && !probability.equals("NEGLIGIBLE"))) {
                reasons.add(Nodes.scalar(r, "category") + " " + probability + (own ? " blocked" : ""));
            }
        }
        if (blocked && reasons.isEmpty()) {
            reasons.add("finish reason " + reason);
        }
        if (ratings != null || blocked) {
            b.addDecision(new PolicyDecision("vertex-ai-safety", null, null, blocked ? "deny" : "allow", reasons));
        }
    }

    private static void grounding(JsonNode candidate, Event.Builder b) {
        JsonNode grounding = either(candidate, "grounding_metadata", "groundingMetadata");
        JsonNode chunks = either(grounding, "grounding_chunks", "groundingChunks");
        int seen = 0;
        for (JsonNode chunk : chunks == null || !chunks.isArray() ? List.<JsonNode>of() : chunks) {
            JsonNode source = either(chunk, "retrieved_context", "retrievedContext");
            source = source == null ? chunk.get("web") : source;
            String id = Nodes.first(source, "uri", "title");
            if (id != null && seen++ < MAX) {
                b.addDataSource(new DataSource(id, Nodes.scalar(source, "title"), null, null));
            }
        }
        JsonNode citations = either(either(candidate, "citation_metadata", "citationMetadata"), "citations",
                "citationSources");
        for (JsonNode c : citations == null || !citations.isArray() ? List.<JsonNode>of() : citations) {
            String id = Nodes.first(c, "uri", "title");
            if (id != null && seen++ < MAX) {
                b.addDataSource(new DataSource(id, Nodes.scalar(c, "title"), null, null));
            }
        }
    }

    /** Token counts of the answer; of a stream the last that tells them, which are the sums. */
    private static void numbers(JsonNode response, Event.Builder b) {
        for (JsonNode one : response != null && response.isArray() ? response : response == null ? List.<JsonNode>of()
                : List.of(response)) {
            JsonNode usage = either(ObjectReader.opened(one), "usage_metadata", "usageMetadata");
            usage = usage == null ? ObjectReader.opened(one).get("usage") : usage;
            if (usage != null) {
                long in = Nodes.number(Nodes.first(usage, "prompt_token_count", "promptTokenCount", "input_tokens"));
                long out = Nodes.number(Nodes.first(usage, "candidates_token_count", "candidatesTokenCount",
                        "output_tokens"));
                b.tokensIn(in).tokensOut(out);
            }
        }
        JsonNode last = response != null && response.isArray() && !response.isEmpty()
                ? response.get(response.size() - 1)
                : response;
        JsonNode usage = either(ObjectReader.opened(last), "usage_metadata", "usageMetadata");
        JsonNode body = ObjectReader.opened(last);
        Rest.add(b, "response.", body, ANSWERED);
        Rest.add(b, "usage.", body == null || !body.isObject() ? null : usage != null ? usage : body.get("usage"),
                COUNTED);
        b.extra("thoughts_token_count", Nodes.first(usage, "thoughts_token_count", "thoughtsTokenCount"));
        b.extra("total_token_count", Nodes.first(usage, "total_token_count", "totalTokenCount"));
    }

    private static JsonNode either(JsonNode object, String one, String other) {
        JsonNode found = Nodes.at(object, one);
        return found != null ? found : Nodes.at(object, other);
    }
}
