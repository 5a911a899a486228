// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One conversation of the file {@code conversations.json} that ChatGPT gives its users: messages in a tree, because
 * questions can be asked again and answers made anew. The branch that was shown last is read as the conversation; each
 * message of the other branches is an event of its own, so that nothing is lost.
 */
final class ChatGptExport {

    private static final int MAX_MESSAGES = 100_000;
    private static final Set<String> MAPPED = Set.of("mapping");

    private final JsonNode n;
    private final JsonNode mapping;
    private final String id;

    ChatGptExport(JsonNode n) {
        this.n = n;
        this.mapping = n.get("mapping");
        this.id = Nodes.first(n, "conversation_id", "id");
    }

    /** @return true for a conversation with its tree of messages */
    static boolean is(JsonNode v) {
        JsonNode mapping = v.get("mapping");
        if (mapping == null || !mapping.isObject() || mapping.isEmpty()) {
            return false;
        }
        JsonNode first = mapping.iterator().next();
        return first.isObject() && first.has("message") && (first.has("parent") || first.has("children"));
    }

    void read(Consumer<Event> events) {
        List<JsonNode> shown = branch();
        Set<String> taken = new HashSet<>();
        ArrayNode turns = JsonNodeFactory.instance.arrayNode();
        List<JsonNode> messages = new ArrayList<>();
        for (JsonNode node : shown) {
            JsonNode message = Nodes.at(node, "message");
            taken.add(Nodes.scalar(node, "id"));
            if (message != null && words(message) != null) {
                turns.add(turn(message));
                messages.add(message);
            }
        }
        new Turns().read(turns, (kind, index, turn) -> event(kind, messages.isEmpty() ? null
                : messages.get(Math.min(index, messages.size() - 1))), events);
        int left = MAX_MESSAGES;
        for (Map.Entry<String, JsonNode> entry : mapping.properties()) {
            JsonNode message = Nodes.at(entry.getValue(), "message");
            if (!taken.contains(entry.getKey()) && message != null && words(message) != null && left-- > 0) {
                Event.Builder b = event(EventKind.OTHER, message).operation("other branch").status("replaced");
                ObjectNode turn = turn(message);
                b.addText(Nodes.scalar(turn, "role") + ": " + Nodes.text(turn, "content"));
                events.accept(b.build());
            }
        }
    }

    /** From the message that was shown last up to the root. */
    private List<JsonNode> branch() {
        List<JsonNode> branch = new ArrayList<>();
        String at = Nodes.scalar(n, "current_node");
        if (at == null || mapping.get(at) == null) {
            mapping.properties().forEach(e -> branch.add(e.getValue()));
            return branch;
        }
        Set<String> seen = new HashSet<>();
        while (at != null && mapping.get(at) != null && seen.add(at) && branch.size() < MAX_MESSAGES) {
            branch.add(mapping.get(at));
            at = Nodes.scalar(mapping.get(at), "parent");
        }
        Collections.reverse(branch);
        return branch;
    }

    private static ObjectNode turn(JsonNode message) {
        return JsonNodeFactory.instance.objectNode().put("role", Nodes.scalar(message, "author", "role"))
                .put("name", Nodes.scalar(message, "author", "name")).put("content", words(message));
    }

    private static String words(JsonNode message) {
        JsonNode content = Nodes.at(message, "content");
        String text = Nodes.text(content, "text");
        JsonNode parts = Nodes.at(content, "parts");
        StringBuilder words = new StringBuilder();
        for (JsonNode part : parts == null || !parts.isArray() ? List.<JsonNode>of() : parts) {
            String one = part.isObject() ? "[" + Nodes.first(part, "content_type") + "]" : Nodes.text(part);
            words.append(one == null ? "" : (words.isEmpty() ? "" : "\n") + one);
        }
        return words.isEmpty() ? text : words.toString();
    }

    private Event.Builder event(EventKind kind, JsonNode message) {
        Times.Time at = Times.of(message == null ? null : message.get("create_time"));
        at = at.known() ? at : Times.of(n.get("create_time"));
        String own = Nodes.scalar(message, "id");
        Event.Builder b = Event.of(kind).trace(id).session(id).span(own).app("ChatGPT").provider("openai")
                .name(Nodes.scalar(n, "title")).time(at.nanos(), at.text(), at.rule());
        if (kind == EventKind.INFERENCE) {
            b.modelServed(Nodes.scalar(message, "metadata", "model_slug"));
        }
        if (own != null) {
            b.identity("chatgpt/" + id + "/" + own);
        }
        Extras.add(b, "message.", Nodes.at(message, "metadata"), Set.of());
        Extras.add(b, "", n, MAPPED);
        return b;
    }
}
