// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.opa;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.common.Words;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/** Decision logs of the Open Policy Agent: uploaded arrays, JSON lines, and console lines among other log lines. */
public final class OpaReader implements FormatReader {

    private static final Set<String> MAPPED = Set.of("decision_id", "trace_id", "span_id", "path", "query", "timestamp",
            "labels", "bundles", "revision", "input", "result", "error", "batch_decision_id", "level", "time");

    @Override
    public String id() {
        return "opa";
    }

    @Override
    public String label() {
        return "Open Policy Agent decision log";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode v : head.values()) {
            if (v.has("decision_id") && (v.has("labels") || v.has("path") || v.has("query") || v.has("bundles"))) {
                return new Match.Maybe(95, "decision_id beside labels, path or query");
            }
            if ("openpolicyagent.org/decision_logs".equals(Nodes.scalar(v, "type"))) {
                return new Match.Maybe(97, "type openpolicyagent.org/decision_logs");
            }
        }
        String text = head.text();
        if (text.contains("\"decision_id\"") && (text.contains("\"labels\"") || text.contains("\"path\""))) {
            return new Match.Maybe(70, "text with decision_id and labels or path");
        }
        return Match.NO;
    }

    @Override
    public Framing framing(Head head) {
        return new Framing.Json(List.of());
    }

    @Override
    public int[] places(RawRecord record) {
        return null; // the whole record
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = Json.tree(record);
        if (!n.isObject()) {
            throw new BadRecordException("expected a decision, an object, found " + n.getNodeType());
        }
        String id = Nodes.scalar(n, "decision_id");
        if (id == null && isConsoleLine(n)) {
            // the console of the agent writes its other messages between the decisions: no decision, nothing lost
            return;
        }
        if (id == null) {
            throw new BadRecordException("no OPA decision: no decision_id; "
                    + (n.isEmpty() ? "the object is empty" : "its first key is '" + n.propertyNames().iterator().next()
                    + "'"));
        }
        events.accept(event(n, id));
    }

    private static boolean isConsoleLine(JsonNode n) {
        return n.has("level") && n.has("msg") && n.has("time");
    }

    private static Event event(JsonNode n, String id) {
        JsonNode input = n.get("input");
        String policy = Nodes.first(n, "path", "query");
        Times.Time at = Times.first(n, "timestamp", "time");
        Event.Builder b = Event.of(EventKind.POLICY).operation("decision").name(policy).span(id)
                .trace(lower(Nodes.scalar(n, "trace_id"))).parent(lower(Nodes.scalar(n, "span_id")))
                .app(Nodes.scalar(n, "labels", "app")).env(Nodes.first(n.get("labels"), "environment", "env"))
                .actor(actor(input)).modelRequested(Nodes.scalar(input, "model"))
                .session(Nodes.first(input, "session_id", "session"))
                .time(at.nanos(), at.text(), at.rule());
        String batch = Nodes.scalar(n, "batch_decision_id");
        b.identity("opa/" + (batch == null ? "" : batch + "/") + id).addId(batch);
        String error = Nodes.text(n, "error", "message") != null ? Nodes.text(n, "error", "message") : Nodes.text(n,
                "error");
        b.status(error == null ? null : "error").error(error).addText(error);
        PolicyDecision decision = decision(n, policy, error);
        b.addDecision(decision);
        decision.reasons().forEach(b::addText);
        if (hasElements(n.get("erased")) || hasElements(n.get("masked"))) {
            b.content(ContentState.REDACTED);
        }
        // words that somebody wrote are to be found; ids and addresses are fields, not content
        for (String key : new String[] {"prompt", "messages", "message", "text", "content", "query", "question"}) {
            b.addText(input == null ? null : Messages.words(input.get(key)));
        }
        if (input != null && input.isObject()) {
            Nodes.extras(b, "input.", input, Set.of());
        } else {
            b.extra("input", Nodes.text(input));
        }
        b.extra("result", Nodes.text(n, "result"));
        Nodes.extras(b, "labels.", n.get("labels"), Set.of("app"));
        Nodes.extras(b, "", n, MAPPED);
        return b.build();
    }

    private static boolean hasElements(JsonNode node) {
        return node != null && node.isArray() && !node.isEmpty();
    }

    private static String actor(JsonNode input) {
        for (String key : new String[] {"user", "subject", "principal", "actor"}) {
            JsonNode who = Nodes.at(input, key);
            String text = who == null ? null : who.isObject() ? Nodes.first(who, "id", "user_id", "email", "name",
                    "sub")
                    : Nodes.scalar(who);
            if (text != null) {
                return text;
            }
        }
        return Nodes.first(input, "user_id", "username");
    }

    private static PolicyDecision decision(JsonNode n, String policy, String error) {
        JsonNode result = n.get("result");
        List<String> reasons = reasons(result);
        String action = action(result);
        if (action == null) {
            action = error != null ? "error" : "undefined";
            reasons.add(error != null ? error : result == null || result.isNull() ? "the policy gave no result"
                    : "the result states neither an action nor allow");
        }
        return new PolicyDecision("opa", policy, revision(n), action, reasons);
    }

    private static String action(JsonNode result) {
        if (result == null || result.isNull()) {
            return null;
        }
        if (!result.isObject()) {
            Boolean allow = Nodes.bool(result);
            return allow != null ? allow ? "allow" : "deny" : result.isString() && result.stringValue().length() <= 40
                    ? Words.action(result.stringValue()) : null;
        }
        for (String key : new String[] {"action", "decision", "outcome", "effect"}) {
            JsonNode word = result.get(key);
            if (word != null && word.isString()) {
                return Words.action(word.stringValue());
            }
        }
        for (String key : new String[] {"allow", "allowed"}) {
            Boolean allow = Nodes.bool(result.get(key));
            if (allow != null) {
                return allow ? "allow" : "deny";
            }
        }
        Boolean deny = Nodes.bool(result.get("deny"));
        return deny != null ? deny ? "deny" : "allow" : hasElements(result.get("deny")) ? "deny" : null;
    }

    private static List<String> reasons(JsonNode result) {
        List<String> reasons = new ArrayList<>();
        for (String key : new String[] {"reasons", "reason", "violations", "deny", "msg", "message"}) {
            JsonNode found = Nodes.at(result, key);
            if (found != null && found.isArray()) {
                found.forEach(r -> {
                    if (Nodes.text(r) != null) {
                        reasons.add(Nodes.text(r));
                    }
                });
            } else if (found != null && !found.isBoolean() && Nodes.text(found) != null) {
                reasons.add(Nodes.text(found));
            }
        }
        return reasons;
    }

    private static String revision(JsonNode n) {
        JsonNode bundles = Nodes.at(n, "bundles");
        List<String> revisions = new ArrayList<>();
        if (bundles != null && bundles.isObject()) {
            for (JsonNode bundle : bundles) {
                String revision = Nodes.scalar(bundle, "revision");
                if (revision != null) {
                    revisions.add(revision);
                }
            }
        }
        return revisions.isEmpty() ? Nodes.scalar(n, "revision") : String.join(", ", revisions);
    }

    private static String lower(String id) {
        return id == null || !id.matches("[0-9A-Fa-f]+") ? id : id.toLowerCase(Locale.ROOT);
    }
}
