// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.openai;

import java.util.Set;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.ObjectReader;
import org.tracebinder.formats.common.Rest;
import tools.jackson.databind.JsonNode;

/** Lines of batch files. The answer is the inference; the request, which has no time, leads to it by its custom id. */
final class BatchLine {

    private static final Set<String> MAPPED_BODY = Set.of("model", "messages", "input", "prompt", "user", "metadata",
            "safety_identifier");

    private BatchLine() {
    }

    static Event input(JsonNode o) {
        JsonNode body = ObjectReader.opened(o.get("body"));
        Event.Builder b = Event.of(EventKind.OTHER).operation("batch request").name(Nodes.scalar(o, "url"))
                .span(Nodes.scalar(o, "custom_id")).addId(Nodes.scalar(o, "custom_id")).status("requested")
                .provider("openai").modelRequested(Nodes.scalar(body, "model"));
        if (body != null && body.isObject()) {
            Completion.people(body, b);
            for (String name : new String[] {"messages", "input", "prompt"}) {
                Messages.parse(Nodes.text(body, name), "user").forEach(b::addInput);
            }
        }
        Rest.add(b, "body.", body, MAPPED_BODY);
        return b.build();
    }

    static Event output(JsonNode o) {
        JsonNode response = Nodes.at(o, "response");
        JsonNode body = ObjectReader.opened(Nodes.at(response, "body"));
        String id = Nodes.scalar(o, "id");
        String custom = Nodes.scalar(o, "custom_id");
        Event.Builder b = Event.of(EventKind.INFERENCE).operation("batch").span(id == null ? custom : id)
                .identity(id == null ? null : "openai/" + id).addId(custom)
                .addId(Nodes.scalar(response, "request_id"));
        if (body != null && "response".equals(Nodes.scalar(body, "object"))) {
            Response.fill(body, b);
        } else if (body != null && body.has("choices")) {
            Completion.fill(body, b);
        } else {
            b.provider("openai").content(ContentState.ABSENT).extra("response.body", Rest.cut(Nodes.text(body)));
        }
        long code = Nodes.number(response, "status_code");
        JsonNode error = Nodes.at(o, "error") != null ? o.get("error") : Nodes.at(body, "error");
        String words = error == null || !error.isObject() ? Nodes.text(error) : Nodes.first(error, "message", "code");
        if (words != null || code >= 400) {
            b.status("error").error(words == null ? "HTTP " + code : words).addText(words);
        } else if (code != Event.NONE) {
            b.status("ok");
        }
        b.extra("response.status_code", code == Event.NONE ? null : "" + code);
        b.extra("error.code", Nodes.scalar(error, "code"));
        return b.build();
    }
}
