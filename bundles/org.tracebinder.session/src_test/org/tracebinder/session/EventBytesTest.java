// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.Trail;

/** The bytes of events, had without reading what they say, are those that reading points to. */
class EventBytesTest {

    @TempDir
    private Path dir;

    private static byte[] read(Trail trail, EventId id) throws IOException {
        Event event = trail.event(id).orElseThrow();
        byte[] record = trail.bytes(id.record());
        return event.to() < 0 ? record : Arrays.copyOfRange(record, event.from(), event.to());
    }

    @Test
    void ofEveryEventInAnyOrder() throws Exception {
        try (Binder binder = Binder.create(dir.resolve("b"), "x", null)) {
            binder.importPaths(Samples.trail(), ImportOptions.DEFAULT, Progress.NONE);
            Trail trail = binder.trail();
            List<EventId> ids = new ArrayList<>();
            trail.scan("*", List.of(), row -> ids.add(row.id()), Progress.NONE);
            assertTrue(ids.stream().anyMatch(id -> id.ordinal() > 1), "no record holds several events");
            for (int round = 0; round < 2; round++) {
                List<EventId> given = new ArrayList<>();
                trail.bytes(ids, (id, bytes) -> {
                    given.add(id);
                    try {
                        assertArrayEquals(read(trail, id), bytes, id.toString());
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
                assertEquals(ids, given);
                Collections.shuffle(ids, new Random(1));
            }
        }
    }

    @Test
    void ofKeysWrittenWithEscapesAndOfTextThatIsNotUtf8() throws Exception {
        String span =
                "{\"traceId\":\"0af7651916cd43dd8448eb211c80319c\",\"spanId\":\"00f067aa0ba902b%d\",\"name\":\"x\"}";
        String line = "{\"resourceSpans\":[{\"scopeSpans\":[{\"sp\\u0061ns\":[" + span.formatted(1) + "],\"spans\":["
                + span.formatted(2) + "]}]}]}";
        Path escaped = Files.writeString(dir.resolve("escaped.json"), line + "\n");
        Path wide = Files.write(dir.resolve("wide.jsonl"), ("\uFEFF" + line.replace("\\u0061", "a").replace("b2", "b3")
                .replace("b1", "b4") + "\n").getBytes(StandardCharsets.UTF_16LE));
        try (Binder binder = Binder.create(dir.resolve("b"), "x", null)) {
            binder.importPaths(List.of(escaped, wide), ImportOptions.DEFAULT, Progress.NONE);
            Trail trail = binder.trail();
            List<String> texts = new ArrayList<>();
            trail.bytes(List.of(EventId.parse("S1:1.1"), EventId.parse("S1:1.2")),
                    (id, bytes) -> texts.add(new String(bytes, StandardCharsets.UTF_8)));
            assertEquals(List.of(span.formatted(1), span.formatted(2)), texts);
            trail.bytes(List.of(EventId.parse("S2:1.1")), (id, bytes) -> texts.add(new String(bytes,
                    StandardCharsets.UTF_16LE)));
            assertTrue(texts.get(2).contains("resourceSpans"), texts.get(2));
            for (String none : List.of("S1:1", "S1:1.3", "S1:2", "S9:1")) {
                assertThrows(IOException.class, () -> trail.bytes(List.of(EventId.parse(none)), (id, bytes) -> { }),
                        none);
            }
        }
    }
}
