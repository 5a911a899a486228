// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.TraceIds;

/** Puts the events of a trace into a tree by their parent spans. No recursion: a chain of any depth is fine. */
final class TraceTree {

    private final List<Joined> events;
    private final int[] parent;
    private final List<TraceView.Gap> gaps;

    /** The order of the steps: index into the events, place of the parent, and depth. */
    record Place(int event, int parent, int depth) {
    }

    /** @param sorted by {@link Joined#order} */
    TraceTree(List<Joined> sorted, List<TraceView.Gap> gaps) {
        events = sorted;
        this.gaps = gaps;
        parent = new int[sorted.size()];
    }

    /** @return every event once: a parent before its children, reviews last */
    List<Place> places() {
        link();
        breakCircles();
        List<List<Integer>> children = new ArrayList<>(events.size());
        events.forEach(e -> children.add(null));
        List<Integer> roots = new ArrayList<>();
        List<Integer> reviews = new ArrayList<>();
        for (int i = 0; i < parent.length; i++) {
            if (events.get(i).event.kind() == EventKind.REVIEW) {
                reviews.add(i);
            } else if (parent[i] < 0) {
                roots.add(i);
            } else {
                if (children.get(parent[i]) == null) {
                    children.set(parent[i], new ArrayList<>(2));
                }
                children.get(parent[i]).add(i);
            }
        }
        List<Place> places = new ArrayList<>(events.size());
        ArrayDeque<Place> open = new ArrayDeque<>();
        push(open, roots, -1, 0);
        while (!open.isEmpty()) {
            Place p = open.pop();
            places.add(p);
            if (children.get(p.event) != null) {
                push(open, children.get(p.event), places.size() - 1, p.depth + 1);
            }
        }
        reviews.forEach(r -> places.add(new Place(r, -1, 0)));
        return places;
    }

    private static void push(ArrayDeque<Place> open, List<Integer> events, int parent, int depth) {
        for (int i = events.size() - 1; i >= 0; i--) {
            open.push(new Place(events.get(i), parent, depth));
        }
    }

    private void link() {
        Map<String, Integer> spans = new HashMap<>();
        Map<EventId, Integer> places = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            places.put(events.get(i).id, i);
        }
        for (boolean watcher : new boolean[] {false, true}) {
            for (int i = 0; i < events.size(); i++) {
                Event e = events.get(i).event;
                if (e.span() != null && watches(e) == watcher && e.kind() != EventKind.REVIEW
                        && (events.get(i).same == null || e.trace() == null)) {
                    spans.putIfAbsent(TraceIds.bare(e.span()), i);
                }
            }
        }
        for (Joined j : events) { // what hangs under the second record of a call; in another trace its id says nothing
            boolean here = j.same != null && j.event.span() != null
                    && TraceIds.same(j.event.trace(), events.get(places.get(j.same)).event.trace());
            if (here) {
                spans.putIfAbsent(TraceIds.bare(j.event.span()), places.get(j.id));
            }
        }
        for (int i = 0; i < events.size(); i++) {
            Event e = events.get(i).event;
            parent[i] = -1;
            if (e.kind() == EventKind.REVIEW) {
                continue;
            }
            if (events.get(i).same != null) {
                parent[i] = places.get(events.get(i).same); // its own parent is told of in another trace, if at all
                continue;
            }
            Integer same = e.span() == null ? null : spans.get(TraceIds.bare(e.span()));
            if (watches(e) && same != null && same != i && !watches(events.get(same).event)) {
                parent[i] = same;
            } else if (e.parent() != null) {
                Integer found = spans.get(TraceIds.bare(e.parent()));
                if (found == null) {
                    gaps.add(new TraceView.Gap("missing-parent", events.get(i).id + " hangs under "
                            + Words.cut(e.parent()) + ", which is not in the trail.", events.get(i).id));
                } else {
                    parent[i] = found;
                }
            }
        }
    }

    /** A decision may carry the id of the span it is about as its own. */
    private static boolean watches(Event e) {
        return e.kind() == EventKind.POLICY;
    }

    /** Where parents run in a circle, the earliest event of the circle becomes a root. */
    private void breakCircles() {
        byte[] state = new byte[parent.length];
        int[] path = new int[parent.length];
        Arrays.fill(state, (byte) 0);
        for (int i = 0; i < parent.length; i++) {
            int length = 0;
            int at = i;
            while (at >= 0 && state[at] == 0) {
                state[at] = 1;
                path[length++] = at;
                at = parent[at];
            }
            if (at >= 0 && state[at] == 1) {
                int first = at;
                for (int n = parent[at]; n != at; n = parent[n]) {
                    first = Math.min(first, n);
                }
                parent[first] = -1;
                gaps.add(new TraceView.Gap("parent-circle", events.get(first).id
                        + " hangs, over its parents, under itself; it is shown at the top.", events.get(first).id));
            }
            for (int n = 0; n < length; n++) {
                state[path[n]] = 2;
            }
        }
    }
}
