// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventPieces;
import org.tracebinder.session.Snippets;
import org.tracebinder.session.cost.TraceCost;
import org.tracebinder.trace.LineageView;
import org.tracebinder.trace.TraceView;
import org.tracebinder.trace.TraceView.Decision;
import org.tracebinder.trace.TraceView.Gap;
import org.tracebinder.trace.TraceView.Judgement;
import org.tracebinder.trace.TraceView.Step;

/** One trace as JSON. */
final class TraceJson {

    private static final Snippets NO_QUERY = new Snippets("");

    private TraceJson() {
    }

    static void print(Terminal terminal, TraceView view, TraceCost cost, Hits hits) throws IOException {
        List<Hit> read = new ArrayList<>(view.steps().size());
        for (Step step : view.steps()) {
            read.add(hits.get(step.id()));
        }
        try (JsonOut json = new JsonOut(terminal.out())) {
            json.put("trace", view.trace()).put("app", view.app()).put("actor", view.actor()).put("start", view.start())
                    .put("durationMillis", view.durationMillis() < 0 ? null : (Long) view.durationMillis());
            json.array("events");
            for (int i = 0; i < read.size(); i++) {
                step(json, view.steps().get(i), read.get(i), hits);
            }
            json.endArray().array("policy");
            view.policy().forEach(d -> decision(json, d));
            json.endArray().array("reviews");
            view.reviews().forEach(r -> judgement(json, r));
            json.endArray().object("lineage");
            LineagePrinter.json(json, view.lineage() != null ? view.lineage()
                    : new LineageView(view.trace(), view.start(), List.of(), List.of(), List.of()));
            json.end().array("gaps");
            for (Gap g : view.gaps()) {
                json.object().put("code", g.code()).put("text", g.text()).put("event", g.event()).end();
            }
            json.endArray().put("cost", view.cost()).put("currency", view.totals().currency())
                    .put("tokensIn", view.totals().tokensIn()).put("tokensOut", view.totals().tokensOut());
            recomputed(json, cost);
        }
    }

    private static void recomputed(JsonOut json, TraceCost cost) {
        json.object("recomputed").put("cost", CostCommand.plain(cost.cost())).put("unpriced", cost.unpriced());
        PricesOption.json(json, cost.list());
        json.array("inferences");
        cost.steps().forEach(s -> json.object().put("event", s.event()).put("model", s.model())
                .put("cost", CostCommand.plain(s.cost())).put("claimed", s.claimed())
                .put("reason", s.reason() == null ? null : s.reason().words()).end());
        json.endArray().end();
    }

    private static void step(JsonOut json, Step step, Hit hit, Hits hits) throws IOException {
        Event e = step.event();
        json.object();
        hit.writeTo(json, NO_QUERY.of(e).text());
        json.put("parent", e.parent()).put("name", e.name()).put("prompt", e.prompt()).put("answer", e.answer());
        json.put("operation", e.operation()).put("content", e.content().name().toLowerCase(java.util.Locale.ROOT))
                .put("durationMillis", e.duration() == Event.NONE ? null : (Long) (e.duration() / 1_000_000))
                .put("error", e.error()).put("basis", step.basis().id()).put("why", step.why())
                .put("variants", step.variants().stream().map(TraceView.Variant::id).toList());
        if (step.same() != null) {
            json.put("same", step.same());
        }
        List<EventId> also = EventPieces.records(e);
        if (!also.isEmpty()) {
            json.array("alsoAt");
            for (EventId id : also) {
                Hit other = hits.get(id);
                json.object().put("id", id).put("source", "S" + id.record().source())
                        .put("offset", other.record().offset()).put("length", (long) other.record().length())
                        .put("sha256", other.sha256()).end();
            }
            json.endArray();
        }
        json.array("data");
        e.dataSources().forEach(d -> json.object().put("id", d.id()).put("name", d.name()).put("version", d.version())
                .put("score", d.score() == null ? null : java.math.BigDecimal.valueOf(d.score())).end());
        json.endArray().end();
    }

    private static void decision(JsonOut json, Decision d) {
        json.object().put("action", d.decision().action()).put("reasons", d.decision().reasons()).put("event",
                d.event())
                .put("engine", d.decision().engine()).put("policy", d.decision().policy())
                .put("revision", d.decision().revision()).put("about", d.about()).end();
    }

    private static void judgement(JsonOut json, Judgement j) {
        json.object().put("by", j.review().by()).put("who", j.review().who()).put("value", j.review().value())
                .put("comment", j.review().comment()).put("event", j.event()).put("at", j.at()).put("about", j.about())
                .end();
    }
}
