// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.List;
import java.util.function.BiFunction;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Display;
import org.tracebinder.core.query.Row;

/** Rows as text. */
public final class EventTableCopy {

    /** More rows than this belong into an export, not onto the clipboard. */
    static final int MOST = 16_384;

    private EventTableCopy() {
    }

    static void copy(Display display, List<Column> columns, List<Row> rows) {
        put(display, rows, text(columns, rows));
    }

    static void copyCsv(Display display, List<Column> columns, List<Row> rows) {
        put(display, rows, csv(columns, rows));
    }

    private static void put(Display display, List<Row> rows, String text) {
        if (rows.isEmpty()) {
            return;
        }
        Clipboard clipboard = new Clipboard(display);
        try {
            clipboard.setContents(new Object[] {text}, new Transfer[] {TextTransfer.getInstance()});
        } finally {
            clipboard.dispose();
        }
    }

    /**
     * @param columns in their order
     * @param rows    in their order
     * @return a header line and a line per row, with tabs between the cells, as spreadsheets paste it
     */
    public static String text(List<Column> columns, List<Row> rows) {
        return lines(columns, rows, "\t", Column::cell, "\n");
    }

    /**
     * @param columns in their order
     * @param rows    in their order
     * @return RFC 4180 with a header line of field names; cells that a spreadsheet would run as a formula are defused
     */
    public static String csv(List<Column> columns, List<Row> rows) {
        return lines(columns, rows, ",", (c, r) -> quoted(c.plain(r)), "\r\n");
    }

    private static String lines(List<Column> columns, List<Row> rows, String between,
            BiFunction<Column, Row, String> cell, String end) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            out.append(i == 0 ? "" : between).append(between.equals(",") ? columns.get(i).id() : columns.get(i)
                    .label());
        }
        return out.append(end).append(cells(columns, rows, between, cell, end)).toString();
    }

    /** The same lines as {@link #csv}, without the header. */
    static String csvLines(List<Column> columns, List<Row> rows) {
        return cells(columns, rows, ",", (c, r) -> quoted(c.plain(r)), "\r\n");
    }

    private static String cells(List<Column> columns, List<Row> rows, String between,
            BiFunction<Column, Row, String> cell, String end) {
        StringBuilder out = new StringBuilder();
        for (Row row : rows) {
            for (int i = 0; i < columns.size(); i++) {
                out.append(i == 0 ? "" : between).append(cell.apply(columns.get(i), row));
            }
            out.append(end);
        }
        return out.toString();
    }

    /** @return a cell of RFC 4180; one that a spreadsheet would run as a formula is defused */
    public static String quoted(String value) {
        // Logs are hostile input: a leading =, +, - or @ would be run by a spreadsheet.
        String safe = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 && !value.matches("-?[0-9.]+")
                ? "'" + value : value;
        boolean quote = safe.indexOf(',') >= 0 || safe.indexOf('"') >= 0 || safe.indexOf('\n') >= 0
                || safe.indexOf('\r') >= 0;
        return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
