// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tracebinder.session.Samples.decision;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.vault.BinderStore;

/** What goes wrong outside the program: the binder is afterwards what it was before. */
class FaultTest {

    @TempDir
    private Path folder;

    private Binder binder() throws Exception {
        Binder binder = Binder.create(folder.resolve("a.binder"), "Faults", null);
        Path good = Files.writeString(folder.resolve("good.jsonl"), decision("d1", "t1", "allow"));
        binder.importPaths(List.of(good), ImportOptions.DEFAULT, Progress.NONE);
        return binder;
    }

    private static void unharmed(Binder binder) throws Exception {
        assertEquals(1, binder.sources().sources().size());
        assertEquals(1, binder.trail().count("*", Progress.NONE));
        DoctorReport report = binder.doctor(Progress.NONE);
        assertTrue(report.ok(), report.toString());
    }

    @Test
    void aFileThatGrowsWhileItIsReadIsRefused() throws Exception {
        Path growing = Files.writeString(folder.resolve("growing.jsonl"), decision("d2", "t2", "allow").repeat(20_000));
        Progress grows = new Progress() {
            @Override
            public void task(String name, long total) {
                // of no interest here
            }

            @Override
            public void advance(long units) {
                try {
                    Files.writeString(growing, decision("d3", "t3", "deny"), StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }

            @Override
            public void check() {
                // never cancelled
            }
        };
        try (Binder binder = binder()) {
            TracebinderException e = assertThrows(TracebinderException.class,
                    () -> binder.importPaths(List.of(growing), ImportOptions.DEFAULT, grows));
            assertTrue(e.getMessage().contains("changed while it was read"), e.getMessage());
            unharmed(binder);
        }
    }

    @Test
    void aReadErrorNamesTheFile() throws Exception {
        Path unreadable = Path.of("/proc/self/mem"); // reading the first page of it is an input error
        Assumptions.assumeTrue(Files.exists(unreadable), "needs the proc file system of Linux");
        try (Binder binder = binder()) {
            Exception e = assertThrows(Exception.class,
                    () -> binder.importPaths(List.of(unreadable), ImportOptions.DEFAULT, Progress.NONE));
            assertTrue(e.getMessage().contains("/proc/self/mem"), e.getMessage());
            unharmed(binder);
        }
    }

    /** What runs where files may not grow: the same as a full disk, one file at a time. */
    public static final class Child {
        /** @param args binder, file */
        public static void main(String[] args) throws Exception {
            try (Binder binder = Binder.open(Path.of(args[0]))) {
                binder.importPaths(List.of(Path.of(args[1])), ImportOptions.DEFAULT, Progress.NONE);
                System.out.println("imported");
            } catch (IOException | TracebinderException e) {
                System.out.println("refused: " + e.getMessage());
            }
        }
    }

    @Test
    void aFullDiskLeavesTheBinderAsItWas() throws Exception {
        Assumptions.assumeTrue(File.separatorChar == '/', "needs the shell's limit on file sizes");
        binder().close();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            lines.append(decision("id" + i * 2_654_435_761L, "trace" + i * 40_503L, "allow"));
        }
        // the native libraries must fit below the limit, the record table must not
        Path large = Files.writeString(folder.resolve("large.jsonl"), lines);
        String command = "ulimit -f 4096; exec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                + "' -XX:-UsePerfData -Xshare:auto --enable-native-access=ALL-UNNAMED -cp '" + CrashTest.classPath()
                + "' "
                + Child.class.getName().replace("$", "\\$") + " '" + folder.resolve("a.binder") + "' '" + large + "'";
        Process child = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
        String said = new String(child.getInputStream().readAllBytes());
        child.waitFor();
        assertTrue(said.contains("refused:"), said);
        assertTrue(said.contains("The import stopped: ") && said.contains("Nothing of it is in the binder."), said);
        try (Binder binder = Binder.open(folder.resolve("a.binder"))) {
            unharmed(binder);
            binder.importPaths(List.of(large), ImportOptions.DEFAULT, Progress.NONE);
            assertEquals(100_001, binder.trail().count("*", Progress.NONE));
        }
    }

    @Test
    void aSecondProcessDoesNotWrite() throws Exception {
        Path more = Files.writeString(folder.resolve("more.jsonl"), decision("d2", "t2", "allow"));
        try (Binder binder = binder()) {
            assertTrue(child(more).contains("refused: "), "the binder is open here");
            unharmed(binder);
        }
        assertTrue(child(more).contains("imported"), "and is free now");
    }

    private String child(Path file) throws Exception {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-cp", CrashTest.classPath(),
                Child.class.getName(), folder.resolve("a.binder").toString(), file.toString())
                .redirectErrorStream(true).start();
        String said = new String(child.getInputStream().readAllBytes());
        child.waitFor();
        return said;
    }

    private static List<String> unfinished(ImportReport report) {
        return report.warnings().stream().filter(w -> w.code().startsWith("import.")).map(ImportReport.Warning::text)
                .toList();
    }

    @Test
    void aPartOfAnImportIsNotShownAsTheWhole() throws Exception {
        Path trail = Files.createDirectory(folder.resolve("trail"));
        for (char c = 'a'; c < 'e'; c++) {
            Files.writeString(trail.resolve(c + ".jsonl"), decision("d" + c, "t" + c, "allow"));
        }
        ImportOptions often = new ImportOptions(Optional.empty(), 0, false, Duration.ZERO);
        try (Binder binder = binder()) {
            assertEquals(List.of(), unfinished(binder.sources()));
            IOException e = assertThrows(IOException.class, () -> binder.importPaths(List.of(trail), often,
                    failing("c.jsonl", "No space left on device")));
            assertTrue(e.getMessage().startsWith("The import stopped: the disk that holds " + binder.folder()
                    + " is full.\nThe binder holds 2 of its files, each as a whole. Run it again"), e.getMessage());
            assertEquals(3, binder.sources().sources().size());
            List<String> said = unfinished(binder.sources());
            assertEquals(1, said.size());
            assertTrue(said.get(0).startsWith("The last import did not come to its end. The binder holds 2 of its"
                    + " files,"), said.get(0));
            assertFalse(binder.trail().search(SearchRequest.newest("*", 1, List.of()), Progress.NONE).complete());
            String german = Translation.to(Locale.GERMAN).say(said.get(0));
            assertTrue(german.startsWith("Der letzte Import kam nicht zu seinem Ende. Die Mappe hat 2 seiner Dateien,"),
                    german);
            try (Binder reader = Binder.open(binder.folder())) {
                assertTrue(reader.readOnly());
                assertTrue(unfinished(reader.sources()).get(0).startsWith("An import is running, or did not come"));
            }
            ImportReport report = binder.importPaths(List.of(trail), often, Progress.NONE);
            assertEquals(4, report.sources().size());
            String resumed = unfinished(report).toString();
            assertTrue(resumed.contains("held 2 of its files already"), resumed);
            assertEquals(List.of(), unfinished(binder.sources()));
            assertTrue(binder.trail().search(SearchRequest.newest("*", 1, List.of()), Progress.NONE).complete());
            assertTrue(binder.doctor(Progress.NONE).ok());
        }
    }

    @Test
    void anImportThatBeginsAnewSaysSo() throws Exception {
        Path file = Files.writeString(folder.resolve("one.jsonl"), decision("d7", "t7", "allow"));
        binder().close();
        try (BinderStore killed = BinderStore.open(folder.resolve("a.binder"), false, Clock.systemUTC())) {
            killed.beginImport(Hash.of(List.of(file).toString().getBytes(StandardCharsets.UTF_8)).toString());
            killed.setState("importing", 1);
            killed.commit(); // as far as a process comes that is killed within its first file
        }
        try (Binder binder = Binder.open(folder.resolve("a.binder"))) {
            List<String> said = unfinished(binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE));
            assertEquals(List.of("This import was interrupted before, when none of its files had been read to its end:"
                    + " nothing of it was in the binder, and all was read from its beginning."), said);
            assertTrue(Translation.to(Locale.GERMAN).say(said.get(0)).startsWith("Dieser Import wurde"));
            assertEquals(List.of(), unfinished(binder.importPaths(List.of(Files.writeString(folder.resolve("2.jsonl"),
                    decision("d8", "t8", "deny"))), ImportOptions.DEFAULT, Progress.NONE)));
        }
    }

    /** @return fails as soon as that file is begun */
    private static Progress failing(String file, String reason) {
        return new Progress() {
            private boolean now;

            @Override
            public void task(String name, long total) {
                now = name.endsWith(file);
            }

            @Override
            public void advance(long units) {
                // of no interest here
            }

            @Override
            public void check() {
                if (now) {
                    throw new UncheckedIOException(new IOException(reason));
                }
            }
        };
    }
}
