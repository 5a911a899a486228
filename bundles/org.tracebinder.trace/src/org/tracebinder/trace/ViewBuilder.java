// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tracebinder.core.EventId;
import org.tracebinder.core.LineageFact;

/** Collects nodes, edges and notes, each once, in the order in which they are found. */
final class ViewBuilder {

    /** Most nodes of a view. */
    static final int MAX_NODES = 50_000;
    /** Most edges of a view. */
    static final int MAX_EDGES = 200_000;

    /** Type of the nodes of code. */
    static final String CODE = "code";

    private final LineageFacts facts;
    private final Map<String, LineageView.Node> nodes = new LinkedHashMap<>();
    private final Map<EdgeKey, EdgeData> edges = new LinkedHashMap<>();
    private final Set<LineageView.Note> notes = new LinkedHashSet<>();

    private record EdgeKey(String from, String to, String run) {
    }

    private static final class EdgeData {
        private Basis basis;
        private String job;
        private String runId;
        private final TreeSet<EventId> events = new TreeSet<>();
    }

    ViewBuilder(LineageFacts facts) {
        this.facts = facts;
    }

    /** @return the id of its node */
    String node(Thing thing) {
        return node(thing, facts.type(thing.series()));
    }

    /** @return the id of the node of a thing of that type */
    String node(Thing thing, String type) {
        String id = thing.id(type);
        nodes.computeIfAbsent(id, k -> new LineageView.Node(k, type, thing.series().namespace(), thing.series().name(),
                thing.version()));
        return id;
    }

    /** Adds a node that is no dataset, model or deployment. */
    String node(String type, String key, String name) {
        String id = type + ":" + key;
        nodes.computeIfAbsent(id, k -> new LineageView.Node(k, type, null, name, null));
        return id;
    }

    /** Adds an edge from a thing to the code of the run that made it. */
    void code(Thing thing, Run run, Basis basis) {
        for (LineageFact.Code c : run.code()) {
            String id = node(c);
            edge(node(thing), id, basis, run, run.events());
        }
    }

    /** @return the id of its node: the repository is its namespace, the path or address its name */
    String node(LineageFact.Code c) {
        String id = CODE + ":" + key(c);
        nodes.computeIfAbsent(id, k -> new LineageView.Node(k, CODE, c.name().equals(c.repository()) ? null
                : c.repository(), c.name(), c.version()));
        return id;
    }

    /** @return what tells one code from another */
    static String key(LineageFact.Code c) {
        return (c.repository() == null || c.name().equals(c.repository()) ? "" : c.repository() + "/") + c.name()
                + (c.version() == null ? "" : "@" + c.version());
    }

    /** @param run null when the edge is no run's doing */
    void edge(String from, String to, Basis basis, Run run, Collection<EventId> events) {
        EdgeData edge = edges.computeIfAbsent(new EdgeKey(from, to, run == null ? "" : run.key()), k -> new EdgeData());
        edge.basis = edge.basis == null || basis.compareTo(edge.basis) < 0 ? basis : edge.basis;
        if (run != null) {
            edge.job = run.job();
            edge.runId = run.id();
        }
        for (EventId e : events) {
            edge.events.add(e);
            if (edge.events.size() > LineageView.Edge.MAX_EVENTS) {
                edge.events.pollLast();
            }
        }
    }

    void note(String code, String text, EventId event) {
        notes.add(new LineageView.Note(code, text, event));
    }

    /** @return true when the view holds as much as a view may; says so */
    boolean full() {
        if (nodes.size() < MAX_NODES && edges.size() < MAX_EDGES) {
            return false;
        }
        note(LineageView.Note.CUT, "The answer is cut at " + MAX_NODES + " nodes and " + MAX_EDGES + " edges.", null);
        return true;
    }

    int edgeCount() {
        return edges.size();
    }

    LineageView build(String subject, Instant asOf) {
        List<LineageView.Edge> list = new ArrayList<>(edges.size());
        edges.forEach((k, e) -> list.add(
                new LineageView.Edge(k.from, k.to, e.basis, e.job, e.runId, List.copyOf(e.events))));
        Circles.say(this::note, list.stream().map(e -> new Circles.Link(e.from(), e.to())).toList());
        return new LineageView(subject, asOf, List.copyOf(nodes.values()), list, List.copyOf(notes));
    }
}
