// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;

class PackTest {

    @TempDir
    Path dir;

    static String explain(VerifyReport report) {
        return report.checks().stream().map(c -> c.name() + " " + c.ok() + ": " + c.detail())
                .collect(Collectors.joining("\n"));
    }

    private Path write(String name, PackContent content, PackOptions options) throws Exception {
        Path zip = dir.resolve(name);
        PackWriter.write(content, zip, options, Progress.NONE);
        return zip;
    }

    @Test
    void aPackVerifies() throws Exception {
        Path zip = write("a.zip", new SmallPack(5, 3), PackOptions.PLAIN);
        VerifyReport report = PackVerifier.verify(zip, Progress.NONE);
        assertTrue(report.ok(), explain(report));
        List<String> names = report.checks().stream().map(VerifyReport.Check::name).toList();
        assertEquals(List.of("container", "bag", "manifest", "tagmanifest", "sources", "records", "inclusion proofs",
                "consistency proofs", "original bytes", "custody", "queries", "controls", "time stamp query"), names);
        assertTrue(report.notProven().stream().anyMatch(s -> s.contains("not signed")));
        assertEquals(Boolean.TRUE, report.toJson().get("ok"));
    }

    @Test
    void sameStateSameBytes() throws Exception {
        Path a = write("a.zip", new SmallPack(5, 3), PackOptions.PLAIN);
        Path b = write("b.zip", new SmallPack(5, 3), PackOptions.PLAIN);
        assertArrayEquals(Files.readAllBytes(a), Files.readAllBytes(b));
        assertEquals(2, Files.list(dir).count());
    }

    @Test
    void otherZipReadersReadIt() throws Exception {
        Path zip = write("a.zip", new SmallPack(5, 3), PackOptions.PLAIN);
        try (ZipFile file = new ZipFile(zip.toFile())) {
            List<String> names = file.stream().map(ZipEntry::getName).toList();
            assertTrue(names.contains("northbank-2026/bagit.txt"), names.toString());
            for (ZipEntry entry : file.stream().toList()) {
                assertEquals(entry.getSize(), file.getInputStream(entry).readAllBytes().length);
            }
            String bin = "northbank-2026/data/evidence/original/S2.bin";
            String text = new String(file.getInputStream(file.getEntry(bin)).readAllBytes(), UTF_8);
            assertTrue(text.startsWith("{\"span\":\"1-0\""), text);
        }
    }

    @Test
    void anEmptyBinderGivesAPack() throws Exception {
        SmallPack none = new SmallPack() {
            @Override
            public List<Map<String, Object>> consistency() {
                return List.of();
            }
        };
        VerifyReport report = PackVerifier.verify(write("a.zip", none, PackOptions.PLAIN), Progress.NONE);
        assertTrue(report.ok(), explain(report));
    }

    @Test
    void cancelLeavesNothingAndKeepsTheOldPack() throws Exception {
        Path zip = write("a.zip", new SmallPack(5, 3), PackOptions.PLAIN);
        byte[] old = Files.readAllBytes(zip);
        for (int stop = 1; stop < 60; stop += 3) {
            int[] left = {stop};
            Progress progress = new Progress() {
                @Override
                public void task(String name, long total) {
                    // nobody listens
                }

                @Override
                public void advance(long units) {
                    // nobody listens
                }

                @Override
                public void check() {
                    if (--left[0] == 0) {
                        throw new CancellationException();
                    }
                }
            };
            boolean cancelled = false;
            try {
                PackWriter.write(new SmallPack(6, 3), zip, PackOptions.PLAIN, progress);
            } catch (CancellationException e) {
                cancelled = true;
            }
            assertTrue(cancelled || left[0] > 0);
            if (cancelled) {
                assertArrayEquals(old, Files.readAllBytes(zip));
            }
            assertEquals(List.of(zip), Files.list(dir).toList());
            if (!cancelled) {
                return;
            }
        }
        throw new AssertionError("the export never came to its end");
    }

    @Test
    void aFailingStoreLeavesNothing() throws Exception {
        SmallPack broken = new SmallPack(5, 3) {
            @Override
            public void forEachCustodyEntry(EntrySink sink) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThrows(IOException.class, () -> write("a.zip", broken, PackOptions.PLAIN));
        try (Stream<Path> files = Files.list(dir)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void alteredBytesAndBrokenLedgersAreNotExported() throws Exception {
        SmallPack bytes = new SmallPack(5, 3);
        bytes.sources.get(0).set(2, "{\"span\":\"0-2\",\"prompt\":\"something else\"}".getBytes());
        String message = assertThrows(TracebinderException.class, () -> write("a.zip", bytes, PackOptions.PLAIN))
                .getMessage();
        assertTrue(message.contains("S1:3"), message);
        SmallPack ledger = new SmallPack(5, 3);
        ledger.ledger.get(2).put("actor", "somebody else");
        message = assertThrows(TracebinderException.class, () -> write("a.zip", ledger, PackOptions.PLAIN))
                .getMessage();
        assertTrue(message.contains("entry 3"), message);
        assertFalse(Files.exists(dir.resolve("a.zip")));
    }
}
