// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.tracebinder.pack.PdfFonts.Face;
import org.tracebinder.pack.PdfText.Line;
import org.tracebinder.pack.ReportBlock.Bar;
import org.tracebinder.pack.ReportBlock.Bullets;
import org.tracebinder.pack.ReportBlock.Chart;
import org.tracebinder.pack.ReportBlock.Cover;
import org.tracebinder.pack.ReportBlock.Fact;
import org.tracebinder.pack.ReportBlock.Heading;
import org.tracebinder.pack.ReportBlock.Legend;
import org.tracebinder.pack.ReportBlock.Paragraph;
import org.tracebinder.pack.ReportBlock.Run;
import org.tracebinder.pack.ReportBlock.Section;
import org.tracebinder.pack.ReportBlock.Share;
import org.tracebinder.pack.ReportBlock.Style;
import org.tracebinder.pack.ReportBlock.Table;

/** Lays the report out on pages: the same parts in the same order as the HTML. */
final class PdfReport {

    private static final float SIZE = 9.4f;
    private static final float LEADING = 13.6f;
    private static final float ROOM = PdfPages.RIGHT - PdfPages.LEFT;
    private static final float LABELS = 116;
    private static final float CONTENTS_LINE = 17;
    private static final String RULE = "0.8 0.827 0.863";

    private final List<ReportBlock> blocks;
    private final ReportWords words;
    private final PdfText text;
    private final PdfTags tags;
    private final PdfPages pages;
    private final List<Place> places = new ArrayList<>();
    private COSDictionary contents;
    private int contentsPage;
    private float contentsTop;
    private String heading = "";

    /**
     * Where a heading stands.
     *
     * @param level 2 for sections, 3 below them
     * @param page  from 0
     * @param top   upper edge on the page
     */
    record Place(int level, String title, int page, float top) {
    }

    /** A place in the contents that leads to a section. */
    record Link(Place to, float left, float bottom, float right, float top, COSDictionary element) {
    }

    PdfReport(List<ReportBlock> blocks, ReportWords words, PdfText text, PdfTags tags, PdfPages pages) {
        this.blocks = blocks;
        this.words = words;
        this.text = text;
        this.tags = tags;
        this.pages = pages;
    }

    /** Draws everything but the contents and what stands at the edges of the pages. */
    void draw() {
        pages.next();
        blocks.forEach(this::block);
    }

    /** @return headings in their order */
    List<Place> places() {
        return places;
    }

    private void block(ReportBlock block) {
        switch (block) {
            case Cover b -> cover(b);
            case Section b -> heading(2, b.title());
            case Heading b -> heading(3, b.title());
            case Paragraph b -> {
                boolean small = b.runs().stream().allMatch(r -> r.style() == Style.SMALL);
                paragraph("P", text.lines(List.of(b.runs()), Face.TEXT, SIZE, PdfText.INK, ROOM), small ? 2 : 6);
            }
            case Bullets b -> {
                COSDictionary list = tags.create("L", tags.document());
                b.points().forEach(point -> item(list, Run.plain("\u2022"), point, 12));
                pages.down(8);
            }
            case Table b -> new PdfTable(pages, text, tags, b).draw(tags.document(), !b.caption().equals(heading));
            case Chart b -> chart(b);
            case Legend b -> {
                COSDictionary list = tags.create("L", tags.document());
                b.entries().forEach(e -> item(list, new Run(Style.MARK, e.label(), e.result()), e.value(), LABELS));
                pages.down(8);
            }
        }
    }

    private void paragraph(String type, List<Line> lines, float gap) {
        pages.lines(tags.create(type, tags.document()), type, lines, PdfPages.LEFT, LEADING);
        pages.down(gap);
    }

    private void cover(Cover b) {
        pages.artifact(0, PdfPages.box(PdfText.ACCENT, PdfPages.LEFT, pages.y() - 5, ROOM, 5));
        pages.down(30);
        paragraph("P", text.lines(b.kind(), Face.BOLD, 9, PdfText.SOFT, ROOM), 6);
        pages.lines(tags.create("H1", tags.document()), "H1",
                text.lines(b.title(), Face.BOLD, 26, PdfText.ACCENT, ROOM), PdfPages.LEFT, 33);
        pages.down(22);
        COSDictionary list = tags.create("L", tags.document());
        for (Fact fact : b.facts()) {
            item(list, Run.of(Style.SMALL, fact.label()), fact.value(), LABELS);
        }
        pages.down(26);
        int sections = (int) blocks.stream().filter(Section.class::isInstance).count();
        pages.need(sections * CONTENTS_LINE + 30);
        pages.lines(tags.create("H2", tags.document()), "H2", text.lines(b.contents(), Face.BOLD, 12, PdfText.ACCENT,
                ROOM), PdfPages.LEFT, 20);
        contents = tags.create("TOC", tags.document());
        contentsPage = pages.index();
        contentsTop = pages.y() - 4;
        pages.next();
    }

    /** Draws the contents, now that pages are known. */
    List<Link> contents() {
        List<Link> links = new ArrayList<>();
        float y = contentsTop;
        for (Place place : places) {
            if (place.level() == 2) {
                y -= CONTENTS_LINE;
                COSDictionary entry = tags.create("Link", tags.create("Reference", tags.create("TOCI", contents)));
                Line title = text.lines(place.title(), Face.TEXT, 10, PdfText.INK, ROOM - 40).get(0);
                Line number = text.lines(" " + (place.page() + 1), Face.TEXT, 10, PdfText.INK, 40).get(0);
                StringBuilder operators = new StringBuilder();
                pages.line(operators, new StringBuilder(), title, PdfPages.LEFT, y + 5);
                pages.line(operators, new StringBuilder(), number, PdfPages.RIGHT - number.width(), y + 5);
                pages.tagged(entry, "Link", contentsPage, operators.toString());
                pages.artifact(contentsPage, PdfPages.rule(RULE, 0.5f, PdfPages.LEFT, y, ROOM));
                links.add(new Link(place, PdfPages.LEFT, y, PdfPages.RIGHT, y + CONTENTS_LINE, entry));
            }
        }
        return links;
    }

    private void heading(int level, String title) {
        heading = title;
        boolean section = level == 2;
        if (pages.y() < PdfPages.TOP) {
            pages.down(section ? 16 : 8);
        }
        pages.need(section ? 130 : 100);
        places.add(new Place(level, title, pages.index(), pages.y()));
        pages.lines(tags.create("H" + level, tags.document()), "H" + level, text.lines(title, Face.BOLD,
                section ? 15 : 11, section ? PdfText.ACCENT : PdfText.INK, ROOM), PdfPages.LEFT, section ? 21 : 16);
        if (section) {
            pages.down(3);
            pages.artifact(pages.index(), PdfPages.rule(PdfText.ACCENT, 0.8f, PdfPages.LEFT, pages.y(), ROOM));
        }
        pages.down(section ? 9 : 4);
    }

    /** A label and what it labels, side by side. */
    private void item(COSDictionary list, Run label, String value, float indent) {
        List<Line> labels = text.lines(List.of(List.of(label)), Face.TEXT, SIZE, PdfText.INK, indent - 8);
        List<Line> lines = text.lines(value, Face.TEXT, SIZE, PdfText.INK, ROOM - indent);
        pages.need(Math.max(labels.size(), Math.min(lines.size(), 3)) * LEADING + 3);
        COSDictionary item = tags.create("LI", list);
        float top = pages.y();
        int page = pages.index();
        pages.lines(tags.create("Lbl", item), "Lbl", labels, PdfPages.LEFT, LEADING);
        float below = pages.y();
        pages.to(top);
        pages.lines(tags.create("LBody", item), "LBody", lines, PdfPages.LEFT + indent, LEADING);
        if (pages.index() == page) {
            pages.to(Math.min(below, pages.y()));
        }
        pages.down(3);
    }

    private void chart(Chart b) {
        float bar = 19;
        float height = b.bars().size() * (bar + 6) + 4;
        pages.need(height + 20);
        float widest = 1;
        for (Bar one : b.bars()) {
            widest = Math.max(widest, one.shares().stream().mapToLong(Share::count).sum());
        }
        COSDictionary figure = tags.create("Figure", tags.document());
        figure.setString(COSName.ALT, Printable.of(b.words()));
        PdfTags.box(figure, PdfPages.LEFT, pages.y() - height, PdfPages.RIGHT, pages.y());
        StringBuilder operators = new StringBuilder();
        StringBuilder none = new StringBuilder();
        float y = pages.y() - 2;
        for (Bar one : b.bars()) {
            y -= bar + 6;
            List<Line> name = text.lines(one.name(), Face.TEXT, SIZE, PdfText.INK, LABELS - 8);
            if (!name.isEmpty()) {
                pages.line(operators, none, name.get(0), PdfPages.LEFT, y + 6.5f);
            }
            float total = one.shares().stream().mapToLong(Share::count).sum();
            float x = PdfPages.LEFT + LABELS;
            for (Share share : one.shares()) {
                float width = (ROOM - LABELS) * share.count() / total;
                operators.append(PdfPages.box(PdfText.colour(share.result()), x, y, Math.max(0.6f, width - 1.2f), bar));
                Line number = text.lines(Long.toString(share.count()), Face.BOLD, 8, PdfText.WHITE, 60).get(0);
                if (number.width() + 4 < width) {
                    pages.line(operators, none, number, x + (width - 1.2f - number.width()) / 2, y + 6.6f);
                }
                x += width;
            }
        }
        pages.tagged(figure, "Figure", pages.index(), operators.toString());
        pages.down(height);
        paragraph("P", text.lines(List.of(List.of(Run.of(Style.SMALL, b.caption()))), Face.TEXT, SIZE, PdfText.SOFT,
                ROOM), 6);
    }

    /** Draws the edges of all pages: what this is, and which page of how many. */
    void edges(String title, String engagement, String custodyHead) {
        int count = pages.pages().size();
        for (int i = 0; i < count; i++) {
            StringBuilder operators = new StringBuilder();
            if (i > 0) {
                edge(operators, title, 7.5f, false, PdfPages.HEIGHT - 42);
                edge(operators, engagement, 7.5f, true, PdfPages.HEIGHT - 42);
                operators.append(PdfPages.rule(RULE, 0.5f, PdfPages.LEFT, PdfPages.HEIGHT - 50, ROOM));
            }
            edge(operators, words.of("custodyHead") + " " + custodyHead, 6.2f, false, 34);
            edge(operators, words.of("page", String.valueOf(i + 1), String.valueOf(count)), 7.5f, true, 34);
            pages.artifact(i, operators.toString());
        }
    }

    private void edge(StringBuilder operators, String said, float size, boolean right, float y) {
        List<Line> lines = text.lines(said, Face.TEXT, size, PdfText.SOFT, ROOM * (right ? 0.45f : 0.78f));
        if (!lines.isEmpty()) {
            pages.line(operators, new StringBuilder(), lines.get(0),
                    right ? PdfPages.RIGHT - lines.get(0).width() : PdfPages.LEFT, y);
        }
    }
}
