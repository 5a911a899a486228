// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.PrintStream;
import java.util.stream.Collectors;
import org.tracebinder.session.compare.Reconciliation;

/** Two trails held against each other. */
final class ReconcilePrinter {

    private static final int SHOWN = 12;
    private static final int EXAMPLES = 3;

    private ReconcilePrinter() {
    }

    static void json(Terminal terminal, Reconciliation r) {
        try (JsonOut out = new JsonOut(terminal.out())) {
            out.object("a").put("query", r.queryA()).put("total", r.totalA()).put("only", r.onlyACount())
                    .put("ids", r.onlyA()).end();
            out.object("b").put("query", r.queryB()).put("total", r.totalB()).put("only", r.onlyBCount())
                    .put("ids", r.onlyB()).end();
            out.put("pairs", r.pairs()).put("differing", r.differing()).array("joins");
            r.joins().forEach(j -> out.object().put("by", j.by()).put("basis", j.basis().id()).put("why", j.why())
                    .put("pairs", j.pairs()).end());
            out.endArray().array("fields");
            for (Reconciliation.FieldTotals f : r.fields()) {
                out.object().put("field", f.field()).put("equal", f.equal()).put("differ", f.differ())
                        .put("onlyA", f.onlyA()).put("onlyB", f.onlyB()).array("examples");
                f.examples().forEach(v -> out.object().put("a", v.a()).put("b", v.b()).put("count", v.count()).end());
                out.endArray().end();
            }
            out.endArray();
            if (r.shift() == null) {
                out.put("shiftNanos", (String) null);
            } else {
                out.object("shiftNanos").put("least", r.shift().least()).put("median", r.shift().median())
                        .put("most", r.shift().most()).end();
            }
            out.array("differences");
            for (Reconciliation.Pair p : r.listed()) {
                out.object().put("a", p.a()).put("b", p.b()).put("by", p.by()).put("basis", p.basis().id())
                        .put("why", p.why());
                Differences.json(out, p.differences());
                out.end();
            }
            out.endArray().put("listed", (long) Reconciliation.LISTED)
                    .put("notes", r.notes());
        }
    }

    static void text(Terminal terminal, Reconciliation r) {
        PrintStream out = terminal.out();
        Table totals = new Table().left("Trail").right("Events").right("In both").right("Only here").left("Query");
        totals.row("A", r.totalA(), r.pairs(), r.onlyACount(), r.queryA());
        totals.row("B", r.totalB(), r.pairs(), r.onlyBCount(), r.queryB());
        totals.print(out, terminal.columns());
        r.joins().forEach(j -> out.println("  " + Words.number(j.pairs()) + " joined by " + j.by() + ", "
                + j.basis().id() + ": " + j.why()));
        r.notes().forEach(n -> out.println("! " + Words.line(n)));
        out.println();
        Ids.print(terminal, "Only in A", r.onlyA(), r.onlyACount());
        Ids.print(terminal, "Only in B", r.onlyB(), r.onlyBCount());
        if (r.pairs() == 0) {
            return;
        }
        Table fields = new Table().left("Value").right("Equal").right("Differs").right("Only A says it")
                .right("Only B says it").left("Most often (A / B)");
        r.fields().forEach(f -> fields.row(f.field(), f.equal(), f.differ(), f.onlyA(), f.onlyB(), f.examples().stream()
                .limit(EXAMPLES).map(v -> v.a() + " / " + v.b() + " (" + Words.number(v.count()) + ")")
                .collect(Collectors.joining(", "))));
        fields.print(out, terminal.columns());
        if (r.shift() != null) {
            out.println("B's times lie behind A's by " + millis(r.shift().median()) + " in the middle, from "
                    + millis(r.shift().least()) + " to " + millis(r.shift().most()) + ".");
        }
        out.println();
        String compared = r.fields().stream().map(Reconciliation.FieldTotals::field).collect(Collectors.joining(", "))
                + " and time";
        out.println((r.differing() == 0 ? "No pair says different things"
                : Words.count(r.differing(), "pair") + " of " + Words.number(r.pairs()) + " say different things")
                + ". Compared: " + compared + ".");
        r.listed().stream().limit(SHOWN).forEach(p -> {
            out.println(p.a() + " / " + p.b() + " (" + p.basis().id() + " by " + p.by() + ")");
            Differences.text(terminal, p.differences(), "  ");
        });
        if (r.differing() > SHOWN) {
            out.println(Words.number(r.differing() - SHOWN) + " more; --json lists up to "
                    + Words.number(Reconciliation.LISTED) + ".");
        }
    }

    private static String millis(long nanos) {
        return Words.number(nanos / 1_000_000) + " ms";
    }
}
