// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.langsmith;

import java.util.ArrayList;
import java.util.List;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import tools.jackson.databind.JsonNode;

/** Messages as LangChain serialises them, with the class of a message for its role. */
final class LangChain {

    private LangChain() {
    }

    /** @return the messages, or null when the node holds none in this writing */
    static List<Message> messages(JsonNode node, String role) {
        List<Message> found = new ArrayList<>();
        JsonNode list = Nodes.at(node, "generations") != null ? node.get("generations") : Nodes.at(node, "messages");
        if (list == null || !list.isArray()) {
            return null;
        }
        collect(list, role, found, 0);
        return found.isEmpty() ? null : found;
    }

    private static void collect(JsonNode node, String role, List<Message> to, int depth) {
        if (node.isArray() && depth < 8) {
            for (JsonNode element : node) {
                collect(element, role, to, depth + 1);
            }
            return;
        }
        JsonNode message = Nodes.at(node, "message") != null ? node.get("message") : node;
        JsonNode kwargs = Nodes.at(message, "kwargs");
        JsonNode inner = kwargs != null ? kwargs : Nodes.at(message, "data");
        if (inner == null && message != node && node.has("text") && message.has("content")) {
            inner = message; // written out plainly; the text of the generation says its words once more
        }
        String type = inner == null ? null : kwargs != null ? last(message.get("id"))
                : Nodes.first(message, "type", "role");
        if (type == null) {
            return;
        }
        String words = Messages.words(inner.get("content"));
        JsonNode calls = Nodes.at(inner, "tool_calls");
        for (int i = 0; calls != null && calls.isArray() && i < calls.size(); i++) {
            JsonNode function = Nodes.at(calls.get(i), "function");
            String call = function == null
                    ? Nodes.scalar(calls.get(i), "name") + "(" + Nodes.text(calls.get(i), "args") + ")"
                    : Nodes.scalar(function, "name") + "(" + Nodes.text(function, "arguments") + ")";
            words = words == null || words.isEmpty() ? call : words + "\n" + call;
        }
        if (words != null) {
            to.add(new Message(role(type, role), words));
        }
    }

    private static String last(JsonNode id) {
        return id != null && id.isArray() && !id.isEmpty() ? Nodes.scalar(id.get(id.size() - 1)) : null;
    }

    private static String role(String type, String otherwise) {
        return switch (type.replace("Message", "").replace("Chunk", "")) {
            case "Human", "human" -> "user";
            case "AI", "ai" -> "assistant";
            case "System", "system" -> "system";
            case "Tool", "tool", "Function", "function" -> "tool";
            default -> otherwise;
        };
    }
}
