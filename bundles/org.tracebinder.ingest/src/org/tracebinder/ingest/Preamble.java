// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lines of free text before the header of a table, as reports of portals and spreadsheets have them: a title, the days,
 * who asked. The header is the first row of at least three cells, each with another name, that rows of as many cells
 * follow. Looked for only where no reader knows the content with these lines.
 */
public final class Preamble {

    private static final int MOST_LINES = 20;
    private static final int FEWEST_CELLS = 3;
    private static final int ROWS_LOOKED_AT = 3;
    private static final byte[] SEPARATORS = {',', ';', '\t', '|'};

    private Preamble() {
    }

    /**
     * @param reader reads the content
     * @return the head without the lines before a table that the reader knows only so; else the head as it is
     */
    public static Head without(Head head, FormatReader reader) {
        if (reader.probe(head) != Match.NO) {
            return head;
        }
        Head table = without(head);
        return table != head && reader.framing(table) instanceof Framing.Csv
                && (reader.probe(table) != Match.NO || reader.doubts(table).size() < reader.doubts(head).size())
                ? table : head;
    }

    /** @return the head without the lines before a table; the head as it is when there are none */
    public static Head without(Head head) {
        byte[] b = head.bytes();
        int at = Bytes.bom(b, 0, b.length);
        if (head.before() > 0 || head.values().stream().anyMatch(v -> v.isContainer())) {
            return head;
        }
        for (int lines = 0; lines <= MOST_LINES && at < b.length; lines++) {
            if (table(b, at, head.complete())) {
                return lines == 0 ? head : new Head(head.name(), head.path(), Arrays.copyOfRange(b, at, b.length),
                        head.complete(), List.of(), lines);
            }
            at = next(b, at, b.length);
        }
        return head;
    }

    /** @return the first lines of the text, so many as stand before the header; for people */
    public static String text(Head whole, Head table) {
        return String.join(" / ", whole.text().lines().limit(table.before()).map(String::strip)
                .filter(l -> !l.isEmpty()).toList());
    }

    /** @return where the line behind the one that begins there begins */
    static int next(byte[] b, int from, int to) {
        int end = CsvLines.lineEnd(b, from, to);
        return end >= to ? to : end + (b[end] == '\r' && end + 1 < to && b[end + 1] == '\n' ? 2 : 1);
    }

    private static boolean table(byte[] b, int from, boolean complete) {
        for (byte separator : SEPARATORS) {
            List<String> header = new ArrayList<>();
            int at = row(b, from, separator, header);
            Set<String> names = new HashSet<>(header);
            if (header.size() < FEWEST_CELLS || names.size() < header.size() || names.stream().anyMatch(
                    String::isBlank) || CsvLines.json(b, from, at)) {
                continue;
            }
            int rows = 0;
            boolean even = true;
            while (even && rows < ROWS_LOOKED_AT && at < b.length) {
                List<String> cells = new ArrayList<>();
                at = row(b, at, separator, cells);
                even = cells.size() == header.size() || at == b.length && !complete;
                rows++;
            }
            if (even && rows > 0) {
                return true;
            }
        }
        return false;
    }

    /** @return where the next row begins; the cells of this one are added, without blanks around them */
    private static int row(byte[] b, int from, byte separator, List<String> cells) {
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        int i = from;
        while (i < b.length && (quoted || b[i] != '\n' && b[i] != '\r')) {
            if (quoted && b[i] == '"' && i + 1 < b.length && b[i + 1] == '"') {
                cell.append('"');
                i++;
            } else if (b[i] == '"' && (quoted || cell.isEmpty())) {
                quoted = !quoted;
            } else if (b[i] == separator && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append((char) (b[i] & 0xFF));
            }
            i++;
        }
        cells.add(cell.toString().strip());
        return i == b.length ? i : next(b, i, b.length);
    }
}
