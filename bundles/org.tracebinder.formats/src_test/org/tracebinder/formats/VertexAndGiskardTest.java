// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;

/** Shapes of two formats beside those of their samples. The records are invented. */
class VertexAndGiskardTest {

    private static List<Event> events(String format, String text) {
        return Imported.of("x", text.getBytes(StandardCharsets.UTF_8), format).events();
    }

    @Test
    void whatAModelThoughtIsNoAnswerAndNothingOfTheAnswerIsLost() {
        Event e = events("vertex-ai", """
                {"logging_time":"2026-03-04T05:06:07.5Z","endpoint":"1","request_id":"9","model":"m","full_request":{
                "contents":[{"role":"user","parts":[{"text":"Hi"}]}]},"full_response":{"candidates":[{"content":{
                "role":"model","parts":[{"text":"let me see","thought":true},{"text":"No"}]}}],"create_time":"c",
                "usage_metadata":{"prompt_token_count":3,"candidates_token_count":5,"cached_content_token_count":2}}}
                """.replace("\n", "")).get(0);
        assertEquals("No", e.answer());
        assertEquals("let me see", e.otherText());
        assertEquals("c", e.extra().get("response.create_time"));
        assertEquals("2", e.extra().get("usage.cached_content_token_count"));
    }

    @Test
    void theAnswerOfAnotherMakersModelKeepsItsIdAndCounts() {
        Event e = events("vertex-ai", """
                {"logging_time":"2026-03-04T05:06:07.5Z","endpoint":"1","request_id":"9","model":"m","full_request":{
                "messages":[{"role":"user","content":"Hi"}]},"full_response":{"id":"msg_1","role":"assistant",
                "type":"message","model":"claude","content":[{"type":"text","text":"Hello"}],
                "usage":{"input_tokens":8,"output_tokens":2,"cache_read_input_tokens":3}}}
                """.replace("\n", "")).get(0);
        assertEquals(List.of("9", "msg_1"), e.ids());
        assertEquals("3", e.extra().get("usage.cache_read_input_tokens"));
        assertEquals(8, e.tokensIn());
    }

    @Test
    void aMessageAsOpenTelemetryLogsItIsNoAbsentOne() {
        Event e = events("vertex-ai", """
                {"logging_time":"2026-03-04T05:06:07.5Z","endpoint":"1","request_id":"9","request_payload":[],
                "otel_log":"{\\"body\\":{\\"content\\":\\"Hi\\"},\\"attributes\\":{\\"event.name\\":
                \\"gen_ai.user.message\\"},\\"traceId\\":\\"4bf92f3577b34da6a3ce929d0e0e4736\\"}"}
                """.replace("\n", "")).get(0);
        assertEquals("Hi", e.prompt());
        assertEquals(ContentState.PRESENT, e.content());
        assertEquals("4bf92f3577b34da6a3ce929d0e0e4736", e.trace());
    }

    @Test
    void aTableOfIssuesByColumnsHoldsAsManyIssuesAsRows() {
        List<Event> issues = events("giskard", """
                {"domain":{"0":"Robustness","1":"Bias"},"slicing_fn":{"0":null,"1":"age > 60"},
                "transformation_fn":{"0":"Add typos","1":null},"metric":{"0":"Fail rate","1":"Recall"},
                "deviation":{"0":"3/10","1":"-20%"},"description":{"0":"x","1":"y"}}
                """.replace("\n", ""));
        assertEquals(2, issues.size());
        assertEquals("Robustness", issues.get(0).name());
        assertEquals("Fail rate on Add typos", issues.get(0).evaluation().test());
        assertEquals("Recall on age > 60", issues.get(1).evaluation().test());
        assertEquals(EventKind.EVALUATION, issues.get(1).kind());
        Event indexed = events("giskard", ",domain,slicing_fn,transformation_fn,metric,deviation,description\n"
                + "0,Bias,,Add typos,Recall,-20%,y\n").get(0);
        assertEquals("Recall on Add typos", indexed.evaluation().test());
        assertEquals(false, indexed.extra().containsKey(""));
    }
}
