// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tracebinder.controls.internal.DeclaredCheck;
import org.tracebinder.controls.internal.FileCheck;
import org.tracebinder.controls.internal.TableCheck;
import org.tracebinder.core.Field;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * Every check answers small trails as it was looked at, and a check with any of its conditions turned around or left
 * out does not: so no condition can break unseen.
 */
class MutationTest {

    private final Map<String, List<MemoryTrail>> cases = CheckCases.all();

    @Test
    void everyCheckAnswersItsCasesAsItWasLookedAt() throws Exception {
        List<String> lines = new ArrayList<>();
        for (Check check : Checks.all()) {
            assertTrue(cases.containsKey(check.id()), check.id() + " has no cases");
            lines.addAll(answers(check));
        }
        GoldenFile.same("cases.txt", lines);
    }

    @Test
    void everyConditionThatIsTurnedAroundIsNoticed() {
        List<String> unnoticed = new ArrayList<>();
        int tried = 0;
        for (Check check : Checks.all()) {
            List<String> right = answers(check);
            for (Map.Entry<String, Check> mutant : mutants(check).entrySet()) {
                tried++;
                if (answers(mutant.getValue()).equals(right)) {
                    unnoticed.add(check.id() + ": " + mutant.getKey());
                }
            }
        }
        assertEquals(List.of(), unnoticed);
        assertTrue(tried >= 60, tried + " were tried");
    }

    private static Map<String, Check> mutants(Check check) {
        Map<String, Check> all = new TreeMap<>();
        if (check instanceof DeclaredCheck d) {
            Mutants.of(d.declaration()).forEach((what, m) -> all.put(what, new DeclaredCheck(m)));
        } else if (check instanceof TableCheck t) {
            Mutants.of(t.declaration()).forEach((what, m) -> all.put(what, new TableCheck(m)));
        }
        assertTrue(!(check instanceof FileCheck) || !all.isEmpty(), check.id() + " has no condition");
        all.put("for and against exchanged", new Turned(check));
        return all;
    }

    private List<String> answers(Check check) {
        List<String> lines = new ArrayList<>();
        Set<Map<String, Parameters>> ways = new LinkedHashSet<>(List.of(Map.of()));
        if (CheckCases.settings().containsKey(check.id())) {
            ways.add(CheckCases.settings());
        }
        ways.forEach(settings -> lines.addAll(answers(check, settings)));
        return lines;
    }

    private List<String> answers(Check check, Map<String, Parameters> settings) {
        List<String> lines = new ArrayList<>();
        for (MemoryTrail trail : cases.get(check.id())) {
            CheckResult r = Checks.run(List.of(check), trail, settings, Progress.NONE).get(0);
            lines.add(r.id() + " " + r.result().id() + " " + r.population() + " " + r.contrary() + " "
                    + r.missing().stream().sorted().collect(Collectors.joining(",", "[", "]")) + " "
                    + r.records() + " " + r.traces() + " " + r.summary());
        }
        return lines;
    }

    /** A check that takes for and against for each other. */
    private record Turned(Check check) implements Check {

        @Override
        public String id() {
            return check.id();
        }

        @Override
        public String title() {
            return check.title();
        }

        @Override
        public String question() {
            return check.question();
        }

        @Override
        public List<Field<?>> needs() {
            return check.needs();
        }

        @Override
        public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
                throws QueryException, IOException {
            CheckResult r = check.evaluate(trail, parameters, progress);
            if (r.population() == 0) {
                return r;
            }
            return new CheckResult(r.id(), r.supporting() > 0 ? Outcome.GAP : Outcome.SUPPORTED, r.summary(),
                    r.advice(), r.query(), r.population(), r.contrary(), r.supporting(), r.records(), r.truncated(),
                    r.traces(), r.missing(), r.parameters());
        }
    }
}
