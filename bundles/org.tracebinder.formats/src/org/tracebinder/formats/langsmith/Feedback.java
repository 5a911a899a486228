// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.langsmith;

import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Review;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import tools.jackson.databind.JsonNode;

/** What a person, a judging model or a program said of a run. */
final class Feedback {

    private Feedback() {
    }

    static Event event(JsonNode n) {
        JsonNode source = Extras.open(n.get("feedback_source"));
        String type = source != null && source.isObject() ? Nodes.scalar(source, "type") : Nodes.scalar(source);
        String who = Nodes.first(source, "user_id", "user_name");
        String by = "model".equals(type) || "auto_eval".equals(type) ? "llm" : "app".equals(type) || who != null
                ? "human" : "code";
        String value = Nodes.text(n, "value");
        String comment = Nodes.scalar(n, "comment");
        Times.Time at = Times.first(n, "created_at", "modified_at");
        String id = Nodes.scalar(n, "id");
        Event.Builder b = Event.of(EventKind.REVIEW).operation("feedback").name(Nodes.scalar(n, "key"))
                .trace(Nodes.scalar(n, "trace_id")).parent(Nodes.scalar(n, "run_id")).actor(who)
                .time(at.nanos(), at.text(), at.rule())
                .review(new Review(by, who, value != null ? value : Nodes.scalar(n, "score"), comment)).addText(comment)
                .addText(Nodes.text(n, "correction")).addId(id);
        if (id != null) {
            b.identity("langsmith/feedback/" + id + "/" + Nodes.scalar(n, "modified_at"));
        }
        Extras.add(b, "", n, Set.of("id", "key", "run_id", "trace_id", "comment", "created_at"));
        return b.build();
    }
}
