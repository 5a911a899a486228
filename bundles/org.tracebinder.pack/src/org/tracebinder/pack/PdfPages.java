// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.tracebinder.pack.PdfText.Line;
import org.tracebinder.pack.PdfText.Placed;

/**
 * Pages that fill from top to bottom. Lengths are points, {@link #y} is the lower edge of what is there already. What
 * is drawn is either part of an element of the structure tree or an artifact, as PDF/UA asks.
 */
final class PdfPages {

    static final float WIDTH = PDRectangle.A4.getWidth();
    static final float HEIGHT = PDRectangle.A4.getHeight();
    static final float LEFT = 51;
    static final float RIGHT = WIDTH - 51;
    static final float TOP = HEIGHT - 66;
    static final float BOTTOM = 62;

    private final PdfFonts fonts;
    private final PdfTags tags;
    private final List<PDPage> pages = new ArrayList<>();
    private final List<StringBuilder> contents = new ArrayList<>();
    private float y;

    PdfPages(PdfFonts fonts, PdfTags tags) {
        this.fonts = fonts;
        this.tags = tags;
    }

    void next() {
        pages.add(new PDPage(PDRectangle.A4));
        contents.add(new StringBuilder(1 << 14));
        tags.page();
        y = TOP;
    }

    /** Begins a new page when less than that is left on this one. */
    void need(float height) {
        if (y - height < BOTTOM) {
            next();
        }
    }

    float y() {
        return y;
    }

    /** Moves down; never beyond the lower margin. */
    void down(float by) {
        y = Math.max(BOTTOM, y - by);
    }

    /** Goes to a place on this page. */
    void to(float place) {
        y = place;
    }

    int index() {
        return pages.size() - 1;
    }

    List<PDPage> pages() {
        return pages;
    }

    String content(int page) {
        return contents.get(page).toString();
    }

    /** Adds operators that belong to an element. */
    void tagged(COSDictionary element, String type, int page, String operators) {
        if (!operators.isEmpty()) {
            int number = tags.mark(element, page, pages.get(page).getCOSObject());
            contents.get(page).append('/').append(type).append(" <</MCID ").append(number).append(">> BDC\n")
                    .append(operators).append("EMC\n");
        }
    }

    /** Adds operators that are decoration. */
    void artifact(int page, String operators) {
        if (!operators.isEmpty()) {
            contents.get(page).append("/Artifact BMC\n").append(operators).append("EMC\n");
        }
    }

    /** Writes lines at the current place, over as many pages as they need. */
    void lines(COSDictionary element, String type, List<Line> lines, float x, float leading) {
        int from = 0;
        while (from < lines.size()) {
            need(leading);
            int fit = Math.min(lines.size() - from, (int) ((y - BOTTOM + 0.01f) / leading));
            StringBuilder marks = new StringBuilder();
            StringBuilder text = new StringBuilder();
            for (Line line : lines.subList(from, from + fit)) {
                y -= leading;
                line(text, marks, line, x, y + leading * 0.27f);
            }
            artifact(index(), marks.toString());
            tagged(element, type, index(), text.toString());
            from += fit;
        }
    }

    /**
     * Draws a line.
     *
     * @param text  takes the words
     * @param marks takes the frames around marks
     */
    void line(StringBuilder text, StringBuilder marks, Line line, float x, float baseline) {
        float at = x;
        int i = 0;
        List<Placed> glyphs = line.glyphs();
        while (i < glyphs.size()) {
            Placed first = glyphs.get(i);
            float begin = at;
            StringBuilder codes = new StringBuilder();
            while (i < glyphs.size() && alike(first, glyphs.get(i))) {
                Placed p = glyphs.get(i++);
                at += p.width();
                if (p.glyph() != null) {
                    fonts.use(p.glyph());
                    codes.append(p.glyph().code());
                }
            }
            if (!codes.isEmpty()) {
                text.append("BT /").append(first.glyph().face().resource()).append(' ').append(n(first.size()))
                        .append(" Tf ").append(first.colour()).append(" rg 1 0 0 1 ").append(n(begin)).append(' ')
                        .append(n(baseline)).append(" Tm <").append(codes).append("> Tj ET\n");
            }
        }
        frames(marks, glyphs, x, baseline);
    }

    private static boolean alike(Placed a, Placed b) {
        return a.glyph() != null && b.glyph() != null ? a.glyph().face() == b.glyph().face() && a.size() == b.size()
                && a.colour().equals(b.colour()) && a.mark() == b.mark() : a == b;
    }

    private static void frames(StringBuilder marks, List<Placed> glyphs, float x, float baseline) {
        float at = x;
        float begin = x;
        int mark = 0;
        for (int i = 0; i <= glyphs.size(); i++) {
            Placed p = i < glyphs.size() ? glyphs.get(i) : null;
            int now = p == null ? 0 : p.mark();
            if (now != mark) {
                if (mark != 0) {
                    Placed last = glyphs.get(i - 1);
                    marks.append("0.6 w ").append(last.colour()).append(" RG ").append(n(begin)).append(' ')
                            .append(n(baseline - last.size() * 0.3f)).append(' ').append(n(at - begin)).append(' ')
                            .append(n(last.size() * 1.28f)).append(" re S\n");
                }
                begin = at;
                mark = now;
            }
            at += p == null ? 0 : p.width();
        }
    }

    /** @return operators for a filled box */
    static String box(String colour, float x, float bottom, float width, float height) {
        return colour + " rg " + n(x) + " " + n(bottom) + " " + n(width) + " " + n(height) + " re f\n";
    }

    /** @return operators for a line from left to right */
    static String rule(String colour, float thickness, float x, float y, float width) {
        return box(colour, x, y, width, thickness);
    }

    /** @return a number for content streams, to the hundredth of a point */
    static String n(float value) {
        long hundredths = Math.round(value * 100.0);
        String sign = hundredths < 0 ? "-" : "";
        long whole = Math.abs(hundredths) / 100;
        long rest = Math.abs(hundredths) % 100;
        return sign + whole + (rest == 0 ? "" : rest < 10 ? ".0" + rest : "." + rest);
    }
}
