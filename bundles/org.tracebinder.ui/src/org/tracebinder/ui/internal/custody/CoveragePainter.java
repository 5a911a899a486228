// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.custody;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.tracebinder.core.query.SearchResult.Bucket;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.Zoom;

/** Draws lanes, bars and marks. What means something has a shape and a letter beside its colour. */
final class CoveragePainter {

    private static final int RIGHT = 14;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Coverage coverage;
    private final Palette palette;
    private final int width;

    CoveragePainter(Coverage coverage, Palette palette, int width) {
        this.coverage = coverage;
        this.palette = palette;
        this.width = width;
    }

    /** @return height of a lane */
    static int lane() {
        return Zoom.px(34);
    }

    /** @return height of the axis */
    static int axis() {
        return Zoom.px(24);
    }

    /** @return width of the names of the sources */
    private static int names() {
        return Zoom.px(190);
    }

    int x(Instant time) {
        long all = Math.max(1, Duration.between(coverage.from(), coverage.to()).toSeconds());
        long here = Duration.between(coverage.from(), time).toSeconds();
        return names() + (int) (Math.max(1, width - names() - RIGHT) * Math.max(0, Math.min(1, here / (double) all)));
    }

    Instant time(int x) {
        double share = (x - names()) / (double) Math.max(1, width - names() - RIGHT);
        return coverage.from().plusSeconds((long) (Duration.between(coverage.from(), coverage.to()).toSeconds()
                * Math.max(0, Math.min(1, share))));
    }

    static String label(Instant time, String unit) {
        return unit.equals("minute") || unit.equals("hour") ? MINUTE.format(time) : DAY.format(time);
    }

    /** Draws the axis at the top of the area. */
    void axis(GC gc) {
        gc.setForeground(palette.muted());
        int wide = gc.textExtent("2026-01-01 00:00").x + 30;
        for (int x = names(); x < width - wide; x += wide) {
            gc.drawText(label(time(x), coverage.unit()), x, 3, true);
            gc.drawLine(x, axis() - 4, x, axis());
        }
        gc.drawLine(names(), axis(), width - RIGHT, axis());
    }

    /**
     * @param lane     number of the lane
     * @param top      of the lane
     * @param selected true for the lane with the cursor
     * @param cursor   number of the bar with the cursor, -1 for none
     */
    void lane(GC gc, int lane, int top, boolean selected, int cursor) {
        Coverage.Lane it = coverage.lanes().get(lane);
        gc.setBackground(selected ? palette.soft() : lane % 2 == 0 ? palette.background() : palette.stripe());
        gc.fillRectangle(0, top, width, lane());
        gc.setForeground(selected ? palette.selected() : palette.foreground());
        gc.drawText(fit(gc, it.source().id() + "  " + name(it.source().path())), 8, top + Zoom.px(8), true);
        int base = top + lane() - 5;
        long largest = Math.max(1, it.largest());
        List<Bucket> bars = it.bars();
        for (int i = 0; i < bars.size(); i++) {
            Bucket bar = bars.get(i);
            int from = x(bar.from());
            int to = Math.max(from + 1, i + 1 < bars.size() ? x(bars.get(i + 1).from())
                    : x(bar.from().plus(Coverage.length(coverage.unit()))));
            int wide = Math.max(1, to - from - (to - from > 3 ? 1 : 0));
            if (bar.count() == 0) {
                gc.setForeground(palette.muted());
                gc.drawLine(from, base, to, base);
            } else {
                int high = Math.max(3, (int) ((lane() - 12) * Math.sqrt(bar.count() / (double) largest)));
                gc.setBackground(i == cursor ? palette.foreground() : palette.accent());
                gc.fillRectangle(from, base - high, wide, high);
            }
            if (i == cursor) {
                gc.setForeground(palette.foreground());
                gc.drawRectangle(from - 1, top + 2, wide + 1, lane() - 5);
            }
        }
        coverage.marks().stream().filter(m -> m.source() == it.source().number() && m.from() != null
                && m.kind() != Coverage.Kind.SILENCE).forEach(m -> mark(gc, m, top));
    }

    private void mark(GC gc, Coverage.Mark mark, int top) {
        int from = x(mark.from());
        int to = x(mark.to());
        gc.setForeground(palette.bad());
        gc.setLineStyle(SWT.LINE_DASH);
        gc.drawRectangle(from, top + 3, Math.max(2, to - from), lane() - 8);
        gc.setLineStyle(SWT.LINE_SOLID);
        String sign = sign(mark.kind());
        Point size = gc.textExtent(sign);
        // what happens at the same time stands side by side
        int beside = mark.kind() == Coverage.Kind.CLOCK ? 16 : mark.kind() == Coverage.Kind.CAP ? 32 : 0;
        int at = Math.min(width - RIGHT - size.x, (from + to - size.x) / 2 + beside);
        gc.setBackground(palette.background());
        gc.fillRectangle(at - 2, top + Zoom.px(7), size.x + 4, size.y);
        gc.drawText(sign, at, top + Zoom.px(7), true);
    }

    /** @return a letter for a mark, the first of its word */
    static String sign(Coverage.Kind kind) {
        return word(kind).substring(0, 1).toUpperCase(Locale.getDefault());
    }

    static String word(Coverage.Kind kind) {
        return switch (kind) {
            case GAP -> CustodyWords.Cover_gap;
            case CAP -> CustodyWords.Cover_cap;
            case CLOCK -> CustodyWords.Cover_clock;
            case OTHER -> CustodyWords.Cover_other;
            case SILENCE -> CustodyWords.Cover_silence;
        };
    }

    static String name(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /** @return what is said about a bar */
    String words(int lane, int bar) {
        Coverage.Lane it = coverage.lanes().get(lane);
        Bucket b = it.bars().get(bar);
        String source = it.source().id() + " " + name(it.source().path());
        String time = label(b.from(), coverage.unit());
        return b.count() == 0 ? CustodyWords.bind(CustodyWords.Cover_empty, time, source)
                : CustodyWords.bind(CustodyWords.Cover_bucket, new Object[] {time, Formats.number(b.count()), source});
    }

    private static String fit(GC gc, String text) {
        String cut = text;
        while (cut.length() > 8 && gc.textExtent(cut).x > names() - 16) {
            cut = cut.substring(0, cut.length() - 2);
        }
        return cut.equals(text) ? text : cut + "\u2026";
    }
}
