// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tracebinder.formats.csv.CsvRow;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Match;

/** What readers recognise, and what they refuse with which words. */
class ProbeTest {

    private static Match probe(String reader, String text) {
        return Samples.reader(reader).probe(Samples.head("x", text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void idsAreUnique() {
        Set<String> ids = new HashSet<>();
        for (FormatReader r : BuiltInFormats.all()) {
            assertTrue(ids.add(r.id()), r.id());
            assertFalse(r.label().isBlank());
        }
        assertTrue(ids.size() >= 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "hello", "{}", "[]", "1", "{\"a\":1}\n{\"b\":2}", "a,b,c\n1,2,3",
        "id,name,date\n1,x,2026-01-01", "{\"results\":[1,2]}", "{\"data\":{}}", "{\"data\":[]}",
                "{\"id\":\"1\",\"model\":\"m\"}",
        "{\"job\":\"x\"}", "{\"results\":{\"version\":2,\"stats\":{}}}", "trace_id;a\n1;2", "decision,who\nx,y"})
    void nobodyClaimsWhatIsNothing(String text) {
        for (FormatReader r : BuiltInFormats.all()) {
            assertEquals(Match.NO, probe(r.id(), text), r.id() + " on " + text);
        }
    }

    @Test
    void aShortLineOfLiteLlmIsNoFileForFineTuning() {
        String line = "{\"id\":\"chatcmpl-1\",\"call_type\":\"acompletion\",\"model\":\"gpt-4o\",\"messages\":"
                + "[{\"role\":\"user\",\"content\":\"hi\"}]}";
        Match.Maybe call = assertInstanceOf(Match.Maybe.class, probe("litellm", line));
        Match.Maybe turns = assertInstanceOf(Match.Maybe.class, probe("chat", line));
        assertTrue(call.confidence() > turns.confidence(), call + " " + turns);
    }

    @Test
    void aBrokenFirstRecordDoesNotHideTheFormat() {
        String good = "{\"resourceSpans\":[]}";
        assertInstanceOf(Match.Maybe.class, probe("otlp", "{\"resourceSpans\":[{\"res\n" + good));
        assertInstanceOf(Match.Maybe.class, probe("otlp", "{\"resourceSpans\":[{\"resource\":{\"attr"));
        assertInstanceOf(Match.Maybe.class, probe("litellm",
                "{\"id\":\"x\",\"call_type\":\"acompletion\",\"response_cost\":0."));
        assertInstanceOf(Match.Maybe.class, probe("opa", "{\"decision_id\":\"x\",\"labels\":{\"app\""));
        assertInstanceOf(Match.Maybe.class, probe("openlineage",
                "{\"eventTime\":\"2026\",\"schemaURL\":\"https://openlineage.io/spec/2-0-2/OpenLineage.json\",\"ru"));
        assertInstanceOf(Match.Maybe.class, probe("promptfoo", "{\"evalId\":\"e\",\"results\":{\"prompts\":[],\"res"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "otlp|{}|no OTLP record",
        "otlp|{\"resourceMetrics\":[]}|OTLP metrics",
        "otlp|[1]|expected an OTLP object, found a list",
        "otlp|{\"resourceSpans\":5}|'resourceSpans' is not a list but a number",
        "otlp|{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[7]}]}]}|'spans' holds a number",
        "otlp|{\"resourceSpans\":[]}{}|more than one JSON value",
        "otlp|{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"x|not valid JSON at byte",
        "otel-console|{\"name\":\"x\"}|no span",
        "litellm|{\"x\":1}|its first key is 'x'",
        "litellm|[]|expected a LiteLLM payload",
        "opa|{\"result\":true}|no decision_id",
        "openlineage|{\"eventTime\":\"2026\"}|none of run, job, dataset",
        "openlineage|{\"job\":{\"name\":\"x\"}}|none of eventTime",
        "promptfoo|{\"success\":true}|no promptfoo result"})
    void refusalsSayWhatWasExpected(String reader, String record, String reason) {
        BadRecordException e = assertThrows(BadRecordException.class, () -> Samples.events(reader, record));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void aRowWithTheWrongNumberOfCellsIsRefused() {
        byte[] header = "trace_id,reviewer,decision\n".getBytes(StandardCharsets.UTF_8);
        BadRecordException e = assertThrows(BadRecordException.class, () -> Samples.reader("reviews").read(
                Samples.record("a,b\n".getBytes(StandardCharsets.UTF_8), header, 1), x -> { }));
        assertEquals("expected 3 cells as in the header, found 2", e.getMessage());
    }

    @Test
    void listsInAnswersOfInterfaces() {
        assertInstanceOf(Match.Maybe.class, probe("litellm",
                "{\"total\":1,\"data\":[{\"request_id\":\"a\",\"call_type\":\"x\",\"spend\":0}]}"));
        assertInstanceOf(Match.Maybe.class, probe("openlineage", "{\"events\":[{\"eventTime\":\"2026-01-01T00:00:00Z\","
                + "\"producer\":\"p\",\"job\":{\"name\":\"j\"}}]}"));
    }

    @Test
    void separators() {
        assertEquals(';', CsvRow.separator("a;b;\"c,d,e,f\""));
        assertEquals('\t', CsvRow.separator("a\tb"));
        assertEquals(',', CsvRow.separator("alone"));
        assertEquals(List.of("a", "say \"x\", twice", "", "two\nlines"),
                CsvRow.cells("\uFEFFa,\"say \"\"x\"\", twice\",,\"two\nlines\"\r\n", ','));
        Head head = Samples.head("r.csv", "trace_id;reviewer\n1;2\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(new Framing.Csv(';'), Samples.reader("reviews").framing(head));
    }

    @Test
    void jsonBehindAWordIsNoHeader() {
        String row = "{\"call_type\":\"acompletion\",\"response_cost\":0.1,\"model\":\"m\"}";
        for (String text : List.of("callback([" + row + "]);", "var x = [" + row + "];", "while(1);[" + row + "]",
                "([" + row + "])", "2026-03-01 INFO " + row + "\n", "data: " + row + "\n")) {
            Head head = Samples.head("x.js", text.getBytes(StandardCharsets.UTF_8));
            for (String id : List.of("litellm", "pyrit", "langsmith", "langfuse", "weave", "giskard", "cloudtrail")) {
                assertInstanceOf(Framing.Json.class, Samples.reader(id).framing(head), id + ": " + text);
            }
        }
        Head quoted = Samples.head("x.csv", "id,\"[{\"\"role\"\":\"\"user\"\"}]\",b\n".getBytes(
                StandardCharsets.UTF_8));
        assertTrue(CsvRow.possible(quoted));
        Head words = Samples.head("x.csv", "no call_type here, only words\n".getBytes(StandardCharsets.UTF_8));
        assertInstanceOf(Framing.Json.class, Samples.reader("litellm").framing(words));
    }
}
