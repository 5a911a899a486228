// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.tracebinder.core.Progress;

/**
 * The part of a graph that people can read: so many steps from a node, so many followers of each node, so many nodes in
 * all. What is left out is told by boxes that say how much there is more.
 *
 * @param graph  what is shown
 * @param hidden nodes of the whole graph that can be reached and are not shown
 */
public record GraphSlice(Graph graph, long hidden) {

    /** Followers of one node at first. */
    public static final int BREADTH = 12;

    /** Boxes at most: an ordered picture of more takes seconds to make, and nobody can read it. */
    public static final int MOST = 1_500;

    private static final String MORE = "more:";

    /**
     * Cuts a slice. Plain work in memory, for a background thread.
     *
     * @param whole    the graph
     * @param roots    where to begin; ids that the graph does not know are left out
     * @param depth    steps from the roots, 1 or more
     * @param against  true to walk from the end of lines to their beginning
     * @param opened   ids of nodes whose followers are all shown, however many
     * @param more     words for a number of nodes that are not shown
     * @param progress says when nobody waits any more
     */
    public static GraphSlice of(Graph whole, List<String> roots, int depth, boolean against, Set<String> opened,
            LongFunction<String> more, Progress progress) {
        Map<String, Graph.Node> nodes = new HashMap<>();
        whole.nodes().forEach(n -> nodes.put(n.id(), n));
        Map<String, List<Graph.Edge>> out = new HashMap<>();
        for (Graph.Edge e : whole.edges()) {
            out.computeIfAbsent(against ? e.to() : e.from(), k -> new ArrayList<>()).add(e);
        }
        Map<String, Integer> shown = new LinkedHashMap<>();
        ArrayDeque<String> open = new ArrayDeque<>();
        Map<String, List<String>> left = new LinkedHashMap<>();
        for (String root : roots) {
            if (nodes.containsKey(root) && shown.putIfAbsent(root, 0) == null) {
                open.add(root);
            }
        }
        while (!open.isEmpty()) {
            progress.check();
            String at = open.poll();
            int followers = 0;
            for (Graph.Edge e : out.getOrDefault(at, List.of())) {
                String next = against ? e.from() : e.to();
                boolean all = opened.contains(at);
                if (shown.containsKey(next)) {
                    continue;
                }
                if (shown.size() >= MOST || !all && (shown.get(at) >= depth || followers >= BREADTH)) {
                    left.computeIfAbsent(at, k -> new ArrayList<>()).add(next);
                } else {
                    followers++;
                    shown.put(next, shown.get(at) + 1);
                    open.add(next);
                }
            }
        }
        return build(whole, nodes, shown, left, reachable(out, roots, against, progress) - shown.size(), against, more);
    }

    /** @return id of the node behind which a box of this id stands for more, or null when it is no such box */
    public static String behind(String id) {
        return id.startsWith(MORE) ? id.substring(MORE.length()) : null;
    }

    private static GraphSlice build(Graph whole, Map<String, Graph.Node> nodes, Map<String, Integer> shown,
            Map<String, List<String>> left, long hidden, boolean against, LongFunction<String> more) {
        List<Graph.Node> boxes = new ArrayList<>(shown.keySet().stream().map(nodes::get).toList());
        List<Graph.Edge> lines = new ArrayList<>(whole.edges().stream()
                .filter(e -> shown.containsKey(e.from()) && shown.containsKey(e.to())).toList());
        left.forEach((at, missing) -> {
            // Reached on another way meanwhile: then it is shown, and the line to it too.
            long count = missing.stream().filter(n -> !shown.containsKey(n)).distinct().count();
            if (count > 0) {
                String id = MORE + at;
                boxes.add(new Graph.Node(id, Graph.Shape.MORE, "", more.apply(count), ""));
                lines.add(against ? new Graph.Edge(id, at, Graph.Line.FIRM, "")
                        : new Graph.Edge(at, id, Graph.Line.FIRM, ""));
            }
        });
        return new GraphSlice(new Graph(boxes, lines), Math.max(0, hidden));
    }

    private static long reachable(Map<String, List<Graph.Edge>> out, List<String> roots, boolean against,
            Progress progress) {
        Set<String> seen = new HashSet<>(roots);
        ArrayDeque<String> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            progress.check();
            for (Graph.Edge e : out.getOrDefault(open.poll(), List.of())) {
                String next = against ? e.from() : e.to();
                if (seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return seen.size();
    }
}
