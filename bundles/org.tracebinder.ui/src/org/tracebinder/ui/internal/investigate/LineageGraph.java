// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.trace.Basis;
import org.tracebinder.trace.DownstreamView;
import org.tracebinder.trace.LineageView;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Queries;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.graph.Graph;

/**
 * Lineage as boxes and lines: things, the runs and jobs that made one from the other, their code, and what is missing.
 * Made in the background; then only read.
 */
final class LineageGraph {

    private static final int MOST_EVENTS = 50;
    private static final String CODE = "code";

    private final Map<String, Graph.Node> nodes = new LinkedHashMap<>();
    private final Map<String, Graph.Edge> edges = new LinkedHashMap<>();
    private final Map<String, Basis> bases = new LinkedHashMap<>();
    private final Map<String, TreeSet<EventId>> events = new LinkedHashMap<>();
    private final Map<String, String> queries = new LinkedHashMap<>();
    private final Set<String> things = new HashSet<>();
    private final Map<String, String> subjects = new LinkedHashMap<>();
    private final List<String> roots = new ArrayList<>();
    private final boolean down;

    private LineageGraph(boolean down) {
        this.down = down;
    }

    /** What something rests on. */
    static LineageGraph up(LineageView view, Progress progress) {
        LineageGraph made = new LineageGraph(false);
        made.take(view.nodes(), view.edges(), progress);
        if (!view.nodes().isEmpty()) {
            made.roots.add(view.nodes().get(0).id());
        }
        made.absent(view);
        return made;
    }

    /** What rests on something. */
    static LineageGraph down(DownstreamView view, Progress progress) {
        LineageGraph made = new LineageGraph(true);
        made.take(view.nodes(), view.edges(), progress);
        Set<String> derived = new HashSet<>();
        view.edges().forEach(e -> derived.add(e.from()));
        view.nodes().stream().filter(n -> !derived.contains(n.id()) || n == view.nodes().get(0))
                .forEach(n -> made.roots.add(n.id()));
        int number = 0;
        for (DownstreamView.Selection s : view.selections()) {
            String id = "events:" + number++;
            String when = s.version() != null ? s.version() : Messages.bind(Messages.Lineage_period,
                    s.from() == null ? "\u2026" : s.from(), s.to() == null ? "\u2026" : s.to());
            made.node(new Graph.Node(id, Graph.Shape.THING, Messages.Lineage_events, String.join(", ", s.models()),
                    when));
            made.queries.put(id, s.query());
            made.edge(id, s.node(), s.basis());
        }
        return made;
    }

    /** @return all of it */
    Graph graph() {
        return new Graph(List.copyOf(nodes.values()), List.copyOf(edges.values()));
    }

    /** @return ids of the nodes that it begins with */
    List<String> roots() {
        return roots;
    }

    /** @return true when it shows what rests on the roots, false for what they rest on */
    boolean down() {
        return down;
    }

    /** @return the records that speak of the box, by id, the first of many */
    List<EventId> events(String node) {
        return List.copyOf(events.getOrDefault(node, new TreeSet<>()));
    }

    /** @return true when lineage can be asked about the box: a dataset, model version or deployment */
    boolean isThing(String node) {
        return things.contains(node);
    }

    /** @return what lineage is asked for by the box: a thing, a run, a job or code; null for any other box */
    String subject(String node) {
        return things.contains(node) ? node : subjects.get(node);
    }

    /** @return a query for the box, or empty when no event says anything of it */
    Optional<String> query(String node) {
        if (queries.containsKey(node)) {
            return Optional.of(queries.get(node));
        }
        List<EventId> behind = events(node);
        return behind.isEmpty() ? Optional.empty() : Optional.of(String.join(" OR ",
                behind.stream().map(e -> Queries.is("id", e.toString())).toList()));
    }

    private void take(List<LineageView.Node> all, List<LineageView.Edge> lines, Progress progress) {
        for (LineageView.Node n : all) {
            boolean code = n.type().equals(CODE);
            boolean thing = !code && !n.type().equals("inference") && !n.type().equals("trace");
            if (thing) {
                things.add(n.id());
            } else if (n.id().startsWith("inference:") && EventId.isId(n.id().substring("inference:".length()))) {
                behind(n.id(), List.of(EventId.parse(n.id().substring("inference:".length()))));
            }
            String version = n.version() == null ? Messages.Lineage_noVersion : n.version();
            if (code) {
                subjects.put(n.id(), n.id());
                node(new Graph.Node(n.id(), Graph.Shape.THING, FieldLabels.word("node.code", CODE),
                        Formats.oneLine(n.namespace() == null ? n.name() : n.namespace() + " " + n.name()),
                        n.version() == null ? "" : n.version()));
                continue;
            }
            String id = n.id().substring(n.id().indexOf(':') + 1);
            node(new Graph.Node(n.id(), Graph.Shape.THING, FieldLabels.word("node." + n.type(), n.type()),
                    Formats.oneLine(n.name()), thing ? version : id.equals(n.name()) ? "" : id));
        }
        Map<String, String> types = new LinkedHashMap<>();
        all.forEach(n -> types.put(n.id(), n.type()));
        for (LineageView.Edge e : lines) {
            progress.check();
            behind(e.from(), e.events());
            behind(e.to(), e.events());
            if (e.job() == null && e.run() == null) {
                edge(e.from(), e.to(), e.basis());
                continue;
            }
            String act = "act:" + e.job() + "/" + e.run();
            String kind = e.run() == null ? "node.job" : "model".equals(types.get(e.from())) ? "node.training"
                    : "node.run";
            node(new Graph.Node(act, Graph.Shape.ACT, FieldLabels.word(kind, kind),
                    Formats.oneLine(e.job() == null ? e.run() : e.job()), e.job() == null || e.run() == null ? ""
                            : Formats.oneLine(e.run())));
            subjects.put(act, e.run() == null ? "job:" + e.job() : "run:" + e.run());
            behind(act, e.events());
            edge(e.from(), act, e.basis());
            edge(act, e.to(), e.basis());
        }
    }

    /** Where the way ends before it reaches data, something is missing. */
    private void absent(LineageView view) {
        Set<String> resting = new HashSet<>();
        view.edges().forEach(e -> resting.add(e.from()));
        for (LineageView.Node n : view.nodes()) {
            if (!resting.contains(n.id()) && !n.type().equals("dataset") && !n.type().equals(CODE)) {
                String id = "missing:" + n.id();
                node(new Graph.Node(id, Graph.Shape.ABSENT, FieldLabels.word("basis.missing", "missing"),
                        Messages.Lineage_nothing, ""));
                edge(n.id(), id, Basis.MISSING);
            }
        }
    }

    private void node(Graph.Node node) {
        nodes.putIfAbsent(node.id(), node);
    }

    private void edge(String from, String to, Basis basis) {
        String key = from + "\n" + to;
        Basis kept = bases.get(key);
        // Of two that say the same the stronger counts.
        if (nodes.containsKey(from) && nodes.containsKey(to) && (kept == null || basis.compareTo(kept) < 0)) {
            bases.put(key, basis);
            edges.put(key, new Graph.Edge(from, to, line(basis), word(basis)));
        }
    }

    private void behind(String node, List<EventId> more) {
        TreeSet<EventId> all = events.computeIfAbsent(node, k -> new TreeSet<>());
        for (EventId e : more) {
            all.add(e);
            if (all.size() > MOST_EVENTS) {
                all.pollLast();
            }
        }
    }

    /** @return how a line of that basis looks */
    static Graph.Line line(Basis basis) {
        return switch (basis) {
            case OBSERVED -> Graph.Line.FIRM;
            case DECLARED -> Graph.Line.DASHED;
            case INFERRED -> Graph.Line.DOTTED;
            case MISSING -> Graph.Line.BROKEN;
        };
    }

    /** @return the basis in a word */
    static String word(Basis basis) {
        return FieldLabels.word("basis." + basis.id(), basis.id());
    }
}
