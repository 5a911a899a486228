// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.openai;

import java.util.List;
import java.util.Set;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.formats.azure.ContentFilter;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import tools.jackson.databind.JsonNode;

/** A chat completion: what the model answered. The question is not part of it; stored ones have it in their messages.
        */
final class Completion {

    private static final Set<String> MAPPED = Set.of("object", "id", "model", "created", "usage", "choices", "metadata",
            "request_id", "user", "input_user", "safety_identifier", "prompt_filter_results", "prompt_annotations");

    private static final int MAX = 1_000;

    private Completion() {
    }

    static Event event(JsonNode o) {
        String id = Nodes.scalar(o, "id");
        Event.Builder b = Event.of(EventKind.INFERENCE).operation("chat").span(id)
                .identity(id == null ? null : "openai/" + id);
        fill(o, b);
        return b.build();
    }

    /** Maps the members of a completion; its id stays with the caller, because a batch line has one of its own. */
    static void fill(JsonNode o, Event.Builder b) {
        Times.Time at = Times.of(o.get("created"));
        b.provider("openai").modelServed(Nodes.scalar(o, "model")).time(at.nanos(), at.text(), at.rule())
                .addId(Nodes.scalar(o, "id")).addId(Nodes.scalar(o, "request_id"));
        people(o, b);
        b.tokensIn(Nodes.number(o, "usage", "prompt_tokens")).tokensOut(Nodes.number(o, "usage", "completion_tokens"));
        JsonNode choices = o.get("choices");
        Messages.parse(Nodes.text(choices), "assistant").forEach(b::addOutput);
        boolean said = choices != null && !choices.isEmpty();
        int seen = 0;
        for (JsonNode choice : choices == null || !choices.isArray() ? List.<JsonNode>of() : choices) {
            if (seen++ >= MAX) {
                break;
            }
            String refusal = Nodes.scalar(choice, "message", "refusal");
            if (refusal != null) {
                b.addOutput(new Message("assistant", refusal)).extra("refusal", "true");
            }
            String reason = Nodes.scalar(choice, "finish_reason");
            b.extra("finish_reason", reason);
            if ("content_filter".equals(reason) && Nodes.at(choice, "content_filter_results") == null) {
                b.addDecision(new PolicyDecision("openai", "content_filter", null, "deny", List.of(
                        "the answer was ended by the content filter")));
            }
        }
        if (!said) {
            b.content(ContentState.ABSENT);
        }
        ContentFilter.decisions(o, b);
        b.status("ok");
        JsonNode usage = o.get("usage");
        Rest.add(b, "usage.", usage, Set.of("prompt_tokens", "completion_tokens"));
        Rest.add(b, "", o, MAPPED);
    }

    /** Whom and what the caller named: the platform itself keeps no person. */
    static void people(JsonNode o, Event.Builder b) {
        JsonNode tags = o.get("metadata");
        String user = Nodes.first(o, "safety_identifier", "user", "input_user");
        String tagged = Nodes.first(tags, "user", "user_id", "userId", "end_user");
        b.actor(user != null ? user : tagged);
        b.trace(Nodes.first(tags, "trace_id", "traceId"));
        b.session(Nodes.first(tags, "session_id", "sessionId", "conversation_id", "thread_id"));
        b.app(Nodes.first(tags, "app", "application", "use_case", "useCase"));
        b.env(Nodes.first(tags, "environment", "env"));
        Rest.add(b, "metadata.", tags, Set.of());
    }
}
