// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.ingest.BadRecordException;

/** What a tool was given and gave back: nobody's words, whole, and before what stands beside them. */
class ToolSpansTest {

    @Test
    void argumentsAreNobodysWordsAndStayWhole() throws BadRecordException {
        Event e = span("openinference.span.kind", "TOOL", "input.value", "{\"text\":\"hello\",\"to\":\"de\"}",
                "output.value", "{\"content\":\"hallo\",\"sure\":0.9}");
        assertEquals(EventKind.TOOL, e.kind());
        assertEquals(List.of(new Message("tool", "{\"text\":\"hello\",\"to\":\"de\"}")), e.input());
        assertEquals(List.of(new Message("tool", "{\"content\":\"hallo\",\"sure\":0.9}")), e.output());
    }

    @Test
    void aToolsOwnArgumentsComeBeforeTheWordsOfItsTrace() throws BadRecordException {
        Event e = span("gen_ai.operation.name", "execute_tool", "langfuse.trace.input", "What is the weather?",
                "gen_ai.tool.call.arguments", "{\"place\":\"Berlin\"}", "gen_ai.tool.call.result", "21");
        assertEquals("{\"place\":\"Berlin\"}", e.prompt());
        assertEquals("21", e.answer());
        assertEquals("What is the weather?", e.extra().get("langfuse.trace.input"));
    }

    @Test
    void googlesKitKeepsContentUnderItsOwnNames() throws BadRecordException {
        Event tool = span("gen_ai.operation.name", "execute_tool", "gcp.vertex.agent.tool_call_args", "{\"n\":1}",
                "gcp.vertex.agent.tool_response", "{\"r\":2}", "gcp.vertex.agent.llm_request", "{}");
        assertEquals(List.of(new Message("tool", "{\"n\":1}")), tool.input());
        assertEquals(List.of(new Message("tool", "{\"r\":2}")), tool.output());
        Event bare = span("gen_ai.operation.name", "execute_tool", "gcp.vertex.agent.llm_request", "{}");
        assertEquals(ContentState.NOT_RECORDED, bare.content());
        Event call = span("gen_ai.operation.name", "call_llm", "gcp.vertex.agent.llm_request",
                "{\"model\":\"gemini-2.0-flash\",\"config\":{\"system_instruction\":\"Be brief.\"},"
                        + "\"contents\":[{\"parts\":[{\"text\":\"Hi\"}],\"role\":\"user\"}]}",
                "gcp.vertex.agent.llm_response", "{\"content\":{\"parts\":[{\"text\":\"Ho\"}],\"role\":\"model\"}}");
        assertEquals(List.of(new Message("system", "Be brief."), new Message("user", "Hi")), call.input());
        assertEquals("Ho", call.answer());
    }

    @Test
    void whyAnAnswerEndedIsKept() throws BadRecordException {
        Event e = read("\"attributes\":[],\"events\":[{\"name\":\"gen_ai.choice\",\"attributes\":["
                + attribute("message", "{\"content\":\"Ho\"}") + "," + attribute("finish_reason", "content_filter")
                + "," + attribute("role", "assistant") + "]}]");
        assertEquals("Ho", e.answer());
        assertEquals("finish_reason=content_filter", e.extra().get("event.gen_ai.choice"));
    }

    @Test
    void severalValuesToEmbed() throws BadRecordException {
        Event e = read("\"attributes\":[" + attribute("ai.operationId", "ai.embedMany")
                + ",{\"key\":\"ai.values\",\"value\":{\"arrayValue\":{\"values\":[{\"stringValue\":\"\\\"a\\\"\"},"
                + "{\"stringValue\":\"\\\"b, c\\\"\"}]}}},{\"key\":\"ai.usage.tokens\","
                + "\"value\":{\"intValue\":\"7\"}}]");
        assertEquals(List.of(new Message("user", "a"), new Message("user", "b, c")), e.input());
        assertEquals(7, e.tokensIn());
    }

    private static Event span(String... attributes) throws BadRecordException {
        StringJoiner all = new StringJoiner(",", "\"attributes\":[", "]");
        for (int i = 0; i < attributes.length; i += 2) {
            all.add(attribute(attributes[i], attributes[i + 1]));
        }
        return read(all.toString());
    }

    private static String attribute(String key, String value) {
        return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + value.replace("\"", "\\\"") + "\"}}";
    }

    private static Event read(String members) throws BadRecordException {
        return Samples.event("otlp", "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":"
                + "\"0af7651916cd43dd8448eb211c80319c\",\"spanId\":\"00f067aa0ba902b7\",\"name\":\"s\"," + members
                + "}]}]}]}");
    }
}
