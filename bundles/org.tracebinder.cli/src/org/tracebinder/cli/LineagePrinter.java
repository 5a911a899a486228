// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tracebinder.trace.LineageView;
import org.tracebinder.trace.LineageView.Edge;
import org.tracebinder.trace.LineageView.Node;

/** What something rests on. */
final class LineagePrinter {

    /** Blanks; deeper than this nobody can read it, and a hostile chain must not use up the stack. */
    private static final int DEEPEST = 100;

    private LineagePrinter() {
    }

    /** Writes the fields into the open object. */
    static void json(JsonOut json, LineageView view) {
        json.put("subject", view.subject()).put("asOf", view.asOf());
        graph(json, view.nodes(), view.edges());
        json.put("missing", view.missing());
    }

    /** Writes the members {@code nodes} and {@code edges}. */
    static void graph(JsonOut json, List<Node> nodes, List<Edge> edges) {
        json.array("nodes");
        for (Node n : nodes) {
            json.object().put("id", n.id()).put("type", n.type()).put("namespace", n.namespace()).put("name", n.name())
                    .put("version", n.version()).end();
        }
        json.endArray().array("edges");
        for (Edge e : edges) {
            json.object().put("from", e.from()).put("to", e.to()).put("basis", e.basis().id()).put("events", e.events())
                    .put("job", e.job()).put("run", e.run()).end();
        }
        json.endArray();
    }

    static void text(Terminal terminal, LineageView view) {
        PrintStream out = terminal.out();
        out.println("What " + Words.line(view.subject()) + " rests on"
                + (view.asOf() == null ? "" : ", as of " + view.asOf()));
        if (!view.nodes().isEmpty()) {
            out.println();
            tree(out, view);
        }
        view.notes().forEach(n -> out.println("! " + Words.line(n.text())
                + (n.event() == null ? "" : " (" + n.event() + ")")));
    }

    /** Prints every node that nothing else rests on, and below it what it rests on; then what is left, circles. */
    static void tree(PrintStream out, LineageView view) {
        Set<String> below = new HashSet<>();
        view.edges().forEach(e -> below.add(e.to()));
        Set<String> seen = new HashSet<>();
        for (Node n : view.nodes()) {
            if (!below.contains(n.id()) && seen.add(n.id())) {
                out.println("  " + label(n));
                branch(out, view, n.id(), "  ", seen);
            }
        }
        for (Node n : view.nodes()) {
            if (below.contains(n.id()) && seen.add(n.id())) {
                out.println("  " + label(n));
                branch(out, view, n.id(), "  ", seen);
            }
        }
    }

    private static void branch(PrintStream out, LineageView view, String from, String indent, Set<String> seen) {
        List<Edge> edges = view.edges().stream().filter(e -> e.from().equals(from)).toList();
        for (Edge e : edges) {
            boolean again = !seen.add(e.to());
            out.println(indent + "└ " + view.node(e.to()).map(LineagePrinter::label).orElse(Words.line(e.to())) + "   "
                    + e.basis().id() + (e.job() == null ? "" : " by " + Words.line(e.job()))
                    + (e.events().isEmpty() ? "" : ", see " + e.events().get(0)) + (again ? " (above)" : ""));
            if (!again && indent.length() < DEEPEST) {
                branch(out, view, e.to(), indent + "  ", seen);
            } else if (!again) {
                out.println(indent + "  … further down: --json shows everything");
            }
        }
    }

    private static String label(Node n) {
        String place = n.type().equals("code") && n.namespace() != null ? Words.line(n.namespace()) + " " : "";
        return n.type() + " " + place + Words.line(n.name())
                + (n.version() == null ? "" : "@" + Words.line(n.version()));
    }
}
