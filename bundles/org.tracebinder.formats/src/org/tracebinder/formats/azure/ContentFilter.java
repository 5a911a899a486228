// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.azure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.Event;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.formats.common.Nodes;
import tools.jackson.databind.JsonNode;

/** The results of the content filter inside an answer of Azure OpenAI: one decision for each prompt and choice. */
public final class ContentFilter {

    private static final int MAX = 100;

    private ContentFilter() {
    }

    /**
     * @param answer a chat completion of Azure OpenAI; nothing is added when it holds no filter results
     * @param b      takes the decisions
     */
    public static void decisions(JsonNode answer, Event.Builder b) {
        for (String[] place : new String[][] {{"prompt_filter_results", "prompt"}, {"prompt_annotations", "prompt"},
            {"choices", "answer"}}) {
            JsonNode list = answer.get(place[0]);
            int seen = 0;
            for (JsonNode one : list == null || !list.isArray() ? List.<JsonNode>of() : list) {
                JsonNode results = Nodes.at(one, "content_filter_results");
                if (results != null && results.isObject() && seen++ < MAX) {
                    b.addDecision(decision(results, place[1]));
                }
            }
        }
    }

    private static PolicyDecision decision(JsonNode results, String what) {
        boolean filtered = false;
        boolean detected = false;
        List<String> reasons = new ArrayList<>();
        for (Map.Entry<String, JsonNode> category : results.properties()) {
            JsonNode r = category.getValue();
            boolean took = Boolean.TRUE.equals(Nodes.bool(r.get("filtered")));
            boolean saw = Boolean.TRUE.equals(Nodes.bool(r.get("detected")));
            String severity = Nodes.scalar(r, "severity");
            filtered |= took;
            detected |= saw;
            if (reasons.size() < MAX && (took || saw || severity != null && !severity.equals("safe"))) {
                reasons.add(what + " " + category.getKey() + (severity == null ? "" : " " + severity)
                        + (took ? " filtered" : saw ? " detected" : ""));
            }
        }
        return new PolicyDecision("azure-content-filter", null, null, filtered ? "deny" : detected ? "flagged"
                : "allow", reasons);
    }
}
