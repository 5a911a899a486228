// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.PrintStream;
import org.tracebinder.session.Dependents;
import org.tracebinder.trace.DownstreamView;
import org.tracebinder.trace.LineageView;

/** What rests on a dataset or model. */
final class DependentsPrinter {

    /** A query of more characters fills the screen rather than helps. */
    private static final int SHORT = 300;

    private DependentsPrinter() {
    }

    static void json(Terminal terminal, Dependents d) {
        DownstreamView view = d.view();
        try (JsonOut out = new JsonOut(terminal.out())) {
            out.put("subject", view.subject());
            LineagePrinter.graph(out, view.nodes(), view.edges());
            out.array("selections");
            for (Dependents.Use u : d.uses()) {
                DownstreamView.Selection s = u.selection();
                out.object().put("node", s.node()).put("models", s.models()).put("version", s.version())
                        .put("from", s.from()).put("to", s.to()).put("basis", s.basis().id()).put("query", s.query())
                        .put("events", u.events()).put("inferences", u.inferences()).end();
            }
            out.endArray().put("query", view.query()).put("events", d.events()).put("inferences", d.inferences())
                    .put("ids", d.ids()).put("missing", view.missing());
        }
    }

    /**
     * @param binder as the person can type it again
     * @param id     what was asked for, the same
     */
    static void text(Terminal terminal, String binder, String id, Dependents d) {
        PrintStream out = terminal.out();
        DownstreamView view = d.view();
        out.println("What rests on " + Words.line(view.subject()));
        if (!view.nodes().isEmpty()) {
            out.println();
            LineagePrinter.tree(out, new LineageView(view.subject(), null, view.nodes(), view.edges(), view.notes()));
            out.println();
        }
        long used = d.uses().stream().filter(u -> u.events() > 0).count();
        if (used > 0) {
            Table table = new Table().left("Served as").left("Version").left("From (UTC)").left("To (UTC)")
                    .left("Basis")
                    .right("Events").right("Inferences").left("Behind it");
            d.uses().stream().filter(u -> u.events() > 0).forEach(u -> table.row(
                    String.join(", ", u.selection().models()), u.selection().version(),
                    Words.time(u.selection().from()), Words.time(u.selection().to()), u.selection().basis().id(),
                    u.events(), u.inferences(), u.selection().node()));
            table.print(out, terminal.columns());
            out.println();
        }
        out.println(Words.count(d.events(), "event") + (d.events() == 1 ? " rests on it, " : " rest on it, ")
                + Words.number(d.inferences())
                + " of them of kind inference.");
        Ids.printAll(terminal, "Events", d.ids(), d.events());
        view.notes().forEach(n -> out.println("! " + Words.line(n.text())
                + (n.event() == null ? "" : " (" + n.event() + ")")));
        if (view.query() != null && d.events() > 0) {
            String asked = "tracebinder lineage " + binder + " " + BinderArgument.quoted(id) + " --down";
            if (view.query().length() <= SHORT) {
                terminal.say("", "All of them: tracebinder search " + binder + " "
                        + BinderArgument.quoted(view.query()));
            } else {
                terminal.say("", "All of them: " + asked + " --limit " + Math.min(d.events(), 100_000) + " lists them; "
                        + asked + " --query prints the query that finds them, of " + Words.number(view.query().length())
                        + " characters.");
            }
        }
    }
}
