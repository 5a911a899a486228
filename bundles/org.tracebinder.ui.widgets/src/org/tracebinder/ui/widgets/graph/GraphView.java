// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets.graph;

import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.graphics.Transform;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.Zoom;

/**
 * A graph to look at: dragging moves it, the wheel makes it larger and smaller, a click or the arrow keys select a box,
 * Enter or a double click opens it. + and - zoom, 0 fits everything, Home selects the box where it begins. Ctrl and
 * arrow keys move the picture.
 */
public final class GraphView extends Composite {

    private static final double LARGEST = 2;
    private static final double SMALLEST = 0.02;
    private static final double STEP = 1.25;
    private static final double READABLE = 0.45;
    private static final double COMFORTABLE = 0.7;
    private static final int PAN = 60;

    private final Canvas canvas;
    private final GraphPainter painter;
    private final String name;
    private final String help;
    private GraphPlan plan = GraphPlan.EMPTY;
    private String root;
    private String selected;
    private double zoom = 1;
    private double left;
    private double top;
    private boolean fitted = true;
    private Point drag;
    private boolean moved;
    private Consumer<Graph.Node> chosen = n -> { };
    private Consumer<Graph.Node> opened = n -> { };

    /**
     * @param parent of the graph
     * @param name   what a screen reader calls it
     * @param help   which keys there are
     * @param legend what the lines mean, in the order of the lines
     */
    public GraphView(Composite parent, String name, String help, Map<Graph.Line, String> legend) {
        super(parent, SWT.NONE);
        this.name = name;
        this.help = help;
        setLayout(new FillLayout());
        painter = new GraphPainter(Palette.fitting(parent.getBackground()));
        painter.setLegend(legend);
        canvas = new Canvas(this, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        setPalette(Palette.fitting(parent.getBackground()));
        canvas.addPaintListener(e -> paint(e.gc));
        canvas.addListener(SWT.MouseDown, this::press);
        canvas.addListener(SWT.MouseMove, this::move);
        canvas.addListener(SWT.MouseUp, e -> drag = null);
        canvas.addListener(SWT.MouseDoubleClick, e -> open());
        canvas.addListener(SWT.MouseVerticalWheel, this::wheel);
        canvas.addListener(SWT.KeyDown, this::key);
        canvas.addListener(SWT.Traverse, e -> e.doit = e.detail != SWT.TRAVERSE_RETURN
                && e.detail != SWT.TRAVERSE_ARROW_NEXT && e.detail != SWT.TRAVERSE_ARROW_PREVIOUS);
        canvas.addListener(SWT.FocusIn, e -> canvas.redraw());
        canvas.addListener(SWT.FocusOut, e -> canvas.redraw());
        canvas.addListener(SWT.Resize, e -> {
            if (fitted) {
                begin();
            }
        });
        accessible();
    }

    /** @return width of a box that shows a name and a version; asked for on the user-interface thread */
    public static double boxWidth() {
        return Zoom.px(190);
    }

    /** @return height of a box with three lines in the font of the graph */
    public double boxHeight() {
        GC gc = new GC(canvas);
        try {
            return gc.getFontMetrics().getHeight() * 3 + 10;
        } finally {
            gc.dispose();
        }
    }

    /**
     * Shows a graph, all of it at first. The selection stays where its node is in the new graph, too.
     *
     * @param now   where everything stands
     * @param begin id of the node where it begins, or null
     */
    public void setPlan(GraphPlan now, String begin) {
        boolean same = now.box(selected) != null && begin != null && begin.equals(root);
        plan = now;
        root = begin;
        if (now.box(selected) == null) {
            selected = begin;
        }
        if (!same || fitted) {
            begin();
        }
        canvas.redraw();
    }

    /** @return what is shown */
    public GraphPlan plan() {
        return plan;
    }

    /** @param listener gets the node that a person selects */
    public void onSelect(Consumer<Graph.Node> listener) {
        chosen = listener;
    }

    /** @param listener gets the node that a person opens */
    public void onOpen(Consumer<Graph.Node> listener) {
        opened = listener;
    }

    /** @return the selected node, or null */
    public Graph.Node selected() {
        GraphPlan.Box box = plan.box(selected);
        return box == null ? null : box.node();
    }

    /** @param id of a node; scrolled to, the listener is not told */
    public void select(String id) {
        if (plan.box(id) != null) {
            selected = id;
            reveal();
            canvas.getAccessible().setFocus(ACC.CHILDID_SELF);
            canvas.redraw();
        }
    }

    /** @param colours the colours */
    public void setPalette(Palette colours) {
        painter.setPalette(colours);
        canvas.setBackground(colours.background());
        canvas.setForeground(colours.foreground());
        canvas.redraw();
    }

    /** @return the control that draws and listens, for menus and tests */
    public Canvas canvas() {
        return canvas;
    }

    /** @return how large it is drawn; 1 is full size */
    public double zoom() {
        return zoom;
    }

    /** Shows everything, and nothing larger than at full size. */
    public void fit() {
        Rectangle area = canvas.getClientArea();
        if (area.width > 0 && area.height > 0) {
            zoom = clamp(Math.min(1, Math.min(area.width / plan.width(), (area.height - 24) / plan.height())));
            left = (plan.width() - area.width / zoom) / 2;
            top = (plan.height() - (area.height - 24) / zoom) / 2;
        }
        fitted = true;
        canvas.redraw();
    }

    /** All of it where its words can be read then, else its beginning. */
    private void begin() {
        fit();
        GraphPlan.Box box = plan.box(root);
        if (zoom < READABLE && box != null) {
            zoom = COMFORTABLE;
            reveal();
            fitted = true;
        }
    }

    /** @param in true for larger, false for smaller, around the selected box */
    public void zoom(boolean in) {
        Rectangle area = canvas.getClientArea();
        GraphPlan.Box box = plan.box(selected);
        double x = box == null ? area.width / 2.0 : (box.middleX() - left) * zoom;
        double y = box == null ? area.height / 2.0 : (box.middleY() - top) * zoom;
        zoomAround(in ? STEP : 1 / STEP, x, y);
        reveal();
    }

    @Override
    public boolean setFocus() {
        return canvas.setFocus();
    }

    private void zoomAround(double factor, double x, double y) {
        double before = zoom;
        zoom = clamp(zoom * factor);
        left += x / before - x / zoom;
        top += y / before - y / zoom;
        fitted = false;
        canvas.redraw();
    }

    private static double clamp(double wanted) {
        return Math.max(SMALLEST, Math.min(LARGEST, wanted));
    }

    private void reveal() {
        GraphPlan.Box box = plan.box(selected);
        Rectangle area = canvas.getClientArea();
        if (box == null || area.width == 0) {
            return;
        }
        double width = area.width / zoom;
        double height = (area.height - 24) / zoom;
        if (box.x() < left || box.x() + box.width() > left + width) {
            left = box.middleX() - width / 2;
            fitted = false;
        }
        if (box.y() < top || box.y() + box.height() > top + height) {
            top = box.middleY() - height / 2;
            fitted = false;
        }
    }

    private void paint(GC gc) {
        Rectangle area = canvas.getClientArea();
        gc.setBackground(painter.background());
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        gc.setTextAntialias(SWT.ON);
        Transform view = new Transform(gc.getDevice());
        try {
            view.scale((float) zoom, (float) zoom);
            view.translate((float) -left, (float) -top);
            gc.setTransform(view);
            painter.paint(gc, plan, new Rectangle((int) left - 1, (int) top - 1, (int) (area.width / zoom) + 2,
                    (int) (area.height / zoom) + 2), zoom, root, selected);
            gc.setTransform(null);
        } finally {
            view.dispose();
        }
        painter.legend(gc, area);
        if (canvas.isFocusControl()) {
            gc.drawFocus(0, 0, area.width, area.height);
        }
    }

    private void press(Event e) {
        canvas.setFocus();
        drag = e.button == 1 || e.button == 2 ? new Point(e.x, e.y) : null;
        moved = false;
        GraphPlan.Box box = plan.at(left + e.x / zoom, top + e.y / zoom);
        if (box != null && e.button != 2) {
            choose(box);
        }
    }

    private void move(Event e) {
        if (drag == null) {
            GraphPlan.Box box = plan.at(left + e.x / zoom, top + e.y / zoom);
            String tip = box == null ? null : box.node().words().replace("&", "&&");
            if (tip == null ? canvas.getToolTipText() != null : !tip.equals(canvas.getToolTipText())) {
                canvas.setToolTipText(tip);
            }
            return;
        }
        if (moved || Math.abs(e.x - drag.x) + Math.abs(e.y - drag.y) > 4) {
            moved = true;
            pan((drag.x - e.x) / zoom, (drag.y - e.y) / zoom);
            drag = new Point(e.x, e.y);
        }
    }

    private void wheel(Event e) {
        zoomAround(e.count > 0 ? STEP : 1 / STEP, e.x, e.y);
        e.doit = false;
    }

    private void pan(double x, double y) {
        left += x;
        top += y;
        fitted = false;
        canvas.redraw();
    }

    private void key(Event e) {
        boolean pan = (e.stateMask & SWT.MOD1) != 0;
        switch (e.keyCode) {
            case SWT.ARROW_LEFT -> step(-1, 0, pan);
            case SWT.ARROW_RIGHT -> step(1, 0, pan);
            case SWT.ARROW_UP -> step(0, -1, pan);
            case SWT.ARROW_DOWN -> step(0, 1, pan);
            case SWT.HOME -> {
                if (plan.box(root) != null) {
                    choose(plan.box(root));
                }
            }
            case SWT.CR, SWT.KEYPAD_CR -> open();
            default -> {
                switch (e.character) {
                    case '+', '=' -> zoom(true);
                    case '-' -> zoom(false);
                    case '0' -> fit();
                    default -> {
                        // Other keys belong to the workbench.
                    }
                }
            }
        }
    }

    private void step(int dx, int dy, boolean pan) {
        if (pan) {
            pan(dx * PAN / zoom, dy * PAN / zoom);
            return;
        }
        GraphPlan.Box box = plan.box(selected);
        if (box == null) {
            box = plan.box(root);
        }
        if (box != null) {
            choose(plan.next(box, dx, dy));
        }
    }

    private void choose(GraphPlan.Box box) {
        select(box.node().id());
        chosen.accept(box.node());
    }

    private void open() {
        Graph.Node node = selected();
        if (node != null) {
            opened.accept(node);
        }
    }

    private void accessible() {
        Names.drawn(canvas, name, help, () -> selected() == null ? "" : selected().words());
    }
}
