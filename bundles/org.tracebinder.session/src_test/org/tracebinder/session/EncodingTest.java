// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
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

    private byte[] restored(Binder binder) throws Exception {
        Path copy = folder.resolve("restored");
        binder.restore(1, copy, Progress.NONE);
        return Files.readAllBytes(copy);
    }
}
