// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.RawRecord;
import org.tracebinder.ingest.TextEncoding;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One row of delimited text (RFC 4180) beside its header. Cells stay text: what begins with {@code =} or {@code @} is
 * no formula here.
 *
 * @param header names of the columns, without byte order mark and outer blanks
 * @param cells  as many as the header has
 */
public record CsvRow(List<String> header, List<String> cells) {

    private static final int MAX_CELLS = 10_000;
    /** What no name of a column holds and JSON does. */
    private static final Pattern JSON = Pattern.compile("[\\[{]\\s*\"|[\\[{]\\s*[\\[{]|\"\\s*:");
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};

    /**
     * @return the record's row, with the header out of its envelope
     * @throws BadRecordException when the row has another number of cells than the header
     */
    public static CsvRow of(RawRecord record) throws BadRecordException {
        return of(record, separator(head(record)));
    }

    /**
     * @param separator between cells, where somebody said which
     * @return the record's row, with the header out of its envelope
     * @throws BadRecordException when the row has another number of cells than the header
     */
    public static CsvRow of(RawRecord record, char separator) throws BadRecordException {
        List<String> header = cells(head(record), separator).stream().map(String::strip).toList();
        List<String> cells = cells(record.text(), separator);
        if (cells.size() != header.size()) {
            throw new BadRecordException("expected " + header.size() + " cells as in the header, found "
                    + cells.size());
        }
        return new CsvRow(header, cells);
    }

    private static String head(RawRecord record) {
        return TextEncoding.text(record.envelope(), 0, record.envelope().length, null);
    }

    /**
     * @return true when the content may be delimited text: all it holds of JSON is a quoted cell or a number, or cells
     *         that are quoted as delimited text quotes them
     */
    public static boolean possible(Head head) {
        return head.values().stream().noneMatch(JsonNode::isContainer) && !bareJson(head.firstLine());
    }

    /** JSON behind the name of a function, a time or a word is no header. */
    private static boolean bareJson(String line) {
        if (!JSON.matcher(line).find()) {
            return false;
        }
        char separator = separator(line);
        boolean quoted = false;
        boolean begin = true;
        boolean closed = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted) {
                closed = c == '"';
                quoted = !closed;
            } else if (c == '"' && !begin && !closed || c != '"' && c != separator && closed) {
                return true;
            } else {
                quoted = c == '"';
                begin = c == separator;
                closed = false;
            }
        }
        return false;
    }

    /** @return true for an empty line between or behind the rows, which is no row at all */
    public static boolean isBlank(RawRecord record) {
        return record.length() < 16 && record.text().isBlank();
    }

    /** @return the cell under the first of the names (in any case) that is a column and not blank there; else null */
    public String get(String... names) {
        for (String name : names) {
            for (int i = 0; i < header.size(); i++) {
                if (header.get(i).equalsIgnoreCase(name) && !cells.get(i).isBlank()) {
                    return cells.get(i);
                }
            }
        }
        return null;
    }

    /** @return the row as a JSON object of texts; of two columns with the same name the first counts */
    public String json() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < header.size(); i++) {
            if (!object.has(header.get(i))) {
                object.put(header.get(i), cells.get(i));
            }
        }
        return object.toString();
    }

    /** @return the separator that occurs most outside quotes in the first line; a comma when there is none */
    public static char separator(String header) {
        int[] counts = new int[SEPARATORS.length];
        boolean quoted = false;
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            quoted ^= c == '"';
            if (!quoted && (c == '\n' || c == '\r')) {
                break;
            }
            for (int s = 0; s < SEPARATORS.length && !quoted; s++) {
                counts[s] += c == SEPARATORS[s] ? 1 : 0;
            }
        }
        int best = 0;
        for (int s = 1; s < counts.length; s++) {
            best = counts[s] > counts[best] ? s : best;
        }
        return SEPARATORS[best];
    }

    /**
     * @param text      delimited text
     * @param from      where a row begins
     * @param separator between cells
     * @return where the row ends: at LF or CR outside quotes, which quote only from the beginning of a cell on; or at
     *         the end of the text
     */
    public static int rowEnd(String text, int from, char separator) {
        boolean quoted = false;
        boolean begin = true;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                quoted = c != '"';
                begin = !quoted; // another quote behind it opens it again
            } else if (c == '\n' || c == '\r') {
                return i;
            } else {
                quoted = begin && c == '"';
                begin = c == separator;
            }
        }
        return text.length();
    }

    /**
     * @param row       one row; a line break at its end does not count
     * @param separator between cells
     * @return its cells, unquoted
     */
    public static List<String> cells(String row, char separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        int end = row.length();
        while (end > 0 && (row.charAt(end - 1) == '\n' || row.charAt(end - 1) == '\r')) {
            end--;
        }
        int at = end > 0 && row.charAt(0) == '\uFEFF' ? 1 : 0;
        for (; at < end && cells.size() < MAX_CELLS; at++) {
            char c = row.charAt(at);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (at + 1 < end && row.charAt(at + 1) == '"') {
                    cell.append('"');
                    at++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && cell.isEmpty()) {
                quoted = true;
            } else if (c == separator) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    /**
     * @return the record as a tree: a value of JSON, or a row under a header as an object; null for a blank row
     * @throws BadRecordException when it is neither
     */
    public static JsonNode tree(RawRecord record) throws BadRecordException {
        byte[] around = record.envelope();
        if (around.length == 0 || around[0] == '{' || around[0] == '[') {
            return Json.tree(record);
        }
        try {
            return isBlank(record) ? null : Json.tree(of(record).json());
        } catch (JacksonException e) {
            throw Json.bad(e);
        }
    }
}
