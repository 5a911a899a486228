// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tracebinder.core.DataSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/** Makes the view of a trace from its events. */
final class TraceAssembly {

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private TraceAssembly() {
    }

    /** @param sorted by {@link Joined#order} */
    static TraceView assemble(TraceMatch match, List<Joined> sorted, LineageView lineage, List<TraceView.Gap> found,
            Trail trail, Progress progress) throws IOException, QueryException {
        List<TraceView.Gap> gaps = new ArrayList<>(found);
        long start = Event.NONE;
        long end = Event.NONE;
        for (Joined j : sorted) {
            if (j.event.time() != Event.NONE && happensInside(j.event.kind()) && j.same == null) {
                start = start == Event.NONE ? j.event.time() : Math.min(start, j.event.time());
                end = Math.max(end, end(j.event));
            }
        }
        List<TraceView.Step> steps = steps(sorted, start, gaps);
        List<TraceView.Decision> policy = new ArrayList<>();
        List<TraceView.Judgement> reviews = new ArrayList<>();
        Map<DataSource, List<EventId>> data = new LinkedHashMap<>();
        for (TraceView.Step s : steps) {
            Event e = s.event();
            String about = e.kind() == EventKind.POLICY || e.kind() == EventKind.REVIEW ? about(s, steps) : e.span();
            for (PolicyDecision d : e.decisions()) {
                policy.add(new TraceView.Decision(d, s.id(), about));
            }
            if (e.review() != null) {
                reviews.add(new TraceView.Judgement(e.review(), s.id(), Moments.instant(e.time()), about));
            }
            for (DataSource d : e.dataSources()) {
                data.computeIfAbsent(d, k -> new ArrayList<>(1)).add(s.id());
            }
        }
        List<TraceView.SourceUse> sources = new ArrayList<>();
        data.forEach((d, ids) -> sources.add(new TraceView.SourceUse(d, List.copyOf(ids))));
        TraceView view = new TraceView(match, first(steps, Event::app), first(steps, Event::actor),
                Moments.instant(start), start == Event.NONE ? -1 : between(start, end) / NANOS_PER_MILLI, steps, policy,
                reviews, Conversation.of(steps), sources, Sums.of(steps, gaps), lineage, List.of());
        new TraceGaps(view, gaps, trail, progress).find();
        return new TraceView(match, view.app(), view.actor(), view.start(), view.durationMillis(), steps, policy,
                reviews, view.conversation(), sources, view.totals(), lineage, gaps);
    }

    private static List<TraceView.Step> steps(List<Joined> sorted, long start, List<TraceView.Gap> gaps) {
        List<TraceView.Step> steps = new ArrayList<>(sorted.size());
        for (TraceTree.Place p : new TraceTree(sorted, gaps).places()) {
            Joined j = sorted.get(p.event());
            long offset = start == Event.NONE || j.event.time() == Event.NONE ? Event.NONE
                    : between(start, j.event.time());
            steps.add(new TraceView.Step(j.id, j.event, p.parent(), p.depth(), offset, j.basis, j.why,
                    List.copyOf(j.variants), j.same));
        }
        return steps;
    }

    /** Times come from hostile files: a difference that no long can hold is cut to the largest. */
    private static long between(long from, long to) {
        long difference = to - from;
        boolean overflow = ((to ^ from) & (to ^ difference)) < 0;
        return !overflow ? difference : to > from ? Long.MAX_VALUE : Event.NONE + 1;
    }

    /** @return the span that a decision or review is about */
    private static String about(TraceView.Step s, List<TraceView.Step> steps) {
        return s.parent() >= 0 ? steps.get(s.parent()).event().span() : s.event().parent();
    }

    /** Reviews and tests of an outcome come later and are not part of how long it took. */
    private static boolean happensInside(EventKind kind) {
        return kind != EventKind.REVIEW && kind != EventKind.EVALUATION && kind != EventKind.LINEAGE;
    }

    /** @return when the event ended, or its start when it has no duration */
    static long end(Event e) {
        return e.duration() == Event.NONE || e.duration() < 0 ? e.time()
                : e.time() > Long.MAX_VALUE - e.duration() ? Long.MAX_VALUE - 1 : e.time() + e.duration();
    }

    /**
     * What the first step says that says it. Whoever reviewed or tested an outcome did not act in the trace; tests and
     * runs are asked only where nothing else is in the trace.
     */
    private static String first(List<TraceView.Step> steps, Function<Event, String> read) {
        boolean acted = steps.stream().anyMatch(s -> happensInside(s.event().kind()));
        return steps.stream().filter(s -> acted ? happensInside(s.event().kind())
                : s.event().kind() != EventKind.REVIEW).map(s -> read.apply(s.event()))
                .filter(v -> v != null && !v.isBlank()).findFirst().orElse(null);
    }
}
