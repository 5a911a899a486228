// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tracebinder.session.Samples.decision;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;

/** What stands behind the packed bytes of a gzip file: zeros fill it up, anything else is damage. */
class PackedEndsTest {

    @TempDir
    private Path folder;

    private static byte[] member(int n) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gz = new GZIPOutputStream(out)) {
            gz.write(decision("d" + n, "t" + n, "allow").getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** What an import made of one file. */
    private record Read(long policies, List<String> warnings, int quarantined) {
    }

    private Read read(byte[] bytes) throws Exception {
        Path file = Files.write(folder.resolve("log.jsonl.gz"), bytes);
        try (Binder binder = Binder.create(Files.createTempDirectory(folder, "b").resolve("b"), "Ends", null)) {
            ImportReport report = binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE);
            assertTrue(report.reconciled());
            assertTrue(binder.doctor(Progress.NONE).ok(), binder.doctor(Progress.NONE).toString());
            List<String> reasons = new ArrayList<>();
            binder.trail().quarantine(q -> reasons.add(q.reason()));
            return new Read(binder.trail().count("kind:policy", Progress.NONE), report.warnings().stream()
                    .map(w -> w.code() + " " + w.text()).toList(), reasons.size());
        }
    }

    @Test
    void zerosBehindPackedBytesFillTheFileUp() throws Exception {
        byte[] packed = member(1);
        Read padded = read(joined(packed, new byte[70_000]));
        assertEquals(1, padded.policies());
        assertEquals(0, padded.quarantined());
        assertEquals(1, padded.warnings().size(), padded.toString());
        String told = padded.warnings().get(0);
        assertTrue(told.startsWith("import.padding ") && told.endsWith(": 70000 zero bytes behind its packed bytes fill"
                + " it up, as tapes and blocks of disks do; they hold nothing. The file is kept with them."), told);
        assertEquals(List.of(), read(packed).warnings());
    }

    @Test
    void membersBehindZerosAreReadToo() throws Exception {
        Read two = read(joined(member(1), new byte[1], member(2), new byte[512], member(3)));
        assertEquals(3, two.policies());
        assertEquals(0, two.quarantined());
        assertTrue(two.warnings().get(0).contains(": 513 zero bytes "), two.toString());
    }

    @Test
    void anythingElseIsDamage() throws Exception {
        Read behind = read(joined(member(1), new byte[100], "{\"a\":1}".getBytes(StandardCharsets.UTF_8)));
        assertEquals(1, behind.policies());
        assertEquals(1, behind.quarantined());
        assertTrue(behind.warnings().stream().anyMatch(w -> w.startsWith("import.damaged ")), behind.toString());
    }
}
