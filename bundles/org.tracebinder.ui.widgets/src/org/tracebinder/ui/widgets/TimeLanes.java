// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

/**
 * What ran when, in lanes under each other; a long time in which nothing ran is hatched and says how long it was.
 * Arrow keys go from bar to bar in the order of time, Enter and a double click open one.
 */
public final class TimeLanes extends Canvas {

    private static final int RIGHT = 12;
    private static final int LEAST = 3;
    /** A part of the whole time in which nothing ran is shown as a gap from this share on. */
    private static final double GAP = 0.12;

    /**
     * Something that ran.
     *
     * @param lane  number of its lane, from 0
     * @param from  begin in nanoseconds, of any origin
     * @param to    end, not before the begin
     * @param bad   true when it failed or was denied
     * @param words for a screen reader and the tool tip
     */
    public record Bar(int lane, long from, long to, boolean bad, String words) {
    }

    private final String name;
    private List<String> lanes = List.of();
    private List<Bar> bars = List.of();
    private List<long[]> gaps = List.of();
    private long begin;
    private long end = 1;
    private int selected = -1;
    private Palette palette;
    private IntConsumer chosen = i -> { };
    private IntConsumer opened = i -> { };

    /**
     * @param parent of the lanes
     * @param name   what a screen reader calls them
     */
    public TimeLanes(Composite parent, String name) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        this.name = name;
        palette = Palette.fitting(parent.getBackground());
        addPaintListener(e -> paint(e.gc));
        addListener(SWT.MouseDown, e -> {
            setFocus();
            choose(at(e.x, e.y));
        });
        addListener(SWT.MouseDoubleClick, e -> open());
        addListener(SWT.MouseMove, this::tip);
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.Traverse, e -> e.doit = e.detail != SWT.TRAVERSE_RETURN
                && e.detail != SWT.TRAVERSE_ARROW_NEXT && e.detail != SWT.TRAVERSE_ARROW_PREVIOUS);
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
        accessible();
    }

    /**
     * @param names of the lanes, from the top
     * @param what  ran, in any order
     */
    public void show(List<String> names, List<Bar> what) {
        lanes = List.copyOf(names);
        bars = List.copyOf(what);
        begin = bars.stream().mapToLong(Bar::from).min().orElse(0);
        end = Math.max(begin + 1, bars.stream().mapToLong(Bar::to).max().orElse(1));
        gaps = gaps();
        selected = -1;
        redraw();
    }

    /** @return times in which nothing ran, long enough to be shown: begin and end of each */
    public List<long[]> gaps() {
        List<Bar> sorted = new ArrayList<>(bars);
        sorted.sort(Comparator.comparingLong(Bar::from));
        List<long[]> found = new ArrayList<>();
        long reached = begin;
        for (Bar bar : sorted) {
            if (bar.from() - reached > (end - begin) * GAP) {
                found.add(new long[] {reached, bar.from()});
            }
            reached = Math.max(reached, bar.to());
        }
        return found;
    }

    /** @param index of the bar that is marked, -1 for none; no listener is told */
    public void select(int index) {
        selected = index;
        getAccessible().setFocus(ACC.CHILDID_SELF);
        redraw();
    }

    /** @param listener gets the index of the bar that a person selects */
    public void onSelect(IntConsumer listener) {
        chosen = listener;
    }

    /** @param listener gets the index of the bar that a person opens */
    public void onOpen(IntConsumer listener) {
        opened = listener;
    }

    /** @param colours the colours */
    public void setPalette(Palette colours) {
        palette = colours;
        redraw();
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        return new Point(wHint == SWT.DEFAULT ? 300 : wHint, hHint == SWT.DEFAULT ? Zoom.px(70) : hHint);
    }

    /** The names of the lanes stand left of the bars. */
    private static int left() {
        return Zoom.px(190);
    }

    private int laneHeight() {
        return Math.max(8, Math.min(Zoom.px(22), getClientArea().height / Math.max(1, lanes.size())));
    }

    private int x(long time) {
        int width = Math.max(1, getClientArea().width - left() - RIGHT);
        return left() + (int) ((time - begin) * (double) width / (end - begin));
    }

    private Rectangle box(Bar bar) {
        int from = x(bar.from());
        int height = laneHeight();
        return new Rectangle(from, bar.lane() * height + 2, Math.max(LEAST, x(bar.to()) - from), height - 4);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(palette.background());
        gc.fillRectangle(area);
        int height = laneHeight();
        for (int i = 0; i < lanes.size(); i++) {
            gc.setForeground(palette.line());
            gc.drawLine(0, (i + 1) * height, area.width, (i + 1) * height);
            gc.setForeground(palette.muted());
            gc.setClipping(0, i * height, left() - 6, height);
            gc.drawText(lanes.get(i), 4, i * height + (height - gc.getFontMetrics().getHeight()) / 2, true);
            gc.setClipping((Rectangle) null);
        }
        gaps.forEach(gap -> gap(gc, gap, height * lanes.size()));
        for (int i = 0; i < bars.size(); i++) {
            Rectangle box = box(bars.get(i));
            gc.setBackground(bars.get(i).bad() ? palette.bad() : palette.accent());
            gc.fillRectangle(box);
            if (bars.get(i).bad() && box.width > 6) {
                gc.setForeground(palette.background());
                gc.drawLine(box.x + 1, box.y + box.height - 2, box.x + 5, box.y + 1);
            }
            if (i == selected) {
                gc.setForeground(palette.foreground());
                gc.setLineWidth(2);
                gc.drawRectangle(box.x - 2, box.y - 1, box.width + 3, box.height + 1);
                gc.setLineWidth(1);
            }
        }
        if (isFocusControl()) {
            gc.drawFocus(0, 0, area.width, area.height);
        }
    }

    private void gap(GC gc, long[] gap, int height) {
        int from = x(gap[0]) + 2;
        int to = x(gap[1]) - 2;
        gc.setForeground(palette.line());
        gc.setClipping(from, 0, to - from, height);
        for (int x = from - height; x < to; x += 8) {
            gc.drawLine(x, height, x + height, 0);
        }
        String words = Messages.bind(Messages.Lanes_gap, Formats.duration(gap[1] - gap[0]));
        Point size = gc.textExtent(words);
        if (size.x < to - from) {
            gc.setBackground(palette.background());
            gc.setForeground(palette.muted());
            gc.drawText(words, (from + to - size.x) / 2, (height - size.y) / 2, false);
        }
        gc.setClipping((Rectangle) null);
    }

    private int at(int x, int y) {
        for (int i = bars.size() - 1; i >= 0; i--) {
            Rectangle box = box(bars.get(i));
            if (x >= box.x - 2 && x <= box.x + box.width + 2 && y >= box.y - 2 && y <= box.y + box.height + 2) {
                return i;
            }
        }
        return -1;
    }

    private void tip(Event e) {
        int bar = at(e.x, e.y);
        String words = bar < 0 ? null : bars.get(bar).words().replace("&", "&&");
        if (words == null ? getToolTipText() != null : !words.equals(getToolTipText())) {
            setToolTipText(words);
        }
    }

    private void key(Event e) {
        switch (e.keyCode) {
            case SWT.ARROW_RIGHT, SWT.ARROW_DOWN -> choose(next(1));
            case SWT.ARROW_LEFT, SWT.ARROW_UP -> choose(next(-1));
            case SWT.CR, SWT.KEYPAD_CR -> open();
            default -> {
                // Other keys belong to the workbench.
            }
        }
    }

    private int next(int step) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingLong(i -> bars.get(i).from()));
        int to = order.indexOf(selected) + step;
        return order.isEmpty() ? -1 : order.get(Math.max(0, Math.min(order.size() - 1, to)));
    }

    private void choose(int bar) {
        if (bar >= 0) {
            select(bar);
            chosen.accept(bar);
        }
    }

    private void open() {
        if (selected >= 0) {
            opened.accept(selected);
        }
    }

    private String words() {
        return selected >= 0 && selected < bars.size() ? bars.get(selected).words()
                : Messages.bind(Messages.Lanes_none, Formats.number(bars.size()), Formats.number(gaps.size()));
    }

    private void accessible() {
        Names.drawn(this, name, null, this::words);
    }
}
