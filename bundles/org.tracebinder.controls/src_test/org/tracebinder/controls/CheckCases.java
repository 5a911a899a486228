// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

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
import static org.tracebinder.controls.SmallTrails.test;
import static org.tracebinder.controls.SmallTrails.tool;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact.Dataset;
import org.tracebinder.core.Message;
import org.tracebinder.core.PersonalData;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.core.Review;
import org.tracebinder.core.query.More;

/**
 * A few small trails for each check, on both sides of each of its conditions. What the checks answer to them is kept as
 * text; a check with a condition turned around, or without one, has to answer otherwise.
 */
final class CheckCases {

    private CheckCases() {
    }

    /** @return the trails by check id */
    static Map<String, List<MemoryTrail>> all() {
        Map<String, List<MemoryTrail>> all = new LinkedHashMap<>();
        all.put("log.duplicate", List.of(trail().record(1, "x", List.of(inference("a").build())).record(1, "y",
                List.of(inference("b").build())).record(2, "x", List.of(inference("a").build()))));
        all.put("log.conflict", List.of(trail().add(1, inference("a").identity("i").build()).add(1, inference("b")
                .build()).add(2, inference("a").identity("i").status("error").build())));
        all.put("log.chain", List.of(chain()));
        all.put("log.gap", List.of(silence()));
        all.put("log.cap", List.of(records(1000, 999, 7), records(3, 4, 5).more(2, More.PAGES)));
        all.put("log.sampled", List.of(trail().add(1, inference("t").extra("sampling.rate", "1.0").build())
                .add(2, inference("t").extra("sampling.rate", "1").build())
                .add(3, inference("t").extra("SampleRate", "10").build())));
        all.put("log.orphan", List.of(trail().add(1, span("t1", "a", null), span("t1", "b", "a"), span("t2", "c", "a"),
                span("t3", "d", "c"), span("t2", "e", "c"), span("t2", "f", "c"))));
        all.put("log.model-version", List.of(trail().add(1, inference("a").version("1").build())
                .add(1, inference("b").modelServed("m").build()).add(1, inference("c").build())));
        all.put("log.actor", List.of(trail().add(1, inference("a").actor("u").build())
                .add(1, inference("b").build(), Event.of(EventKind.AGENT).trace("b").actor("u").build())
                .add(1, inference("c").build(), Event.of(EventKind.REVIEW).trace("c").actor("u").build())
                .add(1, inference(null).actor("v").build())));
        all.put("log.shared-actor", shares());
        all.put("log.generic-actor", List.of(trail().add(1, inference("a").actor("admin").build())
                .add(1, inference("b").actor("u").build()).add(1, inference("c").build())
                .add(1, inference("d").actor("v").build())));
        all.put("log.status", List.of(trail().add(1, inference("a").status("ok").build())
                .add(1, inference("b").status("error").build()).add(1, inference("c").build())));
        all.put("log.duration", List.of(trail().add(1, inference("a").duration(5).build())
                .add(1, inference("b").duration(0).build()).add(1, inference("c").build())
                .add(1, inference("d").duration(1).build()).add(1, inference("e").duration(9).build())));
        all.put("log.tokens", List.of(trail().add(1, inference("a").tokensIn(5).tokensOut(1).build())
                .add(1, inference("b").tokensIn(0).tokensOut(1).build()).add(1, inference("c").tokensIn(1).build())
                .add(1, inference("d").status("error").build()).add(1, inference("e").tokensIn(1).tokensOut(0)
                        .build()).add(1, inference("f").tokensIn(1).tokensOut(1).build())));
        all.put("log.retention", List.of(spans(), carried()));
        all.put("policy.missing", policies());
        all.put("policy.tool-after-deny", denies());
        all.put("policy.late", late());
        all.put("policy.late-tool", List.of(trail().add(1, decision("t1", "allow", T)).add(1, tool("t1", T))
                .add(1, decision("t2", "allow", T)).add(1, tool("t2", T - 1)).add(1, tool("t3", T))
                .add(1, decision("t4", "error", T - 5)).add(1, decision("t4", "deny", T + 5)).add(1, tool("t4", T)),
                trail().add(1, tool("t1", T))));
        all.put("policy.failed-open", List.of(trail().add(1, guarded("a", "allow").status("ok").build())
                .add(1, guarded("b", "error").status("ok").build()).add(1, guarded("c", "error").status("error")
                        .build()).add(1, guarded("d", "timeout").addOutput(new Message("assistant", "x")).build())
                .add(1, inference("e").status("ok").build()).add(1, guarded("f", "allow").build()),
                trail().add(1, inference("a").build())));
        all.put("policy.revision", List.of(trail().add(1, revised("a", "r1")).add(1, revised("b", "")).add(1,
                guarded("c", "deny").build()).add(1, revised("d", "r2")).add(1, revised("e", null))
                .add(1, revised("f", "r2")).add(1, revised("g", "r2")), trail().add(1, revised("a", "r1")),
                trail().add(1, inference("a").build())));
        all.put("privacy.leak", List.of(leaks(), trail().add(1, words("a").build()).add(1, inference("b").build())
                .add(1, Event.of(EventKind.TOOL).trace("b").build()).add(1, inference("c").addOutput(new Message(
                        "assistant", "hello")).build()), trail().add(1, words("a").build()), unanswered()));
        all.put("privacy.mask-record", List.of(masked(), trail().add(1, words("a").build())));
        all.put("tool.unlisted", List.of(trail().add(1, tool("a", T)).add(1, named("search")).add(1, named("pay"))
                .add(1, named("search")).add(1, named("search"))));
        all.put("oversight.review", List.of(trail().add(1, needsReview("a")).add(1, needsReview("a"))
                .add(1, needsReview("b")).add(1, needsReview("c")).add(2, reviewed("a", "human"))
                .add(2, reviewed("b", "llm")).add(2, reviewed("z", "human")), trail().add(1, needsReview("a")),
                standing()));
        all.put("eval.deployed-not-evaluated", List.of(trail().add(1, predict("m", "1", T)).add(2, evaluation("m", "1",
                T)), trail().add(1, predict("m", "1", T)).add(1, predict("m", "2", T)).add(1, predict("m", "3", T))
                        .add(2, evaluation("m", "1", T)).add(2, evaluation("m", "2", T + 1)).add(2, evaluation("m", "4",
                                T)), trail().add(1, predict("m", "1", T)),
                // served by name only: an evaluation of that name is of no known version
                trail().add(1, predict("m", "1", T)).add(1, inference("a").modelServed("M2").build()).add(1,
                        inference("b").build()).add(2, evaluation("m", "1", T)).add(2, evaluation("m2", "9", T)),
                trail().add(1, inference("a").modelServed("s").build()), evaluated()));
        all.put("eval.regression", List.of(trail().add(1, test("a", "1", T, true)).add(1, test("b", "1", T, true))
                .add(1, test("c", "1", T, false)).add(2, test("a", "2", T + 1, true)).add(2, test("b", "2", T + 1,
                        false)).add(2, test("c", "2", T + 1, true))));
        all.put("eval.attack-untested", List.of(trail().add(1, guard("a", "Prompt-Injection")).add(1, guard("b",
                "jailbreak")).add(1, guard("c", "base64 encoding")).add(2, attack("promptinject.Hijack"))
                .add(2, attack("hallucination")), trail().add(2, attack("bias"))));
        all.put("eval.attack-open", List.of(findings(), trail().add(1, attack("bias"))));
        all.put("eval.unscored", List.of(trail().add(1, test("a", "1", T, true)).add(1, test("b", "1", T, false))
                .add(2, test("a", "2", T, true)).add(2, scored("b", "2", T, null)).add(3, scored("a", "3", T, 0.5))
                .add(4, scored(null, "4", T, 0.5)), trail().add(1, broken("a", "1", T)).add(1, test("b", "1", T, true))
                .add(2, test("a", "2", T, false))));
        all.put("eval.fixed-set", List.of(trail().add(1, test("a", "1", T, true)).add(1, test("b", "1", T, true))
                .add(2, test("a", "2", T + 1, true)).add(3, test("a", "3", T + 2, true)).add(3, test("b", "3", T + 2,
                        true)).add(3, test("c", "3", T + 2, true)).add(4, test("z", "4", T + 3, true)).add(5,
                                test("z", "5", T + 4, true)), trail().add(1, test("a", "1", T, true))));
        all.put("eval.interval", List.of(intervals(7), intervals(8), trail().add(1, predict("m", "1", T))));
        all.put("lineage.unregistered", List.of(registered(), trail().add(1, predict("m", "1", T)),
                trail().add(1, inference("a").modelServed("s").build())));
        all.put("lineage.broken", List.of(lineage()));
        all.put("lineage.failed-run", List.of(trail().add(1, run("a", "error", T)).add(1, run("a", "ok", T + 1))
                .add(1, run("b", "ok", T - 1)).add(1, run("b", "error", T)).add(1, run("c", null, T))
                .add(1, run("d", "ok", T)).add(1, run(null, "ok", T))
                .add(1, run("e", "error", T))));
        all.put("quality.errors", List.of(trail().add(1, inference("a").status("ok").build()).add(1, inference("b")
                .status("error").build()).add(1, inference("c").status("timeout").app("x").build())
                .add(1, inference("d").build())));
        all.put("quality.drift", List.of(periods(400, 1.5, 0, 0)));
        all.put("cost.unpriced", List.of(trail().add(1, inference("a").cost(BigDecimal.ZERO).build())
                .add(1, inference("b").cost(BigDecimal.ONE).build()).add(1, inference("c").build())));
        all.put("cost.zero", List.of(trail().add(1, inference("a").tokensIn(1).cost(BigDecimal.ZERO).build())
                .add(1, inference("b").tokensIn(1).cost(new BigDecimal("0.001")).build())
                .add(1, inference("c").tokensIn(0).cost(BigDecimal.ZERO).build())
                .add(1, inference("d").tokensIn(1).cost(BigDecimal.ONE).build())));
        return all;
    }

    /** Reviews that stand, that are none, and of which nobody can tell, one each. */
    private static MemoryTrail standing() {
        long day = 86_400 * SECOND;
        MemoryTrail trail = trail().imported(T / 1_000_000 + 86_400_000L);
        for (String trace : List.of("good", "also", "undecided", "waiting", "old", "caller", "code", "program", "model",
                "shared", "nameless", "undated", "late", "early")) {
            trail.add(1, needsReview(trace)).add(1, inference(trace).actor("u.berg@bank.example").build());
        }
        return trail.add(2, review("good", "m.ortiz", "confirmed", T + day)).add(2, review("also", "Claude Talbot",
                "0.5", T - 30 * SECOND)).add(2, review("also", "bot", "pending", T)).add(2, review("undecided", "m", "",
                        T)).add(2, review("waiting", "m", "In_Review", T)).add(2, review("old", "m", "ok", T - day - 1))
                .add(2, review("caller", "U.Berg@bank.example", "ok", T)).add(2, reviewed("code", "code"))
                .add(2, review("program", "auto-approver-bot", "ok", T)).add(2, review("model", "gpt-4o", "ok", T))
                .add(2, review("shared", "admin@bank.example", "ok", T)).add(2, review("nameless", null, "ok", T))
                .add(2, Event.of(EventKind.REVIEW).trace("undated").review(new Review("human", "m", "ok", null))
                        .build())
                .add(2, review("late", "m", "ok", T + 3 * day)).add(2, review("early", "m", "ok", T - day));
    }

    /**
     * Versions that pass, fail each case, have scores only, end in errors, were tested before they were trained only,
     * or before as well, and whose case that passed came too late.
     */
    private static MemoryTrail evaluated() {
        MemoryTrail trail = trail();
        for (String version : List.of("good", "fails", "scores", "breaks", "older", "again", "late")) {
            trail.add(1, predict("m", version, T));
        }
        for (String version : List.of("older", "again")) {
            trail.add(2, pipeline(T - 9, "COMPLETE", List.of(), List.of(new Dataset("n", "models.m", version,
                    "model"))));
        }
        return trail.add(3, test("a", "good", T - 5, true)).add(3, test("b", "good", T - 5, false))
                .add(3, broken("c", "good", T - 5)).add(3, test("a", "fails", T - 5, false))
                .add(3, broken("b", "fails", T - 5)).add(3, scored("a", "scores", T - 5, 0.5))
                .add(3, broken("a", "breaks", T - 5)).add(3, test("a", "older", T - 10, true))
                .add(3, test("a", "again", T - 10, false)).add(4, test("a", "again", T - 9, true))
                .add(3, test("a", "late", T, false)).add(4, test("a", "late", T + 1, true));
    }

    /** An error that the source wrote down as a case that passed. */
    private static Event broken(String test, String version, long time) {
        return at(Event.of(EventKind.EVALUATION).status("error").evaluation(new Evaluation("s", test, "m", version,
                true, 1.0, null)), time).build();
    }

    private static Event review(String trace, String who, String outcome, long time) {
        return at(Event.of(EventKind.REVIEW).trace(trace).review(new Review("human", who, outcome, null)), time)
                .build();
    }

    /** Six entries; the fifth names another one than the fourth. */
    private static MemoryTrail chain() {
        MemoryTrail trail = trail();
        for (int i = 0; i < 6; i++) {
            String previous = i == 0 ? "" : "%016x".formatted(i == 4 ? 77 : i);
            trail.record(1, "{\"prev_hash\":\"" + previous + "\",\"hash\":\"%016x\"}".formatted(i + 1),
                    List.of(inference("t" + i).build()));
        }
        return trail;
    }

    private static MemoryTrail trail() {
        return new MemoryTrail();
    }

    private static Event span(String trace, String span, String parent) {
        return Event.of(EventKind.AGENT).trace(trace).span(span).parent(parent).build();
    }

    private static MemoryTrail records(int... each) {
        MemoryTrail trail = trail();
        for (int source = 1; source <= each.length; source++) {
            for (int i = 0; i < each[source - 1]; i++) {
                trail.add(source, inference("t" + i).build());
            }
        }
        return trail;
    }

    /** Prompts without an answer: three that have none by nature, and one whose answer is not there. */
    private static MemoryTrail unanswered() {
        return trail().add(1, asked("a").status("error").build()).add(1, asked("b").tokensOut(0).build())
                .add(1, asked("c").operation("embeddings").build()).add(1, asked("d").build());
    }

    /** Three logs of ten days with an event each quarter of an hour; one is silent for a day. */
    private static MemoryTrail silence() {
        MemoryTrail trail = trail();
        for (int i = 0; i < 960; i++) {
            for (int source = 1; source <= 3; source++) {
                if (source > 1 || i < 400 || i > 496) {
                    trail.add(source, at(Event.of(EventKind.INFERENCE).app("a"), T + i * 900 * SECOND).build());
                }
            }
        }
        return trail;
    }

    /** Six months to the day, a day less, a month too little, and an application without a name. */
    private static MemoryTrail spans() {
        MemoryTrail trail = trail();
        span(trail, "six", "2026-03-01T00:00:00Z", "2026-09-01T00:00:00Z");
        span(trail, "less", "2026-03-01T00:00:00Z", "2026-08-31T23:59:59Z");
        span(trail, "end", "2025-08-31T00:00:00Z", "2026-02-28T00:00:00Z");
        span(trail, null, "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z");
        span(trail, "year", "2025-03-01T00:00:00Z", "2026-03-02T00:00:00Z");
        return trail.add(1, Event.of(EventKind.INFERENCE).app("undated").build());
    }

    /** Eight months: every day, one event long before, a silence in the middle, one a month in front, every week. */
    private static MemoryTrail carried() {
        MemoryTrail trail = trail();
        for (int day = 0; day < 240; day++) {
            daily(trail, "daily", day, 1);
            daily(trail, "away", day, day < 100 ? 0 : 3);
            daily(trail, "halves", day, day < 60 || day > 180 ? 1 : 0);
            daily(trail, "thin", day, day > 150 ? 6 : day % 28 == 0 ? 1 : 0);
            daily(trail, "weekends", day, day % 7 == 0 ? 1 : 0);
        }
        daily(trail, "away", 0, 1);
        return trail;
    }

    private static void daily(MemoryTrail trail, String app, int day, int events) {
        for (int i = 0; i < events; i++) {
            trail.add(1, at(Event.of(EventKind.INFERENCE).app(app), T + (day * 86_400L + i) * SECOND).build());
        }
    }

    private static void span(MemoryTrail trail, String app, String... times) {
        for (String time : times) {
            long nanos = OffsetDateTime.parse(time).withOffsetSameInstant(ZoneOffset.UTC).toEpochSecond() * SECOND;
            trail.add(1, at(Event.of(EventKind.INFERENCE).app(app), nanos).build());
        }
    }

    private static List<MemoryTrail> policies() {
        MemoryTrail open = trail().add(1, inference("t1").app("a").build()).add(2, decision("t1", "allow", T))
                .add(1, inference("t2").app("a").addDecision(allow()).build()).add(1, inference("t3").app("a").build())
                .add(1, inference("t4").app("a").addDecision(allow()).build());
        return List.of(open,
                // governed because a trace of it has a decision, under the name of the service that decides
                trail().add(1, inference("t1").app("b").build()).add(2, decision("t1", "allow", T))
                        .add(1, inference("t1").app("b").build()).add(1, inference("t2").app("b").build()),
                trail().add(1, inference("t1").app("a").build()).add(2, decision("t1", "allow", T))
                        .add(1, inference("t9").app("c").build()),
                trail().add(1, inference("t9").app("c").build()),
                // a decision that ended in an error is none, of the inference or of its trace
                trail().add(1, guarded("t1", "error").app("a").build()).add(1, inference("t2").app("a").build())
                        .add(2, decision("t2", "error", T)).add(1, guarded("t3", "allow").app("a").build()));
    }

    private static Event revised(String trace, String revision) {
        return at(Event.of(EventKind.POLICY).trace(trace).addDecision(new PolicyDecision("opa", "p", revision, "allow",
                List.of())), T).build();
    }

    private static Event.Builder guarded(String trace, String action) {
        return inference(trace).addDecision(new PolicyDecision("e", null, null, action, List.of()));
    }

    /** A decision before, within a minute, beyond it, in another trace, without a time, and in the inference itself. */
    private static List<MemoryTrail> late() {
        return List.of(trail().add(1, decision("t1", "allow", T - SECOND)).add(1, inference("t1").build())
                .add(1, decision("t2", "allow", T + 60 * SECOND)).add(1, inference("t2").build())
                .add(1, decision("t3", "allow", T + 61 * SECOND)).add(1, inference("t3").build())
                .add(1, decision("t5", "deny", T + 3600 * SECOND)).add(1, guarded("t5", "allow").build())
                .add(1, inference("t4").build()),
                trail().add(1, decision("t1", "allow", T - 3600 * SECOND)).add(1, inference("t1").build()),
                trail().add(1, inference("t1").build()));
    }

    private static List<MemoryTrail> denies() {
        return List.of(
                trail().add(1, decision("t1", "deny", T)).add(1, tool("t1", T - 1)).add(1, decision("t2", "deny", T))
                        .add(1, tool("t2", T)).add(1, tool("t2", T + 5)).add(1, decision("t3", "deny", T))
                        .add(1, decision("t4", "allow", T)).add(1, tool("t4", T + 1)),
                trail().add(1, decision("t1", "deny", T)).add(1, tool("t1", T - 1)),
                trail().add(1, decision("t1", "deny", T)),
                trail().add(1, decision("t1", "deny", T)).add(1, Event.of(EventKind.TOOL).trace("t1").app("a")
                        .build()),
                // a tool of another application: covered by a decision in its trace, or by none
                trail().add(1, decision("t1", "deny", T)).add(1, at(Event.of(EventKind.TOOL).trace("t1").app("o"),
                        T - 1).build()),
                trail().add(1, decision("t1", "deny", T)).add(1, tool("t1", T - 1))
                        .add(1, at(Event.of(EventKind.TOOL).trace("t9").app("o"), T).build()));
    }

    private static MemoryTrail leaks() {
        return trail().add(1, words("a").build()).add(1, words("b").addPersonalData(new PersonalData("IBAN", 1, true))
                .build()).add(1, decision("c", "redact", T)).add(1, found("c", T)).add(1, decision("d", "redact", T))
                .add(1, found("d", T - 1)).add(1, found("e", T)).add(1, words("f").addPersonalData(new PersonalData(
                        "EMAIL", 1, false)).addDecision(new PolicyDecision("e", null, null,
                                "redact", List.of())).trace(null).build())
                .add(1, words("g").build());
    }

    /** Thirty of sixty steps are half and thirty-one are more; of ten nothing is told. */
    private static List<MemoryTrail> shares() {
        return List.of(actors(30, 60), actors(31, 60), actors(10, 10));
    }

    private static MemoryTrail actors(int same, int all) {
        MemoryTrail trail = trail().add(1, inference("x").build());
        for (int i = 0; i < all; i++) {
            trail.add(1, inference("t" + i).actor(i < same ? "a" : "u" + i % 7).build());
        }
        return trail;
    }

    /** Masked with a decision of its own, in its trace, with none, with one that allows; in clear; without a trace. */
    private static MemoryTrail masked() {
        PersonalData hidden = new PersonalData("EMAIL", 1, true);
        return trail().add(1, guarded("a", "redact").addPersonalData(hidden).build())
                .add(1, words("b").addPersonalData(hidden).build()).add(1, decision("b", "redact", T))
                .add(1, words("c").addPersonalData(hidden).build())
                .add(1, guarded("d", "allow").addPersonalData(hidden).build()).add(1, found("e", T))
                .add(1, guarded("f", "modify").trace(null).addPersonalData(hidden).build());
    }

    /** Got through and resisted later, in the same run only, earlier only, never again, resisted from the start. */
    private static MemoryTrail findings() {
        return trail().add(1, attacked("a", T, false)).add(2, attacked("a", T + 1, true))
                .add(1, attacked("b", T, false))
                .add(1, attacked("b", T + 1, true)).add(2, attacked("c", T - 1, true)).add(1, attacked("c", T, false))
                .add(1, attacked("d", T, false)).add(1, attacked("e", T, true)).add(1, attacked("f", T, false))
                .add(2, attacked("f", T + 1, true)).add(3, attacked("f", T + 2, false));
    }

    private static Event attacked(String test, long time, boolean resisted) {
        return at(Event.of(EventKind.EVALUATION).evaluation(new Evaluation("s", test, "m", "1", resisted, null, "dan")),
                time).build();
    }

    private static Event scored(String test, String version, long time, Double score) {
        return at(Event.of(EventKind.EVALUATION).evaluation(new Evaluation("s", test, "m", version, null, score, null)),
                time).build();
    }

    /** A run, another one after some days, and the last use a day later. */
    private static MemoryTrail intervals(int days) {
        long day = 86_400 * SECOND;
        return trail().add(1, test("a", "1", T, true)).add(2, test("a", "2", T + days * day, true))
                .add(3, predict("m", "2", T + (days + 1) * day)).add(4, test("a", "3", T + 2 * days * day, true));
    }

    /** Trained and deployed, only trained, only deployed, neither, never called, and without a written version. */
    private static MemoryTrail registered() {
        MemoryTrail trail = trail();
        for (String version : List.of("1", "2", "3", "4", "5")) {
            trail.add(1, predict("m", version, T));
        }
        for (String version : List.of("1", "2", "5")) {
            trail.add(2, pipeline(T - 9, "COMPLETE", List.of(), List.of(new Dataset("n", "models.m", version,
                    "model"))));
        }
        for (String version : List.of("1", "3", "5", "6")) {
            trail.add(2, pipeline(T - 5, "COMPLETE", List.of(), List.of(new Dataset("n", "serving.m", version,
                    "deployment"))));
        }
        return trail.add(2, pipeline(T, "FAIL", List.of(), List.of(new Dataset("n", "models.m", "3", "model"))))
                .add(1, inference("a").modelServed("s").build());
    }

    private static Event named(String tool) {
        return at(Event.of(EventKind.TOOL).trace("t").tool(tool), T).build();
    }

    /** @return settings with which a check that asks for one is tried as well */
    static Map<String, Parameters> settings() {
        return Map.of("tool.unlisted", Parameters.of(Map.of("listed", "tool:search")));
    }

    private static Event run(String job, String status, long time) {
        return at(Event.of(EventKind.LINEAGE).name(job).status(status), time).build();
    }

    private static Event.Builder words(String trace) {
        return asked(trace).addOutput(new Message("assistant", "good day"));
    }

    private static Event.Builder asked(String trace) {
        return inference(trace).addInput(new Message("user", "hello"));
    }

    private static Event found(String trace, long time) {
        return at(words(trace), time).addPersonalData(new PersonalData("IBAN", 1, false)).build();
    }

    private static MemoryTrail lineage() {
        Dataset data = new Dataset("n", "lake.data", "1", "dataset");
        Dataset model = new Dataset("n", "models.m", "1", "model");
        return trail().add(1, predict("m", "1", T)).add(1, predict("m", "2", T)).add(1, predict("m", "1", T + 1))
                .add(2, pipeline(T - 3, "COMPLETE", List.of(data), List.of(model)));
    }
}
