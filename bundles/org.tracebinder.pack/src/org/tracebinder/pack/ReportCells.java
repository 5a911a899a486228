// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.util.ArrayList;
import java.util.List;
import org.tracebinder.pack.ReportBlock.Cell;
import org.tracebinder.pack.ReportBlock.Column;
import org.tracebinder.pack.ReportBlock.Paragraph;
import org.tracebinder.pack.ReportBlock.Run;
import org.tracebinder.pack.ReportBlock.Style;
import org.tracebinder.pack.ReportBlock.Table;

/** Cells and tables as all parts of the report make them. */
final class ReportCells {

    /** Results in the order in which they are shown. */
    static final List<String> RESULTS =
            List.of("supported", "mixed", "gap", "failed", "not-assessable", "documents-only", "not-applicable");
    private static final int IDS_SHOWN = 12;

    private final ReportWords words;

    ReportCells(ReportWords words) {
        this.words = words;
    }

    static Cell head(Object text) {
        return new Cell(List.of(List.of(Run.plain(text))), false, true);
    }

    static Cell cell(Object text) {
        return new Cell(List.of(List.of(Run.plain(text))), false, false);
    }

    static Cell code(Object text) {
        return new Cell(List.of(List.of(Run.of(Style.CODE, text))), false, false);
    }

    static Cell figure(Object number) {
        return new Cell(List.of(List.of(Run.plain(number))), true, false);
    }

    static Cell lines(List<List<Run>> lines) {
        return new Cell(lines, false, false);
    }

    /** @return a result as a mark; what is not known counts as not assessable */
    Run mark(Object result) {
        return new Run(Style.MARK, words.value("result", result),
                RESULTS.contains(result) ? result.toString() : "not-assessable");
    }

    /** @return the first ids, and how many more there are */
    Cell ids(List<?> ids) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < Math.min(IDS_SHOWN, ids.size()); i++) {
            if (i > 0) {
                runs.add(Run.plain(", "));
            }
            runs.add(Run.of(Style.CODE, ids.get(i)));
        }
        if (ids.size() > IDS_SHOWN) {
            runs.add(Run.plain(" " + words.of("more", ids.size() - IDS_SHOWN)));
        }
        return new Cell(List.of(runs), false, false);
    }

    /**
     * @param heads words of the columns; {@code #} before one makes a column of figures
     * @return the table, or a word that there is nothing
     */
    ReportBlock table(String caption, List<String> heads, List<List<Cell>> rows) {
        if (rows.isEmpty()) {
            return new Paragraph(List.of(Run.plain(words.of("none.here"))));
        }
        return new Table(caption, heads.stream().map(h -> new Column(h.startsWith("#") ? h.substring(1) : h,
                h.startsWith("#"))).toList(), rows);
    }

    /** @return a time to the second, for people: the files have it as it came */
    static String time(Object iso) {
        String text = iso == null ? "" : iso.toString();
        return text.matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}.*Z")
                ? text.replaceAll("\\.\\d+(?=Z$)", "").replace("T", "\u00a0").replace("Z", "\u00a0UTC") : text;
    }
}
