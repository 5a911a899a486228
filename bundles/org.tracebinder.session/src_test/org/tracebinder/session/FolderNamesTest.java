// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tracebinder.session.Samples.decision;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.SourceInfo;

/** A folder with names that the session can't spell, and with the binder itself in it. */
class FolderNamesTest {

    @TempDir
    private Path folder;

    /** Runs in a session that knows ASCII only. */
    public static final class Child {
        /** @param args binder, folder */
        public static void main(String[] args) throws Exception {
            try (Binder binder = Binder.create(Path.of(args[0]), "Names", null)) {
                ImportReport report = binder.importPaths(List.of(Path.of(args[1])), ImportOptions.DEFAULT,
                        Progress.NONE);
                report.sources().forEach(s -> System.out.println("source " + s.path()));
                report.warnings().forEach(w -> System.out.println("warning " + w.code() + " " + w.text()));
                System.out.println("complete " + report.complete());
            }
        }
    }

    @Test
    void aNameThatCannotBeSpelledCostsItsFileOnly() throws Exception {
        Assumptions.assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding"))
                && System.getProperty("os.name").equals("Linux"), "needs the locales of Linux");
        Path in = Files.createDirectory(folder.resolve("in"));
        Files.writeString(in.resolve("a.jsonl"), decision("d1", "t1", "allow"));
        Files.writeString(in.resolve("\u00E4.jsonl"), decision("d2", "t1", "allow"));
        Files.writeString(in.resolve("\u00F6.jsonl"), decision("d3", "t1", "allow"));
        ProcessBuilder child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                CrashTest.classPath(), Child.class.getName(), folder.resolve("b.binder").toString(), in.toString())
                .redirectErrorStream(true);
        child.environment().put("LC_ALL", "C");
        Process running = child.start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, running.waitFor(), said);
        assertEquals(List.of("source in/a.jsonl"), said.lines().filter(l -> l.startsWith("source ")).toList(), said);
        assertEquals(2, said.lines().filter(l -> l.startsWith("warning import.unread Cannot read ")
                && l.contains("its name can't be spelled in the encoding of this session (ANSI")).count(), said);
        assertTrue(said.contains("complete false"), said);
        String line = said.lines().filter(l -> l.startsWith("warning import.unread ")).findFirst().orElseThrow();
        String german = Translation.to(Locale.GERMAN).say(line.substring("warning import.unread ".length()));
        assertTrue(german.contains("in der Zeichenkodierung dieser Sitzung (ANSI_X3.4-1968) nicht zu"), german);
        assertFalse(german.contains("Set LC_ALL"), german);
    }

    @Test
    void theBinderItselfIsNoInput() throws Exception {
        Path in = Files.createDirectory(folder.resolve("in"));
        Files.writeString(in.resolve("a.jsonl"), decision("d1", "t1", "allow"));
        try (Binder binder = Binder.create(in.resolve("my.binder"), "Itself", null)) {
            for (int i = 0; i < 2; i++) {
                ImportReport report = binder.importPaths(List.of(in), ImportOptions.DEFAULT, Progress.NONE);
                assertEquals(List.of("in/a.jsonl"), report.sources().stream().map(SourceInfo::path).toList());
                String said = report.warnings().stream().filter(w -> w.code().equals("import.skipped")).findFirst()
                        .orElseThrow().text();
                assertEquals("in/my.binder was not imported: it is the binder itself.", said);
                assertEquals("in/my.binder wurde nicht eingelesen: Das ist die Mappe selbst.",
                        Translation.to(Locale.GERMAN).say(said));
            }
        }
    }
}
