// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;

/** Text that is no UTF-8 keeps its letters, and the import says so. */
class EncodingTest {

    @TempDir
    private Path folder;

    @Test
    void textOfWindowsKeepsItsLettersAndIsTold() throws Exception {
        Path csv = folder.resolve("windows.csv");
        Files.write(csv, ("Zeit;Benutzer;Größe\n01.03.2026 09:30:00;Müller;1\n01.03.2026 09:31:00;Maier;2\n"
                + "01.03.2026 09:32:00;J\u00f6rg \u20ac;3\n").getBytes("windows-1252"));
        Path mapping = Files.writeString(folder.resolve("windows.json"), """
                {"mapping": 1, "id": "windows", "framing": {"type": "csv", "separator": ";"}, "kind": "inference",
                 "fields": {"time": {"column": "Zeit", "format": "dd.MM.yyyy HH:mm:ss", "zone": "Europe/Berlin"},
                  "actor": {"column": "Benutzer"}, "tokensIn": {"column": "Größe"}}}""");
        try (Binder binder = Binder.create(folder.resolve("b"), "b", null)) {
            ImportReport report = binder.importPaths(List.of(csv), new ImportOptions(Optional.of("mapping:" + mapping),
                    0), Progress.NONE);
            assertEquals(3, report.sources().get(0).totals().accepted());
            assertEquals(1, binder.trail().count("actor:Müller AND tokensIn:1", Progress.NONE));
            assertEquals(1, binder.trail().count("actor:\"J\u00f6rg \u20ac\"", Progress.NONE));
            List<String> told = report.warnings().stream().filter(w -> w.code().equals("import.encoding"))
                    .map(ImportReport.Warning::text).toList();
            assertEquals(1, told.size());
            assertTrue(told.get(0).contains("2 records have bytes that are no UTF-8; the first is S1:1"), told.get(0));
            assertArrayEquals(Files.readAllBytes(csv), restored(binder));
        }
    }

    @Test
    void nulBytesInATableAreTold() throws Exception {
        Path csv = folder.resolve("torn.csv");
        Files.writeString(csv, "ts,user,model,tokens\n\0\0\0\0" + "2026-03-01T09:30:00Z,eva,m,1\n"
                + "2026-03-01T09:31:00Z,ben,m,2\n2026-03-01T09:32:00Z,u\0do,m,3\n");
        Path mapping = Files.writeString(folder.resolve("torn.json"), """
                {"mapping": 1, "id": "torn", "framing": {"type": "csv", "separator": ","}, "kind": "inference",
                 "fields": {"actor": {"column": "user"}, "tokensIn": {"column": "tokens"}}}""");
        try (Binder binder = Binder.create(folder.resolve("b"), "b", null)) {
            ImportReport report = binder.importPaths(List.of(csv), new ImportOptions(Optional.of("mapping:" + mapping),
                    0), Progress.NONE);
            assertEquals(3, report.sources().get(0).totals().read());
            List<String> told = report.warnings().stream().filter(w -> w.code().equals("import.nul"))
                    .map(ImportReport.Warning::text).toList();
            assertEquals(1, told.size(), report.warnings().toString());
            assertTrue(told.get(0).contains(": 2 records of text hold NUL bytes; the first is S1:1. "), told.get(0));
            assertArrayEquals(Files.readAllBytes(csv), restored(binder));
        }
    }

    @Test
    void halfACharacterIsTold() throws Exception {
        String filler = "x".repeat(150);
        String lines = Samples.decision("d1", "t1", "deny \\ud83d\\ude00")
                + Samples.decision("d2", "t2", "deny \\udc00 " + filler)
                + Samples.decision("d3", "t3", "deny " + filler + " \\ud83d\\ude00")
                + Samples.decision("d4", "t4", "\\ud800");
        Path file = Files.writeString(folder.resolve("half.jsonl"), lines);
        try (Binder binder = Binder.create(folder.resolve("b"), "b", null)) {
            ImportReport report = binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE);
            assertEquals(4, report.sources().get(0).totals().accepted());
            List<String> told = report.warnings().stream().filter(w -> w.code().equals("import.half-character"))
                    .map(ImportReport.Warning::text).toList();
            assertEquals(1, told.size(), report.warnings().toString());
            assertTrue(told.get(0).contains(": 2 records hold half a character (a lone surrogate, such as U+D800); the "
                    + "first is S1:2. "), told.get(0));
        }
    }

    @Test
    void utf32IsRead() throws Exception {
        String lines = Samples.decision("d1", "t1", "allow") + Samples.decision("d2", "\uD83D\uDE00", "deny");
        for (String charset : List.of("UTF-32LE", "UTF-32BE")) {
            for (String mark : List.of("", "\uFEFF")) {
                for (String end : List.of("", "x")) {
                    byte[] bytes = (mark + lines).getBytes(charset);
                    bytes = end.isEmpty() ? bytes : Arrays.copyOf(bytes, bytes.length + 3);
                    Path file = Files.write(folder.resolve("wide.jsonl"), bytes);
                    Path place = Files.createTempDirectory(folder, "b").resolve("b");
                    try (Binder binder = Binder.create(place, "b", null)) {
                        ImportReport report = binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE);
                        assertTrue(report.reconciled());
                        assertEquals("opa", report.sources().get(0).format());
                        assertEquals(2, report.sources().get(0).totals().accepted());
                        assertEquals(end.length(), report.sources().get(0).totals().quarantined());
                        assertEquals(1, binder.trail().count("status:denied OR policy:deny", Progress.NONE));
                        assertTrue(binder.doctor(Progress.NONE).ok());
                        binder.rebuild(Progress.NONE);
                        assertEquals(2, binder.trail().count("kind:policy", Progress.NONE));
                        assertArrayEquals(bytes, restored(binder));
                    }
                }
            }
        }
    }

    private byte[] restored(Binder binder) throws Exception {
        Path copy = Files.createTempDirectory(folder, "r").resolve("restored");
        binder.restore(1, copy, Progress.NONE);
        return Files.readAllBytes(copy);
    }
}
