// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.otlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Hash;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.RawRecord;

/** The short way to the places of spans gives the places that reading gives, whatever stands around the spans. */
class SpanPlacesTest {

    private static final OtlpReader READER = new OtlpReader();

    private static RawRecord record(String json) {
        byte[] bytes = ("before\n" + json + "\nbehind").getBytes(StandardCharsets.UTF_8);
        return new RawRecord(bytes, 7, bytes.length - 14, 1, new RawRecord.SourceContext("x", new byte[0],
                Hash.of(new byte[0])));
    }

    private static int[] read(RawRecord record) throws BadRecordException {
        IntStream.Builder places = IntStream.builder();
        READER.read(record, e -> places.add(e.from()).add(e.to()));
        return places.build().toArray();
    }

    @Test
    void randomRecords() throws Exception {
        Random random = new Random(4);
        int spans = 0;
        for (int i = 0; i < 2000; i++) {
            String json = new Writer(random).envelope();
            RawRecord record = record(json);
            int[] places = READER.places(record);
            assertArrayEquals(read(record), places, json);
            spans += places.length / 2;
            for (int k = 0; k < places.length; k += 2) {
                String own = new String(record.bytes(), 7 + places[k], places[k + 1] - places[k],
                        StandardCharsets.UTF_8);
                assertTrue(own.startsWith("{") && own.endsWith("}"), own);
            }
        }
        assertTrue(spans > 4000, "spans: " + spans);
    }

    @Test
    void neverMoreThanThereAre() throws Exception {
        // a key in escapes is known to the reader alone: whoever asks compares the numbers and reads the record
        RawRecord escaped = record("{\"resourceSpans\":[{\"scopeSpans\":[{\"sp\\u0061ns\":[{\"spanId\":\"a\"}],"
                + "\"spans\":[{\"spanId\":\"b\"}]}]}]}");
        assertEquals(4, read(escaped).length);
        assertEquals(2, READER.places(escaped).length);
        assertArrayEquals(new int[0], READER.places(record("{\"resourceSpans\":null}")));
    }

    @Test
    void endsAtTheEndOfARecordThatIsCutOff() {
        String json = "{\"resourceSpans\":"
                + "[{\"scopeSpans\":[{\"spans\":[{\"spanId\":\"a\\\\\",\"n\":[1,2,{\"x\":null}]}]}]}]}";
        for (int n = 0; n < json.length(); n++) {
            RawRecord cut = record(json.substring(0, n));
            assertThrows(BadRecordException.class, () -> READER.places(cut), "" + n);
        }
    }

    /** Writes records with everything that may mislead: spaces, keys of the envelope elsewhere, brackets in texts. */
    private static final class Writer {
        private final Random random;

        Writer(Random random) {
            this.random = random;
        }

        private String space() {
            return random.nextInt(6) > 0 ? "" : pick(" ", "\t", "\n  ", "\r\n");
        }

        private String pick(String... all) {
            return all[random.nextInt(all.length)];
        }

        private String object(String... members) {
            return "{" + space() + String.join(space() + "," + space(), members) + space() + "}";
        }

        private String member(String key, String value) {
            return "\"" + key + "\"" + space() + ":" + space() + value;
        }

        private String list(Supplier<String> element) {
            if (random.nextInt(12) == 0) {
                return "null";
            }
            String[] all = new String[random.nextInt(4)];
            Arrays.setAll(all, i -> element.get());
            return "[" + space() + String.join("," + space(), all) + "]";
        }

        String envelope() {
            return random.nextInt(5) == 0
                    ? object(member("resource", junk(1)), member(pick("scopeSpans", "scopeLogs"), list(this::scope)))
                    : object(member("x", junk(2)), member(pick("resourceSpans", "resource_spans"),
                    list(this::resource)),
                            member("resourceLogs", list(this::resource)));
        }

        private String resource() {
            return object(member("resource", junk(2)), member(pick("scopeSpans", "scope_spans",
                    "instrumentationLibrarySpans", "scope_logs"), list(this::scope)), member("schemaUrl", junk(0)));
        }

        private String scope() {
            return object(member("scope", junk(1)), member("spans", list(this::span)),
                    member(pick("logRecords", "log_records", "logs"), list(this::span)));
        }

        private String span() {
            return object(member("traceId", "\"" + pick("00", "0af7651916cd43dd8448eb211c80319c") + "\""),
                    member("spans", junk(2)), member("note", junk(3)));
        }

        private String junk(int depth) {
            return switch (random.nextInt(depth > 0 ? 7 : 4)) {
                case 0 -> pick("1", "-2.5e3", "true", "false", "null");
                case 1 -> pick("\"\"", "\"{[\\\"spans\\\":[{\"", "\"\\\\\"", "\"é 申请 \\u0022 ]}\"");
                case 2 -> "[]";
                case 3 -> "{}";
                case 4 -> list(() -> junk(depth - 1));
                default -> object(member(pick("spans", "scopeSpans", "k"), junk(depth - 1)),
                        member("z", junk(depth - 1)));
            };
        }
    }
}
