// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.TraceIds;

/**
 * Calls of one trace that two sources tell of with no id in common, since each gave its own. Same trace, same model and
 * the same time are what makes them candidates; equal words or tokens make them one call, where each fits one other
 * only. The rest is told and counted.
 */
final class LikelyCalls {

    private static final int MOST_COMPARED = 500_000;
    private static final int MOST_NAMED = 3;
    /** A source that keeps no duration may give its only time rounded to the second. */
    private static final long ROUNDED = 1_000_000_000L;
    /** How ids begin that the provider of a model gives to an answer; two of one provider are two answers. */
    private static final List<String> RESPONSES = List.of("chatcmpl-", "cmpl-", "resp_", "msg_", "gen-");

    /** Two records that may tell of one call; {@code why} is null where it is not certain. */
    private record Pair(Joined other, String why) {
    }

    private final List<Joined> calls = new ArrayList<>();
    private final Map<EventId, List<Pair>> pairs = new HashMap<>();
    private final Map<EventId, Set<Integer>> known = new HashMap<>();
    private final Map<String, String> parents = new HashMap<>();
    private final List<TraceView.Gap> gaps;

    /**
     * @param calls of the trace, by id; those that are joined already stand for their first
     * @param steps all events of the trace, to see what hangs under what
     */
    LikelyCalls(List<Joined> calls, Iterable<Joined> steps, List<TraceView.Gap> gaps) {
        this.gaps = gaps;
        for (Joined j : calls) {
            EventId first = j.same == null ? j.id : j.same;
            known.computeIfAbsent(first, k -> new HashSet<>(2)).add(j.id.record().source());
            if (j.same == null && j.event.time() != Event.NONE && j.event.model() != null) {
                this.calls.add(j);
            }
        }
        steps.forEach(j -> {
            if (j.event.span() != null && j.event.parent() != null) {
                parents.putIfAbsent(TraceIds.bare(j.event.span()), TraceIds.bare(j.event.parent()));
            }
        });
    }

    /** @param join takes the first record and the one that tells of the same call */
    void join(BiConsumer<Joined, Joined> join) {
        if (calls.stream().map(j -> j.id.record().source()).distinct().count() < 2) {
            return;
        }
        compare();
        calls.sort(Comparator.comparing(j -> j.id));
        Set<EventId> done = new HashSet<>();
        for (Joined first : calls) {
            for (Pair p : pairs.getOrDefault(first.id, List.of())) {
                if (p.why != null && first.id.compareTo(p.other.id) < 0 && !done.contains(first.id)
                        && !done.contains(p.other.id) && only(first, p.other) && only(p.other, first)) {
                    done.add(p.other.id);
                    p.other.basis = Basis.INFERRED;
                    p.other.why += "; taken for the call of " + first.id + ": at the same time the same " + p.why;
                    known.get(first.id).add(p.other.id.record().source());
                    join.accept(first, p.other);
                }
            }
        }
        calls.stream().filter(j -> !done.contains(j.id)).forEach(this::maybe);
    }

    private void compare() {
        calls.sort(Comparator.comparingLong((Joined j) -> j.event.time()).thenComparing(j -> j.id));
        List<Joined> open = new ArrayList<>();
        int compared = 0;
        for (Joined j : calls) {
            open.removeIf(o -> TraceAssembly.end(o.event) < j.event.time() - slack(o, j));
            for (Joined o : open) {
                if (++compared > MOST_COMPARED) {
                    gaps.add(new TraceView.Gap("cut", "More calls of this trace ran at the same time than are compared:"
                            + " what two sources recorded without an id in common may be counted twice.", null));
                    return;
                }
                if (o.id.record().source() != j.id.record().source() && !known(o, j) && !known(j, o)) {
                    look(o, j);
                }
            }
            open.add(j);
        }
    }

    private boolean known(Joined first, Joined other) {
        return known.get(first.id).contains(other.id.record().source());
    }

    private static long slack(Joined a, Joined b) {
        return a.event.duration() == Event.NONE || b.event.duration() == Event.NONE ? ROUNDED : 0;
    }

    private void look(Joined a, Joined b) {
        if (!SameCall.named(a.event.model(), b.event.model()) && !SameCall.named(b.event.model(), a.event.model())) {
            return;
        }
        Likeness likeness = Likeness.of(a.event, b.event);
        if (likeness.possible() && !under(a.event, b.event) && !under(b.event, a.event)) {
            String why = likeness.certain() && !twoAnswers(a.event, b.event) ? likeness.words() : null;
            pairs.computeIfAbsent(a.id, k -> new ArrayList<>(1)).add(new Pair(b, why));
            pairs.computeIfAbsent(b.id, k -> new ArrayList<>(1)).add(new Pair(a, why));
        }
    }

    /** Several workers may ask a model the same at the same time and be answered the same. */
    private static boolean twoAnswers(Event a, Event b) {
        return RESPONSES.stream().anyMatch(start -> a.ids().stream().anyMatch(id -> id.startsWith(start)
                && b.ids().stream().anyMatch(other -> other.startsWith(start)) && !b.ids().contains(id)));
    }

    /** A step with another of the same values below it is no second record: its values are not added anyway. */
    private boolean under(Event inner, Event outer) {
        if (outer.span() == null) {
            return false;
        }
        String wanted = TraceIds.bare(outer.span());
        String at = inner.parent() == null ? null : TraceIds.bare(inner.parent());
        for (int steps = 0; at != null && steps < 1_000; steps++) {
            if (at.equals(wanted)) {
                return true;
            }
            at = parents.get(at);
        }
        return false;
    }

    /** @return whether of all records of the other's source only that one is certain to be the same call */
    private boolean only(Joined one, Joined other) {
        int source = other.id.record().source();
        return !known(one, other) && pairs.get(one.id).stream()
                .filter(p -> p.why != null && p.other.id.record().source() == source).count() == 1;
    }

    private void maybe(Joined j) {
        List<EventId> others = pairs.getOrDefault(j.id, List.of()).stream().map(Pair::other)
                .filter(o -> o.same == null && !known(j, o) && !known(o, j) && o.id.compareTo(j.id) < 0)
                .map(o -> o.id).sorted().toList();
        if (others.isEmpty() || j.same != null) {
            return;
        }
        String text = others.size() == 1 ? j.id + " may be the same call as " + others.get(0) + ": at the same time the"
                + " same model, by another source with an id of its own. Both are counted."
                : j.id + " may be the same call as one of " + Words.list(others, MOST_NAMED) + ": at the same time the"
                + " same model, by another source with an id of its own. All are counted.";
        gaps.add(new TraceView.Gap("maybe-same-call", text, j.id));
    }
}
