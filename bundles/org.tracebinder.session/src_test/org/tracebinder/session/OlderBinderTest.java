// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.SourceInfo;

/**
 * The index of a binder is made again that an older program wrote. It took objects beside the records for framing (S1),
 * the two records of a run for two events (S2, S4), a zip file behind a program for text (S5), and of two zip files the
 * second only (S6, S7).
 */
class OlderBinderTest {

    @TempDir
    private Path folder;

    private Path binder() throws IOException {
        Path binder = folder.resolve("older.binder");
        try (ZipInputStream zip = new ZipInputStream(OlderBinderTest.class.getResourceAsStream("older-binder.dat"))) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null;) {
                Path file = binder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
        return binder;
    }

    private static List<String> facts(Binder open) throws Exception {
        return open.sources().sources().stream().map(OlderBinderTest::fact).toList();
    }

    private static String fact(SourceInfo s) {
        return s.id() + " " + s.merkleRoot() + " " + s.totals() + s.events() + s.conflicts();
    }

    private static List<String> told(List<ImportReport.Warning> left) {
        for (ImportReport.Warning w : left) {
            String german = Translation.to(Locale.GERMAN).say(w.text());
            assertNotEquals(w.text(), german);
            assertTrue(!german.contains("gives") && !german.contains("import"), german);
        }
        return left.stream().map(w -> w.code() + " " + w.source()).toList();
    }

    @Test
    void theIndexKeepsWhatTheImportFound() throws Exception {
        Path binder = binder();
        List<String> before;
        try (Binder open = Binder.openForRepair(binder)) {
            before = facts(open);
            assertEquals(List.of("index.kept S2", "index.kept S4", "import.older S1"),
                    told(open.rebuild(Progress.NONE)));
        }
        try (Binder open = Binder.open(binder)) {
            assertEquals(before, facts(open));
            assertEquals(8, open.trail().count("*", Progress.NONE));
            assertTrue(open.doctor(Progress.NONE).ok(), open.doctor(Progress.NONE).toString());
            open.check(List.of("log.duplicate"), Progress.NONE);
            assertEquals(List.of("index.kept S2", "index.kept S4", "import.older S1"),
                    told(open.rebuild(Progress.NONE)));
            assertEquals(before, facts(open));
        }
    }

    @Test
    void withoutItsIndexTheTotalsAreThoseOfWhatIsFound() throws Exception {
        Path binder = binder();
        try (Stream<Path> all = Files.walk(binder.resolve("index"))) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        try (Binder open = Binder.openForRepair(binder)) {
            List<String> before = facts(open);
            assertEquals(List.of("import.older S1", "import.older S2", "import.older S4"),
                    told(open.rebuild(Progress.NONE)));
            List<String> after = facts(open);
            for (int source : new int[] {1, 3, 5, 6, 7}) {
                assertEquals(before.get(source - 1), after.get(source - 1));
            }
            assertTrue(after.get(1).endsWith("{INFERENCE=1}0") && after.get(3).endsWith("{}0"), after.toString());
        }
        try (Binder open = Binder.open(binder)) {
            assertEquals(5, open.trail().count("*", Progress.NONE)); // the three further pieces are part of S2:1.1
            assertTrue(open.doctor(Progress.NONE).ok(), open.doctor(Progress.NONE).toString());
            open.check(List.of("log.duplicate"), Progress.NONE); // nothing is locked
            assertEquals(List.of("import.older S1"), told(open.rebuild(Progress.NONE)));
        }
    }
}
