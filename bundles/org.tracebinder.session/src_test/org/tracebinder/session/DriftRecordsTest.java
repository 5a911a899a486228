// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Figure;
import org.tracebinder.core.Progress;

/** Shifts in an imported trail: each opens the very events that carry it. */
class DriftRecordsTest {

    private static final long BEGIN = 1_772_323_200_000_000_123L;
    private static final int CALLS = 300;

    @TempDir
    Path folder;

    @Test
    void theQueryOfAShiftFindsWhatCarriesIt() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < CALLS; i++) {
            boolean late = i >= CALLS / 2;
            long start = BEGIN + i * 1_000_000_007L;
            long took = (late ? 900 : 400) * 1_000_000L + i * 1_001L;
            lines.append(String.format(Locale.ROOT, "{\"resourceSpans\":[{\"resource\":{\"attributes\":[%s]},"
                    + "\"scopeSpans\":[{\"spans\":[{\"traceId\":\"%032x\",\"spanId\":\"%016x\",\"name\":\"chat\","
                    + "\"startTimeUnixNano\":\"%d\",\"endTimeUnixNano\":\"%d\",\"status\":{\"code\":%d},"
                    + "\"attributes\":[%s,%s,{\"key\":\"gen_ai.usage.output_tokens\",\"value\":{\"intValue\":\"%d\"}}"
                    + "]}]}]}]}%n", attribute("service.name", "desk \"one\""), i + 1, i + 1, start, start + took,
                    late && i % 3 == 0 ? 2 : 1, attribute("gen_ai.operation.name", "chat"),
                    attribute("gen_ai.response.model", late && i % 2 == 0 ? "m:2 (new)" : "m-1"), late ? 90 + i % 7
                            : 20 + i % 7));
        }
        Files.writeString(folder.resolve("spans.jsonl"), lines);
        try (Binder binder = Binder.create(folder.resolve("b"), "Drift", null)) {
            binder.importPaths(List.of(folder.resolve("spans.jsonl")), ImportOptions.DEFAULT, Progress.NONE);
            CheckResult r = binder.check(List.of("quality.drift"), Progress.NONE).get(0);
            List<Figure> shifts = r.figures().stream().filter(Figure::shift).toList();
            assertEquals(List.of("latency, median in ms", "tokens out, median", "share of errors", "mix of models"),
                    shifts.stream().map(f -> f.name().substring(f.name().indexOf('"', 7) + 2)).toList(), r.summary());
            Set<String> all = new HashSet<>();
            for (Figure f : shifts) {
                Set<String> opened = found(binder, f.opens());
                assertEquals(f.carriers(), opened.size(), f.opens());
                assertTrue(opened.containsAll(f.records()), f.name());
                all.addAll(opened);
            }
            assertEquals(all, Set.copyOf(r.records()));
            assertEquals(all, found(binder, r.query()));
        }
    }

    private static Set<String> found(Binder binder, String query) throws Exception {
        Set<String> ids = new HashSet<>();
        binder.trail().scan(query, List.of(), row -> ids.add(row.id().toString()), Progress.NONE);
        return ids;
    }

    private static String attribute(String key, String value) {
        return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + value.replace("\"", "\\\"") + "\"}}";
    }
}
