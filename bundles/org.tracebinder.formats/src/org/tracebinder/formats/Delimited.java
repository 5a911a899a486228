// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tracebinder.formats.csv.CsvRow;
import org.tracebinder.ingest.Head;

/**
 * The beginning of delimited text, for somebody who writes a mapping for it.
 *
 * @param separator between cells
 * @param header    names of the columns
 * @param rows      first rows, each with as many cells as the header
 */
public record Delimited(char separator, List<String> header, List<List<String>> rows) {

    private static final int MOST_ROWS = 50;
    private static final int MOST_COLUMNS = 500;

    /** @return the beginning as rows; empty when it has no header with at least two columns, or is JSON */
    public static Optional<Delimited> of(Head head) {
        if (!CsvRow.possible(head)) {
            return Optional.empty();
        }
        char separator = CsvRow.separator(head.text().stripLeading());
        List<String> lines = lines(head.text(), separator);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        List<String> header = CsvRow.cells(lines.get(0), separator).stream().map(String::strip).toList();
        if (header.size() < 2 || header.size() > MOST_COLUMNS || header.stream().anyMatch(Delimited::binary)) {
            return Optional.empty();
        }
        return Optional.of(new Delimited(separator, header, lines.stream().skip(1)
                .map(l -> CsvRow.cells(l, separator)).filter(c -> c.size() == header.size()).toList()));
    }

    private static boolean binary(String name) {
        return name.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0xFFFD);
    }

    /** Rows that are not blank, each as it stands. */
    private static List<String> lines(String text, char separator) {
        List<String> lines = new ArrayList<>();
        int end;
        for (int from = 0; from <= text.length() && lines.size() <= MOST_ROWS; from = end + 1) {
            end = CsvRow.rowEnd(text, from, separator);
            String line = text.substring(from, end);
            if (!line.isBlank()) {
                lines.add(line);
            }
        }
        return lines;
    }
}
