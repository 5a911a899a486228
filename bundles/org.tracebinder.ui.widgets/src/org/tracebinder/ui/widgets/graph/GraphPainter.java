// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets.graph;

import java.util.EnumMap;
import java.util.Map;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.tracebinder.ui.widgets.Palette;

/** Draws a planned graph: only what lies in the visible part, and words only where they can be read. */
final class GraphPainter {

    private static final double READABLE = 0.45;
    private static final int PADDING = 8;
    private static final int CORNER = 10;
    private static final int ARROW = 7;

    private final Map<Graph.Line, String> legend = new EnumMap<>(Graph.Line.class);
    private Palette palette;

    GraphPainter(Palette palette) {
        this.palette = palette;
    }

    void setPalette(Palette colours) {
        palette = colours;
    }

    /** The theme may have given the canvas a colour of its own. */
    Color background() {
        return palette.background();
    }

    void setLegend(Map<Graph.Line, String> words) {
        legend.clear();
        legend.putAll(words);
    }

    /** The graphics context is moved and scaled already. */
    void paint(GC gc, GraphPlan plan, Rectangle visible, double zoom, String root, String selected) {
        boolean words = zoom >= READABLE;
        for (GraphPlan.Path path : plan.paths()) {
            if (touches(path, visible)) {
                path(gc, path, selected, words);
            }
        }
        for (GraphPlan.Box box : plan.boxes()) {
            if (visible.intersects((int) box.x(), (int) box.y(), (int) box.width() + 1, (int) box.height() + 1)) {
                box(gc, box, box.node().id().equals(root), box.node().id().equals(selected), words);
            }
        }
    }

    private static boolean touches(GraphPlan.Path path, Rectangle visible) {
        double[] p = path.points();
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int i = 0; i < p.length; i += 2) {
            left = Math.min(left, p[i]);
            right = Math.max(right, p[i]);
            top = Math.min(top, p[i + 1]);
            bottom = Math.max(bottom, p[i + 1]);
        }
        return left <= visible.x + visible.width && right >= visible.x && top <= visible.y + visible.height
                && bottom >= visible.y;
    }

    private void path(GC gc, GraphPlan.Path path, String selected, boolean words) {
        Graph.Edge edge = path.edge();
        boolean chosen = edge.from().equals(selected) || edge.to().equals(selected);
        double[] p = path.points();
        if (p.length < 4) {
            return;
        }
        Color color = edge.line() == Graph.Line.BROKEN ? palette.bad() : chosen ? palette.accent() : palette.muted();
        gc.setForeground(color);
        gc.setBackground(color);
        stroke(gc, edge.line());
        gc.setLineWidth(chosen ? 2 : 1);
        int[] points = new int[p.length];
        for (int i = 0; i < p.length; i++) {
            points[i] = (int) Math.round(p[i]);
        }
        gc.drawPolyline(points);
        gc.setLineStyle(SWT.LINE_SOLID);
        gc.setLineWidth(1);
        arrow(gc, points);
        if (words && !edge.label().isEmpty() && (chosen || edge.line() != Graph.Line.FIRM)) {
            int middle = points.length / 4 * 2;
            int x = (points[middle - 2] + points[middle]) / 2;
            int y = (points[middle - 1] + points[middle + 1]) / 2;
            Point size = gc.textExtent(edge.label());
            gc.setBackground(palette.background());
            gc.fillRectangle(x - size.x / 2 - 2, y - size.y / 2, size.x + 4, size.y);
            gc.drawText(edge.label(), x - size.x / 2, y - size.y / 2, true);
        }
    }

    private static void arrow(GC gc, int[] p) {
        int x = p[p.length - 2];
        int y = p[p.length - 1];
        double angle = Math.atan2(y - p[p.length - 3], x - p[p.length - 4]);
        gc.fillPolygon(new int[] {x, y, (int) (x - ARROW * Math.cos(angle - 0.4)),
            (int) (y - ARROW * Math.sin(angle - 0.4)), (int) (x - ARROW * Math.cos(angle + 0.4)),
            (int) (y - ARROW * Math.sin(angle + 0.4))});
    }

    private static void stroke(GC gc, Graph.Line line) {
        switch (line) {
            case FIRM -> gc.setLineStyle(SWT.LINE_SOLID);
            case DASHED -> gc.setLineDash(new int[] {9, 4});
            case DOTTED -> gc.setLineDash(new int[] {2, 4});
            case BROKEN -> gc.setLineDash(new int[] {8, 4, 2, 4});
        }
    }

    private void box(GC gc, GraphPlan.Box box, boolean root, boolean selected, boolean words) {
        int x = (int) box.x();
        int y = (int) box.y();
        int w = (int) box.width();
        int h = (int) box.height();
        Graph.Shape shape = box.node().shape();
        gc.setBackground(selected ? palette.soft() : shape == Graph.Shape.ACT ? palette.header()
                : palette.background());
        gc.setForeground(selected || root ? palette.accent() : shape == Graph.Shape.ABSENT ? palette.bad()
                : palette.muted());
        gc.setLineWidth(selected || root ? 2 : 1);
        if (shape == Graph.Shape.ABSENT || shape == Graph.Shape.MORE) {
            gc.setLineDash(new int[] {4, 3});
        }
        if (shape == Graph.Shape.ACT) {
            int[] outline = {x + CORNER, y, x + w - CORNER, y, x + w, y + h / 2, x + w - CORNER, y + h, x + CORNER,
                y + h, x, y + h / 2};
            gc.fillPolygon(outline);
            gc.drawPolygon(outline);
        } else {
            gc.fillRoundRectangle(x, y, w, h, CORNER, CORNER);
            gc.drawRoundRectangle(x, y, w, h, CORNER, CORNER);
        }
        gc.setLineStyle(SWT.LINE_SOLID);
        gc.setLineWidth(1);
        if (words) {
            words(gc, box, selected);
        }
    }

    private void words(GC gc, GraphPlan.Box box, boolean selected) {
        Graph.Node node = box.node();
        int inner = (int) box.width() - 2 * PADDING - (node.shape() == Graph.Shape.ACT ? CORNER : 0);
        int left = (int) box.x() + PADDING + (node.shape() == Graph.Shape.ACT ? CORNER / 2 : 0);
        int line = gc.getFontMetrics().getHeight();
        int lines = (node.kind().isEmpty() ? 0 : 1) + 1 + (node.note().isEmpty() ? 0 : 1);
        int y = (int) (box.middleY() - lines * line / 2.0);
        gc.setForeground(selected ? palette.selected() : palette.muted());
        if (!node.kind().isEmpty()) {
            gc.drawText(fit(gc, node.kind(), inner), left, y, true);
            y += line;
        }
        gc.setForeground(selected ? palette.selected() : palette.foreground());
        gc.drawText(fit(gc, node.title(), inner), left, y, true);
        if (!node.note().isEmpty()) {
            gc.setForeground(selected ? palette.selected() : palette.muted());
            gc.drawText(fit(gc, node.note(), inner), left, y + line, true);
        }
    }

    private static String fit(GC gc, String text, int width) {
        if (gc.textExtent(text).x <= width) {
            return text;
        }
        int low = 0;
        int high = text.length();
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (gc.textExtent(text.substring(0, middle) + "\u2026").x <= width) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return text.substring(0, low) + "\u2026";
    }

    /** What the lines mean, in the lower left corner, in pixels of the canvas. */
    void legend(GC gc, Rectangle area) {
        int line = gc.getFontMetrics().getHeight();
        int x = 8;
        int y = area.height - line - 6;
        int width = legend.values().stream().mapToInt(w -> gc.textExtent(w).x + 48).sum();
        gc.setBackground(palette.background());
        gc.fillRectangle(0, y - 4, Math.min(area.width, width + 8), line + 10);
        for (Map.Entry<Graph.Line, String> entry : legend.entrySet()) {
            gc.setForeground(entry.getKey() == Graph.Line.BROKEN ? palette.bad() : palette.muted());
            stroke(gc, entry.getKey());
            gc.drawLine(x, y + line / 2, x + 28, y + line / 2);
            gc.setLineStyle(SWT.LINE_SOLID);
            gc.setForeground(palette.foreground());
            gc.drawText(entry.getValue(), x + 32, y, true);
            x += gc.textExtent(entry.getValue()).x + 48;
        }
    }
}
