// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.core.Review;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import tools.jackson.databind.JsonNode;

/**
 * One event of a sample: a call of a model, a tool, an approval, an edited score, and what else the transcript
 * tells.
 */
final class Step {

    private static final Set<String> COMMON = Set.of("event", "uuid", "span_id", "timestamp", "input", "input_refs",
            "output", "call", "call_refs", "events", "result", "arguments", "view", "tools", "message");

    private final JsonNode n;
    private final String suite;
    private final String trace;
    private final Pool pool;

    Step(JsonNode n, String suite, String trace, Pool pool) {
        this.n = n;
        this.suite = suite;
        this.trace = trace;
        this.pool = pool;
    }

    /** @return the event, or null for bookkeeping that says nothing of its own */
    Event.Builder event(int index) {
        String word = Nodes.scalar(n, "event");
        Event.Builder b = switch (word == null ? "" : word) {
            case "model" -> model();
            case "tool" -> tool();
            case "approval" -> approval();
            case "score_edit" -> edit();
            case "span_begin" -> span();
            case "sandbox", "error", "info", "logger", "input", "sample_limit", "subtask", "interrupt", "compaction" ->
                plain(word);
            default -> null;
        };
        if (b == null) {
            return null;
        }
        Times.Time at = Times.of(n.get("timestamp"));
        String uuid = Nodes.scalar(n, "uuid");
        b.operation(word).trace(trace).time(at.nanos(), at.text(), at.rule())
                .identity("inspect/" + suite + "/" + trace + "/" + (uuid != null ? uuid : word + "/" + index))
                        .addId(uuid);
        if (!"span_begin".equals(word)) {
            b.parent(Nodes.scalar(n, "span_id"));
        }
        Extras.add(b, "", n, COMMON);
        return b;
    }

    private long duration() {
        long span = Times.of(n.get("timestamp")).until(Times.of(n.get("completed")));
        return span != Event.NONE ? span : Sample.seconds(Nodes.scalar(n, "working_time"));
    }

    private Event.Builder model() {
        JsonNode output = Nodes.at(n, "output");
        JsonNode usage = Nodes.at(output, "usage");
        Provider provider = Provider.of(Nodes.scalar(n, "model"));
        String error = Nodes.text(n, "error") != null ? Nodes.text(n, "error") : Nodes.scalar(output, "error");
        Event.Builder b = Event.of(EventKind.INFERENCE).name(Nodes.scalar(n, "model")).provider(provider.name())
                .modelRequested(provider.model()).modelServed(Nodes.scalar(output, "model")).duration(duration())
                .tokensIn(Nodes.number(usage, "input_tokens")).tokensOut(Nodes.number(usage, "output_tokens"))
                .status(error == null ? null : "error").error(error).addText(error)
                .addId(Nodes.scalar(n, "call", "response", "id")).span(Nodes.scalar(n, "uuid"));
        pool.input(n).forEach(b::addInput);
        List<Message> out = new ArrayList<>();
        pool.add(Nodes.at(output, "choices"), "assistant", out);
        out.forEach(b::addOutput);
        Extras.add(b, "usage.", usage, Set.of());
        return b.content(pool.cut() ? ContentState.TRUNCATED : null);
    }

    private Event.Builder tool() {
        String name = Nodes.scalar(n, "function");
        String error = Nodes.scalar(n, "error", "message");
        String failed = error != null ? error : Nodes.text(n, "error");
        Event.Builder b = Event.of(EventKind.TOOL).name(name).tool(name).span(Nodes.scalar(n, "id"))
                .addId(Nodes.scalar(n, "id")).duration(duration()).status(failed == null ? null : "error").error(failed)
                .addText(failed);
        String arguments = Nodes.text(n, "arguments");
        if (arguments != null) {
            b.addInput(new Message("assistant", pool.text(arguments)));
        }
        List<Message> out = new ArrayList<>();
        pool.add(Nodes.at(n, "result"), "tool", out);
        out.forEach(b::addOutput);
        return b.content(pool.cut() ? ContentState.TRUNCATED : null);
    }

    /** Somebody, or a rule, decided whether a tool may be called: oversight before the act. */
    private Event.Builder approval() {
        String approver = Nodes.scalar(n, "approver");
        String decision = Nodes.scalar(n, "decision");
        String why = Nodes.scalar(n, "explanation");
        boolean human = approver != null && approver.toLowerCase(Locale.ROOT).contains("human");
        String word = decision == null ? "undefined" : decision;
        String action = switch (word) {
            case "approve" -> "allow";
            case "reject", "terminate" -> "deny";
            default -> word;
        };
        Event.Builder b = Event.of(EventKind.REVIEW).name("approval of " + Nodes.scalar(n, "call", "function"))
                .actor(approver).tool(Nodes.scalar(n, "call", "function"))
                .review(new Review(human ? "human" : "code", approver, decision, why)).addText(why)
                .addText(Nodes.scalar(n, "message"))
                .addDecision(new PolicyDecision("approval", approver, null, action, why == null ? List.of()
                        : List.of(why))).addId(Nodes.scalar(n, "call", "id"));
        return b.addText(Nodes.text(n, "call", "arguments")).extra("call", Nodes.text(n, "call"));
    }

    private Event.Builder edit() {
        JsonNode edit = Nodes.at(n, "edit");
        String who = Nodes.scalar(edit, "provenance", "author");
        String why = Nodes.scalar(edit, "provenance", "reason");
        return Event.of(EventKind.REVIEW).name(Nodes.scalar(n, "score_name")).actor(who)
                .review(new Review("human", who, Nodes.text(edit, "value"), why)).addText(why)
                .addText(Nodes.text(edit, "explanation"));
    }

    private Event.Builder span() {
        String type = Nodes.scalar(n, "type");
        return Event.of("agent".equals(type) ? EventKind.AGENT : EventKind.OTHER).name(Nodes.scalar(n, "name"))
                .span(Nodes.scalar(n, "id")).parent(Nodes.scalar(n, "parent_id"));
    }

    private Event.Builder plain(String word) {
        String error = word.equals("error") ? Nodes.scalar(n, "error", "message") : null;
        Event.Builder b = Event.of(EventKind.OTHER).name(Nodes.first(n, "action", "source", "type", "name"))
                .status(error == null ? null : "error").error(error).addText(error).addText(pool.text(
                        Nodes.text(n, "message"))).addText(pool.text(Nodes.text(n, "input")))
                .addText(pool.text(Nodes.text(n, "output")));
        return b.extra("result", pool.text(Nodes.text(n, "result")));
    }
}
