// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tracebinder.core.Message;
import org.tracebinder.ingest.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads conversations in the shapes that vendors and conventions give them: lists of {@code {role, content}}, of
 * {@code {role, parts}}, whole chat responses with choices, or plain words. Tool calls become text,
 * {@code name(arguments)}.
 */
public final class Messages {

    /** Members by which an object is known for a message or an answer of a model. */
    private static final Set<String> CONVERSATION = Set.of("role", "content", "text", "parts", "output_text",
            "messages", "prompt", "contents", "message", "choices", "candidates", "generations", "output", "system",
            "system_instruction", "systemInstruction", "tool_calls", "function_call", "toolCalls", "additional_kwargs");

    private Messages() {
    }

    /** @return the messages in a text: JSON of any known shape, or else the text itself as one message of that role */
    public static List<Message> parse(String text, String role) {
        List<Message> messages = new ArrayList<>(2);
        parse(text, role, messages);
        return messages;
    }

    /** Like {@link #parse(String, String)}, added to a list. */
    public static void parse(String text, String role, List<Message> to) {
        if (text == null || text.isEmpty()) {
            return;
        }
        if (looksLikeJson(text.charAt(0)) && (json(text, role, to) || literal(text, role, to))) {
            return;
        }
        to.add(new Message(role, text));
    }

    private static boolean json(String text, String role, List<Message> to) {
        int before = to.size();
        try (JsonParser parser = Json.parser(text)) {
            parser.nextToken();
            read(parser, role, to);
            if (parser.nextToken() == null) {
                return true;
            }
        } catch (JacksonException e) {
            // words that merely begin like JSON: they are kept as they are, unless Python has printed them
        }
        to.subList(before, to.size()).clear();
        return false;
    }

    private static boolean literal(String text, String role, List<Message> to) {
        JsonNode literal = PythonLiteral.read(text);
        return literal != null && !literal.isEmpty() && json(literal.toString(), role, to);
    }

    /** Like {@link #parse(String, String)}, out of a character buffer that must not change meanwhile. */
    public static void parse(char[] buffer, int from, int length, String role, List<Message> to) {
        if (length > 0 && looksLikeJson(buffer[from])) {
            int before = to.size();
            try (JsonParser parser = Json.parser(buffer, from, length)) {
                parser.nextToken();
                read(parser, role, to);
                if (parser.nextToken() == null) {
                    return;
                }
            } catch (JacksonException e) {
                // as above
            }
            to.subList(before, to.size()).clear();
            parse(new String(buffer, from, length), role, to);
        } else if (length > 0) {
            to.add(new Message(role, new String(buffer, from, length)));
        }
    }

    private static boolean looksLikeJson(char first) {
        return first == '[' || first == '{';
    }

    /**
     * @param parser stands on the first token of the value; afterwards on its last
     * @param role   for messages that name none
     */
    public static void read(JsonParser parser, String role, List<Message> to) {
        switch (parser.currentToken()) {
            case START_ARRAY -> {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    read(parser, role, to);
                }
            }
            case START_OBJECT -> message(parser, role, to);
            case VALUE_NULL -> {
                // no content
            }
            default -> {
                String text = parser.getString();
                if (!text.isEmpty()) {
                    Message printed = PrintedMessage.read(text);
                    to.add(printed == null ? new Message(role, text) : printed);
                }
            }
        }
    }

    private static void message(JsonParser parser, String givenRole, List<Message> to) {
        String role = null;
        String type = null;
        String spare = null;
        String result = null;
        boolean called = false;
        int before = to.size();
        String words = null;
        boolean conversation = false;
        ObjectNode around = null;
        ObjectNode rest = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            conversation |= CONVERSATION.contains(name);
            switch (name) {
                case "role" -> role = token == JsonToken.VALUE_STRING ? parser.getString() : role(parser, role);
                case "content", "text", "parts", "output_text" -> words = join(words, content(parser));
                case "messages", "prompt", "contents", "message" -> read(parser, role == null ? givenRole : role, to);
                case "choices", "candidates", "generations", "output" -> {
                    if (name.equals("output") && token == JsonToken.VALUE_STRING) {
                        result = parser.getString();
                    } else {
                        read(parser, "assistant", to);
                    }
                }
                case "system", "system_instruction", "systemInstruction" -> read(parser, "system", to);
                case "config" -> {
                    rest = put(rest, name, parser);
                    String told = instruction(rest.get(name));
                    if (told != null) {
                        to.add(before, new Message("system", told));
                    }
                }
                case "tool_calls", "function_call", "toolCalls" -> {
                    String calls = calls(Nodes.read(parser));
                    called |= calls != null;
                    words = join(words, calls);
                }
                case "additional_kwargs" -> {
                    JsonNode more = Nodes.read(parser);
                    spare = Nodes.at(more, "tool_calls") == null ? spare : calls(Nodes.at(more, "tool_calls"));
                }
                case "type" -> {
                    type = token == JsonToken.VALUE_STRING ? parser.getString() : null;
                    rest = put(rest, name, parser);
                }
                case "finish_reason", "finishReason", "index", "id", "object", "created", "usage", "logprobs",
                        "annotations", "refusal", "cache_control" -> {
                    if (conversation) {
                        parser.skipChildren();
                    } else {
                        around = put(around, name, parser);
                    }
                }
                default -> rest = put(rest, name, parser);
            }
        }
        if (result != null && type != null && type.endsWith("call_output")) {
            words = join(words, result);
        } else if (result != null && !result.isEmpty()) {
            to.add(new Message("assistant", result));
        }
        if (spare != null && !called) {
            // LangChain keeps what the provider sent beside its own list of calls
            words = join(words, spare);
        }
        if (!conversation && type == null && around != null && to.size() == before) {
            // no message at all but arguments or a result, of which nothing is left out
            rest = rest == null ? around : around.setAll(rest);
        }
        if (words == null && to.size() == before && rest != null && rest.has("input")
                && (rest.has("instructions") || rest.has("model")) && !rest.has("name")) {
            // a request of the Responses interface
            String told = words(rest.get("instructions"));
            if (told != null) {
                to.add(new Message("system", told));
            }
            parse(Nodes.text(rest, "input"), role == null ? givenRole : role, to);
            return;
        }
        if (words == null && to.size() == before && rest != null && (type == null ? rest.size() > 0
                : rest.size() > 1)) {
            words = part(rest);
        }
        if (words != null && !words.isEmpty()) {
            to.add(new Message(role != null ? role : byType(type, givenRole), words));
        }
    }

    /** What the model is told beside the contents, as Gemini's kit keeps it in its settings. */
    private static String instruction(JsonNode config) {
        JsonNode told = Nodes.at(config, "system_instruction");
        return words(told != null ? told : Nodes.at(config, "systemInstruction"));
    }

    /** Messages of LangChain and items of the Responses interface name no role: who speaks is in their type. */
    private static String byType(String type, String otherwise) {
        return switch (type == null ? "" : type) {
            case "human", "HumanMessage", "HumanMessageChunk" -> "user";
            case "ai", "AIMessage", "AIMessageChunk", "function_call", "reasoning" -> "assistant";
            case "system", "SystemMessage" -> "system";
            case "tool", "ToolMessage", "function_call_output" -> "tool";
            default -> otherwise;
        };
    }

    private static String role(JsonParser parser, String otherwise) {
        String text = Nodes.text(Nodes.read(parser));
        return text == null ? otherwise : text;
    }

    private static ObjectNode put(ObjectNode rest, String name, JsonParser parser) {
        ObjectNode target = rest == null ? JsonNodeFactory.instance.objectNode() : rest;
        JsonNode value = Nodes.read(parser);
        if (!value.isNull()) {
            target.set(name, value);
        }
        return target;
    }

    /** The content of a message: words, or a list of parts. The common part, plain text, makes no tree. */
    private static String content(JsonParser parser) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            JsonNode node = Nodes.read(parser);
            // of an answer of the Responses interface, text is how it was to be written
            return node.isNull() || node.isObject() && node.has("format") && !node.has("text") ? null : words(node);
        }
        String words = null;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            words = join(words, parser.currentToken() == JsonToken.START_OBJECT ? part(parser)
                    : words(Nodes.read(parser)));
        }
        return words;
    }

    private static String part(JsonParser parser) {
        boolean plain = false;
        String text = null;
        ObjectNode rest = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING && rest == null && name.equals("type")
                    && "text".equals(parser.getString())) {
                plain = true;
            } else if (token == JsonToken.VALUE_STRING && plain && (name.equals("content") || name.equals("text"))) {
                text = join(text, parser.getString());
            } else {
                rest = put(rest, name, parser);
            }
        }
        return text != null || rest == null ? text : part(rest);
    }

    /** @return the words of a content tree: text as it is, tool calls and results as text, references in brackets */
    public static String words(JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (node.isArray()) {
            String words = null;
            for (JsonNode element : node) {
                words = join(words, words(element));
            }
            return words;
        }
        return node.isObject() ? part((ObjectNode) node) : Nodes.text(node);
    }

    private static String part(ObjectNode part) {
        String type = Nodes.scalar(part, "type");
        for (String name : new String[] {"text", "content", "parts", "thinking", "reasoning"}) {
            JsonNode found = Nodes.at(part, name);
            if (found != null && !(type != null && type.contains("call") && found.isContainer())) {
                return words(found);
            }
        }
        if (part.has("name") && (part.has("arguments") || part.has("input") || part.has("args"))) {
            return call(part);
        }
        for (String name : new String[] {"toolResult", "functionResponse", "function_response"}) {
            if (Nodes.at(part, name) instanceof ObjectNode answered) {
                return part(answered);
            }
        }
        for (String name : new String[] {"function", "functionCall", "function_call", "toolUse", "result", "response",
            "output"}) {
            JsonNode found = Nodes.at(part, name);
            if (found != null) {
                return found.isObject() && found.has("name") ? call(found) : Nodes.text(found);
            }
        }
        for (String name : new String[] {"uri", "url", "image_url", "file_id", "file_uri", "data", "blob", "bytes"}) {
            JsonNode found = Nodes.at(part, name);
            if (found != null) {
                String text = found.isObject() ? Nodes.scalar(found, "url") : Nodes.text(found);
                boolean inline = text == null || text.startsWith("data:") || text.length() > 500;
                return "[" + (type == null ? name : type) + (inline ? "" : " " + text) + "]";
            }
        }
        return part.isEmpty() ? null : part.toString();
    }

    private static String calls(JsonNode node) {
        if (node.isArray()) {
            String words = null;
            for (JsonNode element : node) {
                words = join(words, calls(element));
            }
            return words;
        }
        JsonNode function = Nodes.at(node, "function");
        return node.isNull() ? null : call(function != null && function.isObject() ? function : node);
    }

    private static String call(JsonNode call) {
        if (!call.isObject()) {
            return Nodes.text(call);
        }
        String name = Nodes.first(call, "name", "toolName", "tool_name", "function_name", "function");
        String arguments = null;
        for (String key : new String[] {"arguments", "input", "args"}) {
            arguments = arguments == null ? Nodes.text(call, key) : arguments;
        }
        if (name != null && arguments == null && call.has("parameters")) {
            return "[tool " + name + "]";
        }
        return name == null ? call.toString() : name + "(" + (arguments == null ? "" : arguments) + ")";
    }

    private static String join(String words, String more) {
        return more == null || more.isEmpty() ? words : words == null ? more : words + "\n" + more;
    }
}
