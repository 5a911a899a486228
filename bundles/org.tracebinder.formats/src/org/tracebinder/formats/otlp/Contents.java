// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.otlp;

import java.util.ArrayList;
import java.util.List;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Words;
import org.tracebinder.ingest.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Prompt and answer of a span, from whichever generation of the conventions or dialect recorded them. */
final class Contents {

    private static final Key[] INPUTS = {Key.LF_INPUT, Key.AI_MESSAGES, Key.AI_PROMPT, Key.PROMPT, Key.OI_INPUT,
        Key.TRACELOOP_INPUT, Key.GENKIT_INPUT, Key.LF_TRACE_INPUT};
    private static final Key[] OUTPUTS = {Key.LF_OUTPUT, Key.AI_TEXT, Key.AI_OBJECT, Key.AI_TOOL_CALLS, Key.COMPLETION,
        Key.OI_OUTPUT, Key.TRACELOOP_OUTPUT, Key.GENKIT_OUTPUT, Key.LF_TRACE_OUTPUT};
    /** Google's kit writes an empty object of these on spans of tools. */
    private static final Key[] MODEL_INPUT = {Key.ADK_REQUEST};
    private static final Key[] MODEL_OUTPUT = {Key.ADK_ANSWER};
    private static final Key[] EMBEDDED = {Key.AI_VALUE, Key.AI_VALUES};
    private static final Key[] TOOL_INPUT = {Key.TOOL_ARGUMENTS, Key.AI_TOOL_ARGS, Key.PYDANTIC_ARGUMENTS,
        Key.ADK_ARGUMENTS};
    private static final Key[] TOOL_PARAMETERS = {Key.OI_TOOL_PARAMETERS};
    private static final Key[] TOOL_OUTPUT = {Key.TOOL_RESULT, Key.AI_TOOL_RESULT, Key.PYDANTIC_RESPONSE,
        Key.ADK_RESULT};

    private Contents() {
    }

    static void add(Span span, Event.Builder to, EventKind kind) {
        Attributes a = span.attributes;
        List<Message> input = span.input;
        List<Message> output = span.output;
        if (span.indexed.has(true) && input.isEmpty()) {
            span.indexed.messages(true, input);
        }
        if (span.indexed.has(false) && output.isEmpty()) {
            span.indexed.messages(false, output);
        }
        fromEvents(span, input, output);
        if (kind == EventKind.TOOL) {
            // what a tool is given and gives back are nobody's words, and its own come before those of its trace
            plain(a, TOOL_INPUT, input);
            plain(a, INPUTS, input);
            plain(a, TOOL_PARAMETERS, input);
            plain(a, TOOL_OUTPUT, output);
            plain(a, OUTPUTS, output);
        }
        if (input.isEmpty()) {
            first(a, INPUTS, "user", input);
        }
        if (input.isEmpty() && kind != EventKind.TOOL) {
            first(a, MODEL_INPUT, "user", input);
        }
        if (input.isEmpty() && a.hasAny(EMBEDDED)) {
            embedded(a, input);
        }
        if (output.isEmpty()) {
            first(a, OUTPUTS, "assistant", output);
        }
        if (output.isEmpty() && kind != EventKind.TOOL) {
            first(a, MODEL_OUTPUT, "assistant", output);
        }
        boolean said = span.saidInput || span.saidOutput;
        ContentState state = Words.state(input);
        state = state == null ? Words.state(output) : state;
        input.forEach(m -> add(to, m, true));
        output.forEach(m -> add(to, m, false));
        if (state != null) {
            to.content(state);
        } else if (input.isEmpty() && output.isEmpty() && a.hasAny(Key.INPUT_REFERENCE, Key.OUTPUT_REFERENCE)) {
            // uploaded elsewhere; the references stay extras
            to.content(ContentState.EXTERNAL);
        } else if (said && input.isEmpty() && output.isEmpty()) {
            to.content(ContentState.ABSENT);
        }
    }

    private static void add(Event.Builder to, Message message, boolean input) {
        if (Words.redactionMark(message.text())) {
            return;
        }
        if (input) {
            to.addInput(message);
        } else {
            to.addOutput(message);
        }
    }

    private static void first(Attributes a, Key[] group, String role, List<Message> to) {
        for (Key key : group) {
            if (a.peek(key) != null) {
                Messages.parse(a.take(key), role, to);
                if (!to.isEmpty()) {
                    return;
                }
            }
        }
    }

    /** What is to be embedded: one value or a list of them, each written as a JSON string. */
    private static void embedded(Attributes a, List<Message> to) {
        for (Key key : EMBEDDED) {
            String text = a.take(key);
            if (text != null && to.isEmpty()) {
                try {
                    JsonNode values = Json.tree("[" + text + "]");
                    for (JsonNode value : values) {
                        to.add(new Message("user", value.isString() ? value.stringValue() : value.toString()));
                    }
                } catch (JacksonException e) {
                    // no JSON strings: the words as they stand
                    to.clear();
                    to.add(new Message("user", text));
                }
            }
        }
    }

    /** Arguments and results of a tool are text as they stand. */
    private static void plain(Attributes a, Key[] group, List<Message> to) {
        if (to.isEmpty()) {
            String text = a.take(group);
            if (text != null) {
                to.add(new Message("tool", text));
            }
        }
    }

    private static void fromEvents(Span span, List<Message> input, List<Message> output) {
        if (span.inner.isEmpty()) {
            return;
        }
        List<Message> in = new ArrayList<>();
        List<Message> out = new ArrayList<>();
        for (Span.Inner e : span.inner) {
            message(e.name(), e.attributes(), null, in, out);
        }
        if (input.isEmpty()) {
            input.addAll(in);
        }
        if (output.isEmpty()) {
            output.addAll(out);
        }
    }

    /**
     * Reads a message event, of a span or of a log.
     *
     * @param body of a log record, null for an event of a span
     * @return false when the event is none that carries a message
     */
    static boolean message(String name, Attributes a, String body, List<Message> in, List<Message> out) {
        switch (name) {
            case "gen_ai.content.prompt" -> Messages.parse(or(a.take(Key.PROMPT), body), "user", in);
            case "gen_ai.content.completion" -> Messages.parse(or(a.take(Key.COMPLETION), body), "assistant", out);
            case "gen_ai.system.message", "gen_ai.user.message", "gen_ai.assistant.message", "gen_ai.tool.message" -> {
                String role = name.substring(7, name.length() - 8);
                one(a, body, role, in);
            }
            case "gen_ai.choice" -> one(a, body, "assistant", out);
            case "gen_ai.client.inference.operation.details" -> {
                Messages.parse(a.take(Key.SYSTEM_INSTRUCTIONS), "system", in);
                Messages.parse(a.take(Key.INPUT_MESSAGES), "user", in);
                Messages.parse(a.take(Key.OUTPUT_MESSAGES), "assistant", out);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void one(Attributes a, String body, String role, List<Message> to) {
        if (body != null) {
            Messages.parse(body, role, to);
            return;
        }
        for (int i = 0; i < a.size(); i++) {
            if (isWords(a.key(i))) {
                boolean calls = a.key(i).equals("tool_calls");
                Messages.parse(calls ? "{\"tool_calls\":" + a.value(i) + "}" : a.value(i), role, to);
            }
        }
    }

    private static boolean isWords(String key) {
        return switch (key) {
            case "content", "message", "gen_ai.event.content", "body", "tool_calls" -> true;
            default -> false;
        };
    }

    /** @return whether an attribute of a message event is the message itself, or says where it stands */
    static boolean ofMessage(String key) {
        return isWords(key) || key.equals("role") || key.equals("index") || key.equals(Key.SYSTEM.text);
    }

    private static String or(String first, String second) {
        return first != null ? first : second;
    }
}
