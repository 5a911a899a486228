// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.RecordRef;
import org.tracebinder.core.query.Row;

/** Where words stand in the original bytes, whatever the export escapes them with. */
class MarkedBytesTest {

    @TempDir
    private Path dir;

    private static Event event(String prompt) {
        return Event.of(EventKind.INFERENCE).addInput(new Message("user", prompt)).build();
    }

    private static List<String> bytes(String query, Event event, String record, Charset coding) {
        byte[] all = record.getBytes(coding);
        MarkedBytes marked = new Snippets(query).places(event, all, 100);
        assertEquals(0, marked.unplaced(), marked.toString());
        assertTrue(marked.whole());
        return marked.places().stream().map(p -> new String(all, p.from(), p.to() - p.from(), coding)).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        // query | what the reader made of it | the record | the bytes
        "caf\u00e9      | Ein Cafe\u0301!          | {\"a\":\"Ein Cafe\u0301!\"}                  | Cafe\u0301",
        "CAF\u00c9      | Das Caf\u00e9 und        | {\"cafe\":1,\"a\":\"Das Caf\\u00e9 und\"}    | Caf\\u00e9",
        "rate           | a\\nrate                  | {\"a\":\"a\\\\nrate\"}                       | rate",
        "\u878d\u8d44   | \u6211\u8981\u878d\u8d44  | {\"a\":\"\\u6211\\u8981\\u878d\\u8d44\"}     | \\u878d\\u8d44",
        "\u878d\u8d44   | \u6211\u8981\u878d\u8d44  | {\"a\":\"\u6211\u8981\u878d\u8d44\"}         | \u878d\u8d44",
        "b              | \ud83d\ude00 b            | {\"a\":\"\\ud83d\\ude00 b\"}                 | b",
        "say            | I \"say\" so              | \"I \"\"say\"\" so\",x                       | say",
        "say            | I \"say\" so              | {\"a\":\"{\\\"m\\\":\\\"I \\\\\\\"say\\\\\\\" so\\\"}\"} | say",
        "tom            | jerry & tom               | <a b=\"tom\">jerry &amp; tom</a>              | tom",
        "`\"big rate\"` | one big rate              | {\"big rates\":\"big rate\",\"a\":\"one big rate\"} | big rate",
        "loan*          | loans                     | {\"loans\":[1],\"a\":\"loans\"}              | loans",
    })
    void marksAreTheBytesThatSpellTheWords(String query, String text, String record, String found) {
        Event event = event(text.replace("\\n", "\n"));
        String source = record.replace("\\\\n", "\\n");
        assertEquals(List.of(found), bytes(query, event, source, StandardCharsets.UTF_8));
        assertEquals(List.of(found), bytes(query, event, source, StandardCharsets.UTF_16LE));
    }

    @Test
    void theMarkedPlaceIsTheOneInTheText() {
        String record = "{\"model\":\"loan\",\"meta\":\"a loan b\",\"prompt\":\"my loan\"}";
        MarkedBytes marked = new Snippets("loan").places(event("my loan"), record.getBytes(StandardCharsets.UTF_8), 9);
        assertEquals(record.lastIndexOf("loan"), marked.places().get(0).from());
        assertEquals("prompt", marked.places().get(0).field());
        assertEquals(MarkedBytes.NONE, new Snippets("((").places(event("my loan"), new byte[9], 9));
    }

    @Test
    void textsThatWerePutTogetherFromPiecesAreFoundLineByLine() {
        String record = "{\"parts\":[{\"t\":\"first loan\"},{\"t\":\"second loan\"}]}";
        assertEquals(List.of("loan", "loan"), bytes("loan", event("first loan\nsecond loan"), record,
                StandardCharsets.UTF_8));
        MarkedBytes none = new Snippets("loan").places(event("my loan"), "{\"t\":\"bG9hbg==\"}".getBytes(
                StandardCharsets.UTF_8), 9);
        assertEquals(1, none.unplaced());
    }

    /** Bytes of every kind, cut anywhere: the place of each character is the one at which it was written. */
    @Test
    void anyTextIsFoundWhereItWasWritten() {
        Random random = new Random(7);
        String[] signs = {"a", "\u00e9", "\u0645", "\u878d", "\ud83d\ude00", "\"", "\\", "\n", " ", "&", "/"};
        for (int run = 0; run < 2_000; run++) {
            StringBuilder text = new StringBuilder();
            StringBuilder plain = new StringBuilder();
            StringBuilder written = new StringBuilder("{\"x\":\"needle\",\"t\":\"");
            int[] place = {0, 0};
            int at = random.nextInt(200);
            for (int i = 0; i < 200; i++) {
                String sign = i == at ? " needle " : signs[random.nextInt(signs.length)];
                text.append(sign);
                plain.append(sign);
                String out = sign.equals("\"") || sign.equals("\\") ? "\\" + sign : sign.equals("\n") ? "\\n" : sign;
                if (out.equals(sign) && random.nextInt(4) == 0 && i != at) {
                    StringBuilder escaped = new StringBuilder();
                    sign.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
                    out = escaped.toString();
                }
                if (i == at) {
                    place[0] = written.toString().getBytes(StandardCharsets.UTF_8).length + 1;
                }
                written.append(out);
            }
            written.append("\"}");
            MarkedBytes marked = new Snippets("needle").places(event(text.toString()),
                    written.toString().getBytes(StandardCharsets.UTF_8), 9);
            assertEquals(place[0], marked.places().get(0).from(), written.toString());
            assertEquals(place[0] + 6, marked.places().get(0).to(), written.toString());
        }
    }

    @Test
    void aRecordOfManyMegabytesCostsLittle() {
        String text = "the quick brown fox ".repeat(1_000_000);
        byte[] record = ("{\"a\":\"" + text + "needle\"}").getBytes(StandardCharsets.UTF_8);
        Event event = event(text + "needle");
        assertTimeout(Duration.ofSeconds(20), () -> {
            MarkedBytes fox = new Snippets("fox").places(event, record, 100);
            assertFalse(fox.whole());
            assertEquals(100, fox.places().size());
        });
    }

    /** Over the sample: each hit of a word says which bytes spell it, and they do. */
    @Test
    void theSampleSaysWhereItsWordsStand() throws Exception {
        try (Binder binder = Binder.create(dir.resolve("b"), "b", null)) {
            binder.importPaths(Samples.trail(), ImportOptions.DEFAULT, Progress.NONE);
            int found = 0;
            int unplaced = 0;
            for (Row row : binder.trail().search(SearchRequest.newest("loan OR rate OR euros", 500, List.of()),
                    Progress.NONE).hits()) {
                EventId id = row.id();
                RecordRef ref = binder.trail().record(id.record()).orElseThrow();
                byte[] record = binder.trail().bytes(ref.id());
                MarkedBytes marked = new Snippets("loan OR rate OR euros").places(
                        binder.trail().event(id).orElseThrow(), record, 50);
                unplaced += marked.unplaced();
                for (MarkedBytes.Place p : marked.places()) {
                    String word = new String(record, p.from(), p.to() - p.from(), StandardCharsets.UTF_8);
                    assertTrue(List.of("loan", "rate", "euros").contains(word.toLowerCase(java.util.Locale.ROOT)),
                            word);
                    found++;
                }
            }
            assertTrue(found > 100, found + " found");
            assertEquals(0, unplaced);
        }
    }
}
