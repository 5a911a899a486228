// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.session.Snippets.Mark;
import org.tracebinder.session.Snippets.Snippet;

/**
 * An aligned table for a console. The last column goes on below itself where the console is too narrow, so nothing is
 * lost. Not thread-safe.
 */
final class Table {

    private static final String BETWEEN = "  ";
    private static final int NARROWEST = 32;
    /** ECMA-48, 8.3.117: bold and normal intensity. */
    private static final String BOLD = "\u001B[1m";
    private static final String NORMAL = "\u001B[22m";

    private final List<String> heads = new ArrayList<>();
    private final List<Boolean> right = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private final Map<Integer, Snippet> notes = new HashMap<>();
    private boolean emphasis;

    /** @return this, with one more column of words */
    Table left(String head) {
        heads.add(head);
        right.add(false);
        return this;
    }

    /** @return this, with one more column of numbers */
    Table right(String head) {
        heads.add(head);
        right.add(true);
        return this;
    }

    /** @param cells one a column; null is shown as a dash, a Long or Integer with its thousands grouped */
    void row(Object... cells) {
        if (cells.length != heads.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + heads.size() + " columns");
        }
        List<String> row = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            row.add(cell instanceof Long || cell instanceof Integer ? Words.number(((Number) cell).longValue())
                    : Words.orDash(cell));
        }
        rows.add(row);
    }

    /** @param text one line under the row that was added last, cut to the width of the console */
    void note(String text) {
        note(new Snippet(Words.line(text), List.of()));
    }

    /** @param text one line under the row that was added last, cut to the width of the console */
    void note(Snippet text) {
        notes.put(rows.size() - 1, text);
    }

    /** @return this; with true, marks in notes are shown in bold */
    Table emphasise(boolean bold) {
        emphasis = bold;
        return this;
    }

    /** @return true when there is nothing under the headings */
    boolean isEmpty() {
        return rows.isEmpty();
    }

    /**
     * @param out     gets the lines
     * @param columns of the console
     */
    void print(PrintStream out, int columns) {
        int[] widths = new int[heads.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Words.width(heads.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], Words.width(row.get(i)));
            }
        }
        int last = widths.length - 1;
        int before = 0;
        for (int i = 0; i < last; i++) {
            before += widths[i] + BETWEEN.length();
        }
        if (!right.get(last)) {
            widths[last] = Math.min(widths[last], Math.max(NARROWEST, columns - before));
        }
        printRow(out, heads, widths, before);
        for (int r = 0; r < rows.size(); r++) {
            printRow(out, rows.get(r), widths, before);
            if (notes.containsKey(r)) {
                String indent = " ".repeat(widths[0] + BETWEEN.length());
                out.println(indent + note(notes.get(r), columns - indent.length()));
            }
        }
    }

    private String note(Snippet note, int columns) {
        String cut = Words.cut(note.text(), columns);
        if (!emphasis) {
            return cut;
        }
        StringBuilder text = new StringBuilder(cut);
        int end = cut.length() < note.text().length() ? cut.length() - 1 : cut.length();
        for (Mark m : note.marks().reversed()) {
            if (m.from() < end) {
                text.insert(Math.min(m.to(), end), NORMAL).insert(m.from(), BOLD);
            }
        }
        return text.toString();
    }

    private void printRow(PrintStream out, List<String> cells, int[] widths, int before) {
        StringBuilder line = new StringBuilder();
        int last = cells.size() - 1;
        for (int i = 0; i < last; i++) {
            String pad = " ".repeat(widths[i] - Words.width(cells.get(i)));
            line.append(right.get(i) ? pad + cells.get(i) : cells.get(i) + pad).append(BETWEEN);
        }
        List<String> parts = Words.wrap(cells.get(last), widths[last]);
        String pad = right.get(last) ? " ".repeat(Math.max(0, widths[last] - Words.width(parts.get(0)))) : "";
        out.println((line + pad + parts.get(0)).stripTrailing());
        for (String more : parts.subList(1, parts.size())) {
            out.println(" ".repeat(before) + more);
        }
    }
}
