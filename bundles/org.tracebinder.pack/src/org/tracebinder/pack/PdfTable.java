// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.tracebinder.pack.PdfFonts.Face;
import org.tracebinder.pack.PdfText.Line;
import org.tracebinder.pack.ReportBlock.Cell;
import org.tracebinder.pack.ReportBlock.Column;
import org.tracebinder.pack.ReportBlock.Run;
import org.tracebinder.pack.ReportBlock.Table;

/**
 * Draws a table over the width of the page. Columns share the room by what stands in them; heads are repeated on each
 * page, as decoration, since the structure tree has them once. A row that is higher than a page goes on on the next.
 */
final class PdfTable {

    private static final float SIZE = 7.6f;
    private static final float LEADING = 10.2f;
    private static final float PAD_X = 4;
    private static final float PAD_Y = 3;
    /** A word wider than this may be broken; a column is not made wider than that for its sake. */
    private static final float MAX_WORD = 92;
    private static final float MAX_WISH = 300;
    private static final float MANY = 2.5f;
    /** Words that are not wider than this together stay on one line. */
    private static final float KEPT = 44;
    private static final String BAND = "0.925 0.941 0.961";
    private static final String RULE = "0.8 0.827 0.863";

    private final PdfPages pages;
    private final PdfText text;
    private final PdfTags tags;
    private final Table table;
    private final float[] x;
    private final float[] widths;
    private final List<List<Line>> heads = new ArrayList<>();

    PdfTable(PdfPages pages, PdfText text, PdfTags tags, Table table) {
        this.pages = pages;
        this.text = text;
        this.tags = tags;
        this.table = table;
        this.widths = share();
        this.x = new float[widths.length];
        float at = PdfPages.LEFT;
        for (int i = 0; i < widths.length; i++) {
            x[i] = at;
            at += widths[i];
            heads.add(text.lines(table.columns().get(i).head(), Face.BOLD, SIZE, PdfText.INK, widths[i] - 2 * PAD_X));
        }
    }

    /** Gives each column what its words need, then what is left by what they would like to have. */
    private float[] share() {
        int n = table.columns().size();
        float[] head = new float[n];
        float[] word = new float[n];
        float[] wish = new float[n];
        for (int i = 0; i < n; i++) {
            Column column = table.columns().get(i);
            float[] whole = text.widths(List.of(List.of(Run.plain(column.head()))), Face.BOLD, SIZE);
            head[i] = whole[1];
            wish[i] = whole[0];
            float widest = 0;
            float all = 0;
            for (List<Cell> row : table.rows()) {
                float[] needs = text.widths(row.get(i).lines(), face(row.get(i)), SIZE);
                word[i] = Math.max(word[i], needs[1]);
                head[i] = Math.max(head[i], needs[0] <= KEPT ? needs[0] : 0);
                widest = Math.max(widest, needs[0]);
                all += needs[0];
            }
            // one long cell among many short ones may well be broken
            float usual = MANY * all / Math.max(1, table.rows().size());
            wish[i] = Math.max(wish[i], Math.min(MAX_WISH, Math.min(widest, usual)));
        }
        float room = PdfPages.RIGHT - PdfPages.LEFT;
        float[] least = least(head, word, MAX_WORD);
        for (float limit = MAX_WORD - 6; sum(least) > room && limit > 20; limit -= 6) {
            least = least(head, word, limit);
        }
        float[] shared = new float[n];
        for (int i = 0; i < n; i++) {
            wish[i] = Math.max(least[i], wish[i] + 2 * PAD_X + 0.5f);
        }
        float leastSum = sum(least);
        float wishSum = sum(wish);
        for (int i = 0; i < n; i++) {
            if (leastSum >= room) {
                shared[i] = room * least[i] / leastSum;
            } else if (wishSum <= room) {
                shared[i] = wish[i] + (room - wishSum) * wish[i] / wishSum;
            } else {
                shared[i] = least[i] + (room - leastSum) * (wish[i] - least[i]) / (wishSum - leastSum);
            }
        }
        return shared;
    }

    private static float[] least(float[] head, float[] word, float limit) {
        float[] least = new float[head.length];
        for (int i = 0; i < least.length; i++) {
            least[i] = Math.max(head[i], Math.min(word[i], limit)) + 2 * PAD_X + 0.1f;
        }
        return least;
    }

    private static float sum(float[] values) {
        float sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    private static Face face(Cell cell) {
        return cell.head() ? Face.BOLD : Face.TEXT;
    }

    /**
     * @param parent  of the table in the structure tree
     * @param caption false when a heading above says the same
     */
    void draw(COSDictionary parent, boolean caption) {
        COSDictionary element = tags.create("Table", parent);
        pages.need(headHeight() + 4 * LEADING + (caption ? 16 : 0));
        if (caption) {
            pages.lines(tags.create("Caption", element), "Caption", text.lines(table.caption(), Face.TEXT, 8,
                    PdfText.SOFT, PdfPages.RIGHT - PdfPages.LEFT), PdfPages.LEFT, 12);
            pages.down(3);
        }
        head(tags.create("TR", tags.create("THead", element)));
        COSDictionary body = tags.create("TBody", element);
        table.rows().forEach(row -> row(tags.create("TR", body), row));
        pages.down(12);
    }

    private float headHeight() {
        return heads.stream().mapToInt(List::size).max().orElse(1) * LEADING + 2 * PAD_Y;
    }

    /** @param row of the structure tree, or null to repeat the heads as decoration */
    private void head(COSDictionary row) {
        float height = headHeight();
        int page = pages.index();
        float bottom = pages.y() - height;
        float room = PdfPages.RIGHT - PdfPages.LEFT;
        pages.artifact(page, PdfPages.box(BAND, PdfPages.LEFT, bottom, room, height)
                + PdfPages.rule(PdfText.ACCENT, 0.9f, PdfPages.LEFT, bottom, room));
        StringBuilder repeated = new StringBuilder();
        for (int i = 0; i < heads.size(); i++) {
            String operators = cell(heads.get(i), 0, heads.get(i).size(), i, new StringBuilder());
            if (row == null) {
                repeated.append(operators);
            } else {
                COSDictionary head = tags.create("TH", row);
                PdfTags.scope(head, "Column");
                pages.tagged(head, "TH", page, operators);
            }
        }
        pages.artifact(page, repeated.toString());
        pages.down(height);
    }

    /** @return operators for some lines of a cell, whose upper edge is where the page is filled to */
    private String cell(List<Line> lines, int from, int to, int column, StringBuilder marks) {
        StringBuilder operators = new StringBuilder();
        float baseline = pages.y() - PAD_Y - LEADING * 0.75f;
        boolean number = table.columns().get(column).number();
        for (Line line : lines.subList(Math.min(from, lines.size()), Math.min(to, lines.size()))) {
            float at = number ? x[column] + widths[column] - PAD_X - line.width() : x[column] + PAD_X;
            pages.line(operators, marks, line, at, baseline);
            baseline -= LEADING;
        }
        return operators.toString();
    }

    private void row(COSDictionary element, List<Cell> cells) {
        List<List<Line>> lines = new ArrayList<>();
        List<COSDictionary> elements = new ArrayList<>();
        int count = 1;
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            lines.add(text.lines(cell.lines(), face(cell), SIZE, PdfText.INK, widths[i] - 2 * PAD_X));
            count = Math.max(count, lines.get(i).size());
            elements.add(tags.create(cell.head() ? "TH" : "TD", element));
            if (cell.head()) {
                PdfTags.scope(elements.get(i), "Row");
            }
        }
        float fresh = PdfPages.TOP - PdfPages.BOTTOM - headHeight();
        int from = 0;
        while (from < count) {
            int fit = (int) ((pages.y() - PdfPages.BOTTOM - 2 * PAD_Y + 0.01f) / LEADING);
            boolean fitsFresh = count * LEADING + 2 * PAD_Y <= fresh;
            if (fit < 1 || fit < count - from && fitsFresh && from == 0) {
                pages.next();
                head(null);
                continue;
            }
            int to = Math.min(count, from + fit);
            StringBuilder marks = new StringBuilder();
            List<String> operators = new ArrayList<>();
            for (int i = 0; i < cells.size(); i++) {
                operators.add(cell(lines.get(i), from, to, i, marks));
            }
            float height = (to - from) * LEADING + 2 * PAD_Y;
            marks.append(PdfPages.rule(RULE, 0.5f, PdfPages.LEFT, pages.y() - height,
                    PdfPages.RIGHT - PdfPages.LEFT));
            pages.artifact(pages.index(), marks.toString());
            for (int i = 0; i < cells.size(); i++) {
                pages.tagged(elements.get(i), cells.get(i).head() ? "TH" : "TD", pages.index(), operators.get(i));
            }
            pages.down(height);
            from = to;
        }
    }
}
