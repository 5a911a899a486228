// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventPieces;
import org.tracebinder.core.TraceIds;
import org.tracebinder.session.cost.TraceCost;
import org.tracebinder.trace.Basis;
import org.tracebinder.trace.TraceView;
import org.tracebinder.trace.TraceView.Decision;
import org.tracebinder.trace.TraceView.Gap;
import org.tracebinder.trace.TraceView.Judgement;
import org.tracebinder.trace.TraceView.SourceUse;
import org.tracebinder.trace.TraceView.Step;
import org.tracebinder.trace.TraceView.Turn;

/** One trace for people: what happened, what was said, who decided, what it rests on, what is missing. */
final class TraceText {

    private static final int WORDS = 600;
    private static final int UNPRICED = 5;

    private TraceText() {
    }

    static void print(Terminal terminal, TraceView view, TraceCost cost) {
        PrintStream out = terminal.out();
        out.println("Trace " + Words.orDash(view.trace()));
        out.println("  application " + Words.orDash(view.app()) + ", actor " + Words.orDash(view.actor()));
        out.println("  began " + Words.time(view.start()) + " UTC"
                + (view.durationMillis() < 0 ? "" : ", took " + Words.duration(view.durationMillis() * 1_000_000)));
        if (view.totals().tokensIn() != null || view.cost() != null) {
            out.println("  tokens " + Words.orDash(view.totals().tokensIn()) + " in, "
                    + Words.orDash(view.totals().tokensOut()) + " out"
                    + (view.cost() == null ? "" : ", cost " + CostCommand.money(view.cost()) + " " + view.totals()
                    .currency()));
        }
        cost(out, cost);
        out.println();
        steps(view).print(out, terminal.columns());
        conversation(terminal, view);
        decisions(out, view);
        if (view.lineage() != null && !view.lineage().edges().isEmpty()) {
            out.println();
            out.println("Rests on"
                    + (view.lineage().asOf() == null ? "" : ", as of " + Words.time(view.lineage().asOf()) + " UTC"));
            LineagePrinter.tree(out, view.lineage());
        }
        out.println();
        out.println(view.gaps().isEmpty() ? "No record is missing that this trail should hold. Whether they show a "
                + "fault, 'tracebinder check' says." : "Missing or contradictory");
        for (Gap g : view.gaps()) {
            out.println("  ! " + Words.line(g.text()));
        }
    }

    private static void cost(PrintStream out, TraceCost cost) {
        if (cost.steps().isEmpty()) {
            return;
        }
        out.println("  by " + PricesOption.words(cost.list()) + ": "
                + (cost.cost() == null ? "no price" : CostCommand.money(cost.cost()) + " "
                + Words.line(cost.list().currency())));
        cost.steps().stream().filter(s -> s.reason() != null).limit(UNPRICED).forEach(s -> out.println("  ! "
                + s.event()
                + " has no price: " + s.reason().words() + (s.model() == null ? "" : ", " + Words.line(s.model()))));
        if (cost.unpriced() > UNPRICED) {
            out.println("  ! and " + Words.count(cost.unpriced() - UNPRICED, "inference") + " more without a price");
        }
    }

    private static Table steps(TraceView view) {
        Table table = new Table().left("Event").right("After").right("Took").left("Kind").left("Status").left("What");
        for (Step s : view.steps()) {
            Event e = s.event();
            String what = e.tool() != null ? e.tool() : e.name() != null ? e.name() : e.model();
            table.row(s.id(), s.offsetNanos() == Event.NONE ? null : Words.duration(s.offsetNanos()),
                    Words.duration(e.duration()), e.kind().id(), e.status(), "· ".repeat(Math.min(s.depth(), 12))
                            + Words.orDash(what) + (s.variants().isEmpty() ? "" : "  [another version says otherwise: "
                                    + s.variants().get(0).id() + "]") + (s.same() == null ? ""
                                    : (s.basis() == Basis.INFERRED ? "  [taken for the same call as "
                                    : "  [the same call as ") + s.same() + (own(view, e) ? "]" : ", in trace "
                                    + Words.line(e.trace()) + "]")) + also(e));
        }
        return table;
    }

    /** @return the other records that tell the event; the first few of many */
    private static String also(Event e) {
        List<EventId> ids = EventPieces.records(e);
        return ids.isEmpty() ? "" : "  [told also by " + ids.stream().limit(UNPRICED).map(EventId::toString)
                .collect(Collectors.joining(", ")) + (ids.size() > UNPRICED ? ", …]" : "]");
    }

    private static boolean own(TraceView view, Event e) {
        return e.trace() == null || TraceIds.same(e.trace(), view.trace());
    }

    private static void conversation(Terminal terminal, TraceView view) {
        PrintStream out = terminal.out();
        for (Turn t : view.conversation()) {
            out.println();
            out.println(Words.line(t.message().role()) + (t.given() ? "" : " (answer)") + ", " + t.event());
            String words = Words.cut(Words.line(t.message().text()), WORDS);
            Words.wrap(words, terminal.columns() - 2).forEach(line -> out.println("  " + line));
        }
    }

    private static void decisions(PrintStream out, TraceView view) {
        if (!view.policy().isEmpty() || !view.reviews().isEmpty() || !view.data().isEmpty()) {
            out.println();
        }
        for (SourceUse u : view.data()) {
            String id = u.source().id();
            String version = u.source().version();
            out.println("Retrieved: " + Words.line(id != null ? id : Words.orDash(u.source().name()))
                    + (version == null || id != null && id.endsWith("@" + version) ? "" : "@" + Words.line(version))
                    + (id == null || u.source().name() == null ? "" : ", " + Words.line(u.source().name()))
                    + (u.source().score() == null ? "" : ", score " + u.source().score()) + ", see "
                    + String.join(", ", u.events().stream().limit(UNPRICED).map(EventId::toString).toList())
                    + (u.events().size() > UNPRICED ? ", …" : ""));
        }
        for (Decision d : view.policy()) {
            out.println("Policy: " + Words.orDash(d.decision().action())
                    + (d.decision().reasons().isEmpty() ? "" : " because of " + Words.line(String.join(", ",
                            d.decision().reasons())))
                    + (d.decision().engine() == null ? "" : ", by " + Words.line(d.decision().engine()))
                    + (d.decision().revision() == null ? "" : ", revision " + Words.line(d.decision().revision()))
                    + ", see " + d.event());
        }
        for (Judgement j : view.reviews()) {
            out.println("Review: " + Words.orDash(j.review().value()) + " by " + Words.orDash(j.review().who())
                    + (j.at() == null ? "" : " on " + Words.time(j.at()) + " UTC")
                    + (j.review().comment() == null ? "" : ": " + Words.line(j.review().comment())) + ", see "
                    + j.event());
        }
    }
}
