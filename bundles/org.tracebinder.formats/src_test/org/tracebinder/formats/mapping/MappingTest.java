// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Hash;
import org.tracebinder.core.TimeRule;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;

/** Mapping files: what they make of rows and objects, and what is said about those that can't be used. */
class MappingTest {

    private static final String CSV = """
            {"mapping": 1, "id": "helpdesk", "label": "Helpdesk export",
             "framing": {"type": "csv", "separator": ";"},
             "kind": {"column": "Art", "words": {"Frage": "inference", "Sperre": "policy"}, "other": "admin"},
             "fields": {
              "time": {"column": "Zeit", "format": "dd.MM.yyyy HH:mm:ss", "zone": "Europe/Berlin"},
              "actor": {"column": ["Kennung", "Benutzer"]},
              "input": {"column": "Frage"}, "output": {"column": "Antwort"},
              "tokensIn": {"column": "Tokens"}, "cost": {"column": "Kosten"},
              "modelServed": {"value": "gpt-4o"}, "identity": {"column": "Nr"},
              "decision": {"column": "Entscheidung"}}}
            """;
    private static final String HEADER = "Nr;Zeit;Art;Kennung;Benutzer;Frage;Antwort;Tokens;Kosten;"
            + "Entscheidung;Filiale";

    private static Event row(String cells) throws Exception {
        return read(CSV, cells, HEADER).get(0);
    }

    private static List<Event> read(String mapping, String record, String envelope) throws Exception {
        FormatReader reader = new MappingReader(MappingFile.read(mapping));
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        List<Event> events = new ArrayList<>();
        reader.read(new RawRecord(bytes, 0, bytes.length, 1, new RawRecord.SourceContext("x", envelope.getBytes(
                StandardCharsets.UTF_8), Hash.of(bytes))), events::add);
        return events;
    }

    @Test
    void aTimeThatDoesNotExistIsRefusedAndOneThatComesTwiceIsMarked() throws Exception {
        for (String none : List.of("31.02.2026 10:00:00", "29.02.2026 10:00:00", "01.13.2026 10:00:00")) {
            assertThrows(BadRecordException.class, () -> row("7;" + none + ";Frage;;erika;Darf ich?;Ja;12;0.5;;Bonn"));
        }
        assertTrue(assertThrows(BadRecordException.class,
                () -> row("7;29.03.2026 02:30:00;Frage;;erika;Darf ich?;Ja;12;0.5;;Bonn")).getMessage()
                .contains("put forward"));
        Event twice = row("7;25.10.2026 02:30:00;Frage;;erika;Darf ich?;Ja;12;0.5;;Bonn");
        assertEquals(TimeRule.MAPPING_FIRST_OF_TWO, twice.timeRule());
        assertEquals(1_792_888_200L * 1_000_000_000L, twice.time()); // 00:30 UTC, still in summer time
    }

    @Test
    void wordsOfAnyFieldHaveTheirMeaning() throws Exception {
        String mapping = CSV.replace("{\"column\": \"Entscheidung\"}",
                "{\"column\": \"Entscheidung\", \"words\": {\"Gesperrt\": \"deny\"}}");
        String cells = "7;29.03.2026 12:00:00;Sperre;;erika;;;;;%s;Bonn";
        assertEquals("deny", read(mapping, cells.formatted("gesperrt"), HEADER).get(0).decisions().get(0).action());
        assertEquals("vertagt", read(mapping, cells.formatted("vertagt"), HEADER).get(0).decisions().get(0).action());
        assertTrue(assertThrows(MappingException.class, () -> MappingFile.read(mapping.replace(
                "{\"Gesperrt\": \"deny\"}", "\"deny\""))).getMessage().contains("'words' is an object"));
    }

    @Test
    void aRowBecomesAnEvent() throws Exception {
        Event e = row("7;29.03.2026 12:00:00;Frage;;erika;Darf ich?;\"Ja; gern\";12;0.5;;Bonn");
        assertEquals(EventKind.INFERENCE, e.kind());
        assertEquals("erika", e.actor());
        assertEquals("Darf ich?", e.prompt());
        assertEquals("Ja; gern", e.answer());
        assertEquals(12, e.tokensIn());
        assertEquals(new BigDecimal("0.5"), e.cost());
        assertEquals("gpt-4o", e.modelServed());
        assertEquals("mapping/helpdesk/7", e.identity());
        assertEquals("29.03.2026 12:00:00", e.timeText());
        // summer time began that morning: two hours ahead of UTC
        assertEquals(1_774_778_400L * 1_000_000_000L, e.time());
        assertEquals(TimeRule.MAPPING, e.timeRule());
        assertEquals("Bonn", e.extra().get("Filiale"));
        assertNull(e.policy());
    }

    @Test
    void kindsAndDecisionsByTheirWords() throws Exception {
        Event e = row("8;28.03.2026 12:00:00;sperre;a;b;;;;;blocked;");
        assertEquals(EventKind.POLICY, e.kind());
        assertEquals("deny", e.policy());
        assertEquals(1_774_695_600L * 1_000_000_000L, e.time());
        assertEquals(EventKind.ADMIN, row("9;;anders;;;;;;;;").kind());
        assertEquals(Event.NONE, row("9;;anders;;;;;;;;").time());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1;gestern;Frage;;;;;;;;|'gestern' is not a time as the mapping says: dd.MM.yyyy HH:mm:ss",
        "1;;Frage;;;;;viele;;;|'viele' is not a number, which the mapping wants for tokensIn",
        "1;2|expected 11 cells as in the header, found 2"})
    void whatDoesNotFitIsRefused(String record, String reason) {
        BadRecordException e = assertThrows(BadRecordException.class, () -> row(record));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void aMissingColumnIsNamed() {
        BadRecordException e = assertThrows(BadRecordException.class, () -> read(CSV, "1;", "Nr;Zeit"));
        assertTrue(e.getMessage().contains("no column"), e.getMessage());
    }

    @Test
    void objectsByPointers() throws Exception {
        String mapping = """
                {"mapping": 1, "id": "bot", "framing": {"type": "json", "records": ["result.items"]},
                 "kind": "inference",
                 "rest": true, "fields": {"time": {"pointer": "/t", "format": "millis"},
                 "endTime": {"pointer": "/end", "format": "millis"}, "actor": {"pointer": "/user/a~1b"},
                 "input": [{"pointer": "/q/0"}, {"pointer": "/q/1"}], "text": {"pointer": "/note"}}}
                """;
        Event e = read(mapping,
                "{\"t\":1772442000000,\"end\":1772442000250,\"user\":{\"a/b\":\"x\"},\"q\":[\"one\",\"two\"],"
                + "\"note\":\"seen\",\"left\":{\"k\":1}}", "").get(0);
        assertEquals(250_000_000L, e.duration());
        assertEquals("x", e.actor());
        assertEquals("one\ntwo", e.prompt());
        assertEquals("seen", e.otherText());
        assertEquals("1", e.extra().get("left.k"));
        assertEquals("x", e.extra().get("user.a/b"), "what was taken out of an object leaves the object whole");
        FormatReader reader = new MappingReader(MappingFile.read(mapping));
        Head head = new Head("x", new byte[0], true, List.of());
        assertEquals(new Framing.Json(List.of("result.items")), reader.framing(head));
        assertEquals("mapping:bot", reader.id());
    }

    @Test
    void zonesAreNeverGuessedSilently() throws Exception {
        String mapping = """
                {"mapping": 1, "id": "m", "framing": {"type": "jsonl"}, "kind": "other",
                 "fields": {"time": {"pointer": "/t", "format": "iso"}}}
                """;
        assertEquals(TimeRule.LOCAL_AS_UTC, read(mapping, "{\"t\":\"2026-03-02T10:00:00\"}", "").get(0).timeRule());
        assertEquals(TimeRule.ISO_OFFSET, read(mapping, "{\"t\":\"2026-03-02T10:00:00+01:00\"}", "").get(0).timeRule());
        Event berlin = read(mapping.replace("\"iso\"", "\"iso\", \"zone\": \"Europe/Berlin\""),
                "{\"t\":\"2026-03-02T10:00:00\"}", "").get(0);
        assertEquals(1_772_442_000L * 1_000_000_000L, berlin.time());
        assertThrows(BadRecordException.class, () -> read(mapping, "{\"t\":\"1772442000\"}", ""));
    }

    @Test
    void itKnowsFilesWithAllItsColumns() throws Exception {
        MappingReader reader = new MappingReader(MappingFile.read(CSV));
        byte[] content = (HEADER + "\n").getBytes(StandardCharsets.UTF_8);
        assertInstanceOf(Match.Maybe.class, reader.probe(new Head("x", content, true, List.of())));
        assertEquals(Match.NO, reader.probe(new Head("x", "Nr;Zeit\n".getBytes(StandardCharsets.UTF_8), true,
                List.of())));
        assertEquals(Match.NO, reader.probe(new Head("x", content, true, List.of(Json.tree("{}")))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {",|0,0123|0.0123", ",|1.234,50|1234.50", ",|1.234|1234", ".|1,200.50|1200.50",
        ".|1,200|1200", ".|0.5|0.5", ",|12|12"})
    void numbersAsTheyAreWrittenElsewhere(String decimal, String text, String value) throws Exception {
        String mapping = CSV.replace("{\"column\": \"Kosten\"}", "{\"column\": \"Kosten\", \"decimal\": \"" + decimal
                + "\"}");
        Event e = read(mapping, "1;;Frage;;;;;;" + text + ";;", HEADER).get(0);
        assertEquals(0, new BigDecimal(value).compareTo(e.cost()), e.cost().toString());
    }

    @Test
    void aNumberThatIsNoneIsRefusedAndNeverCut() {
        assertRefused("1;;Frage;;;;;;0,0123;;", "\"decimal\" says whether a comma or a point begins its fraction");
        assertRefused("1;;Frage;;;;;1.234;;;", "the number for tokensIn is 1.234, which is no whole one");
    }

    private static void assertRefused(String record, String reason) {
        BadRecordException e = assertThrows(BadRecordException.class, () -> row(record));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void hashesOfAChainStandWhereTheyAreLookedFor() throws Exception {
        String mapping = """
                {"mapping": 1, "id": "m", "framing": {"type": "csv"}, "kind": "admin",
                 "fields": {"previousHash": {"column": "davor"}, "recordHash": {"column": "eigener"}}}
                """;
        Event e = read(mapping, "aa,bb,cc", "davor,eigener,hash").get(0);
        assertEquals("aa", e.extra().get("previous_hash"));
        assertEquals("bb", e.extra().get("hash"));
        assertEquals("cc", e.extra().get("hash#2"));
    }

    @Test
    void namesThatTheFileDoesNotHaveAreSaid() throws Exception {
        MappingReader csv = new MappingReader(MappingFile.read(CSV.replace("\"Kennung\"", "\"Kenung\"")));
        byte[] content = (HEADER + "\n").getBytes(StandardCharsets.UTF_8);
        assertEquals(List.of("the mapping names the column 'Kenung', which the file does not have"),
                csv.doubts(new Head("x", content, true, List.of())));
        MappingReader json = new MappingReader(MappingFile.read("""
                {"mapping": 1, "id": "m", "framing": {"type": "json", "records": ["a.b"]}, "kind": "other",
                 "fields": {"actor": {"pointer": "/user/id"}, "name": {"pointer": "/usr"}}}
                """));
        assertEquals(List.of("the mapping names '/usr', which none of the first 2 records has"),
                json.doubts(new Head("x", new byte[0], true, List.of(Json.tree(
                "{\"a\":{\"b\":[{},{\"user\":{\"id\":1}}]}}")))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {
        "[]|line 1: a mapping is a JSON object",
        "{\"mapping\":1,\\n\"id\":\"A B\"|line 2",
        "{\"mapping\":2}|line 1: expected \"mapping\": 1",
        "{\"mapping\":1,\"x\":1}|'x' is not known here",
        "{\"mapping\":1}|'id' is missing",
        "{\"mapping\":1,\\n\"id\":\"A\"}|line 2: an id has 1 to 64",
        "{\"mapping\":1,\"id\":\"a\",\"framing\":{\"type\":\"xml\"}}|a framing is csv, json or jsonl, not 'xml'",
        "{\"mapping\":1,\"id\":\"a\",\"framing\":{\"type\":\"csv\",\"separator\":\"x\"}}|a separator is",
        "{\"mapping\":1,\"id\":\"a\",\"framing\":{\"type\":\"csv\"},\"fields\":{}}|at least one field",
        "{\"mapping\":1,\"id\":\"a\",\"framing\":{\"type\":\"csv\"},\\n\\n"
                + "\"fields\":{\"who\":{}}}|line 3: there is no field",
        "{\"mapping\":1,\"id\":\"a\",\"framing\":{\"type\":\"csv\"},"
                + "\"fields\":{\"actor\":{\"pointer\":\"/a\"}}}|is for JSON",
        "{\"mapping\":1,\"id\":\"a\",\"framing\":{\"type\":\"json\"},"
                + "\"fields\":{\"actor\":{\"pointer\":\"a\"}}}|begins with '/'",
        "{\"mapping\":1,\"id\":\"a\",\"framing\":{\"type\":\"json\"},"
                + "\"fields\":{\"time\":{\"pointer\":\"/a\"}}}|needs a 'format'",
        "{\"mapping\":1,\"id\":\"a\",\"framing\":{\"type\":\"json\"},\"fields\":{\"time\":{\"pointer\":\"/a\","
                + "\"format\":\"bb{\"}}}|no pattern for times",
        "{\"mapping\":1,\"id\":\"a\",\"framing\":{\"type\":\"json\"},\"fields\":{\"time\":{\"pointer\":\"/a\","
                + "\"format\":\"iso\",\"zone\":\"Moon\"}}}|there is no zone 'Moon'",
        "{\"mapping\":1,\"id\":\"a\",\"framing\":{\"type\":\"json\"},\"kind\":\"x\",\"fields\":{\"actor\":"
                + "{\"pointer\":\"/a\"}}}|there is no kind 'x'",
        "{\"mapping\":1,\"id\":\"a\",\"framing\":{\"type\":\"csv\"},\"kind\":\"other\",\"fields\":{\"cost\":"
                + "{\"column\":\"a\",\"decimal\":\"x\"}}}|'decimal' is what stands before the fraction",
        "{\"mapping\":1,\"id\":\"a\",\"framing\":{\"type\":\"csv\"},\"kind\":\"other\",\"fields\":{\"actor\":"
                + "{\"column\":\"a\",\"decimal\":\",\"}}}|'decimal' is not known here",
        "{\"mapping\":1,\"mapping\":1}|'mapping' is there twice"})
    void mappingsThatCannotBeUsedSayWhere(String json, String reason) {
        MappingException e = assertThrows(MappingException.class, () -> MappingFile.read(json.replace("\\n", "\n")));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }
}
