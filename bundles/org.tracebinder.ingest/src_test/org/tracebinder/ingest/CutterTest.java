// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Progress;

class CutterTest {

    private static final Framing JSON = new Framing.Json(List.of("results.results", "Records", "data"));

    @Test
    void everyLineIsARecord() {
        Cut cut = Cut.of("{\"a\":1}\n\n{\"b\":\"x}{\"}\r\n{\"c\":[1,2]}", JSON);
        assertEquals(List.of("{\"a\":1}", "{\"b\":\"x}{\"}", "{\"c\":[1,2]}"), cut.records());
        assertEquals(List.of(0L, 9L, 22L), cut.offsets());
        assertEquals(cut.total(), cut.accounted());
    }

    @Test
    void aBrokenLineIsARecordOfItsOwn() {
        Cut cut = Cut.of("{\"a\":1}\n{\"b\":[{\"x\":\n{\"c\":3}\n{\"d\":4}\n", JSON);
        assertEquals(List.of("{\"a\":1}", "{\"b\":[{\"x\":", "{\"c\":3}", "{\"d\":4}"), cut.records());
    }

    @Test
    void elementsOfATopLevelArrayAreRecords() {
        Cut cut = Cut.of("[\n  {\"a\": \"]\"},\n  {\"b\": {\"c\": [1]}},\n 7, \"x,y\", null\n]\n", JSON);
        assertEquals(List.of("{\"a\": \"]\"}", "{\"b\": {\"c\": [1]}}", "7", "\"x,y\"", "null"), cut.records());
        assertEquals(cut.total(), cut.accounted());
    }

    @Test
    void elementsUnderAWantedPathAreRecordsAndTheRestIsTheEnvelope() {
        Cut cut = Cut.of("""
                {"evalId": "e1", "results": {"version": 3, "prompts": [{"id": 1}], "results": [{"r": 1}, {"r": 2}],
                 "stats": {"n": 2}}, "config": {"results": [9]}}""", JSON);
        assertEquals(List.of("{\"r\": 1}", "{\"r\": 2}"), cut.records());
        assertEquals("e1", Json.tree(cut.envelope()).get("evalId").asString());
        assertEquals(2, Json.tree(cut.envelope()).get("results").get("stats").get("n").asInt());
        assertEquals(0, Json.tree(cut.envelope()).get("results").get("results").size());
        assertEquals(cut.total(), cut.accounted());
    }

    @Test
    void aDocumentWithoutTheWantedPathIsOneRecord() {
        String document = "{\"id\": \"x\",\n \"nested\": {\"Records\": [1, 2]}}";
        assertEquals(List.of(document), Cut.of(document, JSON).records());
    }

    @Test
    void aMixOfWrappedAndPlainDocumentsLosesNone() {
        Cut cut = Cut.of("{\n\"Records\": [{\"a\": 1}]\n}\n{\n\"other\": 2\n}\n", JSON);
        assertEquals(List.of("{\n\"Records\": [{\"a\": 1}]\n}", "{\n\"other\": 2\n}"), cut.records());
    }

    @Test
    void prettyPrintedValuesBehindEachOther() {
        Cut cut = Cut.of("{\n  \"a\": 1\n}\n\n{\n  \"b\": {\n  }\n}", JSON);
        assertEquals(List.of("{\n  \"a\": 1\n}", "{\n  \"b\": {\n  }\n}"), cut.records());
    }

    @Test
    void aValueThatNeverEndsCostsOnlyItself() {
        Cut cut = Cut.of("{\n  \"a\": 1\n}\n{\n  \"b\": [\n\n{\n  \"c\": 3\n}\n", JSON);
        assertEquals(List.of("{\n  \"a\": 1\n}", "{\n  \"c\": 3\n}"), cut.records());
        assertEquals(List.of("{\n  \"b\": ["), cut.bad());
        assertEquals(cut.total(), cut.accounted());
    }

    @Test
    void aDocumentThatIsCutOffKeepsItsWholeRecords() {
        Cut cut = Cut.of("{\"Records\": [\n {\"a\": 1},\n {\"b\": 2},\n {\"c\": \"cut o", JSON);
        assertEquals(List.of("{\"a\": 1}", "{\"b\": 2}"), cut.records());
        assertEquals(List.of("{\"c\": \"cut o"), cut.bad());
    }

    @Test
    void whatIsNoJsonIsBad() {
        Cut cut = Cut.of("hello {\"a\":1} ] true", JSON);
        assertEquals(List.of("{\"a\":1}", "true"), cut.records());
        assertEquals(List.of("hello", "]"), cut.bad());
    }

    @Test
    void aByteOrderMarkIsFraming() {
        assertEquals(List.of("{\"a\":1}", "{\"b\":2}"), Cut.of("\uFEFF{\"a\":1}\n{\"b\":2}\n", JSON).records());
        assertEquals(List.of("{\"a\":\n1}"), Cut.of("\uFEFF{\"a\":\n1}\n", JSON).records());
        assertEquals(List.of("1,2"), Cut.of("\uFEFFa,b\n1,2\n", new Framing.Csv(',')).records());
    }

    @Test
    void utf16AndUtf32AreCutLikeUtf8AndKeepsItsBytes() {
        String[] contents = {"{\"a\":\"ä漢\"}\n{\"b\":2}\n", "[\n{\"a\": \"\uD83D\uDE00\"},\n{\"b\": 2}]",
            "{\"evalId\": \"é\", \"Records\": [{\"a\": 1},\n {\"b\": 2}]}"};
        for (String content : contents) {
            Cut plain = Cut.of(content, JSON);
            assertEquals(2, plain.records().size());
            for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE,
                    Charset.forName("UTF-32LE"), Charset.forName("UTF-32BE"))) {
                for (String mark : List.of("", "\uFEFF")) {
                    Cut cut = Cut.of((mark + content).getBytes(charset), JSON);
                    assertEquals(plain.records(), cut.records(), charset + " " + mark.length());
                    assertEquals(plain.envelope().replaceAll("\\s", ""), cut.envelope().replaceAll("\\s", ""));
                }
            }
        }
        byte[] odd = Arrays.copyOf("{\"a\":1}\n{\"b\":2}\n".getBytes(StandardCharsets.UTF_16LE), 33);
        assertEquals(33, Pieces.of(odd, JSON).accounted);
    }

    @Test
    void rowsMayHoldLineEnds() {
        Cut cut = Cut.of("id,text\r\n1,\"two\r\nlines, \"\"quoted\"\"\"\r\n2,plain\r\n\r\n3,last",
                new Framing.Csv(','));
        assertEquals(List.of("1,\"two\r\nlines, \"\"quoted\"\"\"", "2,plain", "3,last"), cut.records());
        assertEquals("id,text", cut.envelope());
        assertEquals(cut.total(), cut.accounted());
    }

    @Test
    void aQuoteThatIsNeverClosedCostsOnlyItsRow() {
        Cut cut = Cut.of("id,text\n1,\"open\n2,fine\n3,fine too\n", new Framing.Csv(','));
        assertEquals(List.of("2,fine", "3,fine too"), cut.records());
        assertEquals(List.of("1,\"open"), cut.bad());
    }

    @Test
    void emptyContentHasNoRecords() {
        for (Framing framing : List.of(JSON, new Framing.Lines(), new Framing.Csv(';'), new Framing.Whole())) {
            Cut cut = Cut.of("", framing);
            assertTrue(cut.records().isEmpty() && cut.bad().isEmpty(), framing.toString());
        }
    }

    @Test
    void shapesOverManyBlocksGiveTheSameRecords() {
        Random random = new Random(5);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            values.add(value(random, i));
        }
        String lines = String.join("\n", values);
        String array = "[" + String.join(",\n", values) + "]";
        String wrapped = "{\"head\": {\"x\": [1, 2]},\n\"Records\": [" + String.join(", ", values) + "], \"tail\": 1}";
        String concatenated = String.join("\n", values.stream().map(v -> v.replace(",\"t\"", ",\n  \"t\"")).toList());
        assertTrue(lines.length() > 4 << 20);
        assertEquals(values, Cut.of(lines, JSON).records());
        assertEquals(values, Cut.of(array, JSON).records());
        assertEquals(values, Cut.of(wrapped, JSON).records());
        assertEquals(values, Cut.of(concatenated, JSON).records().stream().map(v -> v.replace(",\n  \"t\"", ",\"t\""))
                .toList());
    }

    private static String value(Random random, int i) {
        StringBuilder text = new StringBuilder();
        int n = random.nextInt(4000);
        for (int k = 0; k < n; k++) {
            text.append("ab c{}[],:\\\"ö漢".charAt(random.nextInt(14)));
        }
        return "{\"i\":" + i + ",\"t\":\"" + text.toString().replace("\\", "\\\\").replace("\"", "\\\"")
                + "\",\"o\":[{}]}";
    }

    @Test
    void whateverTheBytesAreEveryByteIsAccountedFor() {
        Random random = new Random(11);
        byte[] alphabet = "{}[]\",:\\ \n\r\tab1\u00e4\uFEFF".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 3_000; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = alphabet[random.nextInt(alphabet.length)];
            }
            for (Framing framing : List.of(JSON, new Framing.Lines(), new Framing.Csv(','), new Framing.Whole())) {
                Pieces pieces = Pieces.of(bytes, framing);
                assertEquals(bytes.length, pieces.accounted, () -> framing + " " + Arrays.toString(bytes));
                assertEquals(pieces.lost, 0, () -> framing + " loses words of "
                        + new String(bytes, StandardCharsets.UTF_8));
            }
        }
    }

    /** Counts bytes instead of comparing text, since random bytes are not always UTF-8. */
    private static final class Pieces {
        private long accounted;
        private long lost;

        static Pieces of(byte[] bytes, Framing framing) {
            Pieces pieces = new Pieces();
            try {
                Content content = () -> new ByteArrayInputStream(bytes);
                Cutter cutter = Cutter.of(framing, Detector.head("x", content), content, Progress.NONE);
                boolean document = framing instanceof Framing.Csv || cutter.envelope().length > 0;
                cutter.cut(content.open(), (b, f, n) -> { }, new Cutter.Blocks() {
                    @Override
                    public Cutter.Block free() {
                        return new Cutter.Block();
                    }

                    @Override
                    public void full(Cutter.Block block) {
                        int at = block.begin();
                        for (int i = 0; i <= block.count; i++) {
                            int stop = i < block.count ? block.from[i] : block.end();
                            for (int k = at; k < stop; k++) {
                                boolean word = Character.isLetterOrDigit(block.buffer[k]);
                                pieces.lost += word && !document ? 1 : 0;
                            }
                            pieces.accounted += stop - at;
                            at = stop;
                            if (i < block.count) {
                                pieces.accounted += block.length[i];
                                at += block.length[i];
                            }
                        }
                    }
                }, Progress.NONE);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return pieces;
        }
    }

    @Test
    void aNumberOfNoSizeDoesNotKeepAFileFromBeingLookedAt() throws IOException {
        byte[] content = "{\"a\":1767511e9993600000,\"b\":1}".getBytes(StandardCharsets.UTF_8);
        Head head = Detector.head("folder/x.json", () -> new ByteArrayInputStream(content));
        assertEquals("1767511e9993600000", head.values().get(0).get("a").asString());
        assertEquals(1, head.values().get(0).get("b").intValue());
        assertEquals("x.json", head.name());
        assertEquals("folder/x.json", head.path());
    }

    @Test
    void aValueThatIsTooLongCostsOnlyItself() {
        String words = "say \\\"x\\\", {[ ";
        String huge = "{\"id\":2,\"text\":\"" + words.repeat((66 << 20) / words.length()) + "\"}";
        for (String[] around : List.of(new String[] {"", "\n", ""}, new String[] {"[", ",", "]"},
                new String[] {"[\n", ",\n", "\n]"}, new String[] {"{\"data\":[", ", ", "], \"next\":null}"})) {
            String content = around[0] + String.join(around[1], "{\"id\":1}", huge, "{\"id\":3}", "{\"id\":4}")
                    + around[2];
            Cut cut = Cut.of(content, new Framing.Json(List.of("data")));
            assertEquals(List.of("{\"id\":1}", "{\"id\":3}", "{\"id\":4}"), cut.records(), around[1]);
            assertEquals(2, cut.bad().size());
            assertEquals(content.length(), cut.accounted());
        }
    }

    @Test
    void documentsStandBetweenRules() {
        String longOne = "a: 1\n" + "b: text - --- -\n".repeat(200_000);
        Cut cut = Cut.of("\uFEFF---\na: 1\n--- \n\n---\r\n" + longOne + "---\n  c: 2\n---", new Framing.Documents());
        assertEquals(List.of("a: 1", longOne.strip(), "  c: 2"), cut.records());
        assertEquals(List.of(), cut.bad());
        assertEquals(cut.total(), cut.accounted());
    }
}
