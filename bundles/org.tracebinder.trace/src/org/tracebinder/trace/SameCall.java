// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TraceIds;
import org.tracebinder.core.query.Trail;

/**
 * One call to a model that two systems recorded, as a gateway and an application do. The id of the response is what
 * they have in common; each may give the call a trace of its own, or both the same. Without such an id, calls of one
 * trace are held against each other ({@link LikelyCalls}). The second record stands under the first, counts nothing
 * again, and what it says differently is told.
 */
final class SameCall {

    /** An id that more traces share is no id of a response but a number that every system begins with. */
    private static final int MOST_TRACES = 3;
    /** Clocks may differ by a time zone. Further apart, or without a time, two records are named and not joined. */
    private static final long MOST_APART = 86_400_000_000_000L;

    private final TreeMap<EventId, Joined> events;
    private final List<TraceView.Gap> gaps;
    private final Map<String, Joined> byId = new HashMap<>();
    private final Map<String, Joined> bySpan = new HashMap<>();

    /** @param events of the trace; what is found is added */
    SameCall(TreeMap<EventId, Joined> events, List<TraceView.Gap> gaps) {
        this.events = events;
        this.gaps = gaps;
    }

    /**
     * @param trace     id of the trace
     * @param elsewhere calls of other traces that have an id of this trace
     */
    void join(String trace, Trail trail, Collection<EventId> elsewhere, Progress progress) throws IOException {
        within(trace);
        events.values().stream().filter(j -> TraceIds.same(trace, j.event.trace())).forEach(this::know);
        for (Joined j : events.values()) {
            if (j.event.trace() == null && j.event.kind() == EventKind.INFERENCE && shared(j.event) != null) {
                repeats(j, partner(shared(j.event), j.event));
            }
        }
        Map<String, List<Joined>> found = new LinkedHashMap<>();
        Records.read(trail, elsewhere.stream().sorted().toList(), progress, (id, e) -> {
            String key = events.containsKey(id) ? null : shared(e);
            if (key != null) {
                found.computeIfAbsent(key, k -> new ArrayList<>(2)).add(new Joined(id, e, Basis.OBSERVED,
                        "same response, request or call id, own trace " + Words.cut(e.trace())));
            }
        });
        found.forEach(this::take);
        new LikelyCalls(events.values().stream().filter(j -> j.event.kind() == EventKind.INFERENCE
                && TraceIds.same(trace, j.event.trace())).toList(), events.values(), gaps)
                .join((first, second) -> repeats(second, first));
    }

    /**
     * Two systems may give one call one trace, too. Only records of different sources are taken for one call, and only
     * by an id that no other call of the trace has: a source may put the id of a conversation on each of its calls.
     */
    private void within(String trace) {
        Map<String, List<Joined>> byKey = new LinkedHashMap<>();
        Set<String> ids = new HashSet<>();
        for (Joined j : events.values()) {
            if (j.event.kind() == EventKind.INFERENCE && TraceIds.same(trace, j.event.trace())) {
                Set<String> keys = new LinkedHashSet<>(j.event.ids());
                ids.addAll(keys);
                if (j.event.span() != null) {
                    keys.add(j.event.span());
                }
                keys.forEach(k -> byKey.computeIfAbsent(k, x -> new ArrayList<>(1)).add(j));
            }
        }
        byKey.forEach((key, calls) -> {
            long sources = calls.stream().map(j -> j.id.record().source()).distinct().count();
            Joined first = calls.get(0);
            if (calls.size() > 1 && sources == calls.size() && ids.contains(key) && first.same == null) {
                calls.stream().skip(1).filter(j -> j.same == null).forEach(j -> repeats(j, first));
            }
        });
    }

    private void know(Joined j) {
        if (j.event.kind() == EventKind.INFERENCE) {
            j.event.ids().forEach(id -> byId.putIfAbsent(id, j));
            if (j.event.span() != null) {
                bySpan.putIfAbsent(j.event.span(), j);
            }
        }
    }

    /** @return the id that the call has in common with one of the trace, or null; equal spans alone say nothing */
    private String shared(Event e) {
        for (String id : e.ids()) {
            if (byId.containsKey(id) || bySpan.containsKey(id)) {
                return id;
            }
        }
        return e.span() != null && byId.containsKey(e.span()) ? e.span() : null;
    }

    private Joined partner(String key, Event e) {
        Joined named = byId.get(key);
        return named != null || !e.ids().contains(key) ? named : bySpan.get(key);
    }

    private void take(String key, List<Joined> all) {
        TreeSet<String> traces = new TreeSet<>();
        all.forEach(j -> traces.add(TraceIds.bare(j.event.trace())));
        Joined first = partner(key, all.get(0).event);
        boolean near = all.stream().allMatch(j -> near(j.event, partner(key, j.event).event));
        if (traces.size() > MOST_TRACES || !near) {
            gaps.add(new TraceView.Gap("other-trace", "The id " + Words.cut(key) + " of " + first.id
                    + " stands in other traces, too, and these are not joined: " + Words.list(traces, MOST_TRACES)
                    + ".", first.id));
            return;
        }
        for (Joined j : all) {
            events.put(j.id, j);
            repeats(j, partner(key, j.event));
        }
    }

    private static boolean near(Event a, Event b) {
        return a.time() != Event.NONE && b.time() != Event.NONE
                && Math.abs(a.time() / 2 - b.time() / 2) <= MOST_APART / 2;
    }

    private void repeats(Joined second, Joined first) {
        second.same = first.id;
        Event a = first.event;
        Event b = second.event;
        differ(first, second, "tell of one call and do not agree on the tokens in", number(a.tokensIn()),
                number(b.tokensIn()));
        differ(first, second, "tell of one call and do not agree on the tokens out", number(a.tokensOut()),
                number(b.tokensOut()));
        if (a.cost() == null || b.cost() == null || a.cost().compareTo(b.cost()) != 0) {
            differ(first, second, "tell of one call and do not agree on the cost", a.cost(), b.cost());
        }
        if (!named(a.modelServed(), b.modelServed()) && !named(b.modelServed(), a.modelServed())) {
            differ(first, second, "tell of one call and do not agree on the model", a.modelServed(),
                    b.modelServed());
        }
        if (a.answer() != null && b.answer() != null && !a.answer().strip().equals(b.answer().strip())) {
            gaps.add(new TraceView.Gap("call-differs", first.id + " and " + second.id
                    + " tell of one call and do not agree on the answer.", second.id));
        }
    }

    /** A gateway puts the provider before the name, or leaves the date of the version away. */
    static boolean named(String name, String inside) {
        return name != null && inside != null && inside.contains(name);
    }

    private static Long number(long value) {
        return value == Event.NONE ? null : (Long) value;
    }

    /** A value that only one of them has is no contradiction. */
    private void differ(Joined first, Joined second, String what, Object one, Object other) {
        if (one != null && other != null && !one.equals(other)) {
            gaps.add(new TraceView.Gap("call-differs", first.id + " and " + second.id + " " + what + ": "
                    + Words.cut(one.toString()) + " and " + Words.cut(other.toString()) + ".", second.id));
        }
    }
}
