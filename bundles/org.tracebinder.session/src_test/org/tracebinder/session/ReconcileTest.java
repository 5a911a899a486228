// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.compare.FieldDifference;
import org.tracebinder.session.compare.Reconciliation;
import org.tracebinder.trace.Basis;

class ReconcileTest {

    private static final long BEGIN = 1_788_764_582L;

    @TempDir
    private Path folder;

    private static String trace(int n) {
        return String.format(Locale.ROOT, "%032x", n + 1);
    }

    /** A call as a gateway logs it. */
    private static String gateway(int n, String trace, double second, String model, int in) {
        return String.format(Locale.ROOT, """
                {"id":"gw-%d","trace_id":"%s","call_type":"acompletion","status":"success",\
                "custom_llm_provider":"openai",\
                "model":"%s","startTime":%.3f,"endTime":%.3f,"prompt_tokens":%d,"completion_tokens":5,"total_tokens":1,\
                "end_user":"u%d","messages":[{"role":"user","content":"hello"}],"response":{"id":"r-%d"}}
                """, n, trace, model, BEGIN + second, BEGIN + second + 1, in, n, n);
    }

    /** The same call as the application tells it. */
    private static String app(int n, String trace, double second, String model, int in) {
        long nanos = BEGIN * 1_000_000_000L + Math.round(second * 1e9);
        return String.format(Locale.ROOT, """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"app"}}]},\
                "scopeSpans":[{"spans":[{"traceId":"%s","spanId":"%016x","name":"chat","startTimeUnixNano":"%d",\
                "endTimeUnixNano":"%d","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},\
                {"key":"gen_ai.response.model","value":{"stringValue":"%s"}},\
                {"key":"gen_ai.usage.input_tokens","value":{"intValue":"%d"}},\
                {"key":"gen_ai.usage.output_tokens","value":{"intValue":"5"}}]}]}]}]}
                """, trace, n + 1, nanos, nanos + 1_000_000_000L, model, in);
    }

    private Reconciliation reconcile(String a, String b, String by) throws Exception {
        return reconcile(a, b, " AND kind:inference", by);
    }

    private Reconciliation reconcile(String a, String b, String and, String by) throws Exception {
        Path one = Files.writeString(folder.resolve("gateway.jsonl"), a);
        Path two = Files.writeString(folder.resolve("app.jsonl"), b);
        try (Binder binder = Binder.create(folder.resolve("b.binder"), "Test", null)) {
            binder.importPaths(List.of(one, two), ImportOptions.DEFAULT, Progress.NONE);
            assertEquals(2, binder.sources().sources().stream().filter(s -> !s.format().equals("unknown")).count());
            assertThrows(TracebinderException.class, () -> binder.comparisons().trails("source:S1", "", null,
                    Duration.ofSeconds(2),
                    Progress.NONE));
            return binder.comparisons().trails("source:S1" + and, "source:S2" + and, by,
                    Duration.ofSeconds(2), Progress.NONE);
        }
    }

    @Test
    void onlyInOneOnlyInTheOtherAndInBothWithOtherValues() throws Exception {
        StringBuilder a = new StringBuilder();
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            if (i != 3) {
                a.append(gateway(i, trace(i), i * 10, "m-1", 100 + i));
            }
            if (i != 5 && i != 6) {
                b.append(app(i, trace(i), i * 10 + (i == 8 ? 60 : 0.25), i == 7 ? "m-2" : "m-1", i == 9 ? 1 : 100 + i));
            }
        }
        Reconciliation r = reconcile(a.toString(), b.toString(), null);
        assertEquals(39, r.totalA());
        assertEquals(38, r.totalB());
        assertEquals(37, r.pairs());
        assertEquals(2, r.onlyACount());
        assertEquals(1, r.onlyBCount());
        assertEquals(List.of(EventId.parse("S1:5"), EventId.parse("S1:6")), r.onlyA());
        assertEquals(List.of(EventId.parse("S2:4")), r.onlyB());
        assertEquals(3, r.differing());
        assertEquals(List.of(new FieldDifference("model", "m-1", "m-2")), r.listed().get(0).differences());
        assertEquals("time", r.listed().get(1).differences().get(0).field());
        assertEquals(List.of(new FieldDifference("tokensIn", "109", "1")), r.listed().get(2).differences());
        Reconciliation.FieldTotals model = r.fields().get(0);
        assertEquals(new Reconciliation.FieldTotals("model", 36, 1, 0, 0,
                List.of(new Reconciliation.Values("m-1", "m-2", 1))), model);
        Reconciliation.FieldTotals actor = r.fields().stream().filter(f -> f.field().equals("actor")).findFirst()
                .orElseThrow();
        assertEquals(37, actor.onlyA(), "the application names nobody: that is no difference");
        assertEquals(Duration.ofMillis(250).toNanos(), r.shift().median());
        assertEquals(Duration.ofSeconds(60).toNanos(), r.shift().most());
        assertEquals(1, r.joins().size());
        assertEquals(Basis.OBSERVED, r.joins().get(0).basis());
        assertEquals("trace", r.joins().get(0).by());
    }

    @Test
    void ofSeveralCallsInATraceTheMostAlikeAreJoinedAndThatIsInferred() throws Exception {
        String t = trace(1);
        Reconciliation r = reconcile(gateway(1, t, 0, "m-1", 10) + gateway(2, t, 1, "m-1", 20) + gateway(3, t, 2,
                "m-1", 30),
                app(1, t, 2.1, "m-1", 30) + app(2, t, 0.1, "m-1", 20), "trace");
        assertEquals(2, r.pairs());
        assertEquals(0, r.differing());
        assertEquals(List.of(EventId.parse("S1:1")), r.onlyA());
        assertEquals(Basis.INFERRED, r.joins().get(0).basis());
    }

    @Test
    void anIdThatIsSpanAndResponseIsStillOneEvent() throws Exception {
        String twice = gateway(1, trace(8), 0, "m-1", 10).replace("\"r-1\"", "\"gw-1\"");
        String[] calls = new String[2];
        for (int i = 0; i < calls.length; i++) {
            calls[i] = app(i + 1, trace(1), i, "m-1", 10).replace("\"attributes\":[{\"key\":\"gen_ai.op",
                    "\"attributes\":[{\"key\":\"gen_ai.response.id\",\"value\":{\"stringValue\":\"gw-1\"}},"
                    + "{\"key\":\"gen_ai.op");
        }
        Reconciliation one = reconcile(calls[0], twice, null);
        assertEquals(1, one.pairs());
        assertEquals(Basis.OBSERVED, one.joins().get(0).basis());
        Files.move(folder.resolve("b.binder"), folder.resolve("one.binder"));
        Reconciliation r = reconcile(calls[0] + calls[1], twice, null);
        assertEquals(1, r.pairs(), "one event has one counterpart");
        assertEquals(List.of(EventId.parse("S1:2")), r.onlyA());
        assertEquals(0, r.onlyBCount());
    }

    @Test
    void theStepAroundACallIsNotTheCall() throws Exception {
        String agent = app(0, trace(1), 0, "m-1", 10).replace("\"chat\"", "\"invoke_agent\"")
                .replace("gen_ai.response", "own").replace("gen_ai.usage", "own");
        String[] by = {"trace", "time"};
        for (String key : by) {
            Reconciliation r = reconcile(agent + app(1, trace(1), 0.5, "m-1", 10), gateway(1, trace(1), 0.25, "m-1",
                    11), "", key);
            assertEquals(List.of(EventId.parse("S1:1")), r.onlyA(), key);
            assertEquals(List.of(new FieldDifference("tokensIn", "10", "11")), r.listed().get(0).differences(), key);
            Files.move(folder.resolve("b.binder"), folder.resolve(key + ".binder"));
        }
    }

    @Test
    void withoutACommonIdTimeAndLikenessJoin() throws Exception {
        StringBuilder a = new StringBuilder();
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            a.append(gateway(i, "x" + i, i * 0.5, "m-1", 100 + i));
            if (i % 10 != 9) {
                b.append(app(i, trace(i), i * 0.5 + 0.3, "m-1", 100 + i));
            }
        }
        Reconciliation none = reconcile(a.toString(), b.toString(), null);
        assertEquals(0, none.pairs());
        assertEquals(30, none.onlyACount());
        try (Binder binder = Binder.open(folder.resolve("b.binder"))) {
            Reconciliation r = binder.comparisons().trails("source:S1", "source:S2", "time", Duration.ofSeconds(1),
                    Progress.NONE);
            assertEquals(27, r.pairs());
            assertEquals(0, r.differing(), () -> r.listed().toString());
            assertEquals(List.of(EventId.parse("S1:10"), EventId.parse("S1:20"), EventId.parse("S1:30")), r.onlyA());
            assertTrue(r.joins().stream().allMatch(j -> j.basis() == Basis.INFERRED));
        }
    }

    /** A call that two gateways log under one id of the answer. */
    private static String asked(int n, String provider, String prompt, String answer) {
        return String.format(Locale.ROOT, """
                {"id":"r%d","trace_id":"t%d","call_type":"acompletion","status":"success","custom_llm_provider":"%s",\
                "model":"m-1","startTime":%d,"endTime":%d,"prompt_tokens":3,"completion_tokens":4,"total_tokens":7,\
                "messages":[{"role":"user","content":"%s"}],"response":{"id":"r%d","model":"m-1","choices":[{"index":0,\
                "finish_reason":"stop","message":{"role":"assistant","content":"%s"}}]}}
                """, n, n, provider, BEGIN + n, BEGIN + n + 1, prompt, n, answer);
    }

    @Test
    void whatWasAskedAndAnsweredIsHeldAgainstEachOther() throws Exception {
        String same = "the same answer, ".repeat(30);
        Reconciliation r = reconcile(
                asked(1, "openai", "p one", "approved") + asked(2, "openai", "p", same + "yes")
                        + asked(3, "openai", "p", "alike") + asked(4, "openai", "p", "alike"),
                asked(1, "openai", "p two", "DECLINED") + asked(2, "openai", "p", same + "no")
                        + asked(3, "OpenAI", "p", " alike ") + asked(4, "azure", "p", "alike"), "id");
        assertEquals(4, r.pairs());
        assertEquals(3, r.differing(), () -> r.listed().toString());
        assertEquals(List.of(new FieldDifference("prompt", "p one", "p two"),
                new FieldDifference("answer", "approved", "DECLINED")), r.listed().get(0).differences());
        FieldDifference end = r.listed().get(1).differences().get(0);
        assertEquals("answer", end.field());
        assertTrue(end.a().contains("513 characters"), end::a);
        assertTrue(end.b().contains("512 characters"), end::b);
        assertEquals(List.of(new FieldDifference("provider", "openai", "azure")), r.listed().get(2).differences());
        Reconciliation.FieldTotals prompt = r.fields().stream().filter(f -> f.field().equals("prompt")).findFirst()
                .orElseThrow();
        assertEquals(3, prompt.equal());
        assertEquals(1, prompt.differ());
    }
}
