// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.tracebinder.core.query.SearchResult.Bucket;

/** Draws a histogram: bars, a base line, a few times below, the largest count at the left. */
final class HistogramPainter {

    private static final int TOP = 6;
    private static final int RIGHT = 10;

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Palette palette;

    HistogramPainter(Palette palette) {
        this.palette = palette;
    }

    /** The numbers stand left of the bars. */
    private static int left() {
        return Zoom.px(56);
    }

    void setPalette(Palette colours) {
        palette = colours;
    }

    HistogramScale scale(List<Bucket> buckets, Rectangle area) {
        return new HistogramScale(buckets, left(), Math.max(1, area.width - left() - RIGHT),
                Math.max(1, area.height - Zoom.px(18) - TOP));
    }

    String label(Instant time, List<Bucket> buckets) {
        boolean days = buckets.size() < 2
                || Duration.between(buckets.get(0).from(), buckets.get(1).from()).compareTo(Duration.ofDays(1)) >= 0;
        return (days ? DAY : MINUTE).format(time);
    }

    /** Draws everything; {@code low} to {@code high} is the chosen range, -1 when there is none. */
    void paint(GC gc, Rectangle area, List<Bucket> buckets, int low, int high, int cursor, boolean focus) {
        gc.setBackground(palette.background());
        gc.fillRectangle(area);
        if (buckets.isEmpty()) {
            gc.setForeground(palette.muted());
            Point size = gc.textExtent(Messages.Histogram_empty);
            gc.drawText(Messages.Histogram_empty, (area.width - size.x) / 2, (area.height - size.y) / 2, true);
        } else {
            HistogramScale scale = scale(buckets, area);
            bars(gc, scale, low, high, cursor);
            axis(gc, area, scale);
        }
        if (focus) {
            gc.setForeground(palette.accent());
            gc.setLineStyle(SWT.LINE_DOT);
            gc.drawRectangle(area.x + 1, area.y + 1, area.width - 3, area.height - 3);
            gc.setLineStyle(SWT.LINE_SOLID);
        }
    }

    private void bars(GC gc, HistogramScale scale, int low, int high, int cursor) {
        int base = TOP + scale.height();
        if (low >= 0) {
            gc.setBackground(palette.soft());
            gc.fillRectangle(scale.x(low), TOP, Math.max(2, scale.x(high + 1) - scale.x(low)), scale.height());
        }
        gc.setBackground(palette.accent());
        for (int i = 0; i < scale.buckets().size(); i++) {
            int gap = scale.step(i) > 4 ? 1 : 0;
            int width = Math.max(1, scale.step(i) - gap);
            if (scale.bar(i) > 0) {
                gc.fillRectangle(scale.x(i), base - scale.bar(i), width, scale.bar(i));
            }
        }
        if (cursor >= 0) {
            gc.setForeground(palette.foreground());
            gc.drawRectangle(scale.x(cursor) - 1, TOP, Math.max(2, scale.step(cursor)), scale.height());
        }
    }

    private void axis(GC gc, Rectangle area, HistogramScale scale) {
        int base = TOP + scale.height();
        gc.setForeground(palette.line());
        gc.drawLine(left(), base, area.width - RIGHT, base);
        gc.setForeground(palette.muted());
        String most = Formats.number(scale.most());
        Point size = gc.textExtent(most);
        gc.drawText(most, Math.max(2, left() - size.x - 6), 0, true);
        gc.drawText("0", left() - gc.textExtent("0").x - 6, base - size.y + 3, true);
        int free = left();
        for (int i = 0; i < scale.buckets().size(); i++) {
            String text = label(scale.buckets().get(i).from(), scale.buckets());
            int width = gc.textExtent(text).x;
            if (scale.x(i) >= free && scale.x(i) + width <= area.width - 2) {
                gc.drawText(text, scale.x(i), base + 2, true);
                gc.drawLine(scale.x(i), base, scale.x(i), base + 3);
                free = scale.x(i) + width + 28;
            }
        }
    }
}
