// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.EventPieces;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Message;
import org.tracebinder.core.Progress;
import org.tracebinder.trace.Basis;
import org.tracebinder.trace.TraceView;

/** Two records of one event are one event that says what both say; both records stay. All files are invented. */
class PiecesTest {

    private static final String BEGIN = """
            {"batch":[{"id":"e2","type":"generation-create","timestamp":"2026-01-10T10:00:00.1Z","body":{"id":"g1",
            "traceId":"t1","name":"answer","startTime":"2026-01-10T10:00:00.1Z","model":"gpt-4o","sessionId":"s1",
            "input":[{"role":"user","content":"Hello there"}]}}]}""";
    private static final String END = """
            {"batch":[{"id":"e3","type":"generation-update","timestamp":"2026-01-10T10:00:02Z","body":{"id":"g1",
            "traceId":"t1","endTime":"2026-01-10T10:00:02Z","output":"General Kenobi",
            "usage":{"input":3,"output":4}}}]}""";
    private static final String ASKED = "kind:inference prompt:hello answer:kenobi model:\"gpt-4o\" session:s1";

    @TempDir
    Path folder;

    @Test
    void beginAndEndInOneImport() throws Exception {
        try (Binder binder = binder()) {
            ImportReport report = add(binder, BEGIN, END);
            assertTrue(report.reconciled());
            assertOne(binder, 1900);
        }
    }

    @Test
    void theEndComesFirstAndTheBeginningWithALaterImport() throws Exception {
        try (Binder binder = binder()) {
            add(binder, END);
            assertEquals(1, binder.trail().count("*:*", Progress.NONE));
            add(binder, BEGIN);
            assertOne(binder, 1900);
            assertTrue(binder.doctor(Progress.NONE).ok(), binder.doctor(Progress.NONE).toString());
            assertEquals(List.of(), binder.rebuild(Progress.NONE));
            assertOne(binder, 1900);
            assertTrue(binder.doctor(Progress.NONE).ok(), binder.doctor(Progress.NONE).toString());
        }
        try (Binder binder = Binder.open(folder.resolve("case.binder"))) {
            assertOne(binder, 1900);
        }
    }

    @Test
    void recordsThatContradictEachOtherStayAConflict() throws Exception {
        try (Binder binder = binder()) {
            ImportReport report = add(binder, BEGIN, END, END.replace("Kenobi", "Grievous"));
            assertEquals(1, report.sources().stream().mapToLong(s -> s.conflicts()).sum());
            assertEquals(1, binder.trail().count("*:*", Progress.NONE));
            assertEquals(1, binder.trail().count("conflict:true answer:grievous", Progress.NONE));
        }
    }

    @Test
    void aLogWithTheDetailsOfACallAndItsSpan() throws Exception {
        String log = """
                {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1772359200500000000",
                "eventName":"gen_ai.client.inference.operation.details","traceId":"0af7651916cd43dd8448eb211c803110",
                "spanId":"b7ad6b7169203310","attributes":[
                {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
                {"key":"gen_ai.input.messages","value":{"stringValue":
                "[{\\"role\\":\\"user\\",\\"content\\":\\"Hello\\"}]"}}]}]}]}]}""";
        String span = """
                {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0af7651916cd43dd8448eb211c803110",
                "spanId":"b7ad6b7169203310","name":"chat m-1","startTimeUnixNano":"1772359200000000000",
                "endTimeUnixNano":"1772359201000000000","attributes":[
                {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
                {"key":"gen_ai.response.model","value":{"stringValue":"m-1"}}]}]}]}]}""";
        try (Binder binder = binder()) {
            add(binder, log);
            assertEquals(1, binder.trail().count("kind:inference", Progress.NONE));
            add(binder, span);
            assertEquals(1, binder.trail().count("*:*", Progress.NONE));
            assertEquals(1, binder.trail().count("kind:inference prompt:hello model:\"m-1\"", Progress.NONE));
            Event call = only(binder);
            assertEquals(1_772_359_200_000_000_000L, call.time());
            assertEquals("chat m-1", call.name());
        }
    }

    @Test
    void messagesInLogsAreOneCallAlsoWithoutItsSpan() throws Exception {
        String turn = """
                {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"17723592005000%05d",
                "eventName":"gen_ai.%s","traceId":"0af7651916cd43dd8448eb211c803110",
                "spanId":"b7ad6b7169203310","body":{"kvlistValue":{"values":[
                {"key":"content","value":{"stringValue":"%s"}}]}}}]}]}]}
                """;
        String choice = """
                {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1772359200600000000",
                "eventName":"gen_ai.choice","traceId":"0af7651916cd43dd8448eb211c803110",
                "spanId":"b7ad6b7169203310","body":{"kvlistValue":{"values":[
                {"key":"index","value":{"intValue":"0"}},{"key":"finish_reason","value":{"stringValue":"stop"}},
                {"key":"message","value":{"kvlistValue":{"values":[
                {"key":"content","value":{"stringValue":"At noon"}}]}}}]}}}]}]}]}
                """;
        String span = """
                {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0af7651916cd43dd8448eb211c803110",
                "spanId":"b7ad6b7169203310","name":"chat m-1","startTimeUnixNano":"1772359200000000000",
                "endTimeUnixNano":"1772359201000000000","attributes":[
                {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
                {"key":"gen_ai.response.model","value":{"stringValue":"m-1"}}]}]}]}]}""";
        StringBuilder logs = new StringBuilder(turn.formatted(1, "system.message", "Be brief"));
        for (int i = 0; i < 100; i++) {
            logs.append(turn.formatted(2 + i, i % 2 == 0 ? "user.message" : "assistant.message", "word " + i % 7));
        }
        logs.append(choice);
        try (Binder binder = binder()) {
            add(binder, logs.toString());
            assertEquals(1, binder.trail().count("*:*", Progress.NONE));
            assertEquals(0, binder.trail().count("conflict:true", Progress.NONE));
            assertEquals(1, binder.trail().count("kind:inference answer:noon prompt:brief", Progress.NONE));
            Event alone = only(binder);
            assertEquals(101, alone.input().size());
            assertEquals("system", alone.input().get(0).role());
            assertEquals(List.of("word 5", "word 6", "word 0"), alone.input().subList(6, 9).stream()
                    .map(Message::text).toList());
            assertEquals("stop", alone.extra().get("finish_reason"));
            add(binder, span);
            assertEquals(1, binder.trail().count("*:*", Progress.NONE));
            Event call = only(binder);
            assertEquals("chat m-1", call.name());
            assertEquals(101, call.input().size());
            assertEquals(1_000_000_000L, call.duration());
            assertEquals(List.of(), binder.rebuild(Progress.NONE));
            assertEquals(1, binder.trail().count("kind:inference answer:noon model:\"m-1\"", Progress.NONE));
            assertEquals(call.extra(), only(binder).extra());
            assertTrue(binder.doctor(Progress.NONE).ok(), binder.doctor(Progress.NONE).toString());
        }
    }

    @Test
    void rowsOfOneCallBehindTheGatewayAreOneCall() throws Exception {
        String row = """
                {"TimeGenerated":"2026-01-10T10:00:00.1Z","CorrelationId":"c-1","RequestId":"r-1","ModelName":"gpt-4o",\
                "PromptTokens":%d,"CompletionTokens":%d,"TotalTokens":%d,"RequestMessages":"%s","SequenceNumber":%d,\
                "Type":"ApiManagementGatewayLlmLog"}
                """;
        try (Binder binder = binder()) {
            add(binder, row.formatted(0, 0, 0, "[{\\\"content\\\":\\\"Lunch", 0)
                    + row.formatted(9, 2, 11, " at noon?\\\"}]", 1));
            assertEquals(1, binder.trail().count("*:*", Progress.NONE));
            assertEquals(1, binder.trail().count("kind:inference prompt:lunch prompt:noon", Progress.NONE));
            assertEquals(9, only(binder).tokensIn());
        }
    }

    @Test
    void aHitOfGarakAndItsAttemptAreOneTest() throws Exception {
        String report = """
                {"entry_type":"start_run setup","plugins.target_type":"acme","plugins.target_name":"m-1"}
                {"entry_type":"attempt","uuid":"a-1","seq":0,"status":2,"probe_classname":"dan.Dan","prompt":"x",\
                "outputs":["Sure","Yes"],"detector_results":{"d":[1.0,1.0]}}
                """;
        String hit = """
                {"goal":"g","prompt":"x","output":{"text":"%s"},"score":1.0,"run_id":"r","attempt_id":"a-1",\
                "attempt_seq":0,"attempt_idx":%d,"generator":"acme m-1","probe":"dan.Dan","detector":"d"}
                """;
        String hits = hit.formatted("Sure", 0) + hit.formatted("Yes", 1);
        try (Binder binder = binder()) {
            add(binder, hits);
            assertEquals(1, binder.trail().count("kind:evaluation", Progress.NONE));
            add(binder, report);
            assertEquals(1, binder.trail().count("kind:evaluation", Progress.NONE));
            assertEquals(0, binder.trail().count("conflict:true", Progress.NONE));
        }
    }

    @Test
    void questionAndAnswerOfABatchAreOneConversation() throws Exception {
        String asked = """
                {"custom_id":"request-1","method":"POST","url":"/v1/chat/completions","body":{"model":"m-1",\
                "messages":[{"role":"user","content":"Translate cat"}]}}
                """;
        String answered = """
                {"id":"batch_req_1","custom_id":"request-1","response":{"status_code":200,"request_id":"r1","body":{\
                "id":"c-1","object":"chat.completion","created":1768032000,"model":"m-1-2025","choices":[{"index":0,\
                "message":{"role":"assistant","content":"Katze"}}]}},"error":null}
                """;
        try (Binder binder = binder()) {
            add(binder, asked, answered);
            assertEquals(1, binder.trail().count("kind:inference", Progress.NONE));
            for (String id : new String[] {"S1:1", "S2:1"}) {
                TraceView view = binder.trace(id, Progress.NONE);
                assertEquals(List.of("Translate cat", "Katze"), view.conversation().stream()
                        .map(t -> t.message().text()).toList());
                assertTrue(view.steps().stream().allMatch(s -> s.basis() == Basis.OBSERVED));
            }
        }
    }

    private Binder binder() throws Exception {
        return Binder.create(folder.resolve("case.binder"), "case", null);
    }

    private ImportReport add(Binder binder, String... files) throws Exception {
        List<Path> paths = new ArrayList<>();
        for (String text : files) {
            paths.add(Files.writeString(Files.createTempFile(folder, "in", ".json"), text));
        }
        return binder.importPaths(paths, ImportOptions.DEFAULT, Progress.NONE);
    }

    private static Event only(Binder binder) throws Exception {
        List<Event> events = new ArrayList<>();
        binder.trail().scan("*:*", List.of(Fields.KIND), row -> {
            try {
                events.add(binder.trail().event(row.id()).orElseThrow());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, Progress.NONE);
        assertEquals(1, events.size());
        return events.get(0);
    }

    private static void assertOne(Binder binder, long millis) throws Exception {
        assertEquals(1, binder.trail().count("*:*", Progress.NONE));
        assertEquals(1, binder.trail().count(ASKED, Progress.NONE));
        assertEquals(0, binder.trail().count("conflict:true", Progress.NONE));
        Event e = only(binder);
        assertEquals(EventKind.INFERENCE, e.kind());
        assertEquals("Hello there", e.prompt());
        assertEquals("General Kenobi", e.answer());
        assertEquals(millis * 1_000_000L, e.duration());
        assertEquals(null, e.status());
        assertEquals("S2:1", e.extra().get(EventPieces.RECORDS));
    }
}
