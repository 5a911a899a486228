// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import tools.jackson.databind.JsonNode;

/** The checks find the planted faults of the synthetic trail, each of them and nothing else. */
class TrailgenTruthTest {

    private static final Map<String, String> FAULTS = Map.of("log.duplicate", "duplicateLines", "log.conflict",
            "conflictingIds", "log.orphan", "orphanSpans", "log.model-version", "noModelVersion", "policy.missing",
            "noPolicyDecision", "policy.tool-after-deny", "toolCallAfterDeny", "privacy.leak", "piiLeaks",
            "oversight.review", "noReview", "quality.errors", "errors");

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(ints = {7, 101, 2026})
    void findsExactlyWhatWasPlanted(int seed) throws Exception {
        TrailgenFiles files = TrailgenFiles.make(dir, 800, seed);
        Map<String, CheckResult> results = run(files.trail);
        FAULTS.forEach((check, fault) -> {
            Set<String> planted = new TreeSet<>();
            for (JsonNode n : files.truth.at("/faults/" + fault)) {
                planted.add(n.isString() ? n.asString() : n.get("traceId").asString());
            }
            assertEquals(planted, new TreeSet<>(results.get(check).traces()), check);
            assertEquals(planted.isEmpty() ? Outcome.SUPPORTED : Outcome.GAP, results.get(check).result(), check);
        });
        CheckResult gap = results.get("log.gap");
        assertEquals(3, gap.contrary(), "OTLP, OPA and LiteLLM fall silent together: " + gap.summary());
        assertTrue(gap.summary().startsWith("Silent where the rate predicts events: 3 of 3 logs, in 2 windows:"
                + " loan-assistant (S1, S2) from "), gap.summary());
        assertTrue(gap.summary().contains("support-bot (S4) from "), gap.summary());
        CheckResult untested = results.get("eval.deployed-not-evaluated");
        assertEquals(1, untested.contrary());
        assertTrue(untested.summary().contains(": credit-scorer 3.2.0. No written version, "), untested.summary());
        assertEquals(Outcome.SUPPORTED, results.get("lineage.broken").result());
        assertEquals(Outcome.SUPPORTED, results.get("log.actor").result());
        assertEquals(Outcome.SUPPORTED, results.get("log.cap").result());
        assertEquals(Outcome.SUPPORTED, results.get("quality.drift").result());
        assertEquals(Outcome.GAP, results.get("log.retention").result());
        assertEquals(Outcome.NOT_ASSESSABLE, results.get("log.sampled").result());
        assertEquals(files.truth.at("/calls/loan-assistant").asLong(), results.get("cost.unpriced").contrary());
        assertEquals(files.truth.at("/calls/support-bot").asLong(), results.get("cost.unpriced").supporting());
        results.values().forEach(r -> reselects(files.trail, r));
    }

    /**
     * The query gives back the contrary records: of the repeats their first occurrences, of a shift its second period.
     */
    private static void reselects(MemoryTrail trail, CheckResult r) {
        if (r.result() == Outcome.GAP && !r.id().equals("log.duplicate")) {
            Set<String> hits = new HashSet<>(trail.ids(r.query()));
            assertTrue(hits.containsAll(r.records()), r.id() + " " + r.query());
            assertTrue(r.records().size() > CheckResult.QUERY_IDS || hits.size() == r.records().size(), r.id());
        }
        if (r.id().equals("log.duplicate")) {
            assertEquals(new TreeSet<>(r.traces()), traces(trail, r.query()));
        }
    }

    private static Set<String> traces(MemoryTrail trail, String query) {
        Set<String> traces = new TreeSet<>();
        trail.scan(query, List.of(Fields.TRACE),
                row -> traces.add(row.get(Fields.TRACE)), Progress.NONE);
        return traces;
    }

    @Test
    void findsNothingWhereNothingWasPlanted() throws Exception {
        Map<String, CheckResult> results = run(TrailgenFiles.make(dir, 600, 5, "--no-faults").trail);
        for (String check : List.of("log.duplicate", "log.conflict", "log.orphan", "log.model-version",
                "policy.missing",
                "privacy.leak", "log.gap", "policy.tool-after-deny")) {
            assertEquals(Outcome.SUPPORTED, results.get(check).result(), check + ": " + results.get(check).summary());
        }
    }

    /**
     * Taking sources away never makes a check or a control supported: not while a source is left that names what the
     * others held, and not while contrary records are left. Tried with every subset of the six sources.
     */
    @Test
    void takingSourcesAwayNeverGivesSupport() throws Exception {
        MemoryTrail whole = TrailgenFiles.make(dir, 160, 3).trail;
        Catalogs catalogs = Catalogs.builtIn();
        Map<String, CheckResult> before = run(whole);
        Map<String, ControlOutcome> controls = controls(catalogs, whole, before);
        int naming = bit(TrailgenFiles.LOANS) | bit(TrailgenFiles.DECISIONS) | bit(TrailgenFiles.REVIEWS)
                | bit(TrailgenFiles.LINEAGE);
        for (int gone = 1; gone < 63; gone++) {
            int mask = gone;
            MemoryTrail part = whole.without(s -> (mask & bit(s)) != 0);
            Map<String, CheckResult> after = run(part);
            boolean named = (mask & naming) != naming;
            before.forEach((id, r) -> {
                boolean left = r.result() == Outcome.GAP && r.records().stream()
                        .anyMatch(e -> (mask & bit(Integer.parseInt(e.substring(1, e.indexOf(':'))))) == 0);
                boolean bySource = !id.equals("quality.drift") && !id.equals("log.cap");
                if (r.result() != Outcome.SUPPORTED && (named || left && bySource)) {
                    assertFalse(after.get(id).result() == Outcome.SUPPORTED, id + " without sources " + mask);
                }
            });
            controls(catalogs, part, after).forEach((id, now) -> assertFalse(named && now == ControlOutcome.SUPPORTED
                    && controls.get(id) != ControlOutcome.SUPPORTED, id + " without sources " + mask));
        }
    }

    private static int bit(int source) {
        return 1 << source - 1;
    }

    private static Map<String, ControlOutcome> controls(Catalogs catalogs, MemoryTrail trail,
            Map<String, CheckResult> results) throws Exception {
        Map<String, ControlOutcome> all = new HashMap<>();
        for (Catalog catalog : catalogs.all()) {
            assess(catalogs, catalog, trail, results).controls().forEach(c -> all.put(c.id(), c.result()));
        }
        return all;
    }

    /** The same for kinds of events: without decisions, reviews, tools, evaluations, lineage and so on. */
    @ParameterizedTest
    @EnumSource(EventKind.class)
    void takingAKindOfEventsAwayNeverGivesSupport(EventKind kind) throws Exception {
        MemoryTrail whole = TrailgenFiles.make(dir, 160, 3).trail;
        MemoryTrail part = whole.withoutEvents(e -> e.kind() == kind);
        Map<String, CheckResult> before = run(whole);
        Map<String, CheckResult> after = run(part);
        before.forEach((id, r) -> {
            boolean left = r.result() == Outcome.GAP && r.records().stream().anyMatch(e -> id.equals("log.duplicate")
                    || part.event(EventId.parse(e)).isPresent());
            if (left || r.result() == Outcome.NOT_ASSESSABLE) {
                assertFalse(after.get(id).result() == Outcome.SUPPORTED, id + " without " + kind);
            }
        });
        Catalogs catalogs = Catalogs.builtIn();
        for (Catalog catalog : catalogs.all()) {
            List<ControlResult> was = assess(catalogs, catalog, whole, before).controls();
            List<ControlResult> now = assess(catalogs, catalog, part, after).controls();
            for (int i = 0; i < was.size(); i++) {
                assertFalse(was.get(i).result() == ControlOutcome.NOT_ASSESSABLE
                        && now.get(i).result() == ControlOutcome.SUPPORTED, was.get(i).id() + " without " + kind);
            }
        }
    }

    static Map<String, CheckResult> run(MemoryTrail trail) {
        Map<String, CheckResult> results = new HashMap<>();
        Checks.run(Checks.all(), trail, Map.of(), Progress.NONE).forEach(r -> {
            assertFalse(r.result() == Outcome.FAILED, r.id() + ": " + r.summary());
            results.put(r.id(), r);
        });
        return results;
    }

    static Assessment assess(Catalogs catalogs, Catalog catalog, MemoryTrail trail, Map<String, CheckResult> results)
            throws Exception {
        TrailFacts facts = TrailFacts.read(catalogs.evidenceQueries(), trail, Progress.NONE);
        return Assessor.assess(catalog, catalogs.checkMap(), List.copyOf(results.values()), facts,
                LocalDate.of(2026, 11, 20), SystemProfile.UNKNOWN);
    }
}
