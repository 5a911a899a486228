// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.RawRecord;

/** Results of evaluations on one span: each is a test of its own. The records are invented. */
class EvaluationResultsTest {

    private static final String SPAN = """
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c",
            "spanId":"eee19b7ec3c1b174","name":"chat m-1","startTimeUnixNano":"1768032000000000000",
            "attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
            {"key":"gen_ai.response.model","value":{"stringValue":"m-1"}}],"events":[%s]},
            {"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b175","name":"after",
            "startTimeUnixNano":"1768032001000000000"}]}]}]}""";

    private static String result(String name, String score, String label) {
        return """
                {"name":"gen_ai.evaluation.result","timeUnixNano":"1768032005000000000","attributes":[
                {"key":"gen_ai.evaluation.name","value":{"stringValue":"%s"}},
                {"key":"gen_ai.evaluation.score.value","value":{"doubleValue":%s}},
                {"key":"gen_ai.evaluation.score.label","value":{"stringValue":"%s"}},
                {"key":"gen_ai.evaluation.explanation","value":{"stringValue":"because of %s"}}]}"""
                .formatted(name, score, label, name);
    }

    @Test
    void eachResultIsATestOfTheModelOfItsSpan() throws BadRecordException {
        String text = SPAN.formatted(result("Relevance", "0.9", "pass") + "," + result("Toxicity", "0.7", "fail"));
        List<Event> events = Samples.events("otlp", text);
        assertEquals(List.of(EventKind.INFERENCE, EventKind.OTHER, EventKind.EVALUATION, EventKind.EVALUATION),
                events.stream().map(Event::kind).toList());
        assertNull(events.get(0).evaluation());
        Event first = events.get(2);
        Event second = events.get(3);
        assertEquals("Relevance", first.evaluation().test());
        assertEquals("m-1", first.evaluation().model());
        assertEquals(0.9, first.evaluation().score());
        assertEquals(Boolean.TRUE, first.evaluation().passed());
        assertEquals(Boolean.FALSE, second.evaluation().passed());
        assertEquals("fail", second.extra().get("gen_ai.evaluation.score.label"));
        assertEquals("eee19b7ec3c1b174", second.parent());
        assertEquals(1_768_032_005_000_000_000L, second.time());
        assertTrue(second.otherText().contains("because of Toxicity"));
        RawRecord record = Samples.record(text.getBytes(StandardCharsets.UTF_8), new byte[0], 1);
        assertArrayEquals(events.stream().flatMapToInt(e -> IntStream.of(e.from(), e.to())).toArray(),
                Samples.reader("otlp").places(record), Arrays.toString(Samples.reader("otlp").places(record)));
    }

    @Test
    void whatAPersonSaidOfASpanIsAReview() throws BadRecordException {
        String text = SPAN.formatted("").replace("\"attributes\":[", """
                "attributes":[{"key":"annotations.0.annotation.name","value":{"stringValue":"helpful"}},
                {"key":"annotations.0.annotation.label","value":{"stringValue":"no"}},
                {"key":"annotations.0.annotation.explanation","value":{"stringValue":"misses the point"}},
                {"key":"annotations.0.annotation.annotator_kind","value":{"stringValue":"HUMAN"}},
                {"key":"annotations.1.annotation.score","value":{"doubleValue":0.5}},
                {"key":"evaluations.0.evaluation.name","value":{"stringValue":"Faithful"}},
                {"key":"evaluations.0.evaluation.score","value":{"doubleValue":1}},""");
        List<Event> events = Samples.events("otlp", text);
        assertEquals(List.of(EventKind.INFERENCE, EventKind.OTHER, EventKind.REVIEW, EventKind.REVIEW,
                EventKind.EVALUATION), events.stream().map(Event::kind).toList());
        assertEquals("human", events.get(2).review().by());
        assertEquals("no", events.get(2).review().value());
        assertEquals("misses the point", events.get(2).review().comment());
        assertEquals("eee19b7ec3c1b174", events.get(2).parent());
        assertEquals("code", events.get(3).review().by(), "nobody says that it was a person");
        assertEquals("m-1", events.get(4).evaluation().model());
        assertTrue(events.get(0).extra().keySet().stream().noneMatch(k -> k.contains("nnotation")));
        Imported.of("spans.json", text.getBytes(StandardCharsets.UTF_8)); // compares the places, too
    }

    @Test
    void annotationsWrittenOutWithTheSpansOfPhoenixAreReviews() throws BadRecordException {
        String span = """
                {"name":"answer","context":{"trace_id":"t","span_id":"s"},"span_kind":"LLM",
                "start_time":"2026-01-10T08:00:00Z","attributes":{%s}%s}""";
        String beside = """
                ,"annotations":[{"name":"helpful","annotator_kind":"HUMAN","user_id":"ann","result":{"label":"yes",
                "score":1,"explanation":"good"}},{"name":"judge","annotator_kind":"LLM","result":{"score":0.2}}]""";
        List<Event> events = Samples.events("phoenix", span.formatted("", beside));
        assertEquals(List.of(EventKind.INFERENCE, EventKind.REVIEW, EventKind.REVIEW),
                events.stream().map(Event::kind).toList());
        assertEquals("ann", events.get(1).review().who());
        assertEquals("human", events.get(1).review().by());
        assertEquals("s", events.get(1).parent());
        assertEquals("llm", events.get(2).review().by());
        List<Event> flat = Samples.events("phoenix", span.formatted("""
                "annotations.0.annotation.name":"helpful","annotations.0.annotation.label":"yes",
                "annotations.0.annotation.annotator_kind":"HUMAN\"""", ""));
        assertEquals("yes", flat.get(1).review().value());
        assertEquals("human", flat.get(1).review().by());
    }

    @Test
    void theSpecOfAnEvalNamesModelAndSuiteOfItsSamples() {
        String record = """
                {"spec":{"completion_fns":["m-1"],"eval_name":"written.v0","run_id":"r"}}
                {"run_id":"r","event_id":0,"sample_id":"a","type":"sampling","data":{"prompt":"2+2?","sampled":["4"]}}
                {"run_id":"r","event_id":1,"sample_id":"a","type":"match","data":{"correct":true}}
                {"final_report":{"accuracy":1.0}}
                """;
        List<Event> events = Imported.of("r.jsonl", record.getBytes(StandardCharsets.UTF_8)).events();
        assertEquals("m-1", events.get(1).modelRequested());
        assertEquals("m-1", events.get(2).evaluation().model());
        assertEquals("written.v0", events.get(2).evaluation().suite());
        assertEquals(EventKind.OTHER, events.get(3).kind(), "the report sums up what was counted already");
        assertEquals("1.0", events.get(3).extra().get("accuracy"));
        assertEquals("r", events.get(3).trace());
        String alone = record.lines().filter(l -> !l.contains("sample_id")).collect(Collectors.joining("\n"));
        Event report = Imported.of("r.jsonl", alone.getBytes(StandardCharsets.UTF_8)).events().get(1);
        assertEquals("written.v0", report.evaluation().suite());
        assertEquals(1.0, report.evaluation().score());
        List<Event> two = Imported.of("r.jsonl", record.replace("[\"m-1\"]", "[\"m-1\",\"m-2\"]")
                .getBytes(StandardCharsets.UTF_8)).events();
        assertNull(two.get(2).evaluation().model(), "which of two answered is not said");
    }
}
