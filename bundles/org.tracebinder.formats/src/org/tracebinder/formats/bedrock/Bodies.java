// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.bedrock;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import tools.jackson.databind.JsonNode;

/** The bodies of the model families behind Bedrock: each has its own shape, streams are lists of chunks. */
final class Bodies {

    /** Members of a request that are content. */
    static final Set<String> PROMPT = Set.of("messages", "system", "prompt", "inputText", "message", "chat_history",
            "texts");
    /** Members of an answer that are mapped; a guardrail's trace repeats the personal data that it reports. */
    static final Set<String> ANSWER = Set.of("output", "content", "generation", "results", "outputText", "text",
            "generations", "completion", "outputs", "choices", "usage", "metrics", "trace", "amazon-bedrock-trace",
            "amazon-bedrock-guardrailAction", "stopReason", "stop_reason", "model", "id", "role", "type", "embedding",
            "embeddings", "prompt_token_count", "generation_token_count", "inputTextTokenCount");
    private static final int MAX_CHUNKS = 1_000_000;

    private Bodies() {
    }

    /**
     * What the model gave back.
     *
     * @param messages  its words
     * @param model     the model as the answer names itself, null when it does not
     * @param id        of the answer, null when it has none
     * @param stop      why it ended, null when not told
     * @param tokensIn  or {@link Event#NONE}
     * @param tokensOut or {@link Event#NONE}
     * @param latencyMs milliseconds, null when not told
     */
    record Answer(List<Message> messages, String model, String id, String stop, long tokensIn, long tokensOut,
            BigDecimal latencyMs) {
    }

    static List<Message> prompt(JsonNode body) {
        List<Message> messages = new ArrayList<>(2);
        if (body == null || body.isNull()) {
            return messages;
        }
        if (!body.isObject()) {
            add(messages, "user", Messages.words(body));
            return messages;
        }
        add(messages, "system", Messages.words(body.get("system")));
        for (String name : new String[] {"chat_history", "messages"}) {
            JsonNode list = body.get(name);
            if (list != null && list.isArray()) {
                for (JsonNode m : list) {
                    String role = Nodes.first(m, "role");
                    String lower = role == null ? "user" : role.toLowerCase(Locale.ROOT);
                    add(messages, lower.equals("chatbot") ? "assistant" : lower,
                            m.isObject() && m.has("content") ? Messages.words(m.get("content")) : Nodes.scalar(m,
                                    "message"));
                }
            }
        }
        for (String name : new String[] {"prompt", "inputText", "message", "texts"}) {
            add(messages, "user", Messages.words(body.get(name)));
        }
        return messages;
    }

    static Answer answer(JsonNode body) {
        if (body == null || body.isNull()) {
            return new Answer(List.of(), null, null, null, Event.NONE, Event.NONE, null);
        }
        if (body.isArray()) {
            return Chunks.answer(body, MAX_CHUNKS);
        }
        List<Message> messages = new ArrayList<>(1);
        if (!body.isObject()) {
            add(messages, "assistant", Nodes.text(body));
        }
        JsonNode converse = Nodes.at(body, "output", "message");
        if (converse != null) {
            add(messages, "assistant", Messages.words(converse.get("content")));
        }
        for (String name : new String[] {"content", "completion", "generation", "outputText", "text"}) {
            add(messages, "assistant", Messages.words(body.get(name)));
        }
        for (String name : new String[] {"results", "generations", "outputs"}) {
            JsonNode list = body.get(name);
            for (JsonNode one : list == null || !list.isArray() ? List.<JsonNode>of() : list) {
                add(messages, "assistant", Nodes.first(one, "outputText", "text"));
            }
        }
        JsonNode choices = body.get("choices");
        for (JsonNode one : choices == null || !choices.isArray() ? List.<JsonNode>of() : choices) {
            JsonNode message = one.get("message");
            add(messages, "assistant", message == null ? Nodes.scalar(one, "text") : Messages.words(message.get(
                    "content")));
        }
        return new Answer(messages, Nodes.scalar(body, "model"), Nodes.scalar(body, "id"), Nodes.first(body,
                "stopReason",
                "stop_reason", "completionReason", "finish_reason"),
                number(body, new String[] {"usage", "inputTokens"}, new String[] {"usage", "input_tokens"},
                        new String[] {"prompt_token_count"}, new String[] {"inputTextTokenCount"},
                        new String[] {"usage", "prompt_tokens"}),
                number(body, new String[] {"usage", "outputTokens"}, new String[] {"usage", "output_tokens"},
                        new String[] {"generation_token_count"}, new String[] {"usage", "completion_tokens"}),
                Nodes.decimal(Nodes.scalar(body, "metrics", "latencyMs")));
    }

    /** @return the first path that leads to a number */
    static long number(JsonNode body, String[]... paths) {
        for (String[] path : paths) {
            long value = Nodes.number(body, path);
            if (value != Event.NONE) {
                return value;
            }
        }
        return Event.NONE;
    }

    static void add(List<Message> messages, String role, String words) {
        if (words != null && !words.isEmpty()) {
            messages.add(new Message(role, words));
        }
    }
}
