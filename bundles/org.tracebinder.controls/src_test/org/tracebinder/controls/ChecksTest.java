// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tracebinder.controls.Outcome.GAP;
import static org.tracebinder.controls.Outcome.NOT_ASSESSABLE;
import static org.tracebinder.controls.Outcome.SUPPORTED;
import static org.tracebinder.controls.SmallTrails.SECOND;
import static org.tracebinder.controls.SmallTrails.T;
import static org.tracebinder.controls.SmallTrails.allow;
import static org.tracebinder.controls.SmallTrails.at;
import static org.tracebinder.controls.SmallTrails.attack;
import static org.tracebinder.controls.SmallTrails.decision;
import static org.tracebinder.controls.SmallTrails.evaluation;
import static org.tracebinder.controls.SmallTrails.guard;
import static org.tracebinder.controls.SmallTrails.inference;
import static org.tracebinder.controls.SmallTrails.needsReview;
import static org.tracebinder.controls.SmallTrails.periods;
import static org.tracebinder.controls.SmallTrails.pipeline;
import static org.tracebinder.controls.SmallTrails.predict;
import static org.tracebinder.controls.SmallTrails.reviewed;
import static org.tracebinder.controls.SmallTrails.talk;
import static org.tracebinder.controls.SmallTrails.test;
import static org.tracebinder.controls.SmallTrails.tool;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact.Dataset;
import org.tracebinder.core.Message;
import org.tracebinder.core.PersonalData;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TimeRule;
import org.tracebinder.core.query.More;

/** Each check on trails of a few events, on both sides of its condition. */
class ChecksTest {

    @Test
    void allChecksOfTheContractExist() {
        assertEquals(Set.of("log.duplicate", "log.conflict", "log.gap", "log.cap", "log.sampled", "log.orphan",
                "log.model-version", "log.actor", "log.retention", "policy.missing", "policy.tool-after-deny",
                "privacy.leak", "oversight.review", "eval.deployed-not-evaluated", "lineage.broken", "quality.errors",
                "quality.drift", "cost.unpriced", "eval.regression", "eval.attack-untested", "log.chain",
                "policy.late", "policy.late-tool", "policy.failed-open", "policy.revision", "log.shared-actor",
                "log.generic-actor", "log.status", "log.duration", "log.tokens", "privacy.mask-record",
                "tool.unlisted", "eval.attack-open", "eval.unscored", "eval.fixed-set", "eval.interval",
                "lineage.failed-run", "lineage.unregistered", "cost.zero"),
                Checks.all().stream().map(Check::id).collect(Collectors.toSet()));
    }

    static List<String> ids() {
        return Checks.all().stream().map(Check::id).toList();
    }

    @ParameterizedTest
    @MethodSource("ids")
    void anEmptyTrailIsNotAssessableAndNamesWhatIsMissing(String id) {
        CheckResult r = run(id, new MemoryTrail());
        assertEquals(NOT_ASSESSABLE, r.result());
        assertFalse(r.missing().isEmpty());
        assertFalse(r.summary().isBlank());
    }

    @Test
    void repeatedRecords() {
        Event a = inference("t1").build();
        MemoryTrail trail = new MemoryTrail().record(1, "x", List.of(a)).record(1, "y",
                List.of(inference("t2").build()));
        is(SUPPORTED, 2, 0, run("log.duplicate", trail));
        CheckResult r = run("log.duplicate", trail.record(2, "x", List.of(a)));
        is(GAP, 3, 1, r);
        assertEquals(List.of("S2:1"), r.records());
        assertEquals(List.of("t1"), r.traces());
        assertEquals(List.of("S1:1"), trail.ids(r.query()));
    }

    @Test
    void contradictingEvents() {
        MemoryTrail trail = new MemoryTrail().add(1, inference("t1").identity("a").build())
                .add(1, inference("t1").identity("a").build());
        is(SUPPORTED, 1, 0, run("log.conflict", trail));
        CheckResult r = run("log.conflict", trail.add(1, inference("t1").identity("a").status("error").build()));
        is(GAP, 2, 1, r);
        assertEquals(List.of("S1:3"), r.records());
        assertEquals(List.of("t1"), r.traces());
        assertEquals(List.of("S1:3"), trail.ids(r.query()));
    }

    @Test
    void orphans() {
        MemoryTrail trail = new MemoryTrail().add(1, Event.of(EventKind.AGENT).trace("t1").span("a").build(),
                inference("t1").span("b").parent("a").build());
        is(SUPPORTED, 1, 0, run("log.orphan", trail));
        trail.add(1, Event.of(EventKind.LINEAGE).trace("r").span("x").parent("elsewhere").build());
        is(SUPPORTED, 1, 0, run("log.orphan", trail));
        // the same span id in another trace is no parent
        CheckResult r = run("log.orphan", trail.add(1, inference("t2").span("c").parent("a").build()));
        is(GAP, 2, 1, r);
        assertEquals(List.of("S1:3"), r.records());
    }

    @Test
    void modelVersion() {
        MemoryTrail trail = new MemoryTrail().add(1, inference("t1").modelServed("m").build())
                .add(1, Event.of(EventKind.OTHER).operation("predict").version("1").build())
                .add(1, Event.of(EventKind.EVALUATION).operation("score").build());
        is(SUPPORTED, 2, 0, run("log.model-version", trail));
        is(GAP, 3, 1, run("log.model-version", trail.add(1, inference("t2").modelRequested("m").build())));
        is(GAP, 4, 2, run("log.model-version",
                trail.add(1, Event.of(EventKind.OTHER).operation("predict").modelRequested("m").build())));
    }

    @Test
    void actor() {
        MemoryTrail trail = new MemoryTrail().add(1, inference("t1").actor("u").build()).add(1, inference("t2").build(),
                Event.of(EventKind.AGENT).trace("t2").actor("u").build());
        is(SUPPORTED, 2, 0, run("log.actor", trail));
        is(SUPPORTED, 3, 0, run("log.actor", trail.add(1, Event.of(EventKind.INFERENCE).actor("u").build())));
        CheckResult r = run("log.actor", trail.add(1, inference("t3").build()));
        is(GAP, 4, 1, r);
        assertEquals(List.of("t3"), r.traces());
    }

    @Test
    void policyMissing() {
        MemoryTrail trail = new MemoryTrail().add(1, inference("t1").app("a").build()).add(2, decision("t1", "allow",
                T))
                .add(1, inference("t2").app("a").addDecision(allow()).build());
        is(SUPPORTED, 2, 0, run("policy.missing", trail));
        trail.add(1, inference("t3").app("b").build());
        CheckResult open = run("policy.missing", trail);
        is(NOT_ASSESSABLE, 2, 0, open);
        assertTrue(open.summary().contains("b (1 inferences)"), open.summary());
        CheckResult r = run("policy.missing", trail.add(1, inference("t4").app("a").build()));
        is(GAP, 3, 1, r);
        assertEquals(List.of("t4"), r.traces());
        assertEquals(List.of("policy"), run("policy.missing", new MemoryTrail().add(1,
                inference("t").build())).missing());
    }

    @Test
    void toolAfterDeny() {
        MemoryTrail trail = new MemoryTrail().add(1, decision("t1", "deny", T)).add(1, tool("t1", T - 1))
                .add(1, decision("t2", "allow", T)).add(1, tool("t2", T + 1));
        is(SUPPORTED, 1, 0, run("policy.tool-after-deny", trail));
        // the same nanosecond counts as after
        CheckResult r = run("policy.tool-after-deny", trail.add(1, tool("t1", T)));
        is(GAP, 1, 1, r);
        assertEquals(List.of("t1"), r.traces());
        MemoryTrail undated = new MemoryTrail().add(1, decision("t1", "deny", T))
                .add(1, Event.of(EventKind.TOOL).trace("t1").app("a").build());
        assertEquals(NOT_ASSESSABLE, run("policy.tool-after-deny", undated).result());
        MemoryTrail foreign = new MemoryTrail().add(1, decision("t1", "deny", T)).add(1, tool("t1", T - 1))
                .add(1, Event.of(EventKind.TOOL).trace("t9").app("other").time(T, "", TimeRule.EPOCH_NANOS).build());
        assertEquals(NOT_ASSESSABLE, run("policy.tool-after-deny", foreign).result());
    }

    @Test
    void leak() {
        MemoryTrail trail = new MemoryTrail().add(1, inference("t1").addInput(new Message("user", "hello"))
                .addOutput(new Message("assistant", "good day")).build());
        is(SUPPORTED, 1, 0, run("privacy.leak", trail));
        trail.add(1, inference("t2").addInput(new Message("user", "masked")).addOutput(new Message("assistant", "yes"))
                .addPersonalData(new PersonalData("IBAN", 1, true)).build());
        is(SUPPORTED, 2, 0, run("privacy.leak", trail));
        trail.add(1, decision("t3", "redact", T)).add(1, inference("t3").addInput(new Message("user", "in clear"))
                .addPersonalData(new PersonalData("IBAN", 2, false)).build());
        CheckResult r = run("privacy.leak", trail);
        is(GAP, 3, 1, r);
        assertTrue(r.summary().contains("IBAN in 1. 1 of them come at or after"), r.summary());
    }

    @Test
    void review() {
        MemoryTrail trail = new MemoryTrail().add(1, needsReview("t1")).add(2, reviewed("t1", "human"));
        is(SUPPORTED, 1, 0, run("oversight.review", trail));
        trail.add(1, needsReview("t2")).add(2, reviewed("t2", "llm"));
        CheckResult r = run("oversight.review", trail);
        is(GAP, 2, 1, r);
        assertEquals(List.of("t2"), r.traces());
        CheckResult own = Checks.run(List.of(Checks.byId("oversight.review").orElseThrow()), trail, Map.of(
                "oversight.review", Parameters.of(Map.of("population", "kind:agent AND trace:t1"))),
                        Progress.NONE).get(0);
        is(SUPPORTED, 1, 0, own);
        assertEquals("kind:agent AND trace:t1", own.parameters().get("population"));
    }

    @Test
    void deployedButNotEvaluated() {
        MemoryTrail trail = new MemoryTrail().add(1, predict("m", "1", T)).add(2, evaluation("M", "1", T));
        is(SUPPORTED, 1, 0, run("eval.deployed-not-evaluated", trail));
        // evaluated one nanosecond too late
        trail.add(1, predict("m", "2", T)).add(2, evaluation("m", "2", T + 1));
        CheckResult r = run("eval.deployed-not-evaluated", trail);
        is(GAP, 2, 1, r);
        assertEquals(List.of("S1:2"), r.records());
        assertTrue(r.summary().contains("m 2."), r.summary());
        // a deployment counts as use, and comes first
        trail.add(3, pipeline(T - 5, "COMPLETE", List.of(), List.of(new Dataset("n", "serving.m", "1", "deployment"))));
        is(GAP, 2, 2, run("eval.deployed-not-evaluated", trail));
        assertEquals(List.of("kind:evaluation"),
                run("eval.deployed-not-evaluated", new MemoryTrail().add(1, predict("m", "1", T))).missing());
    }

    @Test
    void aRunThatDidNotCompleteDeploysNothing() {
        MemoryTrail trail = new MemoryTrail().add(3, pipeline(T, "FAIL", List.of(),
                List.of(new Dataset("n", "serving.m", "1", "deployment")))).add(2, evaluation("m", "2", T));
        assertEquals(List.of("version"), run("eval.deployed-not-evaluated", trail).missing());
    }

    @Test
    void brokenLineage() {
        Dataset data = new Dataset("n", "lake.data", "1", "dataset");
        Dataset model = new Dataset("n", "models.m", "1", "model");
        Dataset live = new Dataset("n", "serving.m", "1", "deployment");
        MemoryTrail trail = new MemoryTrail().add(1, predict("m", "1", T))
                .add(2, pipeline(T - 2, "COMPLETE", List.of(model), List.of(live)));
        is(GAP, 1, 1, run("lineage.broken", trail));
        is(SUPPORTED, 1, 0, run("lineage.broken", trail.add(2, pipeline(T - 3, "COMPLETE", List.of(data),
                List.of(model)))));
        is(GAP, 2, 1, run("lineage.broken", trail.add(1, predict("m", "2", T))));
        MemoryTrail late = new MemoryTrail().add(1, predict("m", "1", T))
                .add(2, pipeline(T + 1, "COMPLETE", List.of(data), List.of(model)));
        is(GAP, 1, 1, run("lineage.broken", late));
    }

    @Test
    void errorsAndCost() {
        MemoryTrail trail = new MemoryTrail().add(1, inference("t1").status("ok").cost(BigDecimal.ZERO).build());
        is(SUPPORTED, 1, 0, run("quality.errors", trail));
        is(SUPPORTED, 1, 0, run("cost.unpriced", trail));
        trail.add(1, inference("t2").status("error").build());
        is(GAP, 2, 1, run("quality.errors", trail));
        is(GAP, 2, 1, run("cost.unpriced", trail));
    }

    @Test
    void aStatusWithoutAnOutcomeSpeaksForNothing() {
        MemoryTrail trail = new MemoryTrail().add(1, inference("t1").status("question").build())
                .add(1, inference("t2").status("unanswered").build()).add(1, inference("t3").status("started").build());
        is(NOT_ASSESSABLE, 0, 0, run("quality.errors", trail));
        is(SUPPORTED, 1, 0, run("quality.errors", trail.add(1, inference("t4").status("ok").build())));
    }

    @Test
    void retention() {
        long day = 86_400 * SECOND;
        MemoryTrail trail = new MemoryTrail();
        for (int i = 0; i <= 184; i += 4) {
            trail.add(1, at(inference("b").app("a"), T + i * day).build()); // 1 March to 1 September
        }
        is(SUPPORTED, 1, 0, run("log.retention", trail));
        MemoryTrail ends = new MemoryTrail().add(1, inference("a").app("a").build())
                .add(1, at(inference("b").app("a"), T + 184 * day).build());
        CheckResult open = run("log.retention", ends);
        assertEquals(NOT_ASSESSABLE, open.result(), open.summary());
        assertEquals(0, open.supporting());
        assertEquals(List.of("events throughout 6 months: a (184 days, 2026-03-01 to 2026-09-01)"), open.missing());
        MemoryTrail less = new MemoryTrail().add(1, inference("a").app("a").build())
                .add(1, at(inference("b").app("a"), T + 184 * day - 1).build());
        CheckResult r = run("log.retention", less);
        is(GAP, 1, 1, r);
        assertEquals(List.of("S1:1", "S1:2"), r.records());
    }

    @Test
    void cap() {
        MemoryTrail trail = new MemoryTrail();
        for (int i = 0; i < 999; i++) {
            trail.add(1, inference("t" + i).build());
        }
        is(SUPPORTED, 1, 0, run("log.cap", trail));
        CheckResult r = run("log.cap", trail.add(1, inference("last").build()));
        is(GAP, 1, 1, r);
        assertEquals(List.of("S1:1000"), r.records());
        assertEquals(1000, trail.ids(r.query()).size());
        assertEquals(SUPPORTED, run("log.cap", trail.add(1, inference("more").build())).result());
        CheckResult paged = run("log.cap", trail.more(1, More.TOTAL));
        is(GAP, 1, 1, paged);
        assertTrue(paged.summary().endsWith("S1, records read: 1001 (it counts more records than are here)."),
                paged.summary());
    }

    @Test
    void sampled() {
        MemoryTrail trail = new MemoryTrail().add(1, inference("t").extra("sampling.rate", "1.0").build())
                .add(2, inference("t").extra("otlp.traceState", "ot=th:0").build())
                .add(3, inference("t").extra("otlp.traceState", "vendor=x").build());
        is(SUPPORTED, 2, 0, run("log.sampled", trail));
        is(GAP, 3, 1, run("log.sampled", trail.add(4, inference("t").extra("SampleRate", "10").build())));
        is(GAP, 4, 2, run("log.sampled", trail.add(5, inference("t").extra("otlp.traceState",
                "a=b,ot=th:c;rv:1").build())));
        is(GAP, 5, 3, run("log.sampled", trail.add(6, inference("t").extra("sampling.rate", "0.25").build())));
    }

    @Test
    void drift() {
        is(SUPPORTED, 3, 0, run("quality.drift", periods(400, 1.0, 0, 0)));
        CheckResult slow = run("quality.drift", periods(400, 1.5, 0, 0));
        is(GAP, 3, 1, slow);
        assertTrue(slow.summary().contains("latency"), slow.summary());
        opensWhatCarriesIt(periods(400, 1.5, 0, 0), slow, 1);
        CheckResult failing = run("quality.drift", periods(400, 1.0, 8, 0));
        assertTrue(failing.summary().contains("share of errors 0.000 to 0.125"), failing.summary());
        opensWhatCarriesIt(periods(400, 1.0, 8, 0), failing, 1);
        CheckResult mixed = run("quality.drift", periods(400, 1.0, 0, 2));
        assertTrue(mixed.summary().contains("mix of models"), mixed.summary());
        opensWhatCarriesIt(periods(400, 1.0, 0, 2), mixed, 1);
        // a strong shift of few calls proves nothing
        assertEquals(NOT_ASSESSABLE, run("quality.drift", periods(40, 5, 0, 0)).result());
    }

    /** What only whole events tell: language, refusals, overridden reviews, scores. */
    @Test
    void driftOfContentReviewsAndScores() {
        MemoryTrail same = talk(false);
        CheckResult before = run("quality.drift", same);
        is(SUPPORTED, 8, 0, before);
        assertEquals(8, before.figures().size());
        CheckResult r = run("quality.drift", talk(true));
        is(GAP, 8, 4, r);
        for (String what : List.of("language of prompts en 100 % to de 100 %", "share of refusals 0.000 to 0.500",
                "share of reviews that override 0.000 to 0.330", "score in evaluations, median 0.9")) {
            assertTrue(r.summary().contains(what), what + " in " + r.summary());
        }
        Figure figure = r.figures().stream().filter(Figure::shift).findFirst().orElseThrow();
        assertEquals("100 100", figure.earlier() + " " + figure.later());
        assertEquals(200, talk(true).ids(figure.query()).size());
        opensWhatCarriesIt(talk(true), r, 4);
        Figure refusals = r.figures().stream().filter(f -> f.name().equals("a share of refusals")).findFirst()
                .orElseThrow();
        assertEquals("50 S1:101 S1:199", refusals.carriers() + " " + refusals.records().get(0) + " "
                + refusals.records()
                .get(49));
    }

    /** The records of a shift are those of the second period on the side to which it went, and one query opens them. */
    private static void opensWhatCarriesIt(MemoryTrail trail, CheckResult r, int shifts) {
        TreeSet<String> all = new TreeSet<>();
        int seen = 0;
        for (Figure f : r.figures()) {
            assertEquals(f.shift(), f.carriers() > 0, f.name());
            if (f.shift()) {
                List<String> opened = trail.ids(f.opens());
                assertEquals(f.carriers(), opened.size(), f.name());
                assertEquals(Math.min(100, f.carriers()), f.records().size(), f.name());
                assertTrue(opened.containsAll(f.records()), f.name());
                all.addAll(opened);
                seen++;
            }
        }
        assertEquals(shifts, seen);
        assertEquals(all, new TreeSet<>(r.records()));
        assertEquals(all, new TreeSet<>(trail.ids(r.query())));
    }

    @Test
    void aSampleSaysHowManyOfHowMany() {
        MemoryTrail trail = new MemoryTrail();
        for (int i = 0; i < 2400; i++) {
            trail.add(1, at(inference("t" + i).app("a").duration(5)
                    .addInput(new Message("user", "What is the rate of the"
                    + " loan")), T + i * SECOND).build());
        }
        CheckResult r = run("quality.drift", trail);
        assertTrue(r.summary().endsWith("Language, refusals and scores are told from samples: a 2000/2400."),
                r.summary());
        Figure language = r.figures().stream().filter(f -> f.name().contains("language")).findFirst().orElseThrow();
        assertEquals("2000 2400", language.read() + " " + language.of());
        assertEquals(r, run("quality.drift", trail));
    }

    @Test
    void regression() {
        MemoryTrail trail = new MemoryTrail().add(1, test("a", "1", T, true)).add(1, test("b", "1", T, true))
                .add(1, test("c", "1", T, false)).add(2, test("a", "2", T + 1, true))
                .add(2, test("c", "2", T + 1, true));
        is(SUPPORTED, 2, 0, run("eval.regression", trail));
        CheckResult r = run("eval.regression", trail.add(2, test("b", "2", T + 1, false)));
        is(GAP, 3, 1, r);
        assertEquals(List.of("S2:3"), r.records());
        assertTrue(r.summary().contains("m 1 to 2: 1 of 3 broke, 1 fixed (chance 0.75)"), r.summary());
        // one run alone, or runs without a common case, tell nothing
        assertEquals(NOT_ASSESSABLE, run("eval.regression", new MemoryTrail().add(1, test("a", "1", T, true)))
                .result());
        assertEquals(NOT_ASSESSABLE, run("eval.regression", new MemoryTrail().add(1, test("a", "1", T, true))
                .add(2, test("z", "2", T + 1, false))).result());
    }

    @Test
    void attacksSeenAndNeverTested() {
        MemoryTrail trail = new MemoryTrail().add(1, guard("t1", "Prompt-Injection detected")).add(2, attack(
                "promptinject.HijackHateHumans"));
        CheckResult open = run("eval.attack-untested", trail);
        is(NOT_ASSESSABLE, 1, 0, open);
        assertEquals(List.of("steps of 1 traces that S1 name"), open.missing(),
                "a decision about nothing that is here");
        is(SUPPORTED, 1, 0, run("eval.attack-untested", trail.add(1, inference("t1").build())));
        CheckResult r = run("eval.attack-untested", trail.add(1, guard("t2", "jailbreak_attempt")));
        is(GAP, 2, 1, r);
        assertEquals(List.of("t2"), r.traces());
        assertTrue(r.summary().endsWith(": jailbreak (1)."), r.summary());
        assertEquals(NOT_ASSESSABLE, run("eval.attack-untested", new MemoryTrail().add(2, attack("dan.Dan_11_0")))
                .result());
        // a guardrail that only looks on saw the attack as well, whatever another decision of the event allowed
        CheckResult seen = run("eval.attack-untested", trail.add(1, at(Event.of(EventKind.INFERENCE).trace("t3")
                .addDecision(allow()).addDecision(new PolicyDecision("g", null, null, "flagged", List.of(
                        "input contentPolicy PROMPT_ATTACK NONE detected"))), T).build()));
        is(GAP, 2, 1, seen);
        assertTrue(seen.summary().endsWith(": jailbreak (2)."), seen.summary());
        // a reason that names no attack is none, and personal data in honest text is no attack
        assertEquals(NOT_ASSESSABLE, run("eval.attack-untested", new MemoryTrail().add(1, guard("t", "PII found")))
                .result());
        assertEquals(NOT_ASSESSABLE, run("eval.attack-untested", new MemoryTrail().add(1, guard("t", "limit exceeded")))
                .result());
    }

    @Test
    void aBrokenSettingFailsVisiblyAndTheOthersRun() {
        List<CheckResult> results = Checks.run(Checks.all(), new MemoryTrail(), Map.of("log.retention",
                Parameters.of(Map.of("months", "many"))), Progress.NONE);
        assertEquals(Checks.all().size(), results.size());
        CheckResult failed = results.stream().filter(r -> r.id().equals("log.retention")).findFirst().orElseThrow();
        assertEquals(Outcome.FAILED, failed.result());
        assertTrue(failed.summary().contains("many"), failed.summary());
        assertEquals(1, results.stream().filter(r -> r.result() == Outcome.FAILED).count());
    }

    @Test
    void cancellationPassesThrough() {
        Progress stop = new Progress() {
            @Override
            public void task(String name, long total) {
                // not of interest
            }

            @Override
            public void advance(long units) {
                // not of interest
            }

            @Override
            public void check() {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class, () -> Checks.run(Checks.all(), new MemoryTrail(), Map.of(), stop));
    }

    @Test
    void listsAreCutAndCountsAreNot() {
        MemoryTrail trail = new MemoryTrail();
        for (int i = 0; i < CheckResult.RECORDS + 50; i++) {
            trail.add(1, inference("t" + i).build());
        }
        CheckResult r = run("cost.unpriced", trail);
        assertEquals(CheckResult.RECORDS + 50, r.contrary());
        assertEquals(CheckResult.RECORDS, r.records().size());
        assertEquals(List.of("S1:1", "S1:2"), r.records().subList(0, 2));
        assertTrue(r.truncated());
        assertEquals(CheckResult.RECORDS + 50, r.traces().size());
    }

    @Test
    void noSupportWithoutPopulation() {
        assertThrows(IllegalArgumentException.class, () -> new CheckResult("x", SUPPORTED, "", "", "", 0, 0, 0,
                List.of(), false, List.of(), List.of(), Map.of()));
        assertThrows(IllegalArgumentException.class, () -> new CheckResult("x", SUPPORTED, "", "", "", 2, 1, 1,
                List.of(), false, List.of(), List.of(), Map.of()));
    }

    private static CheckResult run(String id, MemoryTrail trail) {
        return Checks.run(List.of(Checks.byId(id).orElseThrow()), trail, Map.of(), Progress.NONE).get(0);
    }

    private static void is(Outcome outcome, long population, long contrary, CheckResult r) {
        assertEquals(outcome + " " + population + " " + contrary, r.result() + " " + r.population() + " "
                + r.contrary(), r.summary());
        assertEquals(population - contrary, r.supporting());
    }
}
