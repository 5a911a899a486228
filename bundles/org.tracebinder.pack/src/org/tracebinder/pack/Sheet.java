// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * A table for spreadsheet programs, as CSV (RFC 4180, UTF-8) and as a workbook. Content comes from audited logs, so no
 * cell may begin as a formula does: in CSV an apostrophe stands before it, in the workbook it is marked as text.
 */
public final class Sheet {

    private static final String FORMULA = "=+-@\t\r\uff1d\uff0b\uff0d\uff20";
    private static final int MAX_CELL = 32_000;

    private final String title;
    private final List<Column> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    /**
     * A column.
     *
     * @param head  its title
     * @param width in characters
     */
    public record Column(String head, int width) {
    }

    /**
     * @param title   name of the sheet in a workbook
     * @param columns from left to right
     */
    public Sheet(String title, List<Column> columns) {
        this.title = title;
        this.columns = columns;
    }

    /** @param cells text, numbers or null, one for each column */
    public void row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        List<Object> row = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            row.add(cell instanceof Number ? cell : clean(cell));
        }
        rows.add(row);
    }

    String title() {
        return title;
    }

    List<Column> columns() {
        return columns;
    }

    /** @return rows of text and numbers */
    List<List<Object>> rows() {
        return rows;
    }

    /** @return true when a spreadsheet program would take the text for a formula */
    static boolean formula(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    }

    /** Characters that no document may hold become U+FFFD; a cell ends where spreadsheet programs end it. */
    private static String clean(Object value) {
        String text = value == null ? "" : value.toString();
        StringBuilder out = new StringBuilder(Math.min(text.length(), MAX_CELL));
        text.replace("\r\n", "\n").codePoints().limit(MAX_CELL + 1L).forEach(c -> {
            boolean bad = c < 0x20 && c != '\n' && c != '\t' || c >= 0x7f && c < 0xa0
                    || c >= 0xd800 && c < 0xe000 || (c & 0xfffe) == 0xfffe;
            out.appendCodePoint(bad ? 0xfffd : c);
        });
        if (out.length() > MAX_CELL) {
            out.setLength(Character.isHighSurrogate(out.charAt(MAX_CELL - 1)) ? MAX_CELL - 1 : MAX_CELL);
            out.append(" [...]");
        }
        return out.toString();
    }

    /** @return the bytes of a workbook (.xlsx); the same table gives the same bytes */
    public byte[] xlsx() {
        return Workbook.of(this);
    }

    /** @return lines with CR LF, cells quoted where they must be, the heads first */
    public byte[] csv() {
        StringBuilder out = new StringBuilder();
        line(out, new ArrayList<>(columns.stream().map(Column::head).toList()));
        rows.forEach(row -> line(out, row));
        return out.toString().getBytes(UTF_8);
    }

    private static void line(StringBuilder out, List<?> cells) {
        for (int i = 0; i < cells.size(); i++) {
            Object cell = cells.get(i);
            String text = cell instanceof String s && formula(s) ? "'" + s : cell.toString();
            boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            out.append(i == 0 ? "" : ",").append(quote ? "\"" + text.replace("\"", "\"\"") + "\"" : text);
        }
        out.append("\r\n");
    }
}
