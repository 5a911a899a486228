// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.openai;

import java.util.List;
import java.util.Set;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.DataSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import tools.jackson.databind.JsonNode;

/** A response: the model's items in order, with the files and pages that stood behind them. */
final class Response {

    private static final int MAX = 1_000;
    private static final Set<String> MAPPED = Set.of("id", "object", "created_at", "completed_at", "model", "output",
            "usage", "status", "error", "metadata", "previous_response_id", "conversation", "instructions", "user",
            "safety_identifier", "input");

    private Response() {
    }

    static Event event(JsonNode o) {
        String id = Nodes.scalar(o, "id");
        String status = Nodes.scalar(o, "status");
        boolean open = "in_progress".equals(status) || "queued".equals(status);
        Event.Builder b = Event.of(open ? EventKind.OTHER : EventKind.INFERENCE).operation("response").span(id)
                .identity(id == null ? null : "openai/" + id + (open ? "/" + status : ""));
        fill(o, b);
        return b.build();
    }

    static void fill(JsonNode o, Event.Builder b) {
        Times.Time at = Times.of(o.get("created_at"));
        String status = Nodes.scalar(o, "status");
        b.provider("openai").modelServed(Nodes.scalar(o, "model")).time(at.nanos(), at.text(), at.rule())
                .duration(at.until(Times.of(o.get("completed_at")))).addId(Nodes.scalar(o, "id"))
                .parent(Nodes.scalar(o, "previous_response_id"));
        Completion.people(o, b);
        String conversation = Nodes.scalar(o, "conversation", "id");
        if (conversation != null) {
            b.session(conversation);
        }
        b.status(status == null ? null : switch (status) {
            case "completed" -> "ok";
            case "failed" -> "error";
            default -> status;
        });
        String error = Nodes.scalar(o, "error", "message");
        b.error(error).addText(error).extra("error.code", Nodes.scalar(o, "error", "code"));
        b.tokensIn(Nodes.number(o, "usage", "input_tokens")).tokensOut(Nodes.number(o, "usage", "output_tokens"));
        input(o, b);
        JsonNode output = o.get("output");
        int seen = 0;
        for (JsonNode item : output == null || !output.isArray() ? List.<JsonNode>of() : output) {
            if (seen++ < MAX) {
                item(item, b);
            }
        }
        if (seen == 0) {
            b.content(ContentState.ABSENT);
        }
        Rest.add(b, "usage.", o.get("usage"), Set.of("input_tokens", "output_tokens"));
        Rest.add(b, "", o, MAPPED);
    }

    private static void input(JsonNode o, Event.Builder b) {
        String words = Messages.words(o.get("instructions"));
        if (words != null) {
            b.addInput(new Message("system", words));
        }
        JsonNode input = o.get("input");
        if (input != null && !input.isNull()) {
            Messages.parse(Nodes.text(input), "user").forEach(b::addInput);
        }
    }

    /** Adds one item of the answer: words as they are, calls as text, what was found as data sources. */
    static void item(JsonNode item, Event.Builder b) {
        String type = Nodes.scalar(item, "type");
        String id = Nodes.first(item, "call_id", "id");
        b.addId(id);
        if (type == null || type.equals("message")) {
            String role = Nodes.scalar(item, "role");
            String words = Messages.words(item.get("content"));
            if (words != null) {
                b.addOutput(new Message(role == null ? "assistant" : role, words));
            }
            sources(item.get("content"), b);
            return;
        }
        String name = Nodes.first(item, "name");
        if (type.equals("reasoning")) {
            String words = Messages.words(item.get("summary"));
            if (words != null) {
                b.addText(words);
            }
            return;
        }
        String arguments = Nodes.text(item, "arguments");
        for (String key : new String[] {"queries", "query", "action", "code", "input"}) {
            arguments = arguments == null ? Nodes.text(item, key) : arguments;
        }
        b.addOutput(new Message("assistant", (name == null ? type : name) + "(" + (arguments == null ? "" : arguments)
                + ")"));
        JsonNode results = item.get("results");
        int seen = 0;
        for (JsonNode r : results == null || !results.isArray() ? List.<JsonNode>of() : results) {
            source(Nodes.first(r, "file_id", "url", "id"), Nodes.first(r, "filename", "title"), Nodes.scalar(r,
                    "score"),
                    seen++, b);
        }
        JsonNode pages = Nodes.at(item, "action", "sources");
        for (JsonNode page : pages == null || !pages.isArray() ? List.<JsonNode>of() : pages) {
            source(Nodes.first(page, "url", "name"), Nodes.scalar(page, "title"), null, seen++, b);
        }
    }

    private static void sources(JsonNode content, Event.Builder b) {
        int seen = 0;
        for (JsonNode part : content == null || !content.isArray() ? List.<JsonNode>of() : content) {
            JsonNode notes = part.get("annotations");
            for (JsonNode note : notes == null || !notes.isArray() ? List.<JsonNode>of() : notes) {
                source(Nodes.first(note, "file_id", "url"), Nodes.first(note, "filename", "title"), null, seen++, b);
            }
        }
    }

    private static void source(String id, String name, String score, int seen, Event.Builder b) {
        if (id != null && seen < MAX) {
            var value = Nodes.decimal(score);
            b.addDataSource(new DataSource(id, name, null, value == null ? null : (Double) value.doubleValue()));
        }
    }
}
