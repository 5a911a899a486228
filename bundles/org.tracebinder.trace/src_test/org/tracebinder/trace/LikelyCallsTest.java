// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.TimeRule;

/** Calls of one trace that two systems recorded, each by an id of its own. */
class LikelyCallsTest {

    private static final long T0 = Moments.nanos(Instant.parse("2026-03-01T00:00:00Z"));

    private final MemoryTrail trail = new MemoryTrail();

    private static Event.Builder call(String id, String model, long from, long millis) {
        return Event.of(EventKind.INFERENCE).trace("t1").span(id).modelServed(model)
                .time(T0 + from * 1_000_000, "", TimeRule.EPOCH_NANOS).duration(millis * 1_000_000);
    }

    private static Event.Builder said(Event.Builder call, String prompt, String answer) {
        return call.addInput(new Message("user", prompt)).addOutput(new Message("assistant", answer));
    }

    private TraceView open() throws Exception {
        return Traces.open(trail, "t1", null, Progress.NONE).orElseThrow();
    }

    private static TraceView.Step step(TraceView view, String id) {
        return view.steps().stream().filter(s -> s.id().equals(EventId.parse(id))).findFirst().orElseThrow();
    }

    private static List<String> maybe(TraceView view) {
        return view.gaps().stream().filter(g -> g.code().equals("maybe-same-call")).map(TraceView.Gap::text).toList();
    }

    @Test
    void aGatewaysOwnIdHidesNoSecondRecord() throws Exception {
        trail.add(1, said(call("a", "gpt", 0, 900), "may I have a loan?", "yes").tokensIn(10).tokensOut(5).build());
        trail.add(2, said(call("own", "openai/gpt", 100, 700), "may I have a loan?", "yes").tokensIn(10).tokensOut(5)
                .cost(new BigDecimal("0.1")).build());
        TraceView v = open();
        assertEquals(new TraceView.Totals(10L, 5L, new BigDecimal("0.1"), "USD"), v.totals());
        assertEquals(EventId.parse("S1:1"), step(v, "S2:1").same());
        assertEquals(Basis.INFERRED, step(v, "S2:1").basis());
        assertEquals("same trace id; taken for the call of S1:1: at the same time the same model, prompt, answer and"
                + " tokens", step(v, "S2:1").why());
        assertEquals(2, v.conversation().size());
        assertEquals(List.of(), maybe(v));
    }

    @Test
    void answersWithIdsOfOneProviderAreTwoCalls() throws Exception {
        trail.add(1, said(call("a", "gpt", 0, 900), "is it fair?", "yes").tokensIn(10).tokensOut(1)
                .addId("chatcmpl-1").build());
        trail.add(2, said(call("b", "gpt", 0, 900), "is it fair?", "yes").tokensIn(10).tokensOut(1)
                .addId("chatcmpl-2").build());
        TraceView v = open();
        assertEquals(20L, v.totals().tokensIn());
        assertNull(step(v, "S2:1").same());
        assertEquals(List.of("S2:1 may be the same call as S1:1: at the same time the same model, by another source"
                + " with an id of its own. Both are counted."), maybe(v));
    }

    @Test
    void promptAndAnswerAreEnoughAndOtherTokensAreTold() throws Exception {
        trail.add(1, said(call("a", "gpt", 0, 900), "may I have a loan?", "yes").tokensIn(10).tokensOut(5).build());
        trail.add(2, said(call("own", "gpt", 100, 700), "may I have a loan?", "yes").tokensIn(12).tokensOut(5).build());
        TraceView v = open();
        assertEquals(10L, v.totals().tokensIn());
        assertTrue(v.gaps().stream().anyMatch(g -> g.text().equals(
                "S1:1 and S2:1 tell of one call and do not agree on the tokens in: 10 and 12.")), v.gaps().toString());
    }

    @Test
    void tokensAreEnoughWhereASourceKeepsNoWords() throws Exception {
        trail.add(1, said(call("a", "gpt", 0, 900), "may I have a loan?", "yes").tokensIn(310).tokensOut(52).build());
        trail.add(2, call("own", "gpt", 100, 700).tokensIn(310).tokensOut(52).build());
        assertEquals(310L, open().totals().tokensIn());
        assertEquals("same trace id; taken for the call of S1:1: at the same time the same model and tokens",
                step(open(), "S2:1").why());
    }

    @Test
    void whatIsNotCertainIsSaidAndCounted() throws Exception {
        trail.add(1, said(call("a", "gpt", 0, 900), "may I have a loan?", "yes").tokensIn(310).build());
        trail.add(2, call("own", "gpt", 100, 700).tokensIn(300).build());
        TraceView v = open();
        assertEquals(610L, v.totals().tokensIn());
        assertNull(step(v, "S2:1").same());
        assertEquals(List.of("S2:1 may be the same call as S1:1: at the same time the same model, by another source"
                + " with an id of its own. Both are counted."), maybe(v));
    }

    @Test
    void ofTwoThatFitNoneIsChosen() throws Exception {
        trail.add(1, said(call("a", "gpt", 0, 900), "hi", "yes").tokensIn(10).build(),
                said(call("b", "gpt", 0, 900), "hi", "yes").tokensIn(10).build());
        trail.add(2, said(call("own", "gpt", 100, 700), "hi", "yes").tokensIn(10).build());
        TraceView v = open();
        assertEquals(30L, v.totals().tokensIn());
        assertEquals(List.of("S2:1 may be the same call as one of S1:1.1, S1:1.2: at the same time the same model, by"
                + " another source with an id of its own. All are counted."), maybe(v));
    }

    @Test
    void callsThatDifferAreTwo() throws Exception {
        trail.add(1, said(call("a", "gpt", 0, 900), "may I have a loan?", "yes").tokensIn(10).tokensOut(5).build());
        trail.add(2, said(call("b", "gpt", 100, 700), "and a mortgage?", "yes").tokensIn(10).tokensOut(5).build(),
                said(call("c", "claude", 100, 700), "may I have a loan?", "yes").tokensIn(10).tokensOut(5).build(),
                said(call("d", "gpt", 5_000, 700), "may I have a loan?", "yes").tokensIn(10).tokensOut(5).build());
        trail.add(1, said(call("e", "gpt", 100, 700), "may I have a loan?", "yes").tokensIn(10).tokensOut(5).build());
        TraceView v = open();
        assertEquals(50L, v.totals().tokensIn());
        assertTrue(v.steps().stream().allMatch(s -> s.same() == null));
        assertEquals(List.of(), maybe(v));
    }

    @Test
    void aFailedAttemptIsNotTheCallThatAnswered() throws Exception {
        trail.add(1, said(call("a", "gpt", 0, 900), "may I have a loan?", "yes").status("ok").build());
        trail.add(2, call("x1", "gpt", 10, 100).addInput(new Message("user", "may I have a loan?")).status("error")
                .build(), said(call("x2", "gpt", 200, 600), "may I have a loan?", "yes").status("ok").build());
        TraceView v = open();
        assertNull(step(v, "S2:1.1").same());
        assertEquals(EventId.parse("S1:1"), step(v, "S2:1.2").same());
    }

    @Test
    void aStepUnderTheCallIsNotPutAboveIt() throws Exception {
        trail.add(1, said(call("a", "gpt", 0, 900).parent("m"), "hi", "yes").tokensIn(10).tokensOut(1).build(),
                call("m", null, 0, 900).parent("g").build());
        trail.add(2, said(call("g", "gpt", 0, 950), "hi", "yes").tokensIn(10).tokensOut(1).build());
        TraceView v = open();
        assertEquals(10L, v.totals().tokensIn());
        assertTrue(v.gaps().stream().noneMatch(g -> g.code().equals("parent-circle")), v.gaps().toString());
    }

    @Test
    void whatHangsUnderTheSecondRecordKeepsItsParent() throws Exception {
        trail.add(1, said(call("a", "gpt", 0, 900), "may I have a loan?", "yes").build());
        trail.add(2, said(call("own", "gpt", 100, 700), "may I have a loan?", "yes").build(),
                Event.of(EventKind.TOOL).trace("t1").span("t").parent("own").time(T0 + 200_000_000L, "",
                        TimeRule.EPOCH_NANOS).build());
        TraceView v = open();
        assertTrue(v.gaps().stream().noneMatch(g -> g.code().equals("missing-parent")), v.gaps().toString());
        assertEquals(2, step(v, "S2:1.2").depth());
    }

    @Test
    void manyCallsAtOnceAreBounded() throws Exception {
        List<Event> one = new ArrayList<>();
        List<Event> other = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            one.add(call("a" + i, "gpt", 0, 1_000_000).tokensIn(i).build());
            other.add(call("b" + i, "gpt", 0, 1_000_000).tokensIn(1).build());
        }
        trail.add(new RecordId(1, 1), one);
        trail.add(new RecordId(2, 1), other);
        TraceView v = Cpu.within(30_000, this::open);
        assertEquals(40_000, v.steps().size());
        assertTrue(v.gaps().stream().anyMatch(g -> g.code().equals("cut")
                && g.text().startsWith("More calls of this trace ran at the same time")), v.gaps().get(0).text());
    }
}
