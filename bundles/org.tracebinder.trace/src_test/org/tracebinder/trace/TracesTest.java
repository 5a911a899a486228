// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.DataSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.Review;
import org.tracebinder.core.TimeRule;

/** Finding and opening traces. */
class TracesTest {

    private static final long T0 = Moments.nanos(Instant.parse("2026-03-01T00:00:00Z"));

    private final MemoryTrail trail = new MemoryTrail();

    private static Event.Builder span(EventKind kind, String span, String parent, long millis) {
        return Event.of(kind).trace("t1").span(span).parent(parent).app("loans").modelServed(kind == EventKind.INFERENCE
                ? "gpt" : null).time(T0 + millis * 1_000_000, "" + millis, TimeRule.EPOCH_MILLIS).duration(10_000_000);
    }

    private static PolicyDecision deny() {
        return new PolicyDecision("opa", "guard", null, "deny", List.of("because"));
    }

    private TraceView open(String id) throws Exception {
        return Traces.open(trail, id, null, Progress.NONE).orElseThrow();
    }

    private static String tree(TraceView v) {
        return v.steps().stream().map(s -> "-".repeat(s.depth()) + (s.event().span() == null ? s.event().kind().id()
                : s.event().span())).collect(Collectors.joining(" "));
    }

    private static List<String> codes(TraceView v) {
        return v.gaps().stream().map(TraceView.Gap::code).toList();
    }

    private static Event piece(int number, String role, String words) {
        Event.Builder e = span(EventKind.OTHER, "m#" + number, "m", number).operation("message part")
                .extra("SequenceNumber", "" + number).content(ContentState.TRUNCATED);
        Message message = new Message(role, words);
        return (role.equals("user") ? e.addInput(message) : e.addOutput(message)).build();
    }

    @Test
    void stepsWithoutSpanSpeakWhereNoCallDoes() throws Exception {
        trail.add(1, span(EventKind.OTHER, null, null, 0).addInput(new Message("user", "hello")).build());
        assertEquals("hello", open("t1").conversation().get(0).message().text());
    }

    @Test
    void wordsThatCameInPiecesAreOneAgain() throws Exception {
        Event call = span(EventKind.INFERENCE, "m", null, 0).extra("SequenceNumber", "0").content(ContentState.ABSENT)
                .build();
        trail.add(1, call, piece(10, "assistant", "a clerk."), piece(9, "assistant", "Ask "), piece(2, "user", "loan?"),
                piece(1, "user", "May I have a "));
        TraceView v = open("t1");
        assertEquals(List.of("user: May I have a loan?", "assistant: Ask a clerk."), v.conversation().stream()
                .map(t -> t.message().role() + ": " + t.message().text()).toList());
        assertTrue(v.conversation().stream().allMatch(t -> t.event().equals(v.conversation().get(0).event())));
        assertFalse(codes(v).contains("content-absent"), codes(v).toString());
        assertEquals("piece 3", v.gaps().stream().filter(g -> g.code().equals("content-part-missing")).findFirst()
                .orElseThrow().text().replaceAll(".*(piece \\d+).*", "$1"));
    }

    @Test
    void aReviewerIsNotWhoActed() throws Exception {
        Event.Builder review = Event.of(EventKind.REVIEW).trace("t1").app("desk of reviews").actor("carol")
                .time(T0 - 1, "", TimeRule.EPOCH_NANOS).review(new Review("human", "carol", "rejected", null));
        Event.Builder run = Event.of(EventKind.LINEAGE).trace("t1").actor("trainer");
        trail.add(1, review.build(), run.build());
        assertEquals("trainer", open("t1").actor(), "a run alone has somebody who started it");
        trail.add(2, span(EventKind.INFERENCE, "a", null, 0).build());
        assertNull(open("t1").actor());
        assertEquals("loans", open("t1").app());
        trail.add(2, span(EventKind.TOOL, "b", "a", 5).actor("eva").build());
        assertEquals("eva", open("t1").actor());
    }

    @Test
    void stepsHangUnderTheirParents() throws Exception {
        trail.add(1, span(EventKind.TOOL, "c", "a", 30).build(), span(EventKind.INFERENCE, "b", "a", 20)
                .addInput(new Message("user", "hi")).build(), span(EventKind.AGENT, "a", null, 0).build(),
                span(EventKind.INFERENCE, "d", "b", 25).addInput(new Message("user", "hi")).build());
        trail.add(2, Event.of(EventKind.POLICY).trace("t1").span("dec").parent("b").app("loans")
                .time(T0 + 22_000_000, "", TimeRule.EPOCH_MILLIS).addDecision(deny()).build());
        trail.add(2, Event.of(EventKind.POLICY).trace("t1").span("c").app("loans")
                .time(T0 + 31_000_000, "", TimeRule.EPOCH_MILLIS).addDecision(deny()).build());
        trail.add(3, Event.of(EventKind.REVIEW).trace("t1").time(T0 + 90_000_000_000L, "", TimeRule.EPOCH_MILLIS)
                .review(new Review("human", "r.ng", "confirmed", null)).build());
        TraceView v = open("t1");
        assertEquals("a -b --dec --d -c --c review", tree(v));
        assertEquals(List.of(0, 6), v.children(-1));
        assertEquals(List.of(1, 4), v.children(0));
        assertEquals(List.of(2, 3), v.children(1));
        assertEquals(List.of(-1, 0, 1, 1, 0, 4, -1), v.steps().stream().map(TraceView.Step::parent).toList());
        assertEquals(40, v.durationMillis());
        assertEquals(Instant.parse("2026-03-01T00:00:00Z"), v.start());
        assertEquals(List.of("b", "c"), v.policy().stream().map(TraceView.Decision::about).toList());
        assertEquals(EventId.parse("S2:1"), v.policy().get(0).event());
        assertEquals(1, v.reviews().size());
        assertEquals(20_000_000, v.steps().get(1).offsetNanos());
        assertEquals(List.of(), codes(v));
        assertEquals("loans", v.app());
    }

    @Test
    void everyIdLeadsThere() throws Exception {
        List<EventId> ids = trail.add(1, span(EventKind.AGENT, "ab01", null, 0).session("s-1").build(),
                span(EventKind.INFERENCE, "ab02", "ab01", 1).addId("resp_7").session("s-1").build());
        EventId alone = trail.add(2, Event.of(EventKind.INFERENCE).session("s-2").build()).get(0);
        trail.add(2, Event.of(EventKind.INFERENCE).session("s-2").build());
        trail.add(3, Event.of(EventKind.TOOL).trace("t8").span("twin").build());
        trail.add(3, Event.of(EventKind.TOOL).trace("t9").span("twin").build());
        for (String id : List.of("t1", "T1", " t1 ", "ab01", "AB02", "resp_7", "s-1", "S1:1", ids.get(0).toString(),
                ids.get(1).toString())) {
            List<TraceMatch> found = Traces.find(trail, id, Progress.NONE);
            assertEquals(1, found.size(), id);
            assertEquals("t1", found.get(0).trace(), id);
            assertEquals(2, open(id).steps().size(), id);
        }
        assertEquals(ids.get(1), Traces.find(trail, "resp_7", Progress.NONE).get(0).event());
        assertEquals(List.of("t8", "t9"),
                Traces.find(trail, "twin", Progress.NONE).stream().map(TraceMatch::trace).toList());
        assertEquals(2, open("s-2").steps().size());
        assertEquals(Basis.INFERRED, open("s-2").steps().get(0).basis());
        assertEquals(1, open(alone.toString()).steps().size());
        for (String id : List.of("nothing", "", "S9:9", "S1:1.7", "x".repeat(5_000), "\"t1\"", "\\")) {
            assertEquals(List.of(), Traces.find(trail, id, Progress.NONE), id);
        }
    }

    @Test
    void circlesAndLostParentsAreShownAndSaid() throws Exception {
        trail.add(1, span(EventKind.TOOL, "a", "c", 3).build(), span(EventKind.TOOL, "b", "a", 2).build(),
                span(EventKind.TOOL, "c", "b", 4).build(), span(EventKind.TOOL, "self", "self", 5).build(),
                span(EventKind.TOOL, "lost", "gone", 6).build(), span(EventKind.TOOL, "under", "lost", 7).build());
        TraceView v = open("t1");
        assertEquals("b -c --a self lost -under", tree(v));
        assertEquals(List.of("missing-parent", "parent-circle", "parent-circle"), codes(v));
        assertEquals(EventId.parse("S1:1.5"), v.gaps().get(0).event());
        assertEquals(Set.of("S1:1.2", "S1:1.4"), Set.of(v.gaps().get(1).event().toString(),
                v.gaps().get(2).event().toString()));
    }

    @Test
    void variantsStandBesideTheFirst() throws Exception {
        trail.add(1, span(EventKind.INFERENCE, "a", null, 0).addOutput(new Message("assistant", "yes")).build());
        EventId variant = trail.add(1, span(EventKind.INFERENCE, "a", null, 0)
                .addOutput(new Message("assistant", "no")).build()).get(0);
        trail.conflict(variant, EventId.parse("S1:1"));
        TraceView v = open("t1");
        assertEquals(1, v.steps().size());
        assertEquals("no", v.steps().get(0).variants().get(0).event().answer());
        assertEquals(variant, v.steps().get(0).variants().get(0).id());
        assertEquals(List.of("conflict"), codes(v));
        assertEquals(1, v.conversation().size());
    }

    @Test
    void recordsWithoutTraceJoinByIdOrSession() throws Exception {
        trail.add(1, span(EventKind.INFERENCE, "a", null, 0).addId("resp_1").session("s").duration(5_000_000_000L)
                .addInput(new Message("user", "hi")).build());
        trail.add(2, Event.of(EventKind.REVIEW).addId("resp_1").review(new Review("human", "x", "ok", null)).build());
        trail.add(2, Event.of(EventKind.POLICY).parent("a").addDecision(deny()).build());
        trail.add(2, Event.of(EventKind.TOOL).session("s").time(T0 + 1_000_000_000L, "", TimeRule.EPOCH_NANOS).build());
        trail.add(2, Event.of(EventKind.TOOL).session("s").time(T0 + 9_000_000_000L, "", TimeRule.EPOCH_NANOS).build());
        assertEquals(5, open("t1").steps().size());
        trail.add(3, Event.of(EventKind.TOOL).trace("t2").session("s").build());
        TraceView v = open("t1");
        assertEquals(List.of("S1:1 observed", "S2:2 observed", "S2:3 inferred", "S2:1 observed"),
                v.steps().stream().map(s -> s.id() + " " + s.basis().id()).toList());
        assertEquals(1, v.steps().get(1).depth());
        assertEquals("a", v.policy().get(0).about());
        assertTrue(v.steps().get(2).why().contains("session"));
    }

    private static Event.Builder gateway(String trace, String id, long millis) {
        return Event.of(EventKind.INFERENCE).trace(trace).span(id).modelServed("openai/gpt").tokensIn(999)
                .tokensOut(5).cost(new BigDecimal("0.2")).addInput(new Message("user", "hi"))
                .addOutput(new Message("assistant", "hello"))
                .time(T0 + millis * 1_000_000, "", TimeRule.EPOCH_NANOS);
    }

    private void application() {
        trail.add(1, span(EventKind.AGENT, "r", null, 0).build(), span(EventKind.INFERENCE, "a", "r", 1).tokensIn(47)
                .tokensOut(5).addId("chatcmpl-r12").addInput(new Message("user", "hi"))
                .addOutput(new Message("assistant", "hello")).build());
    }

    @Test
    void aCallThatTwoSystemsRecordedIsOneInBothTraces() throws Exception {
        application();
        trail.add(2, gateway("g1", "chatcmpl-r12", 2).parent("elsewhere").build());
        TraceView v = open("t1");
        assertEquals("r -a --chatcmpl-r12", tree(v));
        TraceView.Step second = v.steps().get(2);
        assertEquals(EventId.parse("S1:1.2"), second.same());
        assertEquals("observed same response, request or call id, own trace g1", second.basis().id() + " "
                + second.why());
        assertEquals(new TraceView.Totals(47L, 5L, new BigDecimal("0.2"), "USD"), v.totals());
        assertEquals(List.of("call-differs"), codes(v));
        assertEquals("S1:1.2 and S2:1 tell of one call and do not agree on the tokens in: 47 and 999.",
                v.gaps().get(0).text());
        assertEquals(2, v.conversation().size());
        TraceView other = open("chatcmpl-r12");
        assertEquals("g1", other.trace());
        assertEquals("chatcmpl-r12 -a", tree(other));
        assertEquals(999L, other.totals().tokensIn());
        assertEquals(EventId.parse("S2:1"), other.steps().get(1).same());
    }

    @Test
    void aCallThatTwoSystemsRecordedUnderOneTraceCountsOnce() throws Exception {
        application();
        trail.add(2, gateway("t1", "chatcmpl-r12", 2).build());
        TraceView v = open("t1");
        assertEquals("r -a --chatcmpl-r12", tree(v));
        assertEquals(EventId.parse("S1:1.2"), v.steps().get(2).same());
        assertEquals(new TraceView.Totals(47L, 5L, new BigDecimal("0.2"), "USD"), v.totals());
        assertEquals(List.of("call-differs"), codes(v));
        assertEquals(2, v.conversation().size());
    }

    @Test
    void anIdThatMoreCallsOfOneSourceShareIsNoResponse() throws Exception {
        trail.add(1, span(EventKind.INFERENCE, "a", null, 0).tokensIn(10).addId("thread-1").build(),
                span(EventKind.INFERENCE, "b", null, 1).tokensIn(20).addId("thread-1").build());
        trail.add(2, span(EventKind.INFERENCE, "c", null, 2).tokensIn(30).addId("thread-1").build());
        TraceView v = open("t1");
        assertEquals(60L, v.totals().tokensIn());
        assertTrue(v.steps().stream().allMatch(s -> s.same() == null));
    }

    @Test
    void aCallWithoutTraceBelongsToTheTraceOfItsResponse() throws Exception {
        application();
        trail.add(2, gateway(null, "chatcmpl-r12", 2).build());
        trail.add(2, Event.of(EventKind.REVIEW).addId("chatcmpl-r12").review(new Review("human", "x", "ok", null))
                .build());
        for (String id : List.of("t1", "chatcmpl-r12", "S2:1", "S2:2", "a")) {
            TraceView v = open(id);
            assertEquals("t1", v.trace(), id);
            assertEquals("r -a --chatcmpl-r12 review", tree(v), id);
            assertEquals(47L, v.totals().tokensIn(), id);
            assertEquals(1, v.reviews().size(), id);
        }
    }

    @Test
    void aRecordWithoutTraceStandsBesideTheOneItNames() throws Exception {
        trail.add(2, gateway(null, "rt05", 2).build());
        trail.add(2, Event.of(EventKind.REVIEW).addId("rt05").review(new Review("human", "x", "ok", null)).build());
        assertEquals("rt05 review", tree(open("S2:2")));
        assertEquals("rt05 review", tree(open("rt05")));
        trail.add(3, span(EventKind.INFERENCE, "x", null, 0).trace("t8").addId("rt05").build());
        trail.add(3, span(EventKind.INFERENCE, "y", null, 0).trace("t9").addId("rt05").build());
        TraceView v = open("S2:2");
        assertEquals("The ids of S2:2 lead to more than one trace: t8, t9.", v.gaps().get(0).text());
        assertEquals(2, v.steps().size());
    }

    @Test
    void numbersThatManySystemsBeginWithJoinNothing() throws Exception {
        trail.add(1, span(EventKind.INFERENCE, "a", null, 0).addId("1").addId("late").build());
        for (int i = 0; i < 4; i++) {
            trail.add(2, gateway("g" + i, "1", i).build());
        }
        trail.add(3, gateway("g9", "late", 100_000_000).build());
        trail.add(3, Event.of(EventKind.TOOL).trace("tool").span("late").build());
        TraceView v = open("t1");
        assertEquals(1, v.steps().size());
        assertEquals(List.of("The id 1 of S1:1 stands in other traces, too, and these are not joined: g0, g1, g2 and 1"
                + " more.", "The id late of S1:1 stands in other traces, too, and these are not joined: g9."),
                v.gaps().stream().filter(g -> g.code().equals("other-trace")).map(TraceView.Gap::text).toList());
    }

    @Test
    void conversationRepeatsNothing() throws Exception {
        Message system = new Message("system", "be kind");
        Message one = new Message("user", "one?");
        Message uno = new Message("assistant", "uno");
        Message again = new Message("user", "one?");
        trail.add(1, span(EventKind.INFERENCE, "b", null, 10).addInput(system).addInput(one).addInput(uno)
                .addInput(again).addOutput(new Message("assistant", "uno!")).build(),
                span(EventKind.INFERENCE, "a", null, 0).addInput(system).addInput(one).addOutput(uno).build(),
                span(EventKind.AGENT, "r", null, 0).addInput(one).build());
        TraceView v = open("t1");
        assertEquals(List.of(system, one, uno, again, new Message("assistant", "uno!")),
                v.conversation().stream().map(TraceView.Turn::message).toList());
        assertEquals(List.of(true, true, false, true, false),
                v.conversation().stream().map(TraceView.Turn::given).toList());
        assertEquals(EventId.parse("S1:1.1"), v.conversation().get(3).event());
    }

    @Test
    void sumsAreExactAndCountNothingTwice() throws Exception {
        trail.add(1, span(EventKind.AGENT, "a", null, 0).cost(new BigDecimal("0.3")).tokensIn(30).build(),
                span(EventKind.TOOL, "b", "a", 1).build(),
                span(EventKind.INFERENCE, "c", "b", 2).cost(new BigDecimal("0.1")).tokensIn(10).tokensOut(1).build(),
                span(EventKind.INFERENCE, "d", "a", 3).cost(new BigDecimal("0.2")).tokensIn(20).tokensOut(2).build());
        TraceView v = open("t1");
        assertEquals(new TraceView.Totals(30L, 3L, new BigDecimal("0.3"), "USD"), v.totals());
        trail.add(2, span(EventKind.INFERENCE, "e", "a", 4).cost(BigDecimal.ONE).extra("currency", "eur").build());
        v = open("t1");
        assertNull(v.cost());
        assertTrue(codes(v).contains("mixed-currency"));
        MemoryTrail other = new MemoryTrail();
        other.add(1, span(EventKind.INFERENCE, "a", null, 0).cost(new BigDecimal("1E+1000000000"))
                .tokensIn(Long.MAX_VALUE).build(), span(EventKind.INFERENCE, "b", null, 0).tokensIn(1).build());
        TraceView hostile = Traces.open(other, "t1", null, Progress.NONE).orElseThrow();
        assertEquals(new TraceView.Totals(null, null, null, null), hostile.totals());
        assertEquals(2, codes(hostile).stream().filter("no-sum"::equals).count());
    }

    @Test
    void whatIsMissingIsSaid() throws Exception {
        trail.add(1, Event.of(EventKind.INFERENCE).trace("t1").span("a").app("loans").modelRequested("gpt")
                .extra("human_review.required", "true").build());
        assertEquals(List.of("no-time", "no-model-version", "content-not-recorded", "no-review"), codes(open("t1")));
        trail.add(2, Event.of(EventKind.INFERENCE).trace("t2").app("loans").modelServed("gpt")
                .addInput(new Message("user", "x")).time(T0, "", TimeRule.EPOCH_NANOS).addDecision(deny()).build());
        TraceView v = open("t1");
        assertTrue(codes(v).contains("no-policy-decision"));
        assertTrue(v.gaps().stream().filter(g -> g.code().equals("no-policy-decision")).findFirst().orElseThrow().text()
                .contains("loans has 1 event with"));
        assertEquals(List.of(), codes(open("t2")));
        assertEquals("deny", open("t2").policy().get(0).decision().action());
        trail.add(3, Event.of(EventKind.REVIEW).trace("t1").review(new Review("llm", "judge", "ok", null)).build());
        assertTrue(codes(open("t1")).contains("no-review"));
        trail.add(3, Event.of(EventKind.REVIEW).trace("t1").review(new Review("human", "x", "ok", null)).build());
        assertFalse(codes(open("t1")).contains("no-review"));
        trail.add(4, Event.of(EventKind.INFERENCE).trace("t4").modelServed("gpt").content(ContentState.REDACTED)
                .time(T0, "", TimeRule.EPOCH_NANOS).build());
        assertEquals(List.of("content-redacted"), codes(open("t4")));
    }

    @Test
    void lineageOfTheTraceIsPartOfIt() throws Exception {
        trail.add(5, Facts.complete("2026-01-01T00:00:00Z", "d", "models.m@1", "serving.m@1"));
        trail.add(1, span(EventKind.INFERENCE, "a", null, 0).addInput(new Message("user", "x"))
                .addDataSource(new DataSource("kb://1", null, "v6", 0.5)).build());
        trail.add(1, Event.of(EventKind.OTHER).trace("t1").span("p").modelRequested("m").version("1")
                .time(T0, "", TimeRule.EPOCH_NANOS).build());
        Lineage lineage = Lineage.of(trail, Progress.NONE);
        TraceView v = Traces.open(trail, "t1", lineage, Progress.NONE).orElseThrow();
        assertEquals(Set.of("serving.m@1", "models.m@1"), Facts.versions(v.lineage().nodes()));
        assertEquals("trace:t1", v.lineage().nodes().get(0).id());
        assertEquals(lineage.upstream("t1", null, Progress.NONE), v.lineage());
        assertEquals(List.of("no-lineage", "no-lineage"), codes(v));
        assertEquals(Set.of("S1:1", "null"), new TreeSet<>(v.gaps().stream().map(g -> "" + g.event()).toList()));
        assertEquals(1, v.data().size());
        assertEquals(List.of(EventId.parse("S1:1")), v.data().get(0).events());
    }

    @Test
    void fiftyThousandSpansOpenWithinASecond() throws Exception {
        List<Event> chain = new ArrayList<>();
        List<Event> flat = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            chain.add(span(EventKind.INFERENCE, "s" + i, i == 0 ? null : "s" + (i - 1), i).tokensIn(1)
                    .addInput(new Message("user", "m" + i)).build());
            flat.add(Event.of(EventKind.INFERENCE).trace("t2").parent("gone" + i).modelRequested("m" + i % 7).build());
        }
        trail.add(new RecordId(1, 1), chain);
        trail.add(new RecordId(1, 2), flat);
        trail.add(2, Facts.complete("2026-01-01T00:00:00Z", "d", "models.m1@1", "serving.m1@1"));
        Lineage lineage = Lineage.of(trail, Progress.NONE);
        TraceMatch one = Traces.find(trail, "t1", Progress.NONE).get(0);
        TraceMatch two = Traces.find(trail, "t2", Progress.NONE).get(0);
        trail.reads.clear();
        TraceView deep = Cpu.within(30_000, () -> Traces.open(trail, one, lineage, Progress.NONE));
        TraceView wide = Cpu.within(30_000, () -> Traces.open(trail, two, lineage, Progress.NONE));
        assertEquals(50_000, deep.steps().size());
        assertEquals(49_999, deep.steps().get(49_999).depth());
        assertEquals(50_000, deep.conversation().size());
        assertEquals(1L, deep.totals().tokensIn());
        assertEquals(50_000, wide.steps().size());
        assertTrue(wide.gaps().size() < 600, "" + wide.gaps().size());
        assertTrue(wide.gaps().stream().anyMatch(g -> g.text().equals("And 49900 more of this sort.")));
        assertEquals(1, trail.reads.get(new RecordId(1, 1)));
        assertEquals(1, trail.reads.get(new RecordId(1, 2)));
    }

    @Test
    void hostileTimesDoNotOverflow() throws Exception {
        trail.add(1, span(EventKind.TOOL, "a", null, 0).time(Long.MIN_VALUE + 1, "", TimeRule.EPOCH_NANOS).build(),
                span(EventKind.TOOL, "b", null, 0).time(Long.MAX_VALUE, "", TimeRule.EPOCH_NANOS)
                        .duration(Long.MAX_VALUE).build());
        assertTrue(open("t1").durationMillis() > 0);
    }

    @Test
    void aTraceIsOneInEverySpellingOfItsId() throws Exception {
        String hex = "4bf92f3577b34da6a3ce929d0e0abc08";
        String uuid = "4bf92f35-77b3-4da6-a3ce-929d0e0abc08";
        trail.add(1, span(EventKind.INFERENCE, "00f067aa0ba902b7", null, 0).trace(hex).addId("resp_1").build());
        trail.add(2, span(EventKind.INFERENCE, "gw", null, 1).trace(hex.toUpperCase(Locale.ROOT)).addId("resp_1")
                .build());
        trail.add(3, span(EventKind.TOOL, "t", "00F067AA0BA902B7", 2).trace(uuid).build());
        for (String asked : List.of(hex, hex.toUpperCase(Locale.ROOT), uuid, uuid.toUpperCase(Locale.ROOT))) {
            TraceView view = open(asked);
            assertEquals("00f067aa0ba902b7 -gw -t", tree(view), asked);
            assertEquals(2, view.steps().stream().filter(s -> s.event().kind() == EventKind.INFERENCE).count());
            assertFalse(codes(view).contains("missing-parent"));
            assertEquals(1, Traces.find(trail, "resp_1", Progress.NONE).size());
        }
    }
}
