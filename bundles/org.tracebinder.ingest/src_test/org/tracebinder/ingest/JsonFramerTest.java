// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonFramerTest {

    private static final Framing JSON = new Framing.Json(List.of("Records", "data.rows"));

    @Test
    void aDocumentCutOffBetweenRecordsIsNotTakenForWhole() {
        for (String content : List.of("[{\"a\": 1},{\"a\": 2}", "[{\"a\": 1}, {\"a\": 2},\n",
                "{\"Records\":[{\"a\": 1},{\"a\": 2}, ", "{\"Records\":[{\"a\": 1},{\"a\": 2}]",
                "{\"Records\":[{\"a\": 1},{\"a\": 2}], \"next",
                "{\"data\": {\"rows\":[{\"a\": 1},{\"a\": 2}]}")) {
            Cut cut = Cut.of(content, JSON);
            assertEquals(List.of("{\"a\": 1}", "{\"a\": 2}"), cut.records(), content);
            assertEquals(List.of(""), cut.bad(), content);
            assertEquals(content.length(), cut.accounted());
            assertEquals(List.of(""), Cut.of(content.getBytes(StandardCharsets.UTF_16LE), JSON).bad(), content);
        }
        assertEquals(List.of("{\"a\":"), Cut.of("[\n{\"a\": 1},\n{\"a\": ", JSON).bad());
        assertEquals(List.of(), Cut.of("[\n{\"a\": 1},\n{\"a\": 2}\n]\n", JSON).bad());
    }

    @Test
    void whatIsNoJsonAroundRecordsIsBad() {
        String content = "{\"v\": NaN, \"Records\":[{\"a\": 1},{\"a\": 2}] garbage garbage2, lost-bytes\n {\"b\": [3]} "
                + "\"x\": what, \"y\": [1]}";
        Cut cut = Cut.of(content, JSON);
        assertEquals(List.of("{\"a\": 1}", "{\"a\": 2}"), cut.records());
        assertEquals(List.of("garbage", "garbage2", "lost-bytes", "{\"b\": [3]}", "what"), cut.bad());
        assertTrue(cut.envelope().contains("\"y\": [1]"));
        assertEquals(content.length(), cut.accounted());
    }

    @Test
    void aBrokenElementCostsOnlyItself() {
        String good = "{\"id\": \"two\", \"n\": {\"x\": [1]}}, {\"id\": \"three\", \"n\": {}}";
        for (String broken : List.of("{\"id\": \"one\", \"n\": {\"x\": [1", "{\"id\": \"one\", \"n\": {\"x\": \"lo",
                "{\"id\": \"one\", \"n\": 1}}")) {
            for (String around : List.of("[%s, %s]", "{\"Records\": [%s, %s], \"next\": 1}")) {
                String content = around.formatted(broken, good);
                Cut cut = Cut.of(content, JSON);
                assertEquals(List.of("{\"id\": \"two\", \"n\": {\"x\": [1]}}", "{\"id\": \"three\", \"n\": {}}"),
                        cut.records().stream().filter(r -> !r.contains("one")).toList(), content);
                assertEquals(content.length(), cut.accounted(), content);
                String lines = around.formatted("\n    " + broken.replace(", ", ",\n      "),
                        "\n    " + good.replace("}, {", "},\n    {"));
                assertEquals(2, Cut.of(lines, JSON).records().stream().filter(r -> !r.contains("one")).count(), lines);
                assertEquals(lines.length(), Cut.of(lines, JSON).accounted(), lines);
            }
        }
    }

    @Test
    void anElementThatLooksBrokenIsWholeWhenItCanBeRead() {
        String content = "[\n {\n \"a\":\n {\n \"b\": 1\n }\n },\n {\"a\": 2}\n]";
        assertEquals(List.of("{\n \"a\":\n {\n \"b\": 1\n }\n }", "{\"a\": 2}"), Cut.of(content, JSON).records());
    }

    @Test
    void commasTooManyBetweenValuesAreNoneOfThem() {
        for (String content : List.of("[{\"a\": 1},{\"a\": 2},]",
                "{\"a\": 1},\n{\"a\": 2},\n", "{\"a\": 1}\n{\"a\": 2},\n",
                "{\"Records\":[{\"a\": 1},{\"a\": 2},],}")) {
            Cut cut = Cut.of(content, JSON);
            assertEquals(List.of("{\"a\": 1}", "{\"a\": 2}"), cut.records(), content);
            assertEquals(List.of(), cut.bad(), content);
            assertEquals(content.length(), cut.accounted());
        }
    }

    @Test
    void aCommaBeforeABracketIsNamed() {
        for (String content : List.of("{\"a\": 1,}", "{\"a\": [1, ]}")) {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            BadRecordException e = assertThrows(BadRecordException.class,
                    () -> Json.tree(new RawRecord(bytes, 0, bytes.length, 1, null)));
            assertTrue(e.getMessage().endsWith("of the record: a comma stands before the closing bracket"),
                    e.getMessage());
        }
    }

    @Test
    void whatStandsBesideTheRecordsAndLooksLikeThemIsCutLikeThem() {
        String one = "{\"id\": 1, \"at\": 2, \"who\": {\"id\": 1, \"at\": 2, \"who\": 3}}";
        String two = "{\"id\": 2, \"at\": 2, \"who\": [{\"id\": 4}]}";
        String failed = "{\"id\": 3, \"at\": 2, \"who\": 1, \"error\": 1}";
        String page = "{\"id\": 5, \"at\": 2, \"who\": [{\"id\": 6, \"at\": 2, \"who\": 1}]}";
        String first = "{\"id\": 7, \"at\": 2, \"who\": 0}";
        String content = "{\"first\": [" + first + "], \"Records\": [" + one + ", " + two + "], \"failed\": [" + failed
                + ", 3], \"page2\": {\"Records\": [" + page + "], \"who\": {\"id\": 1, \"at\": 2, \"who\": 3}},"
                + " \"tags\": [{\"id\": 1, \"color\": 2}], \"table\": [{\"cells\": [" + page + "]}],"
                + " \"pages\": [{\"Records\": [" + one + "]}]}";
        Cut cut = Cut.of(content, JSON);
        assertEquals(List.of(first, one, two, failed, page, one), cut.records());
        assertEquals(List.of(), cut.bad());
        assertEquals(content.length(), cut.accounted());
        assertTrue(cut.envelope().contains("\"tags\""));
        assertEquals(cut.records(), Cut.of(content.getBytes(StandardCharsets.UTF_16LE), JSON).records());
    }

    @Test
    void whatLooksLikeTheRecordsAndIsInNoListOfThemIsTold() {
        String record = "{\"id\": 1, \"at\": 2, \"who\": 3}";
        String text = "\"" + record.replace("\"", "\\\"") + "\"";
        String content = "{\"lone\": " + record + ", \"Records\": [" + record + "], \"map\": {\"k1\": " + record
                + ", \"k2\": " + record + ", \"page\": {\"id\": 1}}, \"nested\": [[" + record + ", " + record
                + "]], \"failed\": [" + text + ", \"x\", \"{y\"], \"last\": " + text + ", \"word\": \"{\","
                + " \"table\": [{\"cells\": [" + record + "], \"best\": " + record + "}]}";
        Cut cut = Cut.of(content, JSON);
        assertEquals(List.of(record), cut.records());
        int n = record.length();
        assertEquals(List.of(new Beside("/lone", 1, n, true), new Beside("/map", 2, 2 * n, true),
                new Beside("/nested/0", 2, 2 * n, true), new Beside("/failed", 1, text.length(), true),
                new Beside("/last", 1, text.length(), true)), cut.beside());
    }

    @Test
    void whatTellsATimeOrAnErrorBesideTheRecordsAndIsNoneIsTold() {
        String record = "{\"id\": 1, \"at\": 2, \"who\": 3}";
        String lost = "{\"key\": \"a\", \"errorMessage\": \"quota\"}";
        String late = "{\"key\": \"b\", \"eventTime\": 1764000000000}";
        String content = "{\"lost\": [" + lost + ", {\"key\": \"c\"}, " + lost + "], \"Records\": [" + record + "],"
                + " \"more\": {\"a/b\": [" + late + "], \"n\": [[" + late + "]]}, \"again\": [" + record + "],"
                + " \"columns\": [{\"name\": \"error\", \"type\": \"text\", \"width\": 1764000000, \"error\": null}],"
                + " \"resource\": {\"attributes\": [{\"key\": \"x\", \"value\": {\"time\": \"2026-01-01T00:00:00Z\"}}]"
                + "},"
                + " \"pages\": [{\"created\": \"2026-01-01T00:00:00Z\", \"Records\": [" + record + "]}]}";
        Cut cut = Cut.of(content, JSON);
        assertEquals(List.of(record, record, record), cut.records());
        assertEquals(List.of(new Beside("/lost", 2, 2 * lost.length(), false),
                new Beside("/more/a~1b", 1, late.length(), false)),
                cut.beside());
        assertEquals(cut.beside(), Cut.of(content.getBytes(StandardCharsets.UTF_16LE), JSON).beside());
        assertEquals(List.of(), Cut.of("[" + record + "," + late + "]", JSON).beside());
    }

    @Test
    void anElementThatIsLongerThanARecordMayBeCostsOnlyItself() {
        String content = "[{\"id\": 1},\n{\"id\": 2, \"x\": \"" + "QUJD".repeat(17 << 20) + "\"},\n{\"id\": 3}]";
        Cut cut = Cut.of(content, JSON);
        assertEquals(List.of("{\"id\": 1}", "{\"id\": 3}"), cut.records());
        assertEquals(2, cut.bad().size());
        assertEquals(content.length(), cut.accounted());
    }

    @Test
    void valuesThatNeverCloseCostNoMoreThanTheirBytesAllow() {
        String content = "[\n" + "  {\"id\": 1, \"at\": 2, \"b\": {\n".repeat(20_000);
        Framing plain = new Framing.Json(List.of());
        Cut cut = assertTimeoutPreemptively(Duration.ofSeconds(120), () -> Cut.of(content, plain));
        assertEquals(content.length(), cut.accounted());
        assertEquals(List.of(), cut.records());
    }

    @Test
    void rowsOfATableWithinAListAreRecords() {
        String whole = "{\"tables\":[{\"name\":\"P\",\"columns\":[{\"name\":\"a\"}],\"rows\":[[1,[2]],[\"]\"],[3]]}]}";
        Framing rows = new Framing.Json(List.of("tables[].rows"));
        Cut cut = Cut.of(whole, rows);
        assertEquals(List.of("[1,[2]]", "[\"]\"]", "[3]"), cut.records());
        assertEquals("{\"tables\":[{\"name\":\"P\",\"columns\":[{\"name\":\"a\"}],\"rows\":[]}]}", cut.envelope());
        assertEquals(List.of(), cut.bad());
        assertEquals(cut.total(), cut.accounted());
        Cut off = Cut.of(whole.substring(0, whole.indexOf("\"]\"") + 2), rows);
        assertEquals(List.of("[1,[2]]"), off.records());
        assertEquals(1, off.bad().size());
        assertEquals(off.total(), off.accounted());
        Cut other = Cut.of("{\"tables\":[1,[2],{\"x\":1}]}", rows);
        assertEquals(List.of("{\"tables\":[1,[2],{\"x\":1}]}"), other.records(), "an object without such a list");
    }
}
