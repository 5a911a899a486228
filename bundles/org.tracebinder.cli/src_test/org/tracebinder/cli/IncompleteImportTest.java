// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What could not be read to its end is no green import, however well the totals add up. */
class IncompleteImportTest {

    @TempDir
    private Path folder;

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : new String[] {"a.jsonl", "b.jsonl"}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(("{\"decision_id\":\"" + name + "\",\"timestamp\":\"2026-01-01T00:00:00Z\","
                        + "\"path\":\"a/allow\",\"result\":true}\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    @Test
    void aWholeArchiveIsGreenAndACutOneIsNot() throws IOException {
        Path whole = Files.write(folder.resolve("whole.zip"), zip());
        Cli.Result good = Cli.run("import", folder.resolve("a.binder"), whole).expect(0);
        assertTrue(good.text().contains("Bytes and records add up in every source.\n"), good.text());
        Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(zip(), zip().length - 60));
        Cli.Result bad = Cli.run("import", folder.resolve("b.binder"), cut).expect(1);
        assertTrue(bad.text().contains("BUT NOT ALL COULD BE READ"), bad.text());
        assertEquals(false, Cli.run("sources", folder.resolve("b.binder"), "--json").expect(1).json().get("complete")
                .value());
        assertTrue(Cli.run("quarantine", folder.resolve("b.binder")).expect(0).text().contains("may have been cut"));
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndTheOthersAreImported() throws IOException {
        Path unreadable = Path.of("/proc/self/mem"); // reading the first page of it is an input error
        Assumptions.assumeTrue(Files.exists(unreadable), "needs the proc file system of Linux");
        Path whole = Files.write(folder.resolve("whole.zip"), zip());
        Path binder = folder.resolve("a.binder");
        Cli.Result some = Cli.run("import", binder, unreadable, whole).expect(1);
        assertTrue(some.text().contains("Warning import.unread: Cannot read /proc/self/mem"), some.text());
        assertTrue(some.text().contains("2 accepted"), some.text());
        String bad = Cli.run("quarantine", binder).expect(0).text();
        assertTrue(bad.startsWith("Not imported at all: Cannot read /proc/self/mem"), bad);
        assertFalse(bad.contains("Every record"), bad);
    }
}
