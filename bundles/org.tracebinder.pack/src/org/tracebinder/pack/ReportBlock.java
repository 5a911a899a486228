// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.util.List;

/** A part of the report, from which HTML and PDF are written. Words are as they came, neither cleaned nor escaped. */
sealed interface ReportBlock {

    /** How words look. */
    enum Style {
        PLAIN, CODE, SMALL, STRONG, MARK
    }

    /**
     * Words of one look.
     *
     * @param result for a mark: the result it shows; else empty
     */
    record Run(Style style, String text, String result) {

        static Run plain(Object text) {
            return new Run(Style.PLAIN, text == null ? "" : text.toString(), "");
        }

        static Run of(Style style, Object text) {
            return new Run(style, text == null ? "" : text.toString(), "");
        }
    }

    /**
     * A cell of a table.
     *
     * @param lines  each begins on a new line
     * @param number true for figures, which stand to the right
     * @param head   true for the head of its row
     */
    record Cell(List<List<Run>> lines, boolean number, boolean head) {
    }

    /**
     * A label and its value.
     *
     * @param result a result that the label shows as a mark; else empty
     */
    record Fact(String label, String value, String result) {
    }

    /**
     * A column of a table.
     *
     * @param number true for figures
     */
    record Column(String head, boolean number) {
    }

    /** A bar of a chart. */
    record Bar(String name, List<Share> shares) {
    }

    /** A part of a bar; never 0. */
    record Share(String result, String label, long count) {
    }

    /** What the report begins with; the contents list all sections. */
    record Cover(String kind, String title, List<Fact> facts, String contents) implements ReportBlock {
    }

    /** Begins a section; the id is for links. */
    record Section(String id, String title) implements ReportBlock {
    }

    /** A heading inside a section. */
    record Heading(String title) implements ReportBlock {
    }

    /** A paragraph. */
    record Paragraph(List<Run> runs) implements ReportBlock {
    }

    /** A list of points. */
    record Bullets(List<String> points) implements ReportBlock {
    }

    /** A table; each row has a cell for each column. */
    record Table(String caption, List<Column> columns, List<List<Cell>> rows) implements ReportBlock {
    }

    /** Bars of counts. The table behind it says the same; {@code words} do for those who can't see it. */
    record Chart(String caption, String words, List<Bar> bars) implements ReportBlock {
    }

    /** Explains marks. */
    record Legend(List<Fact> entries) implements ReportBlock {
    }
}
