// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.litellm;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.core.PersonalData;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.common.Times.Time;
import org.tracebinder.formats.common.Words;
import org.tracebinder.ingest.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * One call through the proxy, read member by member from a callback payload or from a row of the spend table, which
 * holds the same things partly as JSON inside text. One use.
 */
final class Call {

    /** A member that comes again and again is joined up to here. */
    private static final int MAX_JOINED = 10_000;

    /** What the proxy puts where it cut a long text before it stored it. */
    private static final String CUT = "(litellm_truncated ";

    private String id;
    private String callId;
    private String trace;
    private String session;
    private String type;
    private String status;
    private String provider;
    private String model;
    private String served;
    private String hiddenModel;
    private boolean responded;
    private String endUser;
    private String user;
    private String tool;
    private String team;
    private String error;
    private String responseId;
    private Time start = Time.UNKNOWN;
    private Time end = Time.UNKNOWN;
    private BigDecimal seconds;
    private BigDecimal cost;
    private long tokensIn = Event.NONE;
    private long tokensOut = Event.NONE;
    private boolean redacted;
    private boolean truncated;
    private boolean external;
    private boolean carriesContent;
    private boolean notStored;
    private String overall;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<Message> input = new ArrayList<>(2);
    /** What the client sent, which newer proxies store in place of the messages. */
    private final List<Message> request = new ArrayList<>(0);
    private final List<Message> output = new ArrayList<>(1);
    private final List<PolicyDecision> decisions = new ArrayList<>(1);
    /** Numbers of the decisions that masked something; whether the call went on after them, its status says. */
    private final Set<Integer> masking = new HashSet<>(0);
    private final List<String> guarded = new ArrayList<>(0);
    private final Map<String, Integer> masked = new LinkedHashMap<>();
    private final Map<String, String> extra = new LinkedHashMap<>();

    /** Reads one member of the payload; the parser stands on its value. */
    void member(String name, JsonParser p) {
        switch (name) {
            case "id", "request_id" -> id = scalar(p);
            case "call_id", "litellm_call_id" -> callId = scalar(p);
            case "trace_id" -> trace = scalar(p);
            case "session_id" -> session = scalar(p);
            case "call_type" -> type = scalar(p);
            case "status" -> status = scalar(p);
            case "custom_llm_provider" -> provider = scalar(p);
            case "model" -> model = scalar(p);
            case "end_user" -> endUser = scalar(p);
            case "user" -> user = scalar(p);
            case "team_id" -> {
                team = scalar(p);
                keep(name, team);
            }
            case "startTime" -> start = time(p);
            case "endTime" -> end = time(p);
            case "response_time" -> {
                String text = scalar(p);
                seconds = Nodes.decimal(text);
                keep(name, text);
            }
            case "response_cost", "spend" -> {
                String text = scalar(p);
                cost = Nodes.decimal(text);
                if (cost == null) {
                    keep(name, text);
                }
            }
            case "prompt_tokens" -> tokensIn = Nodes.number(scalar(p));
            case "completion_tokens" -> tokensOut = Nodes.number(scalar(p));
            case "messages" -> messages(p);
            case "response" -> response(p);
            case "proxy_server_request" -> nested(p, this::request);
            case "metadata" -> nested(p, this::metadata);
            case "hidden_params" -> nested(p, this::hidden);
            case "guardrail_information" -> guardrails(tree(p));
            case "status_fields" -> {
                JsonNode fields = tree(p);
                overall = Nodes.scalar(fields, "guardrail_status");
                keep(name, Nodes.text(fields));
            }
            case "error_information" -> error(tree(p));
            case "error_str" -> error = or(scalar(p), error);
            case "mcp_namespaced_tool_name" -> tool = scalar(p);
            // prices per token of the model's map: hundreds of figures that say nothing about this call
            case "model_map_information" -> p.skipChildren();
            default -> keep(name, plain(p));
        }
    }

    private interface Member {
        void read(String name, JsonParser p);
    }

    /** Reads an object, also one inside a text. */
    private static void nested(JsonParser p, Member member) {
        if (p.currentToken() == JsonToken.VALUE_STRING && p.getStringLength() > 1) {
            try (JsonParser inner = Json.parser(p.getStringCharacters(), p.getStringOffset(), p.getStringLength())) {
                inner.nextToken();
                nested(inner, member);
            } catch (JacksonException e) {
                member.read("text", p);
            }
        } else if (p.currentToken() == JsonToken.START_OBJECT) {
            while (p.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = p.currentName();
                p.nextToken();
                member.read(name, p);
            }
        } else {
            p.skipChildren();
        }
    }

    private void metadata(String name, JsonParser p) {
        switch (name) {
            case "guardrail_information", "standard_logging_guardrail_information" -> guardrails(tree(p));
            case "error_information" -> error(tree(p));
            case "model_map_information" -> p.skipChildren();
            // tokens read from a cache or spent on reasoning stand only here
            case "usage_object", "additional_usage_values" -> keep("metadata." + name, Nodes.text(tree(p)));
            case "mcp_tool_call_metadata" -> {
                JsonNode node = tree(p);
                tool = or(tool, Nodes.first(node, "namespaced_tool_name", "name"));
                keep("metadata." + name, Nodes.text(node));
            }
            default -> {
                String value = plain(p);
                if (value != null) {
                    metadata.put(name, value);
                    external |= name.equals("cold_storage_object_key");
                }
            }
        }
    }

    private void request(String name, JsonParser p) {
        switch (name) {
            case "messages", "input", "prompt" -> Messages.read(p, "user", request);
            case "body" -> nested(p, this::request);
            default -> keep("proxy_server_request." + name, plain(p));
        }
    }

    private void hidden(String name, JsonParser p) {
        if (name.equals("litellm_model_name")) {
            hiddenModel = scalar(p);
        } else if (name.equals("response_cost")) {
            p.skipChildren();
        } else {
            keep("hidden_params." + name, plain(p));
        }
    }

    private void messages(JsonParser p) {
        carriesContent = true;
        // what the spend table holds in place of words unless the proxy is told to store them
        if (p.currentToken() == JsonToken.VALUE_STRING && p.getString().strip().equals("{}")) {
            notStored = true;
        } else if (p.currentToken() == JsonToken.START_OBJECT) {
            JsonNode object = Nodes.read(p);
            notStored = object.isEmpty();
            if (!notStored) {
                Messages.parse(object.toString(), "user", input);
            }
        } else if (p.currentToken() == JsonToken.VALUE_STRING) {
            Messages.parse(p.getString(), "user", input);
        } else {
            Messages.read(p, "user", input);
        }
    }

    private void response(JsonParser p) {
        carriesContent = true;
        if (p.currentToken() == JsonToken.VALUE_STRING) {
            String text = p.getString();
            if (text.startsWith("{")) {
                nested(p, this::responseMember);
            } else if (!text.isEmpty()) {
                output.add(new Message("assistant", text));
            }
        } else if (p.currentToken() == JsonToken.START_ARRAY) {
            Messages.read(p, "assistant", output);
        } else {
            nested(p, this::responseMember);
        }
    }

    private void responseMember(String name, JsonParser p) {
        responded = true;
        switch (name) {
            case "model" -> served = scalar(p);
            case "id" -> responseId = scalar(p);
            case "choices", "output" -> Messages.read(p, "assistant", output);
            case "content", "text" -> {
                if (p.currentToken() == JsonToken.VALUE_STRING) {
                    Messages.read(p, "assistant", output);
                } else {
                    String words = Messages.words(Nodes.read(p));
                    if (words != null) {
                        output.add(new Message("assistant", words));
                    }
                }
            }
            default -> {
                // usage repeats the token counts above; vectors of an embedding are no words
                p.skipChildren();
            }
        }
    }

    /** Three vocabularies of {@code guardrail_status}, of three ages of the proxy; one object or a list of them. */
    private void guardrails(JsonNode node) {
        if (node == null) {
            return;
        }
        if (node.isArray()) {
            node.forEach(this::guardrails);
            return;
        }
        String word = Nodes.scalar(node, "guardrail_status");
        if (!node.isObject() || "not_run".equals(word)) {
            keep("guardrail_information", node.isObject() ? Nodes.scalar(node, "guardrail_name") + " not_run"
                    : Nodes.text(node));
            return;
        }
        boolean any = false;
        JsonNode counts = Nodes.at(node, "masked_entity_count");
        if (counts != null && counts.isObject()) {
            for (Map.Entry<String, JsonNode> e : counts.properties()) {
                long count = Nodes.number(Nodes.text(e.getValue()));
                if (count > 0) {
                    masked.merge(e.getKey(), (int) Math.min(count, Integer.MAX_VALUE / 2), Integer::sum);
                    any = true;
                }
            }
        }
        String action = GuardrailWords.action(word, any);
        List<String> reasons = new ArrayList<>(1);
        if (!action.equals("allow") && !action.equals("redact")) {
            String answer = Nodes.text(node, "guardrail_response");
            if (answer != null) {
                reasons.add(answer);
            }
        }
        if (reasons.isEmpty()) {
            guarded.add(Nodes.text(node, "guardrail_response"));
        }
        // what a guardrail was given and gave back is content, too: personal data can stand there in clear
        guarded.add(Nodes.text(node, "guardrail_request"));
        if (any && action.equals("redact") && word != null && !word.equalsIgnoreCase("success")) {
            masking.add(decisions.size());
        }
        decisions.add(new PolicyDecision(Nodes.scalar(node, "guardrail_name"), null, null, action, reasons));
        keep("guardrail_mode", Nodes.text(node, "guardrail_mode"));
    }

    private void error(JsonNode node) {
        String message = node == null || !node.isObject() ? Nodes.text(node) : Nodes.first(node, "error_message",
                "error_class");
        error = or(error, message);
        if (node != null && node.isObject()) {
            keep("error_class", Nodes.scalar(node, "error_class"));
            keep("error_code", Nodes.scalar(node, "error_code"));
        }
    }

    /** @return whether this can be a call at all: the members that make one are there */
    boolean isCall() {
        return type != null || id != null && (model != null || status != null || cost != null);
    }

    Event event() {
        Event.Builder b = Event.of(kind()).operation(type).span(id).trace(trace).session(session).provider(provider)
                .modelRequested(model).tool(tool).tokensIn(tokensIn).tokensOut(tokensOut).cost(cost);
        if (id != null) {
            b.identity("litellm/" + id);
        }
        b.modelServed(served != null ? served : responded ? null : hiddenModel);
        b.addId(callId);
        if (responseId != null && !responseId.equals(id)) {
            b.addId(responseId);
        }
        people(b);
        b.time(start.nanos(), start.text(), start.rule());
        long duration = start.until(end);
        b.duration(duration != Event.NONE || seconds == null ? duration : seconds.movePointRight(9).longValue());
        b.status(status == null ? null : switch (status) {
            case "success" -> "ok";
            case "failure" -> "error";
            default -> status;
        });
        b.error(error).addText(error);
        content(b);
        PolicyDecision sum = decisions.isEmpty() ? GuardrailWords.sum(overall, "failure".equals(status)) : null;
        if (sum != null) {
            b.addDecision(sum);
        }
        for (int i = 0; i < decisions.size(); i++) {
            PolicyDecision d = decisions.get(i);
            // a guardrail that stepped in and a call that failed: the words did not get through masked
            b.addDecision(masking.contains(i) && "failure".equals(status) ? new PolicyDecision(d.engine(), d.policy(),
                    d.revision(), "deny", d.reasons()) : d);
        }
        for (PolicyDecision d : decisions) {
            d.reasons().forEach(b::addText);
        }
        guarded.forEach(b::addText);
        masked.forEach((kind, count) -> b.addPersonalData(new PersonalData(kind, count, true)));
        extra.forEach(b::extra);
        if (hiddenModel != null && served != null && !hiddenModel.equals(served) && !hiddenModel.equals(model)) {
            b.extra("hidden_params.litellm_model_name", hiddenModel);
        }
        return b.build();
    }

    private EventKind kind() {
        String word = type == null ? "" : type.toLowerCase(Locale.ROOT);
        if (word.contains("mcp_tool")) {
            return EventKind.TOOL;
        }
        return word.contains("rerank") || word.contains("search") ? EventKind.RETRIEVAL : EventKind.INFERENCE;
    }

    private void people(Event.Builder b) {
        String alias = metadata.remove("user_api_key_alias");
        String teamAlias = metadata.get("user_api_key_team_alias");
        if (alias == null) {
            metadata.remove("user_api_key_team_alias");
        }
        b.app(alias != null ? alias : teamAlias);
        String named = null;
        if (endUser == null) {
            for (String key : new String[] {"user_api_key_end_user_id", "user_api_key_user_id",
                    "user_api_key_user_email"}) {
                if (named == null) {
                    named = metadata.remove(key);
                }
            }
        }
        b.actor(endUser != null ? endUser : named != null ? named : user);
        if (user != null && (endUser != null || named != null)) {
            b.extra("user", user);
        }
        metadata.forEach((key, value) -> b.extra("metadata." + key, value));
    }

    private void content(Event.Builder b) {
        if (input.isEmpty()) {
            input.addAll(request);
        }
        input.removeIf(this::isMark);
        output.removeIf(this::isMark);
        input.forEach(b::addInput);
        output.forEach(b::addOutput);
        if (redacted) {
            b.content(ContentState.REDACTED);
        } else if (truncated) {
            b.content(ContentState.TRUNCATED);
        } else if (external && input.isEmpty() && output.isEmpty()) {
            b.content(ContentState.EXTERNAL);
        } else if (carriesContent && input.isEmpty() && output.isEmpty()) {
            b.content(notStored ? ContentState.NOT_RECORDED : ContentState.ABSENT);
        }
    }

    private boolean isMark(Message m) {
        boolean mark = Words.redactionMark(m.text());
        redacted |= mark;
        truncated |= m.text().contains(CUT);
        return mark;
    }

    private void keep(String name, String value) {
        if (value != null && !value.isEmpty()) {
            extra.merge(name, value, (old, more) -> old.equals(more) || old.length() > MAX_JOINED ? old
                    : old + "; " + more);
        }
    }

    private static Time time(JsonParser p) {
        if (p.currentToken() == JsonToken.VALUE_NUMBER_FLOAT || p.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return Times.seconds(p.getString());
        }
        String text = scalar(p);
        return text == null ? Time.UNKNOWN : Times.parse(text);
    }

    /** @return a scalar as text, null when empty or {@code "None"}; containers as JSON */
    private static String scalar(JsonParser p) {
        return switch (p.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> {
                String text = p.getString();
                yield text.isEmpty() || text.equals("None") ? null : text;
            }
            case VALUE_NULL -> null;
            default -> Nodes.text(Nodes.read(p));
        };
    }

    /** @return as {@link #scalar}, with lists of scalars joined and empty containers null */
    private static String plain(JsonParser p) {
        if (p.currentToken() == JsonToken.START_ARRAY || p.currentToken() == JsonToken.START_OBJECT) {
            return plain(Nodes.read(p));
        }
        String text = scalar(p);
        return text == null || text.equals("[]") || text.equals("{}") || text.equals("null") ? null : text;
    }

    private static String plain(JsonNode node) {
        if (node.isEmpty()) {
            return null;
        }
        StringBuilder joined = new StringBuilder();
        if (node.isArray()) {
            for (JsonNode element : node) {
                if (element.isContainer()) {
                    return node.toString();
                }
                joined.append(joined.length() == 0 ? "" : ", ").append(element.asString());
            }
            return joined.toString();
        }
        for (JsonNode value : node) {
            if (!value.isNull()) {
                return node.toString();
            }
        }
        return null;
    }

    /** @return a tree, also of JSON inside a text; null for null */
    private static JsonNode tree(JsonParser p) {
        JsonNode node = Nodes.read(p);
        if (node.isString() && (node.stringValue().startsWith("{") || node.stringValue().startsWith("["))) {
            try {
                return Json.tree(node.stringValue());
            } catch (JacksonException e) {
                return node;
            }
        }
        return node.isNull() ? null : node;
    }

    private static String or(String first, String second) {
        return first != null ? first : second;
    }
}
