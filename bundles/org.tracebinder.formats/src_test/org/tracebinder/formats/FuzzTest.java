// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Every reader gets mutated records of every format: it may refuse them, but only by {@link BadRecordException}. */
class FuzzTest {

    private static final String[] SNIPPETS = {"null", "{}", "[]", "\"\"", "-1", "1e999", "true", "99999999999999999999",
        "[[[[", "{\"a\":", ",", "\"", "\\u0000", "\u00e9", "\ud83d\ude00", "2026-02-30", "0", "{\"low\":1}", "[null]",
        "\n"};

    @Test
    void mutatedRecordsNeverBreakAReader() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        List<byte[]> envelopes = new ArrayList<>();
        for (String sample : GoldenTest.samples()) {
            Path file = GoldenTest.folder().resolve(sample);
            byte[] content = Files.readAllBytes(file);
            Head head = Samples.head(sample, content);
            FormatReader own = Samples.read(sample, content).reader();
            for (RawRecord r : Samples.records(sample, content, own.framing(head))) {
                seeds.add(r.copy());
                envelopes.add(r.envelope());
            }
        }
        assertTrue(seeds.size() > 40, "too few seeds: " + seeds.size());
        Random random = new Random(20260301);
        int refused = 0;
        int read = 0;
        for (int round = 0; round < 6_000; round++) {
            int seed = random.nextInt(seeds.size());
            byte[] bytes = round % 3 == 0 ? values(seeds.get(seed), random) : mutate(seeds.get(seed), random);
            for (FormatReader reader : BuiltInFormats.all()) {
                try {
                    reader.read(Samples.record(bytes, envelopes.get(seed), round), e -> Dump.of(e));
                    read++;
                } catch (BadRecordException e) {
                    refused++;
                } catch (RuntimeException | StackOverflowError e) {
                    throw new AssertionError(reader.id() + " broke on: " + new String(bytes, StandardCharsets.UTF_8),
                            e);
                }
            }
        }
        assertTrue(read > 2_500 && refused > 2_500, read + " read, " + refused + " refused");
    }

    @Test
    void probesTakeAnyBytes() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            JsonNode odd = Json.tree(SNIPPETS[round % 4]);
            Head head = new Head("x", bytes, round % 2 == 0, round % 3 == 0 ? List.of(odd) : List.of());
            BuiltInFormats.all().forEach(r -> {
                r.probe(head);
                r.framing(head);
            });
        }
    }

    @Test
    void deepAndLongRecordsAreRefusedOrRead() {
        String deep = "{\"resourceSpans\":" + "[".repeat(3_000);
        String nested = "{\"messages\":" + "[".repeat(400) + "1" + "]".repeat(400)
                + ",\"call_type\":\"x\",\"id\":\"1\"}";
        String inside = "{\"call_type\":\"x\",\"id\":\"1\",\"messages\":\"" + "[".repeat(100_000) + "\"}";
        for (String text : new String[] {deep, nested, inside}) {
            for (FormatReader reader : BuiltInFormats.all()) {
                try {
                    reader.read(Samples.record(text.getBytes(StandardCharsets.UTF_8), new byte[0], 1), e -> Dump.of(e));
                } catch (BadRecordException e) {
                    assertTrue(e.getMessage().length() < 600, "a reason is a sentence: " + e.getMessage().length());
                }
            }
        }
    }

    private static byte[] mutate(byte[] seed, Random random) {
        StringBuilder text = new StringBuilder(new String(seed, StandardCharsets.UTF_8));
        for (int n = 1 + random.nextInt(4); n > 0 && !text.isEmpty(); n--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, SNIPPETS[random.nextInt(SNIPPETS.length)]);
                case 2 -> text.insert(at, text.substring(at, end));
                case 3 -> text.setLength(at);
                default -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Keeps the JSON whole and swaps values: this gets past the parser and into the mapping. */
    private static byte[] values(byte[] seed, Random random) {
        String text = new String(seed, StandardCharsets.UTF_8);
        List<int[]> places = new ArrayList<>();
        for (int i = text.indexOf("\":"); i >= 0; i = text.indexOf("\":", i + 1)) {
            places.add(new int[] {i + 2});
        }
        if (places.isEmpty()) {
            return mutate(seed, random);
        }
        for (int tries = 0; tries < 5; tries++) {
            int at = places.get(random.nextInt(places.size()))[0];
            for (int end = at + 1; end <= Math.min(text.length(), at + 300); end++) {
                String changed = text.substring(0, at) + SNIPPETS[random.nextInt(8)] + text.substring(end);
                if (end < text.length() && (text.charAt(end) == ',' || text.charAt(end) == '}') && isJson(changed)) {
                    return changed.getBytes(StandardCharsets.UTF_8);
                }
            }
        }
        return mutate(seed, random);
    }

    private static boolean isJson(String text) {
        try {
            Json.tree(text);
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }
}
