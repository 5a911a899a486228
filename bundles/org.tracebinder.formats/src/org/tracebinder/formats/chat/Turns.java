// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import tools.jackson.databind.JsonNode;

/**
 * Takes a conversation apart: each answer is a call of the model, given what was said since the answer before; each
 * result of a tool is an event of its own. What a call was given of the earlier turns is not repeated.
 */
final class Turns {

    private static final int MAX_TURNS = 100_000;

    private final List<Message> waiting = new ArrayList<>();
    private final Map<String, String> calls = new HashMap<>();
    private int index;

    /** What is put on each event of the conversation. */
    interface Frame {

        /**
         * @param kind  of the event
         * @param index of the turn, from 0
         * @return a builder with the ids and times of the conversation
         */
        Event.Builder event(EventKind kind, int index);
    }

    /** @return the role in the common words: {@code human} is user, {@code gpt} is assistant */
    static String role(String word) {
        return switch (word == null ? "" : word.toLowerCase(Locale.ROOT)) {
            case "human", "user", "prompter" -> "user";
            case "gpt", "chatgpt", "assistant", "bot", "model", "bing", "bard", "claude", "agent" -> "assistant";
            case "system", "developer" -> "system";
            case "tool", "function", "observation", "ipython" -> "tool";
            default -> word == null ? "user" : word;
        };
    }

    /** Gives the events of a list of messages, in order. */
    void read(JsonNode messages, Frame frame, Consumer<Event> events) {
        for (JsonNode m : messages) {
            if (index < MAX_TURNS && m.isObject()) {
                turn(m, frame, events);
            }
            index++;
        }
        if (!waiting.isEmpty()) {
            Event.Builder b = frame.event(EventKind.OTHER, index).operation("unanswered").status("unanswered");
            waiting.forEach(b::addInput);
            events.accept(b.build());
        }
    }

    private void turn(JsonNode m, Frame frame, Consumer<Event> events) {
        String role = role(Nodes.first(m, "role", "from", "source"));
        String words = words(m);
        if (role.equals("assistant")) {
            Event.Builder b = frame.event(EventKind.INFERENCE, index).operation("chat");
            waiting.forEach(b::addInput);
            waiting.clear();
            if (words != null) {
                b.addOutput(new Message("assistant", words));
            }
            remember(b, m.get("tool_calls"));
            events.accept(b.build());
            return;
        }
        if (role.equals("tool")) {
            String call = Nodes.scalar(m, "tool_call_id");
            String name = Nodes.scalar(m, "name");
            name = name != null ? name : calls.get(call);
            Event.Builder b = frame.event(EventKind.TOOL, index).operation("tool").name(name).tool(name).addId(call);
            if (words != null) {
                b.addOutput(new Message("tool", words));
            }
            events.accept(b.build());
        }
        if (words != null) {
            waiting.add(new Message(role, words));
        }
    }

    private void remember(Event.Builder b, JsonNode list) {
        for (int i = 0; list != null && list.isArray() && i < list.size(); i++) {
            String id = Nodes.scalar(list.get(i), "id");
            String name = Nodes.scalar(list.get(i), "function", "name");
            b.addId(id);
            if (id != null && name != null) {
                calls.put(id, name);
            }
        }
    }

    private static String words(JsonNode m) {
        JsonNode value = Nodes.at(m, "value");
        if (value != null) {
            return Messages.words(value);
        }
        List<Message> read = Messages.parse(m.toString(), "user");
        StringBuilder words = new StringBuilder();
        for (Message one : read) {
            words.append(words.isEmpty() ? "" : "\n").append(one.text());
        }
        boolean empty = Nodes.at(m, "content") == null && Nodes.at(m, "tool_calls") == null
                && Nodes.at(m, "function_call") == null && Nodes.at(m, "text") == null;
        return words.isEmpty() || empty ? null : words.toString();
    }
}
