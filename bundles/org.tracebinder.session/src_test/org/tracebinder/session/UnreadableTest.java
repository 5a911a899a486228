// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tracebinder.session.Samples.decision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.SourceInfo;

/** One file among others can't be read: the others are imported, it is named, and the same import reads it later. */
class UnreadableTest {

    @TempDir
    private Path folder;

    private Path file(String name, int from, int to) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append(decision("id" + i, "t" + i % 7, "allow"));
        }
        return Files.writeString(folder.resolve(name), lines);
    }

    private static Map<String, Hash> roots(ImportReport report) {
        return report.sources().stream().collect(Collectors.toMap(SourceInfo::path, SourceInfo::merkleRoot));
    }

    /** @return writes one more line into the file while it is read */
    private static Progress growing(Path file) {
        return new Progress() {
            private boolean now;

            @Override
            public void task(String name, long total) {
                now = name.equals(file.toString());
            }

            @Override
            public void advance(long units) {
                if (now) {
                    try {
                        Files.writeString(file, decision("more", "t", "deny"), StandardOpenOption.APPEND);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }
            }

            @Override
            public void check() {
                // never cancelled
            }
        };
    }

    @Test
    void aReadErrorCostsTheFileOnly() throws Exception {
        Path unreadable = Path.of("/proc/self/mem"); // reading the first page of it is an input error
        Assumptions.assumeTrue(Files.exists(unreadable), "needs the proc file system of Linux");
        List<Path> paths = List.of(file("a.jsonl", 0, 3), unreadable, file("b.jsonl", 3, 5));
        try (Binder binder = Binder.create(folder.resolve("a.binder"), "Unreadable", null)) {
            ImportReport report = binder.importPaths(paths, ImportOptions.DEFAULT, Progress.NONE);
            assertEquals(2, report.sources().size());
            assertTrue(report.reconciled());
            assertFalse(report.complete());
            String said = report.warnings().stream().filter(w -> w.code().equals("import.unread")).findFirst()
                    .orElseThrow().text();
            assertTrue(said.startsWith("Cannot read /proc/self/mem"), said);
            String german = Translation.to(Locale.GERMAN).say(said);
            assertTrue(german.endsWith("Derselbe Import liest sie später; alle anderen sind in der Mappe."), german);
            assertTrue(german.startsWith("/proc/self/mem l"), german);
            assertTrue(binder.sources().unfinished().isPresent());
            assertEquals(5, binder.trail().count("*", Progress.NONE));
            assertTrue(binder.doctor(Progress.NONE).ok());
        }
        try (Binder again = Binder.open(folder.resolve("a.binder"))) {
            assertFalse(again.sources().complete());
        }
    }

    @Test
    void aPathThatIsGoneCostsItselfOnly() throws Exception {
        Path gone = folder.resolve("gone.jsonl");
        List<Path> paths = List.of(file("a.jsonl", 0, 3), gone, file("b.jsonl", 3, 5));
        try (Binder binder = Binder.create(folder.resolve("a.binder"), "Gone", null)) {
            ImportReport report = binder.importPaths(paths, ImportOptions.DEFAULT, Progress.NONE);
            assertEquals(2, report.sources().size());
            assertFalse(report.complete());
            String said = report.warnings().stream().filter(w -> w.code().equals("import.unread")).findFirst()
                    .orElseThrow().text();
            assertTrue(said.startsWith("There is no file or folder " + gone + "."), said);
            String german = Translation.to(Locale.GERMAN).say(said);
            assertTrue(german.startsWith("Es gibt keine Datei und keinen Ordner " + gone), german);
            assertTrue(german.endsWith("Derselbe Import liest sie später; alle anderen sind in der Mappe."), german);
            assertThrows(TracebinderException.class, () -> binder.importPaths(List.of(gone), ImportOptions.DEFAULT,
                    Progress.NONE));
            file("gone.jsonl", 5, 6);
            assertTrue(binder.importPaths(paths, ImportOptions.DEFAULT, Progress.NONE).complete());
            assertEquals(6, binder.trail().count("*", Progress.NONE));
        }
    }

    @Test
    void whatWasReadOfAFileThatFailedIsForgottenAndReadAgain() throws Exception {
        Path large = file("b.jsonl", 3, 20_000);
        List<Path> paths = List.of(file("a.jsonl", 0, 3), large, file("c.jsonl", 20_000, 20_005));
        byte[] before = Files.readAllBytes(large);
        try (Binder binder = Binder.create(folder.resolve("a.binder"), "Unreadable", null);
                Binder other = Binder.create(folder.resolve("b.binder"), "Undisturbed", null)) {
            Map<String, Hash> undisturbed = roots(other.importPaths(paths, ImportOptions.DEFAULT, Progress.NONE));
            ImportReport report = binder.importPaths(paths, ImportOptions.DEFAULT, growing(large));
            assertEquals(List.of("S1", "S2"), report.sources().stream().map(SourceInfo::id).toList());
            assertTrue(report.warnings().toString().contains("b.jsonl changed while it was read"));
            assertEquals(8, binder.trail().count("*", Progress.NONE));
            assertTrue(binder.doctor(Progress.NONE).ok());
            Files.write(large, before);
            ImportReport again = binder.importPaths(paths, ImportOptions.DEFAULT, Progress.NONE);
            assertTrue(again.complete(), again.warnings().toString());
            assertEquals(undisturbed, roots(binder.sources()));
            assertTrue(binder.sources().complete());
            assertNotEquals(List.of(), again.warnings().stream().filter(w -> w.code().equals("import.resumed"))
                    .toList());
            assertEquals(20_005, binder.trail().count("*", Progress.NONE));
            assertEquals(0, again.sources().stream().mapToLong(s -> s.totals().duplicate()).sum());
            assertTrue(binder.doctor(Progress.NONE).ok());
        }
    }
}
