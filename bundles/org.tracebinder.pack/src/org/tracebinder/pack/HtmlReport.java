// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.util.List;
import org.tracebinder.pack.ReportBlock.Bar;
import org.tracebinder.pack.ReportBlock.Bullets;
import org.tracebinder.pack.ReportBlock.Cell;
import org.tracebinder.pack.ReportBlock.Chart;
import org.tracebinder.pack.ReportBlock.Column;
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

/**
 * The report as one HTML file without scripts, fonts or links to anywhere. Tables carry captions and scopes, the one
 * figure has its table beside it, colours follow the reader's light or dark setting and never stand alone.
 */
final class HtmlReport {

    private final Html out = new Html();
    private final List<ReportBlock> blocks;
    private String heading = "";
    private boolean inSection;

    private HtmlReport(List<ReportBlock> blocks) {
        this.blocks = blocks;
    }

    /**
     * @param language of the words, for example {@code en}
     * @param title    of the window
     * @return the whole document
     */
    static String of(List<ReportBlock> blocks, String language, String title) {
        HtmlReport report = new HtmlReport(blocks);
        report.out.raw("<!DOCTYPE html>\n<html lang=\"").text(language)
                .raw("\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
                .raw("style-src 'unsafe-inline'\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        report.out.element("title", title).raw("\n<style>\n" + ReportStyle.CSS + "</style>\n</head>\n<body>\n");
        blocks.forEach(report::block);
        return report.endSection().raw("</main>\n</body>\n</html>\n").toString();
    }

    private void block(ReportBlock block) {
        switch (block) {
            case Cover b -> cover(b);
            case Section b -> {
                endSection().raw("<section aria-labelledby=\"" + b.id() + "\">\n");
                heading("h2 id=\"" + b.id() + "\"", b.title());
                out.raw("\n");
                inSection = true;
            }
            case Heading b -> heading("h3", b.title());
            case Paragraph b -> {
                boolean small = b.runs().stream().allMatch(r -> r.style() == Style.SMALL);
                out.raw(small ? "<p class=\"by\">" : "<p>");
                b.runs().forEach(r -> run(small ? Run.plain(r.text()) : r));
                out.raw("</p>");
            }
            case Bullets b -> {
                out.raw("<ul>");
                b.points().forEach(point -> out.element("li", point));
                out.raw("</ul>");
            }
            case Table b -> table(b);
            case Chart b -> chart(b);
            case Legend b -> {
                out.raw("<dl class=\"legend\">");
                b.entries().forEach(this::fact);
                out.raw("</dl>\n");
            }
        }
    }

    private Html endSection() {
        out.raw(inSection ? "</section>\n" : "");
        inSection = false;
        return out;
    }

    /** A table under a heading of the same words shows its caption to screen readers only. */
    private void heading(String tag, String words) {
        heading = words;
        out.element(tag, words);
    }

    private void cover(Cover b) {
        out.raw("<header>\n<p class=\"kind\">").text(b.kind()).raw("</p>\n").element("h1", b.title()).raw("\n<dl>");
        b.facts().forEach(this::fact);
        out.raw("</dl>\n</header>\n<nav aria-label=\"").text(b.contents()).raw("\">").element("h2", b.contents())
                .raw("<ol>");
        for (ReportBlock block : blocks) {
            if (block instanceof Section section) {
                out.raw("<li><a href=\"#" + section.id() + "\">").text(section.title()).raw("</a></li>");
            }
        }
        out.raw("</ol></nav>\n<main>\n");
    }

    private void fact(Fact fact) {
        out.raw("<div><dt>");
        if (fact.result().isEmpty()) {
            out.text(fact.label());
        } else {
            run(new Run(Style.MARK, fact.label(), fact.result()));
        }
        out.raw("</dt>").element("dd", fact.value()).raw("</div>");
    }

    private void run(Run run) {
        switch (run.style()) {
            case PLAIN -> out.text(run.text());
            case CODE -> out.element("code", run.text());
            case SMALL -> out.element("small", run.text());
            case STRONG -> out.element("em", run.text());
            case MARK -> out.raw("<span class=\"mark r-" + run.result() + "\">").text(run.text()).raw("</span>");
        }
    }

    private void table(Table b) {
        out.raw("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"").text(b.caption())
                .raw("\"><table>").raw(b.caption().equals(heading) ? "<caption class=\"said\">" : "<caption>")
                .text(b.caption()).raw("</caption><thead><tr>");
        for (Column column : b.columns()) {
            out.raw(column.number() ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">").text(column.head())
                    .raw("</th>");
        }
        out.raw("</tr></thead><tbody>\n");
        for (List<Cell> row : b.rows()) {
            out.raw("<tr>");
            row.forEach(this::cell);
            out.raw("</tr>\n");
        }
        out.raw("</tbody></table></div>\n");
    }

    private void cell(Cell cell) {
        out.raw(cell.head() ? "<th scope=\"row\">" : cell.number() ? "<td class=\"n\">" : "<td>");
        for (int i = 0; i < cell.lines().size(); i++) {
            out.raw(i == 0 ? "" : "<br>");
            cell.lines().get(i).forEach(this::run);
        }
        out.raw(cell.head() ? "</th>" : "</td>");
    }

    private void chart(Chart b) {
        out.raw("<figure aria-hidden=\"true\">");
        for (Bar bar : b.bars()) {
            out.raw("<div class=\"bar\">").element("span", bar.name()).raw("<div>");
            for (Share share : bar.shares()) {
                out.raw("<i class=\"r-" + share.result() + "\" style=\"flex:" + share.count() + "\">")
                        .text(share.count()).raw("</i>");
            }
            out.raw("</div></div>");
        }
        out.element("figcaption", b.caption()).raw("</figure>\n");
    }
}
