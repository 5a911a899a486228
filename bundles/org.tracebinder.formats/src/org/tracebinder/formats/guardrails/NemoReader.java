// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.guardrails;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.formats.common.DocumentReader;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.common.Words;
import org.tracebinder.formats.jsonld.Graph;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/**
 * NeMo Guardrails: answers of the check interface, and generation logs with activated rails and calls of models. A rail
 * stopped the conversation when it says so; an activated rail alone decided nothing.
 */
public final class NemoReader extends DocumentReader {

    private static final List<String> WRAPPERS = List.of("results", "data", "checks");
    private static final long SECOND = 1_000_000_000L;
    private static final int MAX = 2_000;

    /** Made once for all contents. */
    public NemoReader() {
        super("nemo-guardrails", "NeMo Guardrails", WRAPPERS);
    }

    @Override
    protected Match match(JsonNode v) {
        if (v.has("rails_status") && v.has("status")) {
            return new Match.Maybe(95, "status beside rails_status");
        }
        if (log(v) != null) {
            return new Match.Maybe(93, "log with activated_rails");
        }
        return Match.NO;
    }

    @Override
    protected Match match(String text) {
        return text.contains("\"activated_rails\"") && (text.contains("\"executed_actions\"")
                || text.contains("\"rails_status\"")) ? new Match.Maybe(72, "text with activated_rails") : Match.NO;
    }


    private static JsonNode log(JsonNode v) {
        JsonNode log = Nodes.at(v, "log") != null ? Nodes.at(v, "log") : v;
        JsonNode rails = log.get("activated_rails");
        return rails != null && rails.isArray() ? log : null;
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = Json.tree(record);
        if (n.isObject() && n.has("rails_status")) {
            events.accept(check(n).build());
            return;
        }
        JsonNode log = n.isObject() ? log(n) : null;
        if (log == null) {
            throw new BadRecordException("no record of NeMo Guardrails: neither rails_status nor activated_rails");
        }
        events.accept(generation(n, log).build());
        int calls = 0;
        for (JsonNode c : Graph.each(log.get("llm_calls"))) {
            if (c.isObject() && ++calls <= MAX) {
                events.accept(call(c, Nodes.first(n, "id", "request_id")).build());
            }
        }
    }

    private static Event.Builder check(JsonNode n) {
        String status = Nodes.scalar(n, "status");
        Event.Builder b = Event.of(EventKind.POLICY).operation("check").name("guardrail check").status(status)
                .addId(Nodes.scalar(n, "id")).session(Nodes.first(n, "thread_id", "session_id"));
        JsonNode rails = n.get("rails_status");
        if (rails.isObject()) {
            for (Map.Entry<String, JsonNode> rail : rails.properties()) {
                String said = rail.getValue().isObject() ? Nodes.scalar(rail.getValue(), "status")
                        : Nodes.scalar(rail.getValue());
                b.addDecision(new PolicyDecision("nemo-guardrails", rail.getKey(), null, action(said), List.of()));
            }
        }
        if (!rails.isObject() || rails.isEmpty()) {
            b.addDecision(new PolicyDecision("nemo-guardrails", null, null, action(status), List.of()));
        }
        JsonNode log = Nodes.at(n, "guardrails_data", "log");
        duration(b, Nodes.scalar(log, "stats", "total_duration"));
        Extras.add(b, "", n, Set.of("status", "id"));
        return b;
    }

    private static String action(String word) {
        String action = Words.action(word);
        return action == null ? "undefined" : action;
    }

    private static Event.Builder generation(JsonNode n, JsonNode log) {
        Event.Builder b = Event.of(EventKind.POLICY).operation("rails").name("guardrails of one generation")
                .span(Nodes.first(n, "id", "request_id"));
        Times.Time first = Times.Time.UNKNOWN;
        int count = 0;
        boolean stopped = false;
        for (JsonNode rail : log.get("activated_rails")) {
            if (++count > MAX) {
                break;
            }
            if (!rail.isObject()) {
                b.extra("activated", Nodes.text(rail));
                continue;
            }
            boolean stop = Boolean.TRUE.equals(Nodes.bool(rail.get("stop")));
            stopped |= stop;
            String started = Nodes.scalar(rail, "started_at");
            first = first.known() || started == null ? first : Times.seconds(started);
            List<String> reasons = new ArrayList<>();
            for (JsonNode d : Graph.each(rail.get("decisions"))) {
                if (Nodes.text(d) != null) {
                    reasons.add(Nodes.text(d));
                }
            }
            String name = Nodes.scalar(rail, "name");
            String type = Nodes.scalar(rail, "type");
            boolean guards = "input".equals(type) || "output".equals(type) || "retrieval".equals(type);
            if (stop || guards) {
                b.addDecision(new PolicyDecision("nemo-guardrails", (type == null ? "" : type + ": ") + name, null,
                        stop ? "deny" : "allow", reasons));
            }
            Extras.add(b, "rail " + name + ".", rail, Set.of("name", "decisions"));
        }
        b.time(first.nanos(), first.text(), first.rule()).status(stopped ? "blocked" : null);
        duration(b, Nodes.scalar(log, "stats", "total_duration"));
        List<Message> out = new ArrayList<>();
        Messages.parse(Nodes.text(n, "response"), "assistant", out);
        out.forEach(b::addOutput);
        Extras.add(b, "", n, Set.of("log", "response"));
        Extras.add(b, "log.", log, Set.of("activated_rails", "llm_calls"));
        return b;
    }

    private static void duration(Event.Builder b, String seconds) {
        BigDecimal value = Nodes.decimal(seconds);
        if (value != null && value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(1_000_000_000L)) < 0) {
            b.duration(value.multiply(BigDecimal.valueOf(SECOND)).longValue());
        }
    }

    private static Event.Builder call(JsonNode c, String parent) {
        String started = Nodes.scalar(c, "started_at");
        Times.Time at = started == null ? Times.Time.UNKNOWN : Times.seconds(started);
        Event.Builder b = Event.of(EventKind.INFERENCE).operation(Nodes.scalar(c, "task")).parent(parent)
                .name(Nodes.scalar(c, "task")).modelRequested(Nodes.scalar(c, "llm_model_name"))
                .provider(Nodes.scalar(c, "llm_provider_name")).addId(Nodes.scalar(c, "id"))
                .tokensIn(Nodes.number(c, "prompt_tokens")).tokensOut(Nodes.number(c, "completion_tokens"))
                .time(at.nanos(), at.text(), at.rule());
        duration(b, Nodes.scalar(c, "duration"));
        Messages.parse(Nodes.text(c, "prompt"), "user").forEach(b::addInput);
        Messages.parse(Nodes.text(c, "completion"), "assistant").forEach(b::addOutput);
        Extras.add(b, "", c, Set.of("task", "prompt", "completion", "prompt_tokens", "completion_tokens", "id",
                "llm_model_name", "llm_provider_name"));
        return b;
    }
}
