// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;

class MaskingTest {

    private static final byte[] SECRET = Hash.of("a secret of the binder".getBytes(UTF_8)).bytes();

    @TempDir
    Path dir;

    /** Personal data everywhere: records, queries, ledger, checks, sources. */
    private static SmallPack leaky() throws Exception {
        return new SmallPack(5, 3) {
            @Override
            public List<Map<String, Object>> sources() {
                List<Map<String, Object>> list = super.sources();
                list.forEach(s -> s.put("path", "/home/anna.berg@example.org/export.jsonl"));
                return list;
            }

            @Override
            public List<PackQuery> queries() {
                return List.of(new PackQuery("prompt:\"DE89 3704 0044 0532 0130 00\"", 1, List.of("S1:1"), Map.of()));
            }

            @Override
            public List<Map<String, Object>> findings() {
                return List.of(Map.of("title", "Card 4111 1111 1111 1111", "text", "anna.berg@example.org"));
            }

            @Override
            public Map<String, String> report() {
                return Map.of("preparedBy", "anna.berg@example.org");
            }
        };
    }

    @Test
    void aMaskedPackShowsNothingAndStillVerifies() throws Exception {
        Path zip = dir.resolve("a.zip");
        PackOptions options = PackOptions.PLAIN.maskedBy(new Masking(SECRET, Set.of()));
        PackWriter.write(leaky(), zip, options, Progress.NONE);
        String all = new String(Files.readAllBytes(zip), UTF_8);
        for (String secret : List.of("anna", "0532", "4111")) {
            assertFalse(all.contains(secret), secret);
        }
        VerifyReport report = PackVerifier.verify(zip, Progress.NONE);
        assertTrue(report.ok(), PackTest.explain(report));
        Path again = dir.resolve("b.zip");
        PackWriter.write(leaky(), again, options, Progress.NONE);
        assertArrayEquals(Files.readAllBytes(zip), Files.readAllBytes(again));
        Repack files = new Repack(zip);
        assertFalse(files.files.keySet().stream().anyMatch(n -> n.startsWith(PackNames.ORIGINALS)));
        String records = new String(files.files.get(PackNames.RECORDS), UTF_8);
        assertEquals(8, records.lines().filter(l -> l.contains("[EMAIL_ADDRESS-")).count());
        assertEquals(1, records.lines().map(l -> l.replaceAll(".*(\\[EMAIL_ADDRESS-\\w+]).*", "$1")).distinct()
                .count());
    }

    @Test
    void commitmentsOpenWithTheSecretOnly() throws Exception {
        Masking masking = new Masking(SECRET, Set.of());
        List<Map<String, Object>> log = new ArrayList<>();
        Object masked = masking.mask("S1:1", Map.of("a/b", List.of("to anna.berg@example.org now")), (e, words) ->
                log.add(e));
        Map<String, Object> entry = log.get(0);
        assertEquals(Map.of("a/b", List.of("to " + entry.get("replacement") + " now")), masked);
        assertEquals("/a~1b/0", entry.get("pointer"));
        byte[] salt = masking.salt("S1:1", "/a~1b/0", (String) entry.get("replacement"));
        ByteArrayOutputStream salted = new ByteArrayOutputStream();
        salted.writeBytes(salt);
        salted.writeBytes("anna.berg@example.org".getBytes(UTF_8));
        assertEquals(Hash.of(salted.toByteArray()).toString(), entry.get("commitment"));
        List<Map<String, Object>> other = new ArrayList<>();
        new Masking(new byte[32], Set.of()).mask("S1:1", Map.of("a/b", List.of("to anna.berg@example.org now")),
                (e, words) -> other.add(e));
        assertFalse(other.get(0).get("replacement").equals(entry.get("replacement")));
        assertFalse(log.toString().contains("anna"));
    }

    @Test
    void aHitInTheFinishedPackStopsTheExport() throws Exception {
        Redaction blind = new Redaction() {
            @Override
            public Object mask(String place, Object json, Log log) {
                return json;
            }

            @Override
            public List<String> leaks(String text) {
                return new Masking(SECRET, Set.of()).leaks(text);
            }
        };
        String message = assertThrows(TracebinderException.class, () -> PackWriter.write(leaky(), dir.resolve("a.zip"),
                PackOptions.PLAIN.maskedBy(blind), Progress.NONE)).getMessage();
        assertTrue(message.contains("EMAIL_ADDRESS") && !message.contains("anna"), message);
        assertEquals(0, Files.list(dir).count());
    }
}
