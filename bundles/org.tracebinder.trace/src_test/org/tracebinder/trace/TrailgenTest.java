// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;

/** The synthetic trail with a known truth: lineage as of each named moment, and every planted fault of a trace. */
class TrailgenTest {

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(ints = {7, 11, 2026})
    void truth(int seed) throws Exception {
        Path tool = shared().resolve("tools/trailgen.py");
        Assumptions.assumeTrue(Files.exists(tool), "the generator is not here");
        generate(tool, seed);
        TrailgenFiles files = new TrailgenFiles(dir);
        MemoryTrail trail = files.read();
        Object truth = SmallJson.parse(Files.readString(dir.resolve("truth.json")));
        Lineage lineage = Lineage.of(trail, Progress.NONE);
        lineageAsOf(truth, files, lineage);
        restsOn(truth, files, trail, lineage);
        if (seed == 7) {
            faults(truth, trail, lineage);
        }
    }

    private static Path shared() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("bundles"))) {
            at = at.getParent();
        }
        Assumptions.assumeTrue(at != null, "not in a checkout");
        return at.resolve("../shared");
    }

    private void generate(Path tool, int seed) throws Exception {
        Process p;
        try {
            p = new ProcessBuilder("python3", tool.toString(), "--traces", "400", "--seed", "" + seed, "--out",
                    dir.toString()).redirectErrorStream(true).redirectOutput(dir.resolve("out.log").toFile()).start();
        } catch (java.io.IOException e) {
            Assumptions.abort("no python3: " + e.getMessage());
            return;
        }
        assertTrue(p.waitFor(60, TimeUnit.SECONDS), "the generator did not end");
        assertEquals(0, p.exitValue());
    }

    private static void lineageAsOf(Object truth, TrailgenFiles files, Lineage lineage) throws Exception {
        List<Object> points = SmallJson.at(truth, "lineageAsOf");
        assertTrue(points.size() > 2);
        for (Object p : points) {
            String trace = SmallJson.at(p, "traceId");
            Instant at = OffsetDateTime.parse(SmallJson.at(p, "at")).toInstant();
            List<String> upstream = SmallJson.at(p, "upstream");
            Set<String> expected = new TreeSet<>(upstream);
            String predict = files.predicts.get(trace).toString();
            String named = SmallJson.at(p, "model") + "@" + SmallJson.at(p, "version");
            for (String subject : List.of(trace, trace.toUpperCase(java.util.Locale.ROOT), predict, named)) {
                assertEquals(expected, Facts.versions(lineage.upstream(subject, at, Progress.NONE).nodes()), subject);
            }
            for (String subject : List.of(trace, predict)) {
                LineageView own = lineage.upstream(subject, null, Progress.NONE);
                assertEquals(expected, Facts.versions(own.nodes()), subject);
                assertEquals(1, own.nodes().stream().filter(n -> n.version() == null).count());
            }
            LineageView view = lineage.upstream(trace, at, Progress.NONE);
            for (String missing : view.missing()) {
                assertTrue(missing.startsWith("No source in this binder tells where "), missing);
            }
        }
    }

    private static void restsOn(Object truth, TrailgenFiles files, MemoryTrail trail, Lineage lineage)
            throws Exception {
        String query = lineage.downstream("bureau.scores@2026-02", Progress.NONE).query();
        Instant changed = OffsetDateTime.parse(SmallJson.at(truth, "modelSwitch")).toInstant();
        Set<EventId> expected = new HashSet<>();
        for (EventId id : files.predicts.values()) {
            if (trail.event(id).orElseThrow().time() < Moments.nanos(changed)) {
                expected.add(id);
            }
        }
        Set<EventId> selected = new HashSet<>();
        trail.scan(query, List.of(), r -> selected.add(r.id()), Progress.NONE);
        assertTrue(expected.size() > 50);
        assertEquals(expected, selected);
    }

    private static void faults(Object truth, MemoryTrail trail, Lineage lineage) throws Exception {
        Map<String, Set<String>> found = new TreeMap<>();
        Set<String> traces = new TreeSet<>();
        for (List<Event> events : trail.records.values()) {
            events.stream().map(Event::trace).filter(t -> t != null).forEach(traces::add);
        }
        for (String trace : traces) {
            TraceView view = Traces.open(trail, trace, lineage, Progress.NONE).orElseThrow();
            view.gaps().forEach(g -> found.computeIfAbsent(g.code(), k -> new TreeSet<>()).add(trace));
        }
        assertEquals(truths(truth, "orphanSpans"), found.get("missing-parent"));
        assertEquals(truths(truth, "noModelVersion"), found.get("no-model-version"));
        assertEquals(truths(truth, "noPolicyDecision"), found.get("no-policy-decision"));
        assertEquals(truths(truth, "noReview"), found.get("no-review"));
        assertEquals(truths(truth, "conflictingIds"), found.getOrDefault("conflict", Set.of()));
        found.keySet().removeAll(Set.of("missing-parent", "no-model-version", "no-policy-decision", "no-review",
                "conflict", "no-lineage"));
        assertEquals(Set.of(), found.keySet());
    }

    private static Set<String> truths(Object truth, String fault) {
        List<Object> list = SmallJson.at(truth, "faults", fault);
        Set<String> traces = new TreeSet<>();
        list.forEach(o -> traces.add(o instanceof String s ? s : SmallJson.at(o, "traceId")));
        return traces;
    }
}
