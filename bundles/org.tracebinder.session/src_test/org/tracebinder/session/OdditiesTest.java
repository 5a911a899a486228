// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;

/** What an import tells of cut texts and of clocks: what is there, and nothing where all is ordinary. */
class OdditiesTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");
    private static final List<String> WORDS = List.of("loan", "income", "the", "of", "applicant", "history", "was",
            "not", "K\u00f6ln", "monthly", "a", "payment", "refused", "because", "rate", "interest");

    @TempDir
    private Path folder;
    private final Random random = new Random(7);
    private int files;

    /** @return words until the text is long enough, and then nothing or a full stop */
    private String words(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(text.isEmpty() ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.append(random.nextBoolean() ? "." : "").toString();
    }

    private String free() {
        return words(120 + random.nextInt(2_500));
    }

    private static String record(int i, Instant time, String prompt, String answer) {
        return """
                {"id":"c%d","call_type":"completion","response_cost":0.1,"model_map_information":{},"startTime":"%s",\
                "model":"m","messages":[{"role":"user","content":"%s"}],"response":{"choices":[{"message":\
                {"role":"assistant","content":"%s"}}]}}
                """.formatted(i, time, prompt, answer);
    }

    private List<String> told(int records, IntFunction<String> line, String code) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < records; i++) {
            lines.append(line.apply(i));
        }
        Path file = Files.writeString(folder.resolve("f" + files++ + ".jsonl"), lines);
        try (Binder binder = Binder.create(folder.resolve("b" + files), "Odd", null)) {
            return binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE).warnings().stream()
                    .filter(w -> w.code().equals(code)).map(ImportReport.Warning::text).toList();
        }
    }

    private List<String> cut(int records, IntFunction<String> prompt, IntFunction<String> answer) throws Exception {
        return told(records, i -> record(i, time(i), prompt.apply(i), answer.apply(i)), "log.cut");
    }

    private Instant time(int i) {
        return BEGIN.plusMillis(i * 7_000L + random.nextInt(5_000));
    }

    private static void one(List<String> told, String... parts) {
        assertEquals(1, told.size(), told.toString());
        for (String part : parts) {
            assertTrue(told.get(0).contains(part), told.get(0));
        }
        assertTrue(!Translation.to(Locale.GERMAN).say(told.get(0)).equals(told.get(0)), told.get(0));
    }

    @Test
    void aLongerTextDoesNotHideThoseThatAreCut() throws Exception {
        one(cut(400, i -> "short", i -> i < 300 ? words(2_000).substring(0, 1_000) : i == 350 ? words(9_000)
                : words(300)), "300 texts in answer are exactly 1000 characters long, and 1 is longer", "record S1:1.");
        one(cut(600, i -> free(), i -> i % 5 == 0 ? words(2_000).substring(0, 1_024) : free()),
                "texts in answer are exactly 1024 characters long", "are longer");
    }

    @Test
    void oneTextAgainAndAgainAndTextsWithAMarkAreTold() throws Exception {
        one(cut(100, i -> i < 60 ? "x".repeat(1_000) : "x".repeat(200 + i * 13), i -> "short"),
                "one text, which stands 60 times in prompt, is exactly 1000 characters long");
        one(cut(300, i -> free(), i -> i % 3 == 0 ? words(2_000).substring(0, 500) + "..." : free()),
                "100 texts in answer end with '...' after exactly 500 characters");
    }

    @Test
    void aCutByBytesIsOneToo() throws Exception {
        one(cut(400, i -> free(), i -> {
            if (i % 4 != 0) {
                return free();
            }
            String text = words(3_000);
            int end = 0;
            for (int bytes = 0; bytes + (text.charAt(end) < 0x80 ? 1 : 2) <= 2_048; end++) {
                bytes += text.charAt(end) < 0x80 ? 1 : 2;
            }
            return text.substring(0, end);
        }), "texts in answer are exactly 2048 bytes (UTF-8) long");
    }

    @Test
    void ordinaryTextsAreNotToldToBeCut() throws Exception {
        for (int seed = 0; seed < 3; seed++) {
            random.setSeed(seed);
            String prompt = words(1_199).substring(0, 1_199) + "."; // a round length, and it ends where it ends
            assertEquals(List.of(), cut(1_500, i -> prompt, i -> free()));
        }
        byte[] key = new byte[128];
        assertEquals(List.of(), cut(50, i -> "short", i -> {
            random.nextBytes(key);
            return HexFormat.of().formatHex(key);
        }), "digests are as long as they are");
    }

    private List<String> clock(int records, IntFunction<Instant> time) throws Exception {
        return told(records, i -> record(i, time.apply(i), "hello " + i, "yes"), "log.clock");
    }

    @Test
    void aClockThatLeapsForwardAndStaysIsTold() throws Exception {
        one(clock(400, i -> time(i).plusSeconds(i < 250 ? 0 : 3_600)),
                "leaps forward by 1 h 0 min between record S1:250", "record S1:251",
                "Either nothing was recorded in that time, or the clock was set.");
        // a week of days with nights between them, then a leap of a month
        one(clock(1_400, i -> BEGIN.plusSeconds(i / 200 * 86_400L + i % 200 * 120L + (i < 1_000 ? 0 : 30 * 86_400L))),
                "leaps forward by 30 d");
    }

    @Test
    void aRecordOutOfItsTimeIsToldOnce() throws Exception {
        one(clock(200, i -> i == 150 ? BEGIN.minusSeconds(28 * 86_400L) : time(i)),
                "jumps back by more than an hour once");
        one(clock(200, i -> i == 150 ? BEGIN.plusSeconds(28 * 86_400L) : time(i)),
                "jumps back by more than an hour once");
    }

    @Test
    void nightsAndWeekendsAreNoLeaps() throws Exception {
        assertEquals(List.of(), clock(1_400,
                i -> BEGIN.plusSeconds((i / 200 + i / 1_000 * 2) * 86_400L + i % 200 * 120L)));
        assertEquals(List.of(), clock(400, this::time));
    }

    @Test
    void timesLaterThanTheImportAreTold() throws Exception {
        Instant now = Instant.now();
        one(clock(60, i -> i < 57 ? now.minusSeconds(6_000 - i * 60L) : now.plusSeconds(9_000 + i * 60L)),
                "3 records are dated later than their import; record S1:58 is of ");
    }

    /** Zero stands for a time that nobody wrote; OTLP says so itself, others write the year 1970. */
    @Test
    void eventsWithoutATimeAreTold() throws Exception {
        assertEquals(List.of(), told(3, i -> record(i, time(i), free(), free()), "log.time"));
        one(told(3, i -> record(i, time(i), free(), free()).replaceFirst("\"startTime\":\"[^\"]*\",",
                i == 1 ? "" : "$0"), "log.time"), "1 of 3 events ", " without a time");
        one(told(3, i -> record(i, i == 1 ? Instant.EPOCH : time(i), free(), free()), "log.time"), "1 of 3 events ",
                " before 1981");
    }

    /** A call an hour of two applications; from one day on only one of them speaks, or both do. */
    @Test
    void aLogThatEndsBeforeTheOthersIsTold() throws Exception {
        IntFunction<String> hour = i -> record(i, BEGIN.plusSeconds(i * 1_800L), free(), free()).replace("\"model\":",
                "\"metadata\":{\"user_api_key_alias\":\"" + (i % 2 == 0 ? "desk" : "shop") + "\"},\"model\":");
        assertEquals(List.of(), told(960, hour, "log.gap"));
        one(told(960, i -> i > 480 && i % 2 == 0 ? "" : hour.apply(i), "log.gap"), "desk (S1) ends with S1:481 at "
                + "2026-03-11T10:00:00Z, others go on to ");
    }

    @Test
    void whatStandsBesideTheRecordsIsTold() throws Exception {
        Path file = Files.writeString(folder.resolve("trail.json"), """
                {"failed": [{"row": 7, "errorMessage": "too large"}], "Records": [
                {"eventVersion": "1.08", "eventID": "e1", "eventTime": "2026-03-01T10:00:00Z",
                 "awsRegion": "eu-central-1",
                 "eventSource": "bedrock.amazonaws.com", "eventName": "InvokeModel", "userIdentity": {"type": "Root"}}]}
                """);
        try (Binder binder = Binder.create(folder.resolve("beside.binder"), "Odd", null)) {
            ImportReport report = binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE);
            assertEquals(1, report.sources().get(0).totals().accepted());
            ImportReport.Warning told = report.warnings().stream().filter(w -> w.code().equals("import.beside"))
                    .findFirst().orElseThrow();
            assertTrue(told.text().contains("at /failed, stand objects that tell a time or an error (1, together 39"
                    + " bytes)."), told.text());
            String german = Translation.to(Locale.GERMAN).say(told.text());
            assertTrue(german.contains("Neben den Datens\u00e4tzen, bei /failed, stehen Objekte"), german);
        }
    }
}
