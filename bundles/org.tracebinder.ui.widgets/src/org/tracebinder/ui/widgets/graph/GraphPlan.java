// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.tracebinder.core.Progress;

/**
 * Where the boxes and lines of a graph stand: in layers from left to right, lines crossing as little as may be. In
 * units of one pixel at full size.
 *
 * @param graph  what is drawn
 * @param boxes  one for each node, in the order of the graph
 * @param paths  one for each edge, in the order of the graph
 * @param width  of everything
 * @param height of everything
 */
public record GraphPlan(Graph graph, List<Box> boxes, List<Path> paths, double width, double height) {

    /** Nothing. */
    public static final GraphPlan EMPTY = new GraphPlan(Graph.EMPTY, List.of(), List.of(), 1, 1);

    private static final double MARGIN = 16;
    private static final double BETWEEN_LAYERS = 84;
    private static final double BETWEEN_NODES = 18;
    /** Graphs with more nodes get a quicker placement of nodes and fewer rounds against crossings. */
    private static final int LARGE = 400;

    /** A box. */
    public record Box(Graph.Node node, double x, double y, double width, double height) {

        /** @return true when the point is in the box */
        public boolean holds(double px, double py) {
            return px >= x && px < x + width && py >= y && py < y + height;
        }

        double middleX() {
            return x + width / 2;
        }

        double middleY() {
            return y + height / 2;
        }
    }

    /**
     * A line.
     *
     * @param edge   what it stands for
     * @param points x and y of begin, bends and end, in turn
     */
    public record Path(Graph.Edge edge, double[] points) {
    }

    /** Copies the lists. */
    public GraphPlan {
        boxes = List.copyOf(boxes);
        paths = List.copyOf(paths);
    }

    /**
     * Lays out. Takes up to some seconds for thousands of nodes: for a background thread.
     *
     * @param graph    what is drawn
     * @param width    of each box
     * @param height   of each box
     * @param progress says when nobody waits any more
     */
    public static GraphPlan of(Graph graph, double width, double height, Progress progress) {
        if (graph.nodes().isEmpty()) {
            return EMPTY;
        }
        Registered.once();
        ElkNode top = ElkGraphUtil.createGraph();
        boolean large = graph.nodes().size() > LARGE;
        top.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        top.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        top.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.POLYLINE);
        top.setProperty(LayeredOptions.SPACING_NODE_NODE, BETWEEN_NODES);
        top.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
        top.setProperty(LayeredOptions.THOROUGHNESS, large ? 2 : 7);
        // Same graph, same picture.
        top.setProperty(CoreOptions.RANDOM_SEED, 1);
        if (large) {
            top.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.SIMPLE);
        }
        Map<String, ElkNode> nodes = new HashMap<>();
        for (Graph.Node node : graph.nodes()) {
            ElkNode box = ElkGraphUtil.createNode(top);
            box.setDimensions(width, height);
            nodes.put(node.id(), box);
        }
        List<ElkEdge> edges = new ArrayList<>();
        for (Graph.Edge edge : graph.edges()) {
            edges.add(ElkGraphUtil.createSimpleEdge(nodes.get(edge.from()), nodes.get(edge.to())));
        }
        new RecursiveGraphLayoutEngine().layout(top, new Watching(progress));
        progress.check();
        return read(graph, top, nodes, edges);
    }

    /** @return the box of the node, or null */
    public Box box(String id) {
        return boxes.stream().filter(b -> b.node().id().equals(id)).findFirst().orElse(null);
    }

    /** @return the box at this place, or null */
    public Box at(double x, double y) {
        return boxes.stream().filter(b -> b.holds(x, y)).findFirst().orElse(null);
    }

    /**
     * @param from where to begin
     * @param dx   -1 for left, 1 for right, else 0
     * @param dy   -1 for up, 1 for down, else 0
     * @return the nearest box in that direction, or {@code from} when there is none
     */
    public Box next(Box from, int dx, int dy) {
        Box best = from;
        double shortest = Double.MAX_VALUE;
        for (Box box : boxes) {
            double x = box.middleX() - from.middleX();
            double y = box.middleY() - from.middleY();
            double ahead = dx != 0 ? x * dx : y * dy;
            double aside = Math.abs(dx != 0 ? y : x);
            if (ahead > 1 && ahead + 3 * aside < shortest) {
                shortest = ahead + 3 * aside;
                best = box;
            }
        }
        return best;
    }

    private static GraphPlan read(Graph graph, ElkNode top, Map<String, ElkNode> nodes, List<ElkEdge> edges) {
        List<Box> boxes = new ArrayList<>();
        for (Graph.Node node : graph.nodes()) {
            ElkNode box = nodes.get(node.id());
            boxes.add(new Box(node, box.getX() + MARGIN, box.getY() + MARGIN, box.getWidth(), box.getHeight()));
        }
        List<Path> paths = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            List<Double> points = new ArrayList<>();
            for (ElkEdgeSection section : edges.get(i).getSections()) {
                add(points, section.getStartX(), section.getStartY());
                for (ElkBendPoint bend : section.getBendPoints()) {
                    add(points, bend.getX(), bend.getY());
                }
                add(points, section.getEndX(), section.getEndY());
            }
            paths.add(new Path(graph.edges().get(i), points.stream().mapToDouble(d -> d).toArray()));
        }
        return new GraphPlan(graph, boxes, paths, top.getWidth() + 2 * MARGIN, top.getHeight() + 2 * MARGIN);
    }

    private static void add(List<Double> points, double x, double y) {
        points.add(x + MARGIN);
        points.add(y + MARGIN);
    }

    /** The layout library looks for its algorithms in ways that find nothing between OSGi bundles. */
    private static final class Registered {
        static {
            LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
        }

        static void once() {
            // The initialiser of the class has done it.
        }
    }

    /** Asks between the steps of the layout whether somebody still waits. */
    private static final class Watching extends BasicProgressMonitor {
        private final Progress progress;

        Watching(Progress progress) {
            this.progress = progress;
        }

        @Override
        public boolean isCanceled() {
            try {
                progress.check();
                return false;
            } catch (CancellationException e) {
                return true;
            }
        }

        @Override
        protected BasicProgressMonitor doSubTask(float work, int maxHierarchyLevels) {
            return new Watching(progress);
        }
    }
}
