// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import tools.jackson.databind.JsonNode;

/**
 * Takes a conversation apart: each answer is a call of the model, given what was said since the answer before; each
 * result of a tool is an event of its own. What a call was given of the earlier turns is not repeated.
 */
final class Turns {

    private static final int MAX_TURNS = 100_000;
    private static final Set<String> KNOWN = Set.of("role", "from", "source", "content", "value", "text", "parts",
            "tool_calls", "function_call", "tool_call_id");
    private static final Set<String> TOOL = Set.of("role", "from", "source", "content", "value", "text", "parts",
            "name", "tool_call_id");
    private static final String OLD = "function/";

    private final List<Message> waiting = new ArrayList<>();
    private final List<JsonNode> given = new ArrayList<>();
    private final Map<String, Call> calls = new HashMap<>();
    private int index;

    /** What a model asked of a tool. */
    private record Call(String name, String arguments) {
    }

    /** What is put on each event of the conversation. */
    interface Frame {

        /**
         * @param kind  of the event
         * @param index of the turn, from 0
         * @param turn  what the conversation says of it, null for what stands after its end
         * @return a builder with the ids and times of the conversation
         */
        Event.Builder event(EventKind kind, int index, JsonNode turn);
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
            Event.Builder b = frame.event(EventKind.OTHER, index, null).operation("unanswered").status("unanswered");
            waiting.forEach(b::addInput);
            given(b);
            events.accept(b.build());
        }
    }

    private void turn(JsonNode m, Frame frame, Consumer<Event> events) {
        String role = role(Nodes.first(m, "role", "from", "source"));
        String words = words(m);
        if (role.equals("assistant")) {
            Event.Builder b = frame.event(EventKind.INFERENCE, index, m).operation("chat");
            waiting.forEach(b::addInput);
            waiting.clear();
            given(b);
            Extras.add(b, "turn.", m, KNOWN);
            if (words != null) {
                b.addOutput(new Message("assistant", words));
            }
            remember(b, m.get("tool_calls"));
            old(m.get("function_call"));
            events.accept(b.build());
            return;
        }
        if (role.equals("tool")) {
            String id = Nodes.scalar(m, "tool_call_id");
            String name = Nodes.scalar(m, "name");
            Call call = calls.get(id != null ? id : OLD + name);
            name = name != null || call == null ? name : call.name();
            Event.Builder b = frame.event(EventKind.TOOL, index, m).operation("tool").name(name).tool(name).addId(id);
            if (call != null && call.arguments() != null) {
                b.addInput(new Message("assistant", call.arguments()));
            }
            if (words != null) {
                b.addOutput(new Message("tool", words));
            }
            Extras.add(b, "turn.", m, TOOL);
            events.accept(b.build());
        } else {
            given.add(m);
        }
        if (words != null) {
            waiting.add(new Message(role, words));
        }
    }

    /** What the turns that were given say beside their words. */
    private void given(Event.Builder b) {
        given.forEach(m -> Extras.add(b, "given.", m, KNOWN));
        given.clear();
    }

    private void remember(Event.Builder b, JsonNode list) {
        for (int i = 0; list != null && list.isArray() && i < list.size(); i++) {
            String id = Nodes.scalar(list.get(i), "id");
            String name = Nodes.scalar(list.get(i), "function", "name");
            b.addId(id);
            if (id != null && name != null) {
                calls.put(id, new Call(name, Nodes.text(list.get(i), "function", "arguments")));
            }
        }
    }

    /** The older way, in which a call has no id and its result names the function. */
    private void old(JsonNode call) {
        String name = Nodes.scalar(call, "name");
        if (name != null) {
            calls.put(OLD + name, new Call(name, Nodes.text(call, "arguments")));
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
