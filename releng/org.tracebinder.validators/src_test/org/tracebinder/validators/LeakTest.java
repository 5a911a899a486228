// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.validators;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

/** A masked pack of the sample shows none of the personal data that was planted, and none of the users and sessions. */
class LeakTest {

    private static final Pattern MEMBER = Pattern.compile("\"(actor|session)\":\"([^\"\\\\]+)\"");
    private static final Pattern PLANTED = Pattern.compile("\"type\":\\s*\"[A-Z_]+\",\\s*\"value\":\\s*\"([^\"]+)\"");

    /** What each file says to whoever opens it. */
    private static Map<String, String> words(Path pack) throws IOException {
        Map<String, String> words = new TreeMap<>();
        try (Stream<Path> files = Files.walk(pack)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = pack.relativize(file).toString().replace('\\', '/');
                words.put(name, name.endsWith(".pdf") ? pdf(file) : name.endsWith(".xlsx") ? workbook(file)
                        : new String(Files.readAllBytes(file), UTF_8));
            }
        }
        return words;
    }

    /** Without line breaks: a long value may be parted by one. */
    private static String pdf(Path file) throws IOException {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            String text = new PDFTextStripper().getText(document);
            return text + text.replaceAll("\\R", "");
        }
    }

    private static String workbook(Path file) throws IOException {
        return String.join("\n", rows(file).stream().map(r -> String.join("\t", r)).toList());
    }

    private static List<List<String>> rows(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file); ReadableWorkbook book = new ReadableWorkbook(in)) {
            for (Row row : book.getFirstSheet().read()) {
                rows.add(row.stream().map(c -> c == null ? "" : c.getText()).toList());
            }
        }
        return rows;
    }

    @Test
    void nothingPlantedIsInAnyFile() throws Exception {
        Path clear = Packs.unpacked().get("english");
        Set<String> secret = new TreeSet<>();
        Matcher planted = PLANTED.matcher(Files.readString(
                Packs.root().resolve("bundles/org.tracebinder.session/sample/truth.json")));
        while (planted.find()) {
            secret.add(planted.group(1));
        }
        assertFalse(secret.isEmpty(), "the sample has planted personal data");
        Matcher member = MEMBER.matcher(Files.readString(clear.resolve("data/evidence/records.jsonl")));
        while (member.find()) {
            secret.add(member.group(2));
        }
        assertTrue(secret.size() > 20, secret.toString());
        String inClear = String.join("\n", words(clear).values());
        for (String value : secret) {
            assertTrue(inClear.contains(value), "the test looks for something that was never there: " + value);
        }
        words(Packs.unpacked().get("german")).forEach((name, text) -> {
            for (String value : secret) {
                assertFalse(text.contains(value), name + " shows " + value);
            }
        });
    }

    /** The workbooks, read by a library that did not write them, have the cells of the CSV files beside them. */
    @Test
    void workbooksSayWhatTheTablesSay() throws Exception {
        for (Path pack : Packs.unpacked().values()) {
            for (String name : List.of("matrix", "requests", "findings")) {
                List<List<String>> rows = rows(pack.resolve("data/controls/" + name + ".xlsx"));
                String csv = Files.readString(pack.resolve("data/controls/" + name + ".csv"));
                assertTrue(rows.size() > 2, name);
                assertEquals(csv.lines().findFirst().orElseThrow(), String.join(",", rows.get(0)));
                for (List<String> row : rows) {
                    for (String cell : row) {
                        assertTrue(csv.contains(cell.replace("\"", "\"\"")), name + ": " + cell);
                    }
                }
            }
        }
    }
}
