// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of a format beside its reader: kept in {@code facts.tsv}, a line each, and held against the readers and
 * their samples by a test.
 *
 * @param id       of the reader
 * @param shapes   in which it comes
 * @param versions that the reader was made for; empty when the format names none
 * @param real     how many files of real programs the tests read; 0 means written samples only
 * @param limits   what the reader or the format can't do; empty when none is known
 */
public record FormatFacts(String id, String shapes, String versions, int real, String limits) {

    private static final Map<String, FormatFacts> ALL = read();

    /** @return the facts by the id of the format, in the order of the file */
    public static Map<String, FormatFacts> all() {
        return ALL;
    }

    /** @return a sentence about what the tests of this format stand on */
    public String tested() {
        return real == 0 ? "written samples only" : real == 1 ? "1 real file, and written samples"
                : real + " real files, and written samples";
    }

    private static Map<String, FormatFacts> read() {
        try (InputStream in = FormatFacts.class.getResourceAsStream("facts.tsv")) {
            if (in == null) {
                throw new IllegalStateException("facts.tsv is not among the classes");
            }
            Map<String, FormatFacts> all = new LinkedHashMap<>();
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split("\t", -1);
                if (cells.length != 5 || all.containsKey(cells[0])) {
                    throw new IllegalStateException("facts.tsv: not five cells, or a format twice: " + line);
                }
                all.put(cells[0], new FormatFacts(cells[0], cells[1], cells[2], Integer.parseInt(cells[3]), cells[4]));
            }
            return Collections.unmodifiableMap(all);
        } catch (IOException e) {
            throw new UncheckedIOException("facts.tsv can't be read", e);
        }
    }
}
