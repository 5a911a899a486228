// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.securitylog;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.formats.common.Actions;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.ObjectReader;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.common.Words;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/** Cloud Auditing Data Federation events (DMTF DSP0262), plain, in OpenStack notifications, as IBM Cloud sends them. */
public final class CadfReader extends ObjectReader {

    private static final Set<String> MAPPED = Set.of("id", "eventTime", "action", "outcome", "initiator", "target",
            "typeURI", "reason");

    private static final Set<String> DECISIONS = Set.of("allow", "deny", "redact", "modify");

    /** The reader. */
    public CadfReader() {
        super("cadf", "CADF audit events", List.of("events"));
    }

    @Override
    protected Match match(JsonNode o) {
        String type = Nodes.scalar(o, "typeURI");
        boolean parts = o.has("initiator") && o.has("target") && o.has("action") && o.has("outcome");
        if (type != null && type.contains("schemas.dmtf.org/cloud/audit")) {
            return new Match.Maybe(parts ? 97 : 92, "typeURI of CADF");
        }
        return parts && (o.has("eventTime") || o.has("eventType")) ? new Match.Maybe(91,
                "initiator, target, action, outcome and eventTime of CADF") : Match.NO;
    }

    @Override
    protected Match match(String text) {
        return text.contains("schemas.dmtf.org/cloud/audit") ? new Match.Maybe(75, "text with a typeURI of CADF")
                : Match.NO;
    }

    @Override
    protected void events(JsonNode o, RawRecord record, Consumer<Event> events) throws BadRecordException {
        String action = Nodes.scalar(o, "action");
        String outcome = Nodes.scalar(o, "outcome");
        if (action == null && outcome == null) {
            throw refused("no CADF event: neither action nor outcome", o);
        }
        String type = Nodes.scalar(o, "eventType");
        String id = Nodes.scalar(o, "id");
        JsonNode initiator = Nodes.at(o, "initiator");
        JsonNode target = Nodes.at(o, "target");
        Times.Time at = time(Nodes.scalar(o, "eventTime"));
        boolean pending = "pending".equals(outcome);
        EventKind kind = "control".equals(type) ? EventKind.POLICY : pending || "monitor".equals(type) ? EventKind.OTHER
                : Actions.kind(verb(action));
        String targetName = Nodes.first(target, "name", "id");
        Event.Builder b = Event.of(kind).operation(action).name(targetName).span(id).time(at.nanos(), at.text(),
                at.rule())
                .actor(Nodes.first(initiator, "name", "id")).app(app(o)).addId(Nodes.scalar(target, "id"))
                .addId(Nodes.scalar(o, "correlationId")).session(Nodes.scalar(initiator, "session_id"))
                .identity(id == null ? null : "cadf/" + id + (pending ? "/pending" : ""));
        boolean failed = "failure".equalsIgnoreCase(outcome);
        b.status(failed ? "error" : "success".equalsIgnoreCase(outcome) ? "ok" : outcome);
        JsonNode reason = Nodes.at(o, "reason");
        String words = reason == null || !reason.isObject() ? Nodes.text(reason) : Nodes.first(reason,
                "reasonForFailure", "reasonType", "reasonCode");
        b.error(failed ? words == null ? "failure" : words : null).addText(words);
        if (kind == EventKind.POLICY) {
            b.addDecision(new PolicyDecision(Nodes.scalar(o, "observer", "name"), Nodes.scalar(reason, "policyId"),
                    null, decision(action, outcome), words == null ? List.of() : List.of(words)));
        }
        b.addText(Nodes.scalar(o, "message"));
        b.extra("outcome", outcome);
        Rest.add(b, "reason.", reason, Set.of());
        Rest.add(b, "initiator.", initiator, Set.of());
        Rest.add(b, "target.", target, Set.of());
        Rest.add(b, "", o, MAPPED);
        events.accept(b.build());
    }

    /**
     * An action such as {@code deny} is the decision, unless it did not come to pass; of any other, say {@code
     * evaluate} or {@code read}, the outcome is.
     */
    private static String decision(String action, String outcome) {
        String word = action == null ? null : Words.action(action.substring(action.lastIndexOf('/') + 1));
        boolean failed = "failure".equalsIgnoreCase(outcome);
        if (word != null && DECISIONS.contains(word)) {
            return failed ? "error" : word;
        }
        return failed ? "deny" : "success".equalsIgnoreCase(outcome) ? "allow" : outcome == null ? word
                : outcome.toLowerCase(Locale.ROOT);
    }

    /** {@code update/policy}, with the verb first, or {@code ai.model.deploy}, with the verb last. */
    private static String verb(String action) {
        int slash = action == null ? -1 : action.indexOf('/');
        return slash > 0 ? action.substring(0, slash) : action;
    }

    private static String app(JsonNode o) {
        JsonNode observer = Nodes.at(o, "observer");
        return observer == null || !observer.isObject() ? Nodes.text(observer) : Nodes.first(observer, "name", "id",
                "typeURI");
    }

    /** One writer names the zone twice, {@code +0000 UTC}. */
    private static Times.Time time(String text) {
        if (text == null || !text.matches(".*[+-]\\d{4} UTC")) {
            return Times.parse(text);
        }
        Times.Time t = Times.parse(text.substring(0, text.length() - " UTC".length()));
        return new Times.Time(t.nanos(), text, t.rule());
    }
}
