// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event that two records tell leads to the bytes of both. */
class PiecesInTraceTest {

    @TempDir
    private Path work;

    @Test
    void bothPlacesAreNamed() throws IOException {
        String begin = """
                {"batch":[{"id":"e2","type":"generation-create","timestamp":"2026-01-10T10:00:00.1Z","body":{"id":"g1",\
                "traceId":"t1","name":"answer","startTime":"2026-01-10T10:00:00.1Z","input":"Hello"}}]}
                """;
        String end = """
                {"batch":[{"id":"e3","type":"generation-update","timestamp":"2026-01-10T10:00:02Z","body":{"id":"g1",\
                "traceId":"t1","endTime":"2026-01-10T10:00:02Z","output":"Yes"}}]}
                """;
        Path binder = work.resolve("a.binder");
        Cli.run("import", binder, Files.writeString(work.resolve("a.jsonl"), begin + end)).expect(0);
        List<Cli.Json> events = Cli.run("trace", binder, "t1", "--json").expect(0).json().get("events").list();
        assertEquals(1, events.size());
        Cli.Json other = events.get(0).get("alsoAt").list().get(0);
        assertEquals("S1:2", other.get("id").text());
        assertEquals(begin.getBytes(StandardCharsets.UTF_8).length, other.get("offset").number());
        assertEquals(end.strip().length(), other.get("length").number());
        assertTrue(Cli.run("trace", binder, "t1").expect(0).text().contains("[told also by S1:2]"));
    }
}
