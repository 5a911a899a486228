// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.core.query.Trail;
import org.tracebinder.ingest.Json;
import org.tracebinder.trace.Lineage;
import org.tracebinder.trace.LineageView;
import tools.jackson.databind.JsonNode;

/**
 * Generated trails of which everything is known, through the whole product: imported, asked, traced, followed back to
 * their data and forward from it.
 */
class SeedsTest {

    private static final List<String> FILES = List.of("loan-assistant.otlp.jsonl", "support-bot.litellm.jsonl",
            "opa-decisions.jsonl", "lineage.openlineage.jsonl", "human-reviews.csv", "golden-set.promptfoo.json");
    private static final String CALLS = "kind:inference AND app:loan-assistant";

    @TempDir
    Path dir;

    private JsonNode truth;
    private Trail trail;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void answersAreTheTruth(int seed) throws Exception {
        generate(seed);
        truth = Json.tree(Files.readAllBytes(dir.resolve("truth.json")));
        try (Binder binder = Binder.create(dir.resolve("binder"), "seed " + seed, null)) {
            assertTrue(binder.importPaths(FILES.stream().map(dir::resolve).toList(), ImportOptions.DEFAULT,
                    Progress.NONE)
                    .reconciled());
            trail = binder.trail();
            totals();
            records();
            faultsOfEvents();
            faultsOfTraces(binder);
            lineage(binder.lineage(Progress.NONE));
        }
    }

    private void generate(int seed) throws Exception {
        Path tool = Samples.root().resolve("../shared/tools/trailgen.py");
        Assumptions.assumeTrue(Files.exists(tool), "the generator is not here");
        Process p;
        try {
            p = new ProcessBuilder("python3", tool.toString(), "--traces", "120", "--seed", "" + seed, "--out",
                    dir.toString()).redirectErrorStream(true).redirectOutput(dir.resolve("out.log").toFile()).start();
        } catch (IOException e) {
            Assumptions.abort("no python3: " + e.getMessage());
            return;
        }
        assertTrue(p.waitFor(120, TimeUnit.SECONDS), "the generator did not end");
        assertEquals(0, p.exitValue());
    }

    private void totals() throws Exception {
        assertEquals(truth.get("spans").asLong(), trail.count("source:S1", Progress.NONE));
        assertEquals(truth.at("/calls/loan-assistant").asLong(), trail.count(CALLS, Progress.NONE));
        assertEquals(truth.at("/calls/support-bot").asLong(), trail.count("source:S2 AND kind:inference",
                Progress.NONE));
        assertEquals(counts("models"), facet(CALLS, Fields.MODEL));
        assertEquals(counts("policy"), facet("kind:policy", Fields.POLICY));
        Map<String, Long> days = new TreeMap<>();
        trail.search(new SearchRequest(CALLS, null, 0, null, List.of(), List.of(), 0, "day"), Progress.NONE).histogram()
                .stream().filter(b -> b.count() > 0)
                .forEach(b -> days.put(LocalDate.ofInstant(b.from(), ZoneOffset.UTC).toString(), b.count()));
        assertEquals(counts("callsByDay"), days);
        long[] tokens = new long[2];
        scan(CALLS, List.of(Fields.TOKENS_IN, Fields.TOKENS_OUT), row -> {
            tokens[0] += row.get(Fields.TOKENS_IN);
            tokens[1] += row.get(Fields.TOKENS_OUT);
        });
        assertEquals(truth.at("/tokens/input").asLong(), tokens[0]);
        assertEquals(truth.at("/tokens/output").asLong(), tokens[1]);
        BigDecimal[] cost = {BigDecimal.ZERO};
        scan("source:S2", List.of(Fields.COST), row -> cost[0] = cost[0].add(row.get(Fields.COST)));
        assertEquals(truth.at("/costUsd/support-bot").decimalValue().setScale(6, RoundingMode.HALF_UP),
                cost[0].setScale(6, RoundingMode.HALF_UP));
        for (Map.Entry<String, JsonNode> phrase : truth.get("phrases").properties()) {
            SearchResult found = trail.search(new SearchRequest("\"" + phrase.getKey() + "\"", null, 10, null,
                    List.of(Fields.TRACE, Fields.SPAN), List.of(), 0, null), Progress.NONE);
            assertEquals(1, found.total(), phrase.getKey());
            Row hit = found.hits().get(0);
            assertTrue(Set.of(hit.get(Fields.TRACE), hit.get(Fields.SPAN)).contains(phrase.getValue().stringValue()));
        }
    }

    /** Lines that are broken, repeated, or contradict an earlier one. */
    private void records() throws Exception {
        Set<Long> broken = new TreeSet<>();
        trail.quarantine(q -> {
            assertEquals(1, q.record().id().source());
            broken.add(q.record().offset());
        });
        Set<Long> planted = new TreeSet<>();
        truth.at("/faults/malformedLines").forEach(m -> planted.add(m.get("byteOffset").asLong()));
        assertEquals(planted, broken);
        List<String> repeated = new ArrayList<>();
        for (Trail.Duplicate d : duplicates()) {
            repeated.add(trail.events(d.copy()).get(0).trace());
        }
        assertEquals(traces("duplicateLines"), new TreeSet<>(repeated));
        assertEquals(truth.at("/faults/duplicateLines").size(), repeated.size());
        List<EventId> variants = new ArrayList<>();
        trail.conflicts(c -> variants.add(c.variant()));
        Set<String> spans = new TreeSet<>();
        for (EventId id : variants) {
            spans.add(trail.event(id).orElseThrow().span());
        }
        Set<String> contradicting = new TreeSet<>();
        truth.at("/faults/conflictingIds").forEach(c -> contradicting.add(c.get("spanId").stringValue()));
        assertEquals(contradicting, spans);
    }

    private List<Trail.Duplicate> duplicates() throws IOException {
        List<Trail.Duplicate> all = new ArrayList<>();
        trail.duplicates(all::add);
        return all;
    }

    private void faultsOfEvents() throws Exception {
        assertEquals(traces("errors"), traces(CALLS + " AND status:error"));
        assertEquals(traces("noModelVersion"), traces("operation:predict AND NOT version:*"));
        assertEquals(traces("piiLeaks"), traces("leak:IBAN AND app:loan-assistant"));
        Map<String, Long> denied = new HashMap<>();
        scan("kind:policy AND policy:deny", List.of(Fields.TRACE, Fields.TIME_START),
                row -> denied.put(row.get(Fields.TRACE), row.get(Fields.TIME_START)));
        Set<String> used = new TreeSet<>();
        scan("kind:tool", List.of(Fields.TRACE, Fields.TIME_START), row -> {
            Long at = denied.get(row.get(Fields.TRACE));
            if (at != null && row.get(Fields.TIME_START) >= at) {
                used.add(row.get(Fields.TRACE));
            }
        });
        assertEquals(traces("toolCallAfterDeny"), used);
    }

    private void faultsOfTraces(Binder binder) throws Exception {
        Map<String, Set<String>> gaps = new TreeMap<>();
        for (String trace : traces("source:S1")) {
            binder.trace(trace, Progress.NONE).gaps()
                    .forEach(g -> gaps.computeIfAbsent(g.code(), k -> new TreeSet<>()).add(trace));
        }
        assertEquals(traces("orphanSpans"), gaps.remove("missing-parent"));
        assertEquals(traces("noModelVersion"), gaps.remove("no-model-version"));
        assertEquals(traces("noPolicyDecision"), gaps.remove("no-policy-decision"));
        assertEquals(traces("noReview"), gaps.remove("no-review"));
        assertEquals(traces("conflictingIds"), gaps.remove("conflict"));
        assertEquals(traces("toolCallAfterDeny"), gaps.remove("tool-after-deny"));
        assertEquals(traces("piiLeaks"), gaps.remove("leak-after-redaction"));
        gaps.remove("no-lineage");
        assertEquals(Map.of(), gaps);
    }

    /**
     * From each named trace back to the data as of its moment, and from each of these data to exactly what rests on
     * them.
     */
    private void lineage(Lineage lineage) throws Exception {
        Map<String, Set<String>> upstream = new HashMap<>();
        for (JsonNode point : truth.get("lineageAsOf")) {
            String trace = point.get("traceId").stringValue();
            Set<String> expected = new TreeSet<>();
            point.get("upstream").forEach(u -> expected.add(u.stringValue()));
            Instant at = OffsetDateTime.parse(point.get("at").stringValue()).toInstant();
            for (Instant asOf : new Instant[] {at, null}) {
                assertEquals(expected, versions(lineage.upstream(trace, asOf, Progress.NONE)), trace);
            }
            upstream.put(point.get("version").stringValue(), expected);
        }
        assertEquals(Set.of("3.1.0", "3.2.0"), upstream.keySet());
        Instant change = OffsetDateTime.parse(truth.get("modelSwitch").stringValue()).toInstant();
        long changed = change.getEpochSecond() * 1_000_000_000L;
        Map<String, Set<EventId>> uses = new HashMap<>();
        scan("operation:predict", List.of(Fields.VERSION, Fields.TIME_START), row -> {
            String version = row.get(Fields.VERSION) != null ? row.get(Fields.VERSION)
                    : row.get(Fields.TIME_START) < changed ? "3.1.0" : "3.2.0";
            uses.computeIfAbsent(version, v -> new HashSet<>()).add(row.id());
        });
        Set<String> subjects = new TreeSet<>();
        upstream.values().forEach(subjects::addAll);
        for (String subject : subjects) {
            Set<EventId> expected = new HashSet<>();
            upstream.forEach((version, all) -> {
                if (all.contains(subject)) {
                    expected.addAll(uses.get(version));
                }
            });
            String query = lineage.downstream(subject, Progress.NONE).query();
            assertNotNull(query, subject);
            Set<EventId> found = new HashSet<>();
            scan(query, List.of(), row -> found.add(row.id()));
            assertEquals(expected, found, subject);
        }
    }

    private static Set<String> versions(LineageView view) {
        Set<String> names = new TreeSet<>();
        view.nodes().stream().filter(n -> n.version() != null).forEach(n -> names.add(n.name() + "@" + n.version()));
        return names;
    }

    private void scan(String query, List<Field<?>> columns, Consumer<Row> rows) throws Exception {
        trail.scan(query, columns, rows, Progress.NONE);
    }

    private Map<String, Long> facet(String query, Field<?> field) throws Exception {
        Map<String, Long> counts = new TreeMap<>();
        trail.search(new SearchRequest(query, null, 0, null, List.of(), List.of(field), 100, null), Progress.NONE)
                .facets().get(field.id()).forEach(v -> counts.put(v.value(), v.count()));
        return counts;
    }

    private Map<String, Long> counts(String name) {
        Map<String, Long> counts = new TreeMap<>();
        truth.get(name).properties().forEach(p -> counts.put(p.getKey(), p.getValue().asLong()));
        return counts;
    }

    /** The traces of a planted fault, or those that a query finds. */
    private Set<String> traces(String what) throws Exception {
        Set<String> traces = new TreeSet<>();
        JsonNode fault = truth.get("faults").get(what);
        if (fault != null) {
            fault.forEach(f -> traces.add(f.isString() ? f.stringValue() : f.get("traceId").stringValue()));
        } else {
            scan(what, List.of(Fields.TRACE), row -> traces.add(row.get(Fields.TRACE)));
        }
        return traces;
    }
}
