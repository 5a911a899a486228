// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.bedrock;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.core.Event;
import org.tracebinder.core.PersonalData;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.formats.common.Nodes;
import tools.jackson.databind.JsonNode;

/**
 * The trace of a guardrail inside an answer. Each guardrail gives a decision for each side that it looked at. What it
 * matched is counted and never repeated: the match is the personal data itself. A guardrail in detect mode writes
 * action NONE and {@code detected}: such a decision is {@code flagged}, and what was not detected is no reason.
 */
final class Guardrail {

    private static final String ENGINE = "bedrock-guardrails";
    private static final int MAX_ASSESSMENTS = 1_000;
    private static final int MAX_REASONS = 200;

    private final Event.Builder event;
    private final Map<String, Integer> personal = new TreeMap<>();
    private int decided;

    private Guardrail(Event.Builder event) {
        this.event = event;
    }

    /** Adds what the guardrail decided about the answer, with the personal data that it declares. */
    static void decisions(JsonNode response, String stop, Event.Builder event) {
        Guardrail g = new Guardrail(event);
        String action = null;
        String reason = null;
        for (JsonNode body : response == null ? List.<JsonNode>of() : response.isArray() ? response
                : List.of(response)) {
            action = Nodes.scalar(body, "amazon-bedrock-guardrailAction") == null ? action : Nodes.scalar(body,
                    "amazon-bedrock-guardrailAction");
            for (JsonNode trace : new JsonNode[] {Nodes.at(body, "amazon-bedrock-trace", "guardrail"), Nodes.at(body,
                    "trace", "guardrail"), Nodes.at(body, "metadata", "trace", "guardrail")}) {
                if (trace != null) {
                    reason = Nodes.scalar(trace, "actionReason");
                    g.trace(trace);
                }
            }
        }
        boolean intervened = "INTERVENED".equals(action) || "guardrail_intervened".equals(stop);
        if (g.decided == 0 && (intervened || action != null)) {
            event.addDecision(new PolicyDecision(ENGINE, null, null, intervened ? "deny" : "NONE".equals(action)
                    ? "allow"
                    : action.toLowerCase(Locale.ROOT), reason == null ? List.of() : List.of(reason)));
        }
        event.extra("guardrail.actionReason", reason).addText(reason).extra("guardrail.action", action);
        g.personal.forEach((kind, count) -> event.addPersonalData(new PersonalData(kind, count, true)));
    }

    private void trace(JsonNode trace) {
        if (!trace.isObject()) {
            return;
        }
        for (Map.Entry<String, JsonNode> side : trace.properties()) {
            String name = side.getKey().toLowerCase(Locale.ROOT);
            if (!name.startsWith("input") && !name.startsWith("output") || !side.getValue().isContainer()) {
                continue;
            }
            String which = name.startsWith("input") ? "input" : "output";
            for (JsonNode group : side.getValue().isArray() ? side.getValue() : List.of(side.getValue())) {
                if (group.isObject()) {
                    for (Map.Entry<String, JsonNode> one : group.properties()) {
                        for (JsonNode assessment : one.getValue().isArray() ? one.getValue()
                                : List.of(one.getValue())) {
                            assess(one.getKey(), which, assessment);
                        }
                    }
                }
            }
        }
    }

    private void assess(String guardrail, String side, JsonNode assessment) {
        if (!assessment.isObject() || decided >= MAX_ASSESSMENTS) {
            return;
        }
        List<String> reasons = new ArrayList<>();
        String action = "allow";
        for (Map.Entry<String, JsonNode> policy : assessment.properties()) {
            if (!policy.getKey().endsWith("Policy") || !policy.getValue().isObject()) {
                continue;
            }
            for (JsonNode list : policy.getValue()) {
                for (JsonNode finding : list.isArray() ? list : List.<JsonNode>of()) {
                    action = stronger(action, finding(policy.getKey(), side, finding, reasons));
                }
            }
        }
        decided++;
        event.addDecision(new PolicyDecision(ENGINE, guardrail, null, action, reasons));
        reasons.forEach(event::addText);
        JsonNode metrics = assessment.get("invocationMetrics");
        event.extra("guardrail." + side + ".latencyMs", Nodes.scalar(metrics, "guardrailProcessingLatency"));
        event.extra("guardrail." + side + ".coverage", Nodes.text(metrics, "guardrailCoverage"));
    }

    private String finding(String policy, String side, JsonNode finding, List<String> reasons) {
        String word = Nodes.scalar(finding, "action");
        Boolean detected = Nodes.bool(finding.get("detected"));
        boolean untouched = word == null || word.equals("NONE");
        if (Boolean.FALSE.equals(detected) && untouched) {
            return "allow";
        }
        String type = Nodes.first(finding, "type", "name");
        if (policy.startsWith("sensitiveInformation")) {
            personal.merge(type == null ? "PERSONAL_DATA" : type, 1, Integer::sum);
        } else if (policy.startsWith("word")) {
            type = "word";
        } else if (policy.startsWith("topic")) {
            type = Nodes.first(finding, "name", "type");
        }
        if (reasons.size() < MAX_REASONS) {
            String confidence = Nodes.scalar(finding, "confidence");
            reasons.add(side + " " + policy + " " + (type == null ? "finding" : type) + " " + word
                    + (untouched && Boolean.TRUE.equals(detected) ? " detected" : "")
                    + (confidence == null ? "" : " (confidence " + confidence + ")"));
        }
        return switch (word == null ? "" : word) {
            case "BLOCKED" -> "deny";
            case "ANONYMIZED" -> "redact";
            default -> Boolean.TRUE.equals(detected) ? "flagged" : "allow";
        };
    }

    private static String stronger(String one, String other) {
        return new PolicyDecision(ENGINE, null, null, one, List.of()).weight()
                >= new PolicyDecision(ENGINE, null, null, other, List.of()).weight() ? one : other;
    }
}
