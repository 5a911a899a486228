// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;

/** Fields that the auditor chose are hidden with everything they hold, wherever it stands. */
class ChosenFieldsTest {

    private static final byte[] SECRET = Hash.of("another secret".getBytes(UTF_8)).bytes();
    private static final String LONG = "A question of more than sixty-seven characters, which nobody else would ever "
            + "write in these words.";

    @TempDir
    Path dir;

    /** An actor, a customer number and a prompt, and people who repeat them in other places. */
    private static class Talkative extends SmallPack {

        Talkative() throws Exception {
            super(4, 2);
        }

        @Override
        PackRecord record(int source, int index) {
            PackRecord plain = super.record(source, index);
            Map<String, Object> event = new LinkedHashMap<>(plain.events().get(0));
            event.put("actor", "j.meier7");
            event.put("input", List.of(Map.of("role", "user", "text", LONG)));
            event.put("extra", Map.of("customer", "KD-40881", "vip", true, "copy", LONG, "note",
                    "called by j.meier7."));
            return new PackRecord(plain.id(), plain.index(), plain.offset(), plain.state(), plain.bytes(),
                    List.of(event));
        }

        @Override
        public List<PackQuery> queries() {
            return List.of(new PackQuery("actor:j.meier7 AND KD-40881", 1, List.of("S1:1"), Map.of()));
        }

        @Override
        public List<Map<String, Object>> checks() {
            List<Map<String, Object>> all = new ArrayList<>();
            super.checks().forEach(c -> all.add(new LinkedHashMap<>(c)));
            all.get(0).put("summary", "j.meier7 used a tool after a deny");
            return all;
        }

        @Override
        public List<Map<String, Object>> findings() {
            return List.of(Map.of("title", "Who is j.meier7?", "text", "See customer KD-40881.", "by", "auditor"));
        }

        @Override
        public Map<String, byte[]> catalogs() {
            return Map.of("eu-ai-act.json", "{\"id\":\"eu-ai-act\"}\n".getBytes(UTF_8), "checks-own.json",
                    "{\"query\":\"actor:j.meier7\"}\n".getBytes(UTF_8));
        }

        @Override
        public Set<String> ownCatalogs() {
            return Set.of("checks-own.json");
        }
    }

    private static PackOptions hiding(String... fields) {
        return PackOptions.PLAIN.maskedBy(new Masking(SECRET, Set.of(fields)));
    }

    @Test
    void theirValuesStandNowhereInThePack() throws Exception {
        Path zip = dir.resolve("a.zip");
        PackWriter.write(new Talkative(), zip, hiding("actor", "prompt", "extra.customer", "extra.vip"), Progress.NONE);
        String all = new String(Files.readAllBytes(zip), UTF_8);
        for (String hidden : List.of("meier", "40881", LONG.substring(0, 40), "\"vip\":true")) {
            assertFalse(all.contains(hidden), hidden);
        }
        VerifyReport report = PackVerifier.verify(zip, Progress.NONE);
        assertTrue(report.ok(), PackTest.explain(report));
        Path again = dir.resolve("b.zip");
        PackWriter.write(new Talkative(), again, hiding("actor", "prompt", "extra.customer", "extra.vip"),
                Progress.NONE);
        assertArrayEquals(Files.readAllBytes(zip), Files.readAllBytes(again));
        Repack files = new Repack(zip);
        String log = new String(files.files.get(PackNames.MASK_LOG), UTF_8);
        assertTrue(log.contains("\"rule\":\"chosen-field\"") && log.contains("\"rule\":\"value-of-chosen-field\""));
        String record = new String(files.files.get(PackNames.RECORDS), UTF_8).lines().findFirst().orElseThrow();
        assertTrue(record.contains("{\"role\":\"user\",\"text\":\"[PROMPT-"), record);
        String name = record.replaceAll(".*\"actor\":\"(\\[ACTOR-\\w+])\".*", "$1");
        assertTrue(new String(files.files.get(PackNames.QUERIES), UTF_8).contains("actor:" + name), name);
        assertTrue(new String(files.files.get(PackNames.CONTROLS + "checks-own.json"), UTF_8).contains(name));
    }

    @Test
    void theAuditorsOwnLedgerIsNotMaskedByAFieldOfTheTrail() throws Exception {
        Path zip = dir.resolve("a.zip");
        PackWriter.write(new Talkative(), zip, hiding("actor"), Progress.NONE);
        assertTrue(new String(new Repack(zip).files.get(PackNames.CUSTODY), UTF_8).contains("\"actor\":\"auditor\""));
    }

    /** The last look reads the finished files, so each form of them has to give its words back. */
    @Test
    void whatStandsInAFileIsReadOutOfTheFile() throws Exception {
        Path zip = dir.resolve("clear.zip");
        PackWriter.write(new Talkative(), zip, PackOptions.PLAIN, Progress.NONE);
        Repack files = new Repack(zip);
        for (String name : List.of(PackNames.FINDINGS_TABLE + ".xlsx", PackNames.PDF)) {
            Path file = Files.write(dir.resolve("file"), files.files.get(name));
            List<String> seen = new ArrayList<>();
            FileWords.Sink sink = (where, words) -> {
                if (words.contains("KD-40881")) {
                    seen.add(where);
                }
            };
            if (name.equals(PackNames.PDF)) {
                FileWords.pdf(file, sink);
            } else {
                FileWords.workbook(file, sink);
            }
            assertFalse(seen.isEmpty(), name);
        }
        assertEquals("a & b <c>", FileWords.plain("<td class=\"x\">a &amp; b &lt;c&gt;</td>").replace("\0", ""));
    }

    @Test
    void wordsOfTheProgramAndSmallNumbersAreNoNames() {
        KnownValues known = new KnownValues();
        for (String value : List.of("gap", "supported", "1042", "2026-03-01", "user-5", "123456789")) {
            known.learn(value, "ACTOR");
        }
        known.forget("Supported: supported, mixed");
        assertEquals(2, known.find("supported 1042 times on 2026-03-01 by user-5 (123456789), user-51").size());
        assertTrue(known.find("user-55 xuser-5 1234567890").isEmpty());
    }

    @Test
    void fieldsThatHoldThePackTogetherCanNotBeChosen() {
        assertEquals("actor", Masking.field(" user "));
        assertEquals("extra.any name", Masking.field("extra.any name"));
        for (String bad : List.of("id", "kind", "time", "source", "extra.", "nosuch", "")) {
            String message = assertThrows(IllegalArgumentException.class, () -> Masking.field(bad)).getMessage();
            assertTrue(message.contains("extra.NAME"), message);
        }
    }
}
