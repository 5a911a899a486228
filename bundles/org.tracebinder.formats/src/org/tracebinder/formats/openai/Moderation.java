// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Rest;
import tools.jackson.databind.JsonNode;

/**
 * An answer of the moderation model. It flags and blocks nothing by itself, so the action is the source's own word;
 * what was moderated is not part of it, nor is a time.
 */
final class Moderation {

    private static final int MAX = 1_000;

    private Moderation() {
    }

    static Event event(JsonNode o) {
        String id = Nodes.scalar(o, "id");
        String model = Nodes.scalar(o, "model");
        Event.Builder b = Event.of(EventKind.POLICY).operation("moderation").span(id).provider("openai")
                .modelServed(model).identity(id == null ? null : "openai/" + id).status("ok");
        JsonNode results = o.get("results");
        int seen = 0;
        for (JsonNode r : results == null || !results.isArray() ? List.<JsonNode>of() : results) {
            if (seen++ >= MAX) {
                break;
            }
            Boolean flagged = Nodes.bool(r.get("flagged"));
            List<String> reasons = new ArrayList<>();
            JsonNode categories = r.get("categories");
            if (categories != null && categories.isObject()) {
                for (Map.Entry<String, JsonNode> c : categories.properties()) {
                    if (Boolean.TRUE.equals(Nodes.bool(c.getValue())) && reasons.size() < MAX) {
                        String score = Nodes.scalar(r, "category_scores", c.getKey());
                        reasons.add(c.getKey() + (score == null ? "" : " " + score));
                    }
                }
            }
            b.addDecision(new PolicyDecision("openai-moderation", model, null, flagged == null ? "undefined"
                    : flagged ? "flagged" : "not flagged", reasons));
            reasons.forEach(b::addText);
            b.extra("category_scores", Rest.cut(Nodes.text(r, "category_scores")));
            b.extra("category_applied_input_types", Rest.cut(Nodes.text(r, "category_applied_input_types")));
        }
        Rest.add(b, "", o, Set.of("id", "model", "results"));
        return b.build();
    }
}
