// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Review;
import org.tracebinder.core.TraceIds;

/** Where records of one trace do not agree: policies, a policy and what ran, people who reviewed. */
final class TraceDisputes {

    private static final Set<String> AGREED = Set.of("confirmed", "approved", "accepted", "agreed", "upheld",
            "correct", "confirm", "approve", "accept", "agree", "uphold");
    private static final Set<String> OPPOSED = Set.of("overridden", "rejected", "reversed", "declined", "disagreed",
            "overruled", "incorrect", "override", "reject", "reverse", "decline", "disagree", "overrule");
    /** A hostile trace may hold any number of decisions; pairs are looked for among the first. */
    private static final int MOST = 1_000;

    private final TraceView view;
    private final List<TraceView.Gap> gaps;

    TraceDisputes(TraceView view, List<TraceView.Gap> gaps) {
        this.view = view;
        this.gaps = gaps;
    }

    void find() {
        List<Ruling> rulings = rulings();
        policies(rulings);
        if (rulings.stream().anyMatch(Ruling::denies)) {
            calls(rulings);
        }
        reviews();
    }

    /**
     * A decision by a record of its own; what a guardrail did inside a call stands in the record of that call.
     *
     * @param from the first step that it is about
     * @param to   behind the last one
     */
    private record Ruling(TraceView.Decision decision, Event event, int from, int to) {

        boolean denies() {
            return "deny".equals(decision.decision().action());
        }

        boolean allows() {
            return "allow".equals(decision.decision().action());
        }

        boolean samePolicy(Ruling other) {
            return Objects.equals(decision.decision().engine(), other.decision.decision().engine())
                    && Objects.equals(decision.decision().policy(), other.decision.decision().policy());
        }

        boolean covers(TraceView.Step call, int index) {
            return event.time() != Event.NONE && event.time() <= call.event().time() && event.tool() == null
                    && from <= index && index < to;
        }

        String named() {
            List<String> names = new ArrayList<>(2);
            if (decision.decision().engine() != null) {
                names.add(Words.cut(decision.decision().engine()));
            }
            if (decision.decision().policy() != null) {
                names.add(Words.cut(decision.decision().policy()));
            }
            return decision.event() + (names.isEmpty() ? "" : " (" + String.join(", ", names) + ")");
        }
    }

    private List<Ruling> rulings() {
        Map<String, Integer> spans = new HashMap<>();
        for (int i = 0; i < view.steps().size(); i++) {
            Event e = view.steps().get(i).event();
            if (e.span() != null && e.kind() != EventKind.POLICY && e.kind() != EventKind.REVIEW) {
                spans.putIfAbsent(TraceIds.bare(e.span()), i);
            }
        }
        List<Ruling> rulings = new ArrayList<>();
        int at = 0;
        for (TraceView.Step s : view.steps()) {
            while (at < view.policy().size() && view.policy().get(at).event().equals(s.id())) {
                TraceView.Decision d = view.policy().get(at++);
                if (s.event().kind() == EventKind.POLICY && rulings.size() < MOST) {
                    int from = d.about() == null ? 0 : spans.getOrDefault(TraceIds.bare(d.about()), -1);
                    rulings.add(new Ruling(d, s.event(), from, d.about() == null ? view.steps().size() : end(from)));
                }
            }
        }
        return rulings;
    }

    /** @return the first step behind all that hang under the step; they stand in the order of a tree */
    private int end(int step) {
        int end = step + 1;
        int depth = step < 0 ? Integer.MAX_VALUE : view.steps().get(step).depth();
        while (end < view.steps().size() && view.steps().get(end).depth() > depth) {
            end++;
        }
        return end;
    }

    /** Two policies that were asked at one point of the trace: no call to a model lies between them. */
    private void policies(List<Ruling> rulings) {
        long[] calls = view.steps().stream().map(TraceView.Step::event).filter(e -> e.kind() == EventKind.INFERENCE
                && e.time() != Event.NONE).mapToLong(Event::time).sorted().toArray();
        for (Ruling deny : rulings) {
            rulings.stream().filter(r -> deny.denies() && r.allows() && !r.samePolicy(deny)
                    && samePoint(r, deny, calls)).findFirst().ifPresent(allow -> gaps.add(new TraceView.Gap(
                            "policy-differs", allow.named() + " allows and " + deny.named()
                            + " denies: the policies of this trace do not agree.", deny.decision.event())));
        }
    }

    private static boolean samePoint(Ruling a, Ruling b, long[] calls) {
        String one = a.decision.about();
        String other = b.decision.about();
        if (one != null && other != null && !TraceIds.same(one, other) || a.event.tool() != null
                && b.event.tool() != null && !a.event.tool().equals(b.event.tool())) {
            return false;
        }
        if (a.event.time() == Event.NONE || b.event.time() == Event.NONE) {
            return true;
        }
        int next = Arrays.binarySearch(calls, Math.min(a.event.time(), b.event.time()));
        next = next < 0 ? -next - 1 : next;
        return next == calls.length || calls[next] >= Math.max(a.event.time(), b.event.time());
    }

    /** A deny holds for what it names and all below; it is lifted when the same policy allows before the call. */
    private void calls(List<Ruling> rulings) {
        for (int i = 0; i < view.steps().size(); i++) {
            TraceView.Step call = view.steps().get(i);
            Ruling held = null;
            for (Ruling r : answered(call) ? rulings : List.<Ruling>of()) {
                if (r.covers(call, i)) {
                    held = r.denies() && (held == null || held.event.time() <= r.event.time()) ? r
                            : held != null && r.allows() && r.samePolicy(held) && r.event.time() > held.event.time()
                                    ? null : held;
                }
            }
            if (held != null) {
                gaps.add(new TraceView.Gap("call-after-deny", call.id() + " was answered at or after "
                        + held.decision.event() + " had denied " + (held.decision.about() == null ? "this trace."
                        : "it, or the step that it is a part of."), call.id()));
            }
        }
    }

    private static boolean answered(TraceView.Step s) {
        Event e = s.event();
        return e.kind() == EventKind.INFERENCE && s.same() == null && e.time() != Event.NONE
                && !"error".equals(e.status())
                && (e.answer() != null && !e.answer().isBlank() || e.tokensOut() > 0);
    }

    /** Two people on one matter; a second look by the same person is a change of mind. */
    private void reviews() {
        BiPredicate<TraceView.Judgement, TraceView.Judgement> apart = (a, b) -> (a.review().who() == null
                || !a.review().who().equalsIgnoreCase(b.review().who()))
                && (a.about() == null ? b.about() == null : TraceIds.same(a.about(), b.about()));
        List<TraceView.Judgement> people = view.reviews().stream().filter(j -> j.review().by() == null
                || j.review().by().equals("human")).limit(MOST).toList();
        Set<TraceView.Judgement> told = new HashSet<>();
        for (TraceView.Judgement yes : people) {
            if (is(AGREED, yes.review())) {
                people.stream().filter(no -> is(OPPOSED, no.review()) && apart.test(yes, no) && told.add(no))
                        .findFirst().ifPresent(no -> gaps.add(new TraceView.Gap("review-differs",
                                "The reviews do not agree: " + yes.event() + " says " + said(yes) + ", " + no.event()
                                + " says " + said(no) + ".", no.event())));
            }
        }
    }

    private static boolean is(Set<String> words, Review review) {
        return review.value() != null && words.contains(review.value().strip().toLowerCase(Locale.ROOT));
    }

    private static String said(TraceView.Judgement j) {
        return Words.cut(j.review().value().strip())
                + (j.review().who() == null ? "" : " (" + Words.cut(j.review().who()) + ")");
    }
}
