// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets.graph;

import java.util.List;

/**
 * Boxes and the lines between them. Immutable.
 *
 * @param nodes each id once
 * @param edges between nodes of the graph
 */
public record Graph(List<Node> nodes, List<Edge> edges) {

    /** Nothing. */
    public static final Graph EMPTY = new Graph(List.of(), List.of());

    /**
     * How a box looks. What it is stands in words in the box as well.
     */
    public enum Shape {
        /** A thing: round corners. */
        THING,
        /** Something that was done: cut corners. */
        ACT,
        /** Where something should be and is not: a broken frame. */
        ABSENT,
        /** Stands for nodes that are not shown: a broken frame. */
        MORE
    }

    /** How a line looks; the legend says what it means. */
    public enum Line {
        /** One unbroken line. */
        FIRM,
        /** Long strokes. */
        DASHED,
        /** Dots. */
        DOTTED,
        /** Strokes and dots. */
        BROKEN
    }

    /**
     * A box.
     *
     * @param id    unique in the graph
     * @param shape how it looks
     * @param kind  what it is, in a word or two
     * @param title its name
     * @param note  a second line, may be empty
     */
    public record Node(String id, Shape shape, String kind, String title, String note) {

        /** @return all that the box says, for a screen reader */
        public String words() {
            return kind + ", " + title + (note.isEmpty() ? "" : ", " + note);
        }
    }

    /**
     * A line with an arrow at its end.
     *
     * @param from  id of the node where it begins
     * @param to    id of the node that it points to
     * @param line  how it looks
     * @param label what stands on it
     */
    public record Edge(String from, String to, Line line, String label) {
    }

    /** Copies the lists. */
    public Graph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }
}
