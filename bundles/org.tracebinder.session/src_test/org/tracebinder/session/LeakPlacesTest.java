// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.core.Progress;

/** Personal data is found wherever a trail holds content: prompts, answers, tool arguments, traces of guardrails. */
class LeakPlacesTest {

    private static final String IBAN = "DE89370400440532013000";

    @TempDir
    Path folder;

    @Test
    void everyPlaceOfContentIsLookedAt() throws Exception {
        write("spans.json", "{\"resourceSpans\":[{\"resource\":{\"attributes\":[" + attribute("service.name", "a")
                + "]},\"scopeSpans\":[{\"spans\":["
                + span("01", attribute("gen_ai.operation.name", "execute_tool"),
                        attribute("gen_ai.tool.call.arguments", "{\\\"iban\\\":\\\"" + IBAN + "\\\"}"))
                + "," + span("02", attribute("openinference.span.kind", "GUARDRAIL"), attribute("input.value",
                        "call +49 89 636 48018"))
                + "," + span("03", attribute("gen_ai.operation.name", "chat"), attribute("gen_ai.input.messages",
                        "[{\\\"role\\\":\\\"user\\\",\\\"parts\\\":[{\\\"type\\\":\\\"text\\\",\\\"content\\\":"
                                + "\\\"mail ada@lovelace.example\\\"}]}]"))
                + "," + span("04", attribute("gen_ai.operation.name", "chat"), attribute("gen_ai.output.messages",
                        "[{\\\"role\\\":\\\"assistant\\\",\\\"parts\\\":[{\\\"type\\\":\\\"text\\\",\\\"content\\\":"
                                + "\\\"card 4111 1111 1111 1111\\\"}]}]"))
                + "," + span("05", attribute("gen_ai.operation.name", "chat"), attribute("gen_ai.input.messages",
                        "[{\\\"role\\\":\\\"user\\\",\\\"parts\\\":[{\\\"type\\\":\\\"text\\\",\\\"content\\\":"
                                + "\\\"hi\\\"}]}]"))
                + "]}]}]}");
        write("opa.jsonl", Samples.decision("d1", "t6", "allow").replace("\"result\":", "\"input\":{\"prompt\":\"pay "
                + IBAN + "\"},\"result\":")
                + Samples.decision("d2", "t7", "deny").replace("\"action\":\"deny\"", "\"action\":\"deny\",\"reasons\":"
                        + "[\"address 203.0.113.77 of the caller\"]"));
        write("proxy.jsonl", "{\"id\":\"c1\",\"trace_id\":\"t8\",\"call_type\":\"acompletion\",\"response_cost\":0.1,"
                + "\"status\":\"success\",\"model\":\"m\",\"startTime\":1772323200.5,\"endTime\":1772323201.5,"
                + "\"guardrail_information\":[{\"guardrail_name\":\"pii\",\"guardrail_status\":\"success\","
                + "\"masked_entity_count\":{\"IBAN\":1},\"guardrail_request\":{\"text\":\"my " + IBAN + "\"}}],"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"my <IBAN>\"}],\"response\":{}}\n");
        try (Binder binder = Binder.create(folder.resolve("b"), "Test", null)) {
            binder.importPaths(List.of(folder.resolve("spans.json"), folder.resolve("opa.jsonl"),
                    folder.resolve("proxy.jsonl")), ImportOptions.DEFAULT, Progress.NONE);
            CheckResult r = binder.check(List.of("privacy.leak"), Progress.NONE).get(0);
            Set<String> traces = new TreeSet<>();
            r.traces().forEach(t -> traces.add(t.substring(t.length() - 2)));
            assertEquals(new TreeSet<>(Set.of("01", "02", "03", "04", "t6", "t7", "t8")), traces, r.summary());
            assertTrue(r.summary().contains(": CREDIT_CARD in 1, EMAIL_ADDRESS in 1, IBAN in 3, IP_ADDRESS in 1,"
                    + " PHONE_NUMBER in 1. 1 of them come at or after a decision to redact in the same trace."),
                    r.summary());
            assertFalse(r.toString().contains(IBAN) || r.toString().contains("ada@"), "kinds and counts, no values");
        }
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    private static String attribute(String key, String value) {
        return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + value + "\"}}";
    }

    private static String span(String end, String... attributes) {
        return "{\"traceId\":\"0af7651916cd43dd8448eb211c8031" + end + "\",\"spanId\":\"b7ad6b71692033" + end
                + "\",\"name\":\"x\",\"startTimeUnixNano\":\"1772323200000000000\",\"endTimeUnixNano\":"
                + "\"1772323201000000000\",\"attributes\":[" + String.join(",", attributes) + "]}";
    }
}
