// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import org.tracebinder.trace.ColumnView;
import org.tracebinder.trace.ColumnView.Edge;
import org.tracebinder.trace.ColumnView.Node;

/** Which columns rest on which. */
final class ColumnsPrinter {

    /** Rows for people; all of them are in the JSON. */
    private static final int SHOWN = 1_000;

    private ColumnsPrinter() {
    }

    static void json(Terminal terminal, ColumnView view) {
        try (JsonOut json = new JsonOut(terminal.out())) {
            json.put("subject", view.subject()).put("direction", view.down() ? "down" : "up").put("asOf", view.asOf())
                    .array("columns");
            view.nodes().forEach(n -> json.object().put("id", n.id()).put("dataset", n.dataset())
                    .put("namespace", n.namespace()).put("name", n.name()).put("version", n.version())
                    .put("column", n.column()).end());
            json.endArray().array("edges");
            for (Edge e : view.edges()) {
                json.object().put("from", e.from()).put("to", e.to()).put("basis", e.basis().id()).put("type", e.type())
                        .put("subtype", e.subtype()).put("description", e.description());
                if (e.masking() == null) {
                    json.put("masking", (String) null);
                } else {
                    json.put("masking", e.masking().booleanValue());
                }
                json.put("events", e.events()).put("job", e.job()).put("run", e.run()).end();
            }
            json.endArray().put("missing", view.missing());
        }
    }

    static void text(Terminal terminal, ColumnView view) {
        PrintStream out = terminal.out();
        out.println((view.down() ? "What rests on " : "What ") + Words.line(view.subject())
                + (view.down() ? "" : " rests on") + ", column by column"
                + (view.asOf() == null ? "" : ", as of " + view.asOf()));
        out.println();
        Map<String, Node> nodes = new HashMap<>();
        view.nodes().forEach(n -> nodes.put(n.id(), n));
        Table table = new Table().left("Column").left("Rests on").left("How").left("Masked").left("Basis").left("Job")
                .left("See");
        view.edges().stream().limit(SHOWN).forEach(e -> table.row(label(nodes.get(e.from())), label(nodes.get(e.to())),
                Words.line(e.words()), e.masking() == null ? null : e.masking() ? "yes" : "no", e.basis().id(),
                e.job() == null ? null : Words.line(e.job()), Ids.text(e.events(), e.events().size())));
        if (view.edges().isEmpty()) {
            out.println("No column is recorded that " + (view.down() ? "rests on it." : "it rests on."));
        } else {
            table.print(out, terminal.columns());
        }
        if (view.edges().size() > SHOWN) {
            out.println(Words.number(view.edges().size() - SHOWN) + " more; --json lists them all.");
        }
        view.notes().forEach(n -> out.println("! " + Words.line(n.text())
                + (n.event() == null ? "" : " (" + n.event() + ")")));
    }

    private static String label(Node n) {
        return Words.line(n.name()) + (n.version() == null ? "" : "@" + Words.line(n.version())) + "#"
                + Words.line(n.column());
    }
}
