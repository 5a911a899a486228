// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.core.Progress;
import org.tracebinder.core.Review;
import org.tracebinder.core.TimeRule;

/** Decisions that contradict each other, a call that ran though denied, reviewers who do not agree. */
class TraceDisputesTest {

    private static final long T0 = Moments.nanos(Instant.parse("2026-03-01T00:00:00Z"));
    private static final List<String> CODES = List.of("policy-differs", "call-after-deny", "review-differs");

    private final MemoryTrail trail = new MemoryTrail();

    private static Event.Builder at(EventKind kind, long millis) {
        return Event.of(kind).trace("t1").time(T0 + millis * 1_000_000, "", TimeRule.EPOCH_NANOS);
    }

    private static Event decision(String engine, String policy, String action, String about, long millis) {
        return at(EventKind.POLICY, millis).span("d" + millis).parent(about)
                .addDecision(new PolicyDecision(engine, policy, null, action, List.of())).build();
    }

    private static Event.Builder call(long millis) {
        return at(EventKind.INFERENCE, millis).span("c").parent("a").modelServed("gpt").duration(1_000_000_000)
                .addInput(new Message("user", "hi"));
    }

    private static Event answered(long millis) {
        return call(millis).addOutput(new Message("assistant", "yes")).tokensOut(5).build();
    }

    private static Event review(String by, String who, String value, String about) {
        return at(EventKind.REVIEW, 90_000).parent(about).review(new Review(by, who, value, null)).build();
    }

    private List<String> said() throws Exception {
        return Traces.open(trail, "t1", null, Progress.NONE).orElseThrow().gaps().stream()
                .filter(g -> CODES.contains(g.code())).map(g -> g.code() + ": " + g.text()).toList();
    }

    private void agent() {
        trail.add(1, at(EventKind.AGENT, 0).span("a").build());
    }

    @Test
    void anAllowAndADenyBeforeOneCallAreTold() throws Exception {
        agent();
        trail.add(1, call(500).build());
        trail.add(2, decision("opa", "ai/guard", "allow", null, 10), decision("cerbos", "credit", "deny", "a", 20));
        assertEquals(List.of("policy-differs: S2:1.1 (opa, ai/guard) allows and S2:1.2 (cerbos, credit) denies: the"
                + " policies of this trace do not agree."), said());
    }

    @Test
    void decisionsBeforeAndAfterACallOnOtherStepsAndOfOnePolicyAreOrdinary() throws Exception {
        agent();
        trail.add(1, answered(500));
        trail.add(1, at(EventKind.TOOL, 2_000).span("x").parent("a").build(),
                at(EventKind.TOOL, 3_000).span("y").parent("a").build());
        trail.add(2, decision("rails", "input", "allow", "a", 10), decision("rails", "output", "deny", "a", 1_700));
        trail.add(2, decision("opa", "tools", "allow", "x", 1_990), decision("opa", "other", "deny", "y", 2_990));
        trail.add(2, decision("opa", "ai/guard", "allow", "a", 30), decision("opa", "ai/guard", "redact", "a", 40));
        assertEquals(List.of(), said());
    }

    @Test
    void onePolicyThatDecidesTwiceIsNoSecondEngine() throws Exception {
        agent();
        trail.add(2, decision("opa", "ai/guard", "deny", "a", 10), decision("opa", "ai/guard", "allow", "a", 20));
        assertEquals(List.of(), said());
    }

    @Test
    void aCallThatRanThoughDeniedIsTold() throws Exception {
        agent();
        trail.add(1, answered(500));
        trail.add(2, decision("opa", "ai/guard", "deny", null, 10));
        assertEquals(List.of("call-after-deny: S1:2 was answered at or after S2:1 had denied this"
                + " trace."), said());
    }

    @Test
    void aCallThatEndedWithoutAnswerOrBeforeTheDenyIsOrdinary() throws Exception {
        agent();
        trail.add(1, call(500).status("error").build());
        trail.add(1, at(EventKind.OTHER, 600).span("p").parent("a").modelServed("scorer").build());
        trail.add(2, decision("opa", "ai/guard", "deny", null, 10));
        trail.add(3, at(EventKind.INFERENCE, 5).span("e").parent("a").modelServed("gpt").tokensOut(3).build());
        assertEquals(List.of(), said());
    }

    @Test
    void aDenyOfAToolOrOfAnotherStepDoesNotDenyTheCall() throws Exception {
        agent();
        trail.add(1, answered(500));
        trail.add(1, at(EventKind.TOOL, 100).span("x").parent("a").build());
        trail.add(2, decision("opa", "tools", "deny", "x", 90), decision("opa", "other", "deny", "gone", 95));
        assertEquals(List.of(), said());
    }

    @Test
    void aLaterAllowOfTheSamePolicyLiftsTheDeny() throws Exception {
        agent();
        trail.add(1, answered(500));
        trail.add(2, decision("opa", "ai/guard", "deny", "a", 10), decision("opa", "ai/guard", "allow", "a", 20));
        assertEquals(List.of(), said());
    }

    @Test
    void twoReviewersWhoDoNotAgreeAreTold() throws Exception {
        agent();
        trail.add(3, review("human", "bob", "confirmed", null), review("human", "eve", "overridden", null),
                review("human", "ann", "Confirmed", null));
        assertEquals(List.of("review-differs: The reviews do not agree: S3:1.1 says confirmed (bob), S3:1.2 says"
                + " overridden (eve)."), said());
    }

    @Test
    void whatReviewersDoIsToldAsWhatTheyDid() throws Exception {
        agent();
        trail.add(3, review("human", "bob", "approve", null), review("human", "eve", "Reject", null));
        assertEquals(List.of("review-differs: The reviews do not agree: S3:1.1 says approve (bob), S3:1.2 says"
                + " Reject (eve)."), said());
    }

    @Test
    void otherWordsScoresStepsAndAChangeOfMindAreOrdinary() throws Exception {
        agent();
        trail.add(1, answered(500));
        trail.add(3, review("human", "bob", "confirmed", "a"), review("human", "eve", "rejected", "c"),
                review("human", "ann", "0.3", "a"), review("llm", "judge", "rejected", "a"),
                review("human", "bob", "overridden", "a"));
        assertEquals(List.of(), said());
    }
}
