// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tracebinder.session.Samples.decision;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;

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
        for (int i = 0; i < 40_000; i++) {
            lines.append(decision("id" + i * 2_654_435_761L, "trace" + i * 40_503L, "allow"));
        }
        Path large = Files.writeString(folder.resolve("large.jsonl"), lines);
        String command = "ulimit -f 200; exec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                + "' -XX:-UsePerfData -Xshare:auto --enable-native-access=ALL-UNNAMED -cp '" + CrashTest.classPath()
                + "' "
                + Child.class.getName().replace("$", "\\$") + " '" + folder.resolve("a.binder") + "' '" + large + "'";
        Process child = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
        String said = new String(child.getInputStream().readAllBytes());
        child.waitFor();
        assertTrue(said.contains("refused:"), said);
        try (Binder binder = Binder.open(folder.resolve("a.binder"))) {
            unharmed(binder);
            binder.importPaths(List.of(large), ImportOptions.DEFAULT, Progress.NONE);
            assertEquals(40_001, binder.trail().count("*", Progress.NONE));
        }
    }
}
