// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.otlp;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.tracebinder.core.DataSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Words;
import org.tracebinder.ingest.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** From a span or log record with attributes of any dialect to the common event. */
final class GenAi {

    /**
     * Resource attributes come again with each span, so a hostile resource would multiply: more than these stay raw.
     */
    private static final int MAX_RESOURCE = 256;
    private static final String DETAILS = "gen_ai.client.inference.operation.details";
    private static final Key[] ACTOR = {Key.USER_ID, Key.ENDUSER_ID, Key.GENAI_USER, Key.LF_USER,
            Key.GENAI_REQUEST_USER,
        Key.TRACELOOP_USER, Key.AI_USER, Key.LF_TRACE_USER, Key.LF_OBSERVATION_USER, Key.USER_EMAIL};
    private static final Key[] SESSION = {Key.CONVERSATION, Key.LF_SESSION, Key.SESSION_ID, Key.MCP_SESSION,
        Key.TRACELOOP_SESSION, Key.AI_SESSION, Key.LF_TRACE_SESSION, Key.LF_OBSERVATION_SESSION, Key.ADK_SESSION};
    private static final Key[] PROVIDER = {Key.PROVIDER, Key.SYSTEM, Key.OI_PROVIDER, Key.OI_SYSTEM, Key.AI_PROVIDER};
    private static final Key[] REQUESTED = {Key.REQUEST_MODEL, Key.OI_REQUEST_MODEL, Key.OI_MODEL, Key.AI_MODEL,
        Key.LF_MODEL, Key.ML_MODEL, Key.OI_EMBEDDING_MODEL, Key.OI_RERANKER_MODEL};
    private static final Key[] SERVED = {Key.RESPONSE_MODEL, Key.OI_RESPONSE_MODEL, Key.AI_RESPONSE_MODEL};
    private static final Key[] VERSION = {Key.ML_VERSION, Key.MODEL_VERSION, Key.RESPONSE_MODEL_VERSION,
        Key.PLAIN_MODEL_VERSION};
    private static final Key[] ENVIRONMENT = {Key.ENVIRONMENT_NAME, Key.ENVIRONMENT, Key.LF_ENVIRONMENT,
            Key.OPENLIT_ENV};
    private static final Key[] APPLICATION = {Key.OPENLIT_APP, Key.OI_PROJECT};
    private static final Key[] TOOL = {Key.TOOL_NAME, Key.AI_TOOL_NAME, Key.OI_TOOL, Key.GENKIT_NAME};
    private static final Key[] TOKENS_IN = {Key.INPUT_TOKENS, Key.PROMPT_TOKENS, Key.OI_PROMPT_TOKENS,
        Key.AI_INPUT_TOKENS, Key.AI_PROMPT_TOKENS};
    private static final Key[] TOKENS_OUT = {Key.OUTPUT_TOKENS, Key.COMPLETION_TOKENS, Key.OI_COMPLETION_TOKENS,
        Key.AI_OUTPUT_TOKENS, Key.AI_COMPLETION_TOKENS};
    private static final Key[] EMBEDDED = {Key.AI_TOKENS};
    private static final Key[] COST = {Key.COST, Key.TOTAL_COST, Key.OI_COST};
    private static final Key[] IDS = {Key.RESPONSE_ID, Key.AI_RESPONSE_ID, Key.TOOL_CALL_ID, Key.AI_TOOL_ID,
        Key.OI_TOOL_ID};

    private GenAi() {
    }

    static Event event(Span span, Span.Around around) {
        Attributes a = span.attributes;
        EventKind kind;
        String word;
        String inner = span.log ? logName(span) : null;
        if (inner != null && inner.startsWith("gen_ai.")) {
            kind = logKind(inner, span);
            word = a.peek(Key.OPERATION) != null && inner.equals(DETAILS) ? a.take(Key.OPERATION) : inner;
            Contents.message(inner, a, span.body, span.input, span.output);
        } else {
            Kinds.Found found = Kinds.of(span);
            kind = found.kind();
            word = found.word();
        }
        Event.Builder b = Event.of(kind).operation(word).bytes(span.from, span.to);
        place(span, inner, b);
        if (isTurn(inner)) {
            turn(span.body, b);
        }
        app(a, around, b);
        String version = firstOf(a, VERSION);
        String model = model(a, kind, b);
        numbers(a, word, b);
        status(span, b);
        b.actor(a.take(ACTOR)).session(a.take(SESSION));
        String known = null;
        for (Key key : IDS) {
            String id = a.has(key) ? a.take(key) : null;
            if (id != null && !id.equals(known)) {
                b.addId(id);
                known = id;
            }
        }
        if (kind == EventKind.TOOL) {
            String tool = a.take(TOOL);
            b.tool(tool == null ? toolOf(span.name) : tool);
        } else if (a.has(Key.TOOL_NAME)) {
            b.tool(a.take(Key.TOOL_NAME));
        }
        Contents.add(span, b, kind);
        sources(span, b);
        evaluation(span, kind, b, model, version);
        if (kind == EventKind.POLICY) {
            guardrail(span, b);
        }
        Annotations.take(span);
        rest(span, around, inner, b);
        return b.build();
    }

    private static String logName(Span span) {
        String name = span.eventName != null ? span.eventName : span.attributes.take(Key.EVENT_NAME);
        return name == null ? "" : name;
    }

    /**
     * Messages belong to the call whose span they name: they, and the span where it is there, are records of one
     * event. So is the event with all details of a call. Where no span is named, the first answer stands for the
     * call.
     */
    private static EventKind logKind(String name, Span span) {
        if (name.equals(Evaluations.RESULT)) {
            return EventKind.EVALUATION;
        }
        if (isTurn(name)) {
            boolean first = name.equals("gen_ai.choice") && Nodes.number(Nodes.scalar(json(span.body), "index")) <= 0;
            return span.trace != null && span.parent != null || first ? EventKind.INFERENCE : EventKind.OTHER;
        }
        if (!name.equals(DETAILS)) {
            return EventKind.OTHER;
        }
        String word = span.attributes.peek(Key.OPERATION);
        EventKind kind = word == null ? EventKind.INFERENCE : Kinds.operation(word);
        return kind == EventKind.OTHER ? EventKind.INFERENCE : kind;
    }

    /** @return true for a log that holds one message of a conversation */
    private static boolean isTurn(String name) {
        return name != null && name.startsWith("gen_ai.") && (name.endsWith(".message") || name.equals("gen_ai.choice")
                || name.startsWith("gen_ai.content."));
    }

    /** What a message says beside its words: how the answer ended, which call of a tool it belongs to. */
    private static void turn(String body, Event.Builder b) {
        JsonNode message = json(body);
        if (message == null || !message.isObject()) {
            return;
        }
        b.addId(Nodes.scalar(message, "id"));
        for (var member : message.properties()) {
            switch (member.getKey()) {
                case "content", "role", "message", "tool_calls", "index", "id", "parts" -> {
                    // the words, whose they are, and where they stand
                }
                default -> b.extra(member.getKey(), Nodes.text(member.getValue()));
            }
        }
    }

    private static void place(Span span, String inner, Event.Builder b) {
        boolean turn = isTurn(inner);
        boolean call = span.log && (turn || DETAILS.equals(inner)) && span.trace != null && span.parent != null;
        b.trace(span.trace).span(call ? span.parent : span.span).parent(call ? null : span.parent);
        if (call) {
            b.identity(span.trace + "/" + span.parent).piece(Event.NONE).turn(turn);
        }
        b.name(span.name != null ? span.name : inner == null || inner.isEmpty() || turn ? null : inner);
        if (span.trace != null && span.span != null) {
            b.identity(span.trace + "/" + span.span);
        }
        if (span.log) {
            // a log without its own time has at least the time at which it was seen
            var time = span.start.known() ? span.start : span.end;
            b.time(time.nanos(), time.text(), time.rule());
            return;
        }
        b.time(span.start.nanos(), span.start.text(), span.start.rule()).duration(span.start.until(span.end));
        if (span.end.text() != null && span.start.until(span.end) == Event.NONE) {
            b.extra("otlp.endTimeUnixNano", span.end.text());
        }
    }

    private static void app(Attributes a, Span.Around around, Event.Builder b) {
        String service = a.peek(Key.SERVICE) != null ? a.take(Key.SERVICE) : around.resource.peek(Key.SERVICE);
        boolean named = service != null && !service.startsWith("unknown_service");
        String other = named ? null : a.take(APPLICATION);
        if (!named && other == null) {
            other = firstOf(around.resource, APPLICATION);
        }
        // unknown_service is what the kits write when nobody gave a name: better than nothing, worse than any other
        // name
        b.app(named ? service : other != null ? other : service);
        b.env(env(a, around));
    }

    private static String env(Attributes a, Span.Around around) {
        String env = a.take(ENVIRONMENT);
        return env != null ? env : firstOf(around.resource, ENVIRONMENT);
    }

    private static String firstOf(Attributes from, Key[] group) {
        for (Key key : group) {
            String value = from.peek(key);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** @return the model that answered, or else the one that was asked for; null when neither is named */
    private static String model(Attributes a, EventKind kind, Event.Builder b) {
        String provider = a.take(PROVIDER);
        String requested = a.take(REQUESTED);
        String action = kind == EventKind.INFERENCE && requested == null ? a.take(Key.GENKIT_NAME) : null;
        int slash = action == null ? -1 : action.indexOf('/'); // Genkit names a model with its plugin: openai/gpt-4o
        String asked = action == null ? requested : action.substring(slash + 1);
        String served = a.take(SERVED);
        b.provider(provider == null && slash > 0 ? action.substring(0, slash) : provider).modelRequested(asked)
                .modelServed(served).version(a.take(VERSION));
        return served != null ? served : asked;
    }

    private static void numbers(Attributes a, String word, Event.Builder b) {
        long in = tokens(a, TOKENS_IN);
        if (in == Event.NONE && word != null && word.startsWith("ai.embed")) {
            in = tokens(a, EMBEDDED); // of other calls it is the sum of what went in and what came out
        }
        long out = tokens(a, TOKENS_OUT);
        BigDecimal cost = decimal(a, COST);
        if (a.has(Key.LF_USAGE) || a.has(Key.LF_COST)) {
            JsonNode usage = json(a.peek(Key.LF_USAGE));
            in = in != Event.NONE ? in : Nodes.number(Nodes.first(usage, "input", "input_tokens", "prompt_tokens",
                    "promptTokens"));
            out = out != Event.NONE ? out
                    : Nodes.number(Nodes.first(usage, "output", "output_tokens", "completion_tokens",
                    "completionTokens"));
            cost = cost != null ? cost : total(json(a.peek(Key.LF_COST)));
        }
        b.tokensIn(in).tokensOut(out).cost(cost);
    }

    private static long tokens(Attributes a, Key[] group) {
        for (Key key : group) {
            if (a.has(key)) {
                long value = Nodes.number(a.peek(key));
                if (value != Event.NONE) {
                    a.take(group);
                    return value;
                }
            }
        }
        return Event.NONE;
    }

    private static BigDecimal decimal(Attributes a, Key[] group) {
        for (Key key : group) {
            if (a.has(key)) {
                BigDecimal value = Nodes.decimal(a.peek(key));
                if (value != null) {
                    a.take(key);
                    return value;
                }
            }
        }
        return null;
    }

    /** The total of a cost breakdown: its own total, or else the sum of its parts. */
    private static BigDecimal total(JsonNode costs) {
        BigDecimal total = Nodes.decimal(Nodes.scalar(costs, "total"));
        if (total != null || costs == null || !costs.isObject()) {
            return total;
        }
        for (JsonNode part : costs) {
            BigDecimal value = part.isContainer() ? null : Nodes.decimal(Nodes.text(part));
            total = value == null ? total : total == null ? value : total.add(value);
        }
        return total;
    }

    private static void status(Span span, Event.Builder b) {
        Attributes a = span.attributes;
        String code = span.statusCode;
        b.status(code == null ? null : switch (code) {
            case "1", "STATUS_CODE_OK", "OK", "Ok", "ok" -> "ok";
            case "2", "STATUS_CODE_ERROR", "ERROR", "Error", "error" -> "error";
            case "0", "STATUS_CODE_UNSET", "UNSET", "Unset", "unset" -> null;
            default -> code;
        });
        String error = span.statusMessage;
        if (error == null) {
            error = a.take(Key.EXCEPTION_MESSAGE);
        }
        for (Span.Inner e : span.inner) {
            if (error == null && e.name().equals("exception")) {
                String type = e.attributes().peek(Key.EXCEPTION_TYPE);
                String message = e.attributes().peek(Key.EXCEPTION_MESSAGE);
                error = message == null ? type : type == null ? message : type + ": " + message;
            }
        }
        if (error == null && a.has(Key.ERROR_TYPE)) {
            error = a.take(Key.ERROR_TYPE);
        }
        if ("ERROR".equals(a.peek(Key.LF_LEVEL)) && error == null) {
            error = a.take(Key.LF_STATUS);
        }
        b.error(error).addText(error);
    }

    /** The tool in a span name of the convention's form, {@code execute_tool NAME}. */
    private static String toolOf(String name) {
        return name != null && name.startsWith("execute_tool ") ? name.substring(13) : name;
    }

    private static void sources(Span span, Event.Builder b) {
        Attributes a = span.attributes;
        if (span.indexed.hasDocuments()) {
            span.indexed.documents(b);
        }
        if (a.has(Key.RETRIEVAL_DOCUMENTS)) {
            JsonNode documents = json(a.peek(Key.RETRIEVAL_DOCUMENTS));
            if (documents != null && documents.isArray() && documents(documents, b)) {
                a.take(Key.RETRIEVAL_DOCUMENTS);
            }
        }
        for (Key key : new Key[] {Key.DATA_SOURCE, Key.KNOWLEDGE_BASE}) {
            String id = a.has(key) ? a.take(key) : null;
            if (id != null) {
                b.addDataSource(Words.dataSource(id, null, null));
            }
        }
        if (a.has(Key.RETRIEVAL_QUERY)) {
            b.addText(a.take(Key.RETRIEVAL_QUERY));
        }
    }

    private static boolean documents(JsonNode documents, Event.Builder b) {
        List<DataSource> found = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (JsonNode d : documents) {
            JsonNode document = Nodes.at(d, "document") != null ? d.get("document") : d;
            String id = document.isObject() ? Nodes.first(document, "id", "document_id", "doc_id", "uri", "url",
                    "source",
                    "title", "name") : Nodes.text(document);
            if (id == null) {
                return false;
            }
            BigDecimal score = Nodes.decimal(Nodes.scalar(document, "score"));
            found.add(Words.dataSource(id, Nodes.first(document, "title", "name"), score == null ? null
                    : score.doubleValue()));
            words.add(Nodes.text(document, "content"));
        }
        found.forEach(b::addDataSource);
        words.forEach(b::addText);
        return true;
    }

    /**
     * A result on the span itself, or the first one of an evaluator; those in events of a span are events of their own,
     * see {@link Evaluations}.
     */
    private static void evaluation(Span span, EventKind kind, Event.Builder b, String model, String version) {
        Attributes a = span.attributes;
        if (kind == EventKind.EVALUATION && !span.log) { // the model of an evaluator is the judge, not the judged
            Attributes first = a.has(Key.EVALUATION_NAME) ? a : Evaluations.first(span);
            Evaluations.fill(first == null ? a : first, null, null, b);
        } else if (kind == EventKind.EVALUATION || a.has(Key.EVALUATION_NAME)) {
            Evaluations.fill(a, model, version, b);
        }
    }

    private static void guardrail(Span span, Event.Builder b) {
        Attributes a = span.attributes;
        String policy = a.has(Key.GUARDRAIL_ID) ? a.take(Key.GUARDRAIL_ID) : span.name;
        String action = null;
        for (int i = 0; i < a.size() && action == null; i++) {
            String key = a.key(i);
            if (key.endsWith(".action") || key.endsWith(".decision") || key.endsWith(".verdict")
                    || key.endsWith(".outcome")) {
                action = Words.action(a.value(i));
            }
        }
        for (Message m : span.output) {
            if (action == null && m.text().startsWith("{")) {
                action = Words.outcome(json(m.text()));
            } else if (action == null && m.text().length() <= 20) {
                String word = Words.action(m.text());
                action = word.equals(m.text().strip().toLowerCase(Locale.ROOT)) && !isAction(word) ? null : word;
            }
        }
        List<String> reasons = action == null ? List.of("the span states no outcome") : List.of();
        b.addDecision(new PolicyDecision(null, policy, null, action == null ? "undefined" : action, reasons));
    }

    private static boolean isAction(String word) {
        return switch (word) {
            case "allow", "deny", "redact", "modify", "error" -> true;
            default -> false;
        };
    }

    private static void rest(Span span, Span.Around around, String inner, Event.Builder b) {
        if (span.log && span.body != null && (inner == null || !inner.startsWith("gen_ai."))) {
            b.addText(span.body);
        }
        b.extra("otlp.severity", span.severity);
        span.attributes.rest(b);
        for (Span.Inner e : span.inner) {
            inner(e, b);
        }
        Attributes r = around.resource;
        for (int i = 0; i < Math.min(r.size(), MAX_RESOURCE); i++) {
            switch (r.key(i)) {
                case "service.name", "deployment.environment.name", "deployment.environment", "langfuse.environment",
                        "gen_ai.environment" -> {
                    // already the application and the environment
                }
                default -> b.extra(r.key(i), r.value(i));
            }
        }
        if (r.size() > MAX_RESOURCE) {
            b.extra("otlp.resourceAttributesPassedOver", Integer.toString(r.size() - MAX_RESOURCE));
        }
        b.extra("otel.scope.name", around.scope);
        b.extra("otel.scope.version", around.scopeVersion);
        Attributes s = around.scopeAttributes;
        for (int i = 0; i < Math.min(s.size(), MAX_RESOURCE); i++) {
            b.extra("otel.scope." + s.key(i), s.value(i));
        }
        if (span.kind != null && !span.kind.equals("0") && !span.kind.equals("1") && !span.kind.endsWith("INTERNAL")) {
            b.extra("otel.span.kind", switch (span.kind) {
                case "2" -> "SERVER";
                case "3" -> "CLIENT";
                case "4" -> "PRODUCER";
                case "5" -> "CONSUMER";
                default -> span.kind;
            });
        }
    }

    /** An event inside a span, unless its words are the conversation itself: what nobody took of it, a line each. */
    private static void inner(Span.Inner e, Event.Builder b) {
        boolean genAi = e.name().startsWith("gen_ai.");
        boolean message = genAi && (e.name().endsWith(".message") || e.name().equals("gen_ai.choice"));
        if (e.name().equals(Evaluations.RESULT)) {
            return;
        }
        StringJoiner lines = new StringJoiner("\n");
        for (int i = 0; i < e.attributes().size(); i++) {
            if (!e.attributes().taken(i) && !(message && Contents.ofMessage(e.attributes().key(i)))) {
                lines.add(e.attributes().key(i) + "=" + e.attributes().value(i));
            }
        }
        if (!genAi || lines.length() > 0) {
            b.extra("event." + e.name(), lines.toString());
        }
    }

    private static JsonNode json(String text) {
        if (text == null || text.isEmpty() || text.charAt(0) != '[' && text.charAt(0) != '{') {
            return null;
        }
        try {
            return Json.tree(text);
        } catch (JacksonException e) {
            // not JSON after all: the attribute stays an extra as it is
            return null;
        }
    }
}
