// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.custody;

import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.ScrollBar;
import org.tracebinder.core.query.SearchResult.Bucket;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.Palette;

/** A lane for each source with its events over time. Worked with the mouse or the arrow keys; says where it is. */
final class CoverageChart extends Composite {

    private final Canvas canvas;
    private Coverage coverage;
    private Palette palette;
    private BiConsumer<SourceInfo, Bucket> chosen = (s, b) -> { };
    private int lane;
    private int bar = -1;

    CoverageChart(Composite parent) {
        super(parent, SWT.NONE);
        setLayout(new FillLayout());
        palette = Palette.fitting(parent.getBackground());
        canvas = new Canvas(this, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND | SWT.V_SCROLL);
        canvas.addListener(SWT.Paint, e -> paint(e.gc));
        canvas.addListener(SWT.Resize, e -> scrollBar());
        canvas.addListener(SWT.KeyDown, this::key);
        canvas.addListener(SWT.MouseDown, this::press);
        canvas.addListener(SWT.MouseDoubleClick, e -> choose());
        canvas.addListener(SWT.MouseMove, this::move);
        canvas.addListener(SWT.FocusIn, e -> canvas.redraw());
        canvas.addListener(SWT.FocusOut, e -> canvas.redraw());
        canvas.addListener(SWT.Traverse, e -> e.doit = e.detail != SWT.TRAVERSE_RETURN);
        canvas.getVerticalBar().addListener(SWT.Selection, e -> canvas.redraw());
        accessible();
    }

    void onChoice(BiConsumer<SourceInfo, Bucket> listener) {
        chosen = listener;
    }

    void setPalette(Palette colours) {
        palette = colours;
        canvas.redraw();
    }

    void show(Coverage shown) {
        coverage = shown;
        lane = Math.min(lane, Math.max(0, shown.lanes().size() - 1));
        bar = -1;
        scrollBar();
        canvas.redraw();
    }

    /** Goes to a source and a moment, if it is drawn. */
    void go(int source, Instant time) {
        for (int i = 0; i < coverage.lanes().size(); i++) {
            if (coverage.lanes().get(i).source().number() == source) {
                lane = i;
                bar = time == null ? -1 : at(i, time);
                reveal();
            }
        }
    }

    /** @return the control that takes keys */
    Canvas canvas() {
        return canvas;
    }

    private int at(int inLane, Instant time) {
        List<Bucket> bars = coverage.lanes().get(inLane).bars();
        int found = -1;
        for (int i = 0; i < bars.size() && !bars.get(i).from().isAfter(time); i++) {
            found = i;
        }
        return found;
    }

    private CoveragePainter painter() {
        return new CoveragePainter(coverage, palette, canvas.getClientArea().width);
    }

    private void paint(GC gc) {
        Rectangle area = canvas.getClientArea();
        gc.setBackground(palette.background());
        gc.fillRectangle(area);
        if (coverage == null || coverage.lanes().isEmpty()) {
            return;
        }
        CoveragePainter painter = painter();
        int shift = canvas.getVerticalBar().isVisible() ? canvas.getVerticalBar().getSelection() : 0;
        for (int i = 0; i < coverage.lanes().size(); i++) {
            int top = CoveragePainter.axis() + 1 + i * CoveragePainter.lane() - shift;
            if (top + CoveragePainter.lane() > 0 && top < area.height) {
                boolean here = i == lane && canvas.isFocusControl();
                painter.lane(gc, i, top, here, i == lane ? bar : -1);
            }
        }
        gc.setBackground(palette.background());
        gc.fillRectangle(0, 0, area.width, CoveragePainter.axis());
        painter.axis(gc);
    }

    private void scrollBar() {
        ScrollBar vertical = canvas.getVerticalBar();
        int all = coverage == null ? 0 : coverage.lanes().size() * CoveragePainter.lane();
        int seen = Math.max(1, canvas.getClientArea().height - CoveragePainter.axis());
        vertical.setVisible(all > seen);
        if (all > seen) {
            vertical.setValues(Math.min(vertical.getSelection(), all - seen), 0, all, seen,
                    CoveragePainter.lane(), seen);
        } else {
            vertical.setSelection(0);
        }
    }

    private void reveal() {
        ScrollBar vertical = canvas.getVerticalBar();
        int top = lane * CoveragePainter.lane();
        int seen = canvas.getClientArea().height - CoveragePainter.axis();
        if (top < vertical.getSelection()) {
            vertical.setSelection(top);
        } else if (top + CoveragePainter.lane() > vertical.getSelection() + seen) {
            vertical.setSelection(top + CoveragePainter.lane() - seen);
        }
        canvas.setToolTipText(bar < 0 ? null : words());
        canvas.getAccessible().setFocus(ACC.CHILDID_SELF);
        canvas.redraw();
    }

    private void key(Event e) {
        if (coverage == null || coverage.lanes().isEmpty()) {
            return;
        }
        int last = coverage.lanes().get(lane).bars().size() - 1;
        switch (e.keyCode) {
            case SWT.ARROW_UP, SWT.ARROW_DOWN -> {
                Instant time = bar < 0 ? null : coverage.lanes().get(lane).bars().get(bar).from();
                lane = Math.max(0, Math.min(coverage.lanes().size() - 1, lane + (e.keyCode == SWT.ARROW_UP ? -1 : 1)));
                bar = time == null ? -1 : at(lane, time);
            }
            case SWT.ARROW_LEFT -> bar = Math.max(0, bar - 1);
            case SWT.ARROW_RIGHT -> bar = Math.min(last, bar + 1);
            case SWT.HOME -> bar = 0;
            case SWT.END -> bar = last;
            case SWT.CR, SWT.KEYPAD_CR -> choose();
            default -> {
                return; // other keys belong to the workbench
            }
        }
        reveal();
    }

    private int laneAt(int y) {
        int shift = canvas.getVerticalBar().isVisible() ? canvas.getVerticalBar().getSelection() : 0;
        int found = (y - CoveragePainter.axis() - 1 + shift) / CoveragePainter.lane();
        return coverage == null || y < CoveragePainter.axis() || found >= coverage.lanes().size() ? -1 : found;
    }

    private void press(Event e) {
        int found = laneAt(e.y);
        if (e.button == 1 && found >= 0) {
            canvas.setFocus();
            lane = found;
            bar = at(found, painter().time(e.x));
            reveal();
        }
    }

    private void move(Event e) {
        int found = laneAt(e.y);
        int over = found < 0 ? -1 : at(found, painter().time(e.x));
        String words = over < 0 ? null : painter().words(found, over);
        if (words == null || !words.equals(canvas.getToolTipText())) {
            canvas.setToolTipText(words);
        }
    }

    private void choose() {
        if (coverage != null && bar >= 0) {
            chosen.accept(coverage.lanes().get(lane).source(), coverage.lanes().get(lane).bars().get(bar));
        }
    }

    private String words() {
        return coverage == null || bar < 0 ? "" : painter().words(lane, bar);
    }

    private void accessible() {
        Names.drawn(canvas, CustodyWords.Cover_title, CustodyWords.Cover_help, this::words);
    }
}
