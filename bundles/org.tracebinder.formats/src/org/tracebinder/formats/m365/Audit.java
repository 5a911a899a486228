// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.m365;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.DataSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.ObjectReader;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.common.Words;
import tools.jackson.databind.JsonNode;

/**
 * One record of the unified audit log. An interaction with Copilot is one exchange: its messages are ids, its resources
 * are data sources, the words themselves are never there.
 */
final class Audit {

    private static final int MAX_LIST = 1_000;
    private static final Set<String> MAPPED = Set.of("Id", "CreationTime", "Operation", "UserId", "AppIdentity",
            "CopilotEventData", "ResultStatus", "AuditData", "auditData");
    private static final Set<String> MAPPED_COPILOT = Set.of("ThreadId", "AppHost", "AccessedResources", "Messages",
            "MessageIds", "ModelTransparencyDetails");
    private static final Set<String> MAPPED_OUTSIDE = Set.of("AuditData", "auditData", "id", "RecordId",
            "createdDateTime",
            "CreationDate", "operation", "Operation", "Operations", "UserId", "UserIds", "userPrincipalName",
            "RecordType", "Identity");

    private Audit() {
    }

    /** @return the audit record inside a row or answer, or the object itself */
    static JsonNode data(JsonNode o) {
        for (String name : new String[] {"AuditData", "auditData"}) {
            JsonNode inner = ObjectReader.opened(o.get(name));
            if (inner != null && inner.isObject()) {
                return inner;
            }
        }
        return o;
    }

    /** @return whether the cell AuditData holds an object */
    static boolean opened(JsonNode o) {
        JsonNode inner = ObjectReader.opened(o.get("AuditData"));
        return inner != null && inner.isObject();
    }

    static Event event(JsonNode outside, JsonNode n) {
        String id = or(Nodes.scalar(n, "Id"), Nodes.first(outside, "RecordId", "id", "Identity"));
        String operation = or(Nodes.scalar(n, "Operation"), Nodes.first(outside, "Operation", "operation",
                "Operations"));
        JsonNode copilot = ObjectReader.opened(n.get("CopilotEventData"));
        boolean interaction = "CopilotInteraction".equals(operation) || copilot != null && operation == null;
        Times.Time at = Times.first(n, "CreationTime");
        if (!at.known()) {
            Times.Time around = Times.first(outside, "createdDateTime", "CreationDate");
            at = around.known() || at.text() == null ? around : at;
        }
        Event.Builder b = Event.of(kind(operation, n, interaction)).operation(operation).span(id).addId(id)
                .actor(or(Nodes.scalar(n, "UserId"), Nodes.first(outside, "UserId", "UserIds", "userPrincipalName")))
                .time(at.nanos(), at.text(), at.rule()).identity(id == null ? null : "m365/" + id);
        if (interaction) {
            b.provider("microsoft").content(ContentState.NOT_RECORDED);
        }
        if (copilot != null && copilot.isObject()) {
            copilot(copilot, b);
        }
        String host = Nodes.scalar(copilot, "AppHost");
        b.app(host != null ? host : or(Nodes.scalar(n, "AppIdentity"), Nodes.scalar(n, "Workload")));
        if (host != null) {
            b.extra("AppIdentity", Nodes.scalar(n, "AppIdentity"));
        }
        b.name(or(Nodes.scalar(n, "AgentName"), Nodes.scalar(copilot, "AgentName")));
        result(n, b);
        Rest.add(b, "", n, MAPPED);
        if (n != outside) {
            Rest.add(b, "export.", outside, MAPPED_OUTSIDE);
        }
        return b.build();
    }

    private static void result(JsonNode n, Event.Builder b) {
        String status = Nodes.scalar(n, "ResultStatus");
        b.status(status == null ? null : switch (status.toLowerCase(Locale.ROOT)) {
            case "success", "succeeded", "true" -> "ok";
            case "failed", "failure", "false" -> "error";
            default -> status;
        });
    }

    private static EventKind kind(String operation, JsonNode n, boolean interaction) {
        if (interaction) {
            return EventKind.INFERENCE;
        }
        String word = operation == null ? "" : operation.toLowerCase(Locale.ROOT);
        for (String start : new String[] {"update", "create", "delete", "remove", "add", "set-", "new-", "enable",
                "disable", "publish", "assign", "grant", "change"}) {
            if (word.startsWith(start)) {
                return EventKind.ADMIN;
            }
        }
        return EventKind.OTHER;
    }

    private static void copilot(JsonNode c, Event.Builder b) {
        b.session(Nodes.scalar(c, "ThreadId"));
        messages(c, b);
        resources(c.get("AccessedResources"), b);
        JsonNode models = c.get("ModelTransparencyDetails");
        for (JsonNode model : models == null || !models.isArray() ? List.<JsonNode>of() : models) {
            String name = Nodes.scalar(model, "ModelName");
            if (name != null) {
                b.modelServed(name).version(Nodes.scalar(model, "ModelVersion"));
                b.extra("ModelProviderName", Nodes.scalar(model, "ModelProviderName"));
                break;
            }
        }
        if (models != null && !models.isEmpty()) {
            b.extra("ModelTransparencyDetails", Rest.cut(models.toString()));
        }
        Rest.add(b, "", c, MAPPED_COPILOT);
    }

    private static void messages(JsonNode c, Event.Builder b) {
        Set<String> ids = new LinkedHashSet<>();
        JsonNode old = c.get("MessageIds");
        for (JsonNode id : old == null || !old.isArray() ? List.<JsonNode>of() : old) {
            if (ids.size() < MAX_LIST && Nodes.scalar(id) != null) {
                ids.add(Nodes.scalar(id));
            }
        }
        JsonNode messages = c.get("Messages");
        if (messages == null || !messages.isArray()) {
            ids.forEach(b::addId);
            return;
        }
        int prompts = 0;
        int answers = 0;
        int seen = 0;
        for (JsonNode message : messages) {
            if (seen++ >= MAX_LIST) {
                break;
            }
            if (Nodes.first(message, "Id", "ID") != null) {
                ids.add(Nodes.first(message, "Id", "ID"));
            }
            Boolean prompt = Nodes.bool(message.get("isPrompt"));
            prompts += Boolean.TRUE.equals(prompt) ? 1 : 0;
            answers += Boolean.FALSE.equals(prompt) ? 1 : 0;
            Boolean jailbreak = Nodes.bool(message.get("JailbreakDetected"));
            if (jailbreak != null) {
                b.addDecision(new PolicyDecision("microsoft-365-copilot", "JailbreakDetected", null,
                        jailbreak ? "flagged" : "allow",
                        jailbreak ? List.of("jailbreak detected in message " + Nodes.first(message, "Id", "ID"))
                                : List.of()));
            }
        }
        ids.forEach(b::addId);
        b.extra("prompts", "" + prompts).extra("answers", "" + answers);
        b.extra("Messages", Rest.cut(messages.toString()));
    }

    private static void resources(JsonNode resources, Event.Builder b) {
        if (resources == null || !resources.isArray()) {
            return;
        }
        int seen = 0;
        for (JsonNode r : resources) {
            if (seen++ >= MAX_LIST) {
                break;
            }
            String name = Nodes.scalar(r, "Name");
            String id = or(Nodes.first(r, "SiteUrl", "ID", "Id", "listItemUniqueId"), name);
            if (id != null) {
                b.addDataSource(new DataSource(id, name, null, null)).addText(name);
            }
            decide(r, id, b);
        }
        if (!resources.isEmpty()) {
            b.extra("AccessedResources", Rest.cut(resources.toString()));
        }
    }

    private static void decide(JsonNode r, String id, Event.Builder b) {
        if (Boolean.TRUE.equals(Nodes.bool(r.get("XPIADetected")))) {
            b.addDecision(new PolicyDecision("microsoft-365-copilot", "XPIADetected", null, "flagged",
                    List.of("cross-prompt injection detected in " + id)));
        }
        JsonNode details = r.get("PolicyDetails");
        boolean failed = "failure".equalsIgnoreCase(Nodes.scalar(r, "Status"));
        if (details == null || details.isEmpty()) {
            if (failed) {
                b.addDecision(new PolicyDecision("microsoft-365-copilot", null, null, "deny",
                        List.of("access to " + id + " failed")));
            }
            return;
        }
        for (JsonNode policy : details.isArray() ? details : List.of(details)) {
            List<String> reasons = new ArrayList<>();
            reasons.add("access to " + id + (failed ? " failed" : ""));
            boolean blocks = failed;
            for (JsonNode action : actions(policy)) {
                String word = Nodes.text(action);
                if (word != null && reasons.size() < MAX_LIST) {
                    blocks |= word.toLowerCase(Locale.ROOT).contains("block") || "deny".equals(Words.action(word));
                    reasons.add(word);
                }
            }
            b.addDecision(new PolicyDecision("purview", Nodes.first(policy, "PolicyName", "PolicyId", "Name", "Id"),
                    null,
                    blocks ? "deny" : reasons.size() > 1 ? reasons.get(1).toLowerCase(Locale.ROOT) : "applied",
                    reasons));
        }
    }

    private static List<JsonNode> actions(JsonNode policy) {
        List<JsonNode> actions = new ArrayList<>();
        if (Nodes.scalar(policy, "Action") != null) {
            actions.add(policy.get("Action"));
        }
        JsonNode rules = policy.get("Rules");
        for (JsonNode rule : rules == null || !rules.isArray() ? List.<JsonNode>of() : rules) {
            JsonNode list = rule.get("Actions");
            if (list != null && list.isArray()) {
                list.forEach(actions::add);
            }
        }
        return actions;
    }

    private static String or(String first, String second) {
        return first != null ? first : second;
    }
}
