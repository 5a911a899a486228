// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Progress;
import org.tracebinder.ui.widgets.graph.Graph;
import org.tracebinder.ui.widgets.graph.GraphPlan;
import org.tracebinder.ui.widgets.graph.GraphSlice;
import org.tracebinder.ui.widgets.graph.GraphView;

/** A graph is cut to what can be read, laid out in layers away from the window's thread, and walked by keys. */
class GraphTest {

    private static Graph.Node node(int i) {
        return new Graph.Node("n" + i, Graph.Shape.THING, "dataset", "Data " + i, "v" + i);
    }

    /** Each node has three below it. */
    private static Graph tree(int size) {
        List<Graph.Node> nodes = new ArrayList<>();
        List<Graph.Edge> edges = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            nodes.add(node(i));
            if (i > 0) {
                edges.add(new Graph.Edge("n" + (i - 1) / 3, "n" + i, Graph.Line.FIRM, "observed"));
            }
        }
        return new Graph(nodes, edges);
    }

    private static GraphSlice slice(Graph whole, int depth, Set<String> opened) {
        return GraphSlice.of(whole, List.of("n0"), depth, false, opened, n -> n + " more", Progress.NONE);
    }

    @Test
    void tenThousandNodesAreCutByDepthAndSayHowManyMore() {
        Graph whole = tree(10_000);
        GraphSlice two = slice(whole, 2, Set.of());
        assertEquals(13 + 9, two.graph().nodes().size());
        assertEquals(10_000 - 13, two.hidden());
        assertEquals("3 more", two.graph().nodes().get(13).title());
        String behind = GraphSlice.behind(two.graph().nodes().get(13).id());
        GraphSlice opened = slice(whole, 2, Set.of(behind));
        assertEquals(10_000 - 16, opened.hidden());
        GraphSlice all = slice(whole, 1_000, Set.of());
        long shown = all.graph().nodes().stream().filter(n -> n.shape() == Graph.Shape.THING).count();
        assertEquals(GraphSlice.MOST, shown);
        assertEquals(10_000 - shown, all.hidden());
    }

    @Test
    void aNodeWithManyFollowersShowsSomeAndACircleEnds() {
        List<Graph.Node> nodes = new ArrayList<>();
        List<Graph.Edge> edges = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            nodes.add(node(i));
            edges.add(new Graph.Edge("n0", "n" + i, Graph.Line.DASHED, ""));
            edges.add(new Graph.Edge("n" + i, "n0", Graph.Line.DASHED, ""));
        }
        GraphSlice slice = slice(new Graph(nodes, edges), 5, Set.of());
        assertEquals(1 + GraphSlice.BREADTH + 1, slice.graph().nodes().size());
        assertEquals((100 - 1 - GraphSlice.BREADTH) + " more", slice.graph().nodes().get(13).title());
        assertEquals(100, slice(new Graph(nodes, edges), 5, Set.of("n0")).graph().nodes().size());
    }

    @Test
    void layersRunFromLeftToRightAndNoBoxLiesOnAnother() {
        Graph graph = slice(tree(40), 10, Set.of()).graph();
        GraphPlan plan = Bench.away(() -> GraphPlan.of(graph, 100, 40, Progress.NONE));
        Map<String, GraphPlan.Box> boxes = new HashMap<>();
        plan.boxes().forEach(b -> boxes.put(b.node().id(), b));
        for (Graph.Edge e : graph.edges()) {
            assertTrue(boxes.get(e.from()).x() + 100 < boxes.get(e.to()).x(), e.toString());
        }
        for (GraphPlan.Box a : plan.boxes()) {
            for (GraphPlan.Box b : plan.boxes()) {
                assertTrue(a == b || a.x() + 100 <= b.x() || b.x() + 100 <= a.x() || a.y() + 40 <= b.y()
                        || b.y() + 40 <= a.y(), a + " " + b);
            }
        }
        assertEquals(plan, GraphPlanAgain.of(graph, plan));
    }

    /** The same graph gives the same picture. */
    private static final class GraphPlanAgain {
        static GraphPlan of(Graph graph, GraphPlan first) {
            GraphPlan plan = Bench.away(() -> GraphPlan.of(graph, 100, 40, Progress.NONE));
            for (int i = 0; i < plan.paths().size(); i++) {
                org.junit.jupiter.api.Assertions.assertArrayEquals(first.paths().get(i).points(),
                        plan.paths().get(i).points());
            }
            assertEquals(first.boxes(), plan.boxes());
            return first;
        }
    }

    @Test
    void aLayoutThatNobodyWaitsForStops() {
        Graph graph = slice(tree(2_000), 1_000, Set.of()).graph();
        Progress gone = new Progress() {
            @Override
            public void task(String name, long total) {
                // Nobody listens.
            }

            @Override
            public void advance(long units) {
                // Nobody listens.
            }

            @Override
            public void check() {
                throw new CancellationException();
            }
        };
        long begin = System.nanoTime();
        assertThrows(CancellationException.class, () -> GraphPlan.of(graph, 100, 40, gone));
        assertTrue(System.nanoTime() - begin < 60_000_000_000L);
    }

    @Test
    void keysSelectZoomAndOpen() {
        Shell shell = new Shell();
        try {
            shell.setLayout(new FillLayout());
            GraphView view = new GraphView(shell, "Graph", "Keys", Map.of(Graph.Line.FIRM, "observed"));
            shell.setSize(900, 500);
            shell.open();
            Graph graph = slice(tree(13), 5, Set.of()).graph();
            List<String> seen = new ArrayList<>();
            view.onSelect(n -> seen.add(n.id()));
            view.onOpen(n -> seen.add("open " + n.id()));
            view.setPlan(GraphPlan.of(graph, GraphView.boxWidth(), view.boxHeight(), Progress.NONE), "n0");
            assertEquals("n0", view.selected().id());
            Bench.key(view.canvas(), SWT.ARROW_RIGHT, '\0');
            assertTrue(Set.of("n1", "n2", "n3").contains(view.selected().id()), view.selected().id());
            Bench.key(view.canvas(), SWT.CR, SWT.CR);
            assertEquals("open " + view.selected().id(), seen.get(1));
            Bench.key(view.canvas(), SWT.HOME, '\0');
            assertEquals("n0", view.selected().id());
            double before = view.zoom();
            Bench.key(view.canvas(), '+', '+');
            assertTrue(view.zoom() > before);
            Bench.key(view.canvas(), '0', '0');
            assertEquals(before, view.zoom(), 1e-9);
            assertFalse(seen.isEmpty());
        } finally {
            shell.dispose();
        }
    }
}
