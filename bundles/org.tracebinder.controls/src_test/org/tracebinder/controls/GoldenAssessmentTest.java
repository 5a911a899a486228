// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tracebinder.controls.internal.Declaration;
import org.tracebinder.controls.internal.DeclaredCheck;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Progress;

/** The assessment of three synthetic trails, kept as text, and what happens to it when a check is turned around. */
class GoldenAssessmentTest {

    private static final int TRACES = 400;

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(ints = {7, 101, 2026})
    void theAssessmentIsTheOneThatWasLookedAt(int seed) throws Exception {
        MemoryTrail trail = TrailgenFiles.make(dir, TRACES, seed).trail;
        Map<String, CheckResult> results = TrailgenTruthTest.run(trail);
        Catalogs catalogs = Catalogs.builtIn();
        List<String> lines = new ArrayList<>();
        Checks.all().forEach(c -> lines.add(line(results.get(c.id()))));
        for (Catalog catalog : catalogs.all()) {
            Assessment a = TrailgenTruthTest.assess(catalogs, catalog, trail, results);
            lines.add(catalog.id() + " " + new TreeMap<>(a.totals()));
            a.controls().stream().filter(c -> !c.checks().isEmpty()).forEach(c -> lines.add(c.id() + " "
                    + c.status().id() + " " + c.result().id() + " " + c.supporting() + " " + c.contrary()));
        }
        GoldenFile.same("seed-" + seed + ".txt", lines);
    }

    private static String line(CheckResult r) {
        return r.id() + " " + r.result().id() + " " + r.population() + " " + r.contrary();
    }

    /** A check that takes for and against for each other would change a line of the kept files. */
    @Test
    void everyCheckTurnedAroundWouldBeNoticed() throws Exception {
        Set<String> unnoticed = new TreeSet<>();
        Checks.all().forEach(c -> unnoticed.add(c.id()));
        for (int seed : new int[] {7, 101, 2026}) {
            for (String line : GoldenFile.lines("seed-" + seed + ".txt")) {
                String[] parts = line.split(" ");
                if (unnoticed.contains(parts[0])
                        && Long.parseLong(parts[2]) != 2 * Long.parseLong(parts[3]) && !parts[2].equals("0")) {
                    unnoticed.remove(parts[0]);
                }
            }
        }
        // the synthetic trail says nothing of these; ChecksTest holds both sides of their conditions
        assertEquals(Set.of("log.sampled", "log.chain", "eval.regression", "eval.attack-untested",
                "eval.attack-open", "eval.fixed-set", "tool.unlisted",
                // one version for and one against: TrailgenTruthTest names which
                "eval.deployed-not-evaluated"), unnoticed);
    }

    /** Each condition and each join of the checks that are files, turned around one at a time. */
    @Test
    void aDeclaredConditionTurnedAroundIsNoticed() throws Exception {
        MemoryTrail trail = TrailgenFiles.make(dir, TRACES, 7).trail;
        MemoryTrail bare = new MemoryTrail().add(1, Event.of(EventKind.INFERENCE).trace("t").build());
        Map<String, String> kept = new HashMap<>();
        GoldenFile.lines("seed-7.txt").forEach(l -> kept.put(l.substring(0, l.indexOf(' ')), l));
        int tried = 0;
        for (Check check : Checks.all()) {
            if (check instanceof DeclaredCheck declared) {
                assertEquals(kept.get(check.id()), line(run(check, trail)));
                for (Declaration turned : turned(declared.declaration())) {
                    Check other = new DeclaredCheck(turned);
                    assertNotEquals(kept.get(check.id()) + line(run(check, bare)) + line(set(check, trail))
                            + small(check), line(run(other, trail)) + line(run(other, bare)) + line(set(other, trail))
                            + small(other), check.id());
                    tried++;
                }
            }
        }
        assertTrue(tried >= 6, "only " + tried);
    }

    private static List<Declaration> turned(Declaration d) {
        List<Declaration> all = new ArrayList<>();
        if (!d.contrary().isEmpty()) {
            all.add(with(d, "NOT (" + d.contrary() + ")", d.join()));
        }
        if (d.join() != null) {
            all.add(with(d, d.contrary(), new Declaration.Join(d.join().steps(), d.join().by(), d.join().to(),
                    d.join().order(), d.join().within(), !d.join().present(), d.join().whole(), d.join().shown())));
        }
        return all;
    }

    private static Declaration with(Declaration d, String contrary, Declaration.Join join) {
        return new Declaration(d.stated(), d.population(), contrary, join, d.group(), d.scope(), d.per(), d.unnamed(),
                d.threshold(), d.breakdown(), d.open(), d.counts());
    }

    /** What the trail does not tell apart, the small ones do. */
    private static List<String> small(Check check) {
        return CheckCases.all().get(check.id()).stream().map(trail -> line(run(check, trail))).toList();
    }

    private static CheckResult set(Check check, MemoryTrail trail) {
        return Checks.run(List.of(check), trail, CheckCases.settings(), Progress.NONE).get(0);
    }

    private static CheckResult run(Check check, MemoryTrail trail) {
        return Checks.run(List.of(check), trail, Map.of(), Progress.NONE).get(0);
    }
}
