// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
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
}
