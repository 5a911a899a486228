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
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.trace.TraceView;

/** What a trace says against itself is what the checks find in it, no more and no less. */
class ContradictionsTest {

    @TempDir
    private Path dir;

    @Test
    void traceAndCheckAgreeOnTheSample() throws Exception {
        try (Binder binder = Binder.create(dir.resolve("b"), "b", null)) {
            binder.importPaths(Samples.trail(), ImportOptions.DEFAULT, Progress.NONE);
            Set<String> traces = new TreeSet<>();
            binder.trail().scan("policy:* OR leak:* OR kind:tool", List.of(Fields.TRACE), row -> {
                if (row.get(Fields.TRACE) != null) {
                    traces.add(row.get(Fields.TRACE));
                }
            }, Progress.NONE);
            Set<String> tools = new TreeSet<>();
            Set<String> leaks = new TreeSet<>();
            int claimed = 0;
            for (String trace : traces) {
                for (TraceView.Gap gap : binder.trace(trace, Progress.NONE).gaps()) {
                    if (gap.code().equals("tool-after-deny")) {
                        tools.add(gap.event().toString());
                        assertTrue(gap.text().contains("see S"), gap.text());
                    } else if (gap.code().startsWith("leak")) {
                        leaks.add(gap.event().toString());
                        claimed += gap.code().equals("leak-after-redaction") ? 1 : 0;
                    }
                }
            }
            List<CheckResult> checks = binder.check(List.of("policy.tool-after-deny", "privacy.leak"), Progress.NONE);
            assertFalse(tools.isEmpty());
            assertEquals(new TreeSet<>(checks.get(0).records()), tools);
            assertFalse(leaks.isEmpty());
            assertEquals(new TreeSet<>(checks.get(1).records()), leaks);
            assertTrue(checks.get(1).summary().contains(claimed + " of them"), checks.get(1).summary());
        }
    }

    @Test
    void theToolAndTheDecisionAreNamed() throws Exception {
        Path spans = dir.resolve("spans.jsonl");
        Files.writeString(spans, """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"loans"}}]},\
                "scopeSpans":[{"spans":[{"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331",\
                "name":"execute_tool pay","startTimeUnixNano":"1772366460000000000",\
                "endTimeUnixNano":"1772366461000000000",\
                "attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"execute_tool"}},\
                {"key":"gen_ai.tool.name","value":{"stringValue":"pay"}}]}]}]}]}
                """);
        Path decisions = dir.resolve("opa.jsonl");
        Files.writeString(decisions, Samples.decision("d1", "0af7651916cd43dd8448eb211c80319c", "deny"));
        try (Binder binder = Binder.create(dir.resolve("b"), "b", null)) {
            binder.importPaths(List.of(spans, decisions), ImportOptions.DEFAULT, Progress.NONE);
            List<TraceView.Gap> gaps = binder.trace("b7ad6b7169203331", Progress.NONE).gaps();
            assertEquals("tool-after-deny", gaps.get(0).code(), gaps.toString());
            assertTrue(gaps.get(0).text().startsWith("S1:1") && gaps.get(0).text().contains("the tool pay"),
                    gaps.get(0).text());
        }
    }
}
