// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.events.KeyEvent;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.tracebinder.core.query.SearchResult.Bucket;

/**
 * Events over time as bars, or as a table with the same figures. A range is chosen by dragging, or with Shift and the
 * arrow
 * keys and Enter.
 */
public final class TimeHistogram extends Composite {

    private final StackLayout stack = new StackLayout();
    private final Canvas canvas;
    private final Table table;
    private final HistogramPainter painter;
    private List<Bucket> buckets = List.of();
    private BiConsumer<Instant, Instant> chosen = (from, to) -> { };
    private int anchor = -1;
    private int cursor = -1;
    private boolean dragging;

    /** @param parent of the histogram */
    public TimeHistogram(Composite parent) {
        super(parent, SWT.NONE);
        setLayout(stack);
        canvas = new Canvas(this, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        table = new Table(this, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.MULTI);
        painter = new HistogramPainter(Palette.fitting(parent.getBackground()));
        stack.topControl = canvas;
        fillTable();
        listen();
        accessible();
        menu(canvas);
        menu(table);
    }

    /** @param histogram in time order, without gaps */
    public void setBuckets(List<Bucket> histogram) {
        buckets = List.copyOf(histogram);
        anchor = -1;
        cursor = -1;
        table.setItemCount(buckets.size());
        table.clearAll();
        canvas.setToolTipText(null);
        canvas.redraw();
    }

    /** @param listener gets begin (inclusive) and end (exclusive) of the range that a person chose */
    public void onRange(BiConsumer<Instant, Instant> listener) {
        chosen = listener;
    }

    /** @param palette the colours */
    public void setPalette(Palette palette) {
        painter.setPalette(palette);
        canvas.redraw();
    }

    /** @param asTable true for the figures, false for the bars */
    public void showTable(boolean asTable) {
        stack.topControl = asTable ? table : canvas;
        layout();
        stack.topControl.setFocus();
    }

    /** @return the control with the bars, for tests */
    public Canvas chart() {
        return canvas;
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        return new Point(wHint == SWT.DEFAULT ? 400 : wHint, hHint == SWT.DEFAULT ? 84 : hHint);
    }

    private HistogramScale scale() {
        return painter.scale(buckets, canvas.getClientArea());
    }

    private void listen() {
        canvas.addPaintListener(e -> painter.paint(e.gc, canvas.getClientArea(), buckets, low(), high(), cursor,
                canvas.isFocusControl()));
        canvas.addListener(SWT.MouseDown, this::press);
        canvas.addListener(SWT.MouseMove, this::move);
        canvas.addListener(SWT.MouseUp, e -> release());
        canvas.addListener(SWT.KeyDown, e -> key(new KeyEvent(e)));
        canvas.addListener(SWT.FocusIn, e -> canvas.redraw());
        canvas.addListener(SWT.FocusOut, e -> canvas.redraw());
        canvas.addListener(SWT.Resize, e -> canvas.redraw());
        canvas.addListener(SWT.Traverse, e -> e.doit = e.detail != SWT.TRAVERSE_RETURN);
        table.addListener(SWT.DefaultSelection, e -> {
            int[] rows = table.getSelectionIndices();
            if (rows.length > 0) {
                anchor = Arrays.stream(rows).min().getAsInt();
                cursor = Arrays.stream(rows).max().getAsInt();
                choose();
            }
        });
    }

    private void press(Event e) {
        if (e.button == 1 && !buckets.isEmpty()) {
            canvas.setFocus();
            anchor = scale().at(e.x);
            cursor = anchor;
            dragging = true;
            canvas.redraw();
        }
    }

    private void move(Event e) {
        int at = scale().at(e.x);
        if (at < 0) {
            return;
        }
        if (dragging) {
            cursor = at;
            canvas.redraw();
        }
        String text = dragging ? rangeText() : bucketText(at);
        if (!text.equals(canvas.getToolTipText())) {
            canvas.setToolTipText(text);
        }
    }

    private void release() {
        if (dragging) {
            dragging = false;
            choose();
        }
    }

    private void key(KeyEvent e) {
        if (buckets.isEmpty()) {
            return;
        }
        boolean extend = (e.stateMask & SWT.SHIFT) != 0;
        switch (e.keyCode) {
            case SWT.ARROW_LEFT -> go(Math.max(0, cursor - 1), extend);
            case SWT.ARROW_RIGHT -> go(Math.min(buckets.size() - 1, cursor + 1), extend);
            case SWT.HOME -> go(0, extend);
            case SWT.END -> go(buckets.size() - 1, extend);
            case SWT.CR, SWT.KEYPAD_CR -> choose();
            case SWT.ESC -> {
                anchor = -1;
                cursor = -1;
                canvas.redraw();
            }
            default -> {
                // Other keys belong to the workbench.
            }
        }
    }

    private void go(int to, boolean extend) {
        cursor = to;
        anchor = extend && anchor >= 0 ? anchor : to;
        canvas.setToolTipText(rangeText());
        canvas.getAccessible().setFocus(ACC.CHILDID_SELF);
        canvas.redraw();
    }

    private void choose() {
        if (low() >= 0) {
            chosen.accept(buckets.get(low()).from(), end(high()));
        }
    }

    private int low() {
        return anchor < 0 ? -1 : Math.min(anchor, cursor);
    }

    private int high() {
        return anchor < 0 ? -1 : Math.max(anchor, cursor);
    }

    /** The end of the last bucket is not told: it is as long as the one before it. */
    private Instant end(int bucket) {
        if (bucket + 1 < buckets.size()) {
            return buckets.get(bucket + 1).from();
        }
        Instant from = buckets.get(bucket).from();
        return from.plus(bucket == 0 ? Duration.ofDays(1) : Duration.between(buckets.get(bucket - 1).from(), from));
    }

    private String bucketText(int at) {
        return Messages.bind(Messages.Histogram_bucket, painter.label(buckets.get(at).from(), buckets),
                Formats.number(buckets.get(at).count()));
    }

    private String rangeText() {
        if (low() < 0 || low() == high()) {
            return cursor < 0 ? "" : bucketText(cursor);
        }
        long sum = buckets.subList(low(), high() + 1).stream().mapToLong(Bucket::count).sum();
        return Messages.bind(Messages.Histogram_range, new Object[] {painter.label(buckets.get(low()).from(), buckets),
            painter.label(buckets.get(high()).from(), buckets), Formats.number(sum)});
    }

    private void fillTable() {
        table.setHeaderVisible(true);
        for (String name : List.of(Messages.Histogram_from, Messages.Histogram_count)) {
            TableColumn column = new TableColumn(table, name.equals(Messages.Histogram_count) ? SWT.RIGHT : SWT.LEFT);
            column.setText(name);
            column.setWidth(180);
        }
        table.addListener(SWT.SetData, e -> {
            Bucket b = buckets.get(table.indexOf((TableItem) e.item));
            ((TableItem) e.item).setText(new String[] {painter.label(b.from(), buckets), Formats.number(b.count())});
        });
    }

    private void menu(Composite on) {
        Menu menu = new Menu(on);
        MenuItem item = new MenuItem(menu, SWT.PUSH);
        item.setText(on == canvas ? Messages.Histogram_asTable : Messages.Histogram_asChart);
        item.addListener(SWT.Selection, e -> showTable(on == canvas));
        on.setMenu(menu);
    }

    private void accessible() {
        Names.drawn(canvas, Messages.Histogram_name, Messages.Histogram_help, this::rangeText);
        Names.set(table, Messages.Histogram_name);
    }
}
