// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.formats.BuiltInFormats;
import org.tracebinder.ingest.Content;
import org.tracebinder.ingest.Cutter;
import org.tracebinder.ingest.Detector;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.vault.RecordTable;

/** A read that fails in the middle of a file ends the import of this file at once, with its name and the place. */
class ReadErrorTest {

    private static final byte[] LINE = "{\"decision_id\":\"x\",\"result\":true}\n".getBytes(StandardCharsets.UTF_8);
    private static final long FAILS_AT = 5_000_000;

    @TempDir
    private Path folder;

    /** Lines without end, until the disk fails. */
    private static final class Failing extends InputStream {
        private long at;

        @Override
        public int read() throws IOException {
            if (at == FAILS_AT) {
                throw new IOException("Input/output error");
            }
            return LINE[(int) (at++ % LINE.length)];
        }
    }

    @Test
    void itSaysWhichFileAndWhereAndNobodyWaits() throws Exception {
        Content content = () -> new NamedStream(new Failing(), "trail.jsonl");
        Head head = Detector.head("trail.jsonl", content);
        FormatReader reader = BuiltInFormats.all().stream().filter(r -> r.id().equals("opa")).findFirst().orElseThrow();
        AtomicLong events = new AtomicLong();
        try (RecordTable table = RecordTable.create(folder.resolve("records"))) {
            Pipeline pipeline = new Pipeline(1, reader, table, (id, event, leaf, raw) -> events.incrementAndGet(),
                    (id, leaf, reason) -> { }, 2, 0);
            Cutter cutter = Cutter.of(new Framing.Lines(), head, content, Progress.NONE);
            Unreadable e = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> assertThrows(
                    Unreadable.class, () -> pipeline.run(cutter, content, Sources.context("trail.jsonl", new byte[0]),
                    (b, from, n) -> { }, Progress.NONE)));
            assertTrue(e.getMessage().startsWith("Cannot read trail.jsonl behind byte "), e.getMessage());
            long at = Long.parseLong(e.getMessage().replaceAll("\\D+(\\d+): .*", "$1"));
            assertTrue(at > 4_000_000 && at <= FAILS_AT, e.getMessage());
            assertTrue(e.getMessage().endsWith(": Input/output error. Nothing of it was imported."), e.getMessage());
            assertEquals(0, Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("import-"))
                    .count(), "workers that wait");
        }
    }
}
