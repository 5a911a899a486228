// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.openai;

import java.util.Set;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import tools.jackson.databind.JsonNode;

/** Conversations and single messages. A message is no call of a model: the completion or response that it leads to
        is. */
final class Items {

    private Items() {
    }

    static Event conversation(JsonNode o) {
        String id = Nodes.scalar(o, "id");
        Times.Time at = Times.of(o.get("created_at"));
        Event.Builder b = Event.of(EventKind.AGENT).operation("conversation").span(id)
                .time(at.nanos(), at.text(), at.rule()).identity(id == null ? null : "openai/" + id);
        Completion.people(o, b);
        Rest.add(b, "", o, Set.of("id", "object", "created_at", "metadata"));
        return b.session(id).build();
    }

    /** A message of a stored completion: its id is that of the completion with a number behind it. */
    static Event stored(JsonNode o) {
        String id = Nodes.scalar(o, "id");
        int dash = id.lastIndexOf('-');
        boolean numbered = dash > "chatcmpl-".length() && id.substring(dash + 1).matches("\\d{1,9}");
        Event.Builder b = Event.of(EventKind.OTHER).operation("stored message").span(id)
                .parent(numbered ? id.substring(0, dash) : null).addId(numbered ? id.substring(0, dash) : null)
                .identity("openai/message/" + id).provider("openai");
        String role = Nodes.scalar(o, "role");
        String words = Messages.words(Nodes.at(o, "content") != null ? o.get("content") : o.get("content_parts"));
        content(role, words, b);
        if (Nodes.at(o, "tool_calls") != null) {
            Messages.parse("{\"tool_calls\":" + o.get("tool_calls") + "}", "assistant").forEach(b::addOutput);
        }
        Rest.add(b, "", o, Set.of("id", "role", "content", "tool_calls"));
        return b.build();
    }

    static Event item(JsonNode o) {
        String id = Nodes.scalar(o, "id");
        Times.Time at = Times.of(o.get("created_at"));
        Event.Builder b = Event.of(EventKind.OTHER).operation("item").name(Nodes.scalar(o, "type")).span(id)
                .time(at.nanos(), at.text(), at.rule()).identity(id == null ? null : "openai/" + id).provider("openai")
                .status(Nodes.scalar(o, "status"));
        String role = Nodes.scalar(o, "role");
        if (role != null && !role.equals("assistant")) {
            content(role, Messages.words(o.get("content")), b);
        } else {
            Response.item(o, b);
        }
        Rest.add(b, "", o, Set.of("id", "type", "role", "content", "status", "results", "arguments", "name",
                "summary"));
        return b.build();
    }

    private static void content(String role, String words, Event.Builder b) {
        if (words == null) {
            b.content(ContentState.ABSENT);
        } else if ("assistant".equals(role)) {
            b.addOutput(new Message(role, words));
        } else {
            b.addInput(new Message(role == null ? "user" : role, words));
        }
    }
}
