// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds nodes that rest on themselves. Takes time in proportion to the edges and no recursion. */
final class Circles {

    /** One node rests on another. */
    record Link(String from, String to) {
    }

    private Circles() {
    }

    /** Says it where nodes rest on themselves. */
    static void say(Notes notes, List<Link> links) {
        List<String> circle = in(links);
        if (!circle.isEmpty()) {
            notes.note(LineageView.Note.CONFLICT, "Some of these rest on themselves, in a circle: "
                    + Words.list(circle, 5) + ".", null);
        }
    }

    /** @return the ids of all nodes on a circle, or between two circles, sorted */
    private static List<String> in(List<Link> edges) {
        Set<String> left = new HashSet<>();
        edges.forEach(e -> {
            left.add(e.from());
            left.add(e.to());
        });
        peel(edges, left, true);
        peel(edges, left, false);
        return new ArrayList<>(new TreeSet<>(left));
    }

    /** Takes away, again and again, the nodes that nothing leads to (or from). */
    private static void peel(List<Link> edges, Set<String> left, boolean forward) {
        Map<String, List<String>> next = new HashMap<>();
        Map<String, Integer> degree = new HashMap<>();
        for (Link e : edges) {
            if (left.contains(e.from()) && left.contains(e.to())) {
                String from = forward ? e.from() : e.to();
                String to = forward ? e.to() : e.from();
                next.computeIfAbsent(from, k -> new ArrayList<>()).add(to);
                degree.merge(to, 1, Integer::sum);
            }
        }
        ArrayDeque<String> free = new ArrayDeque<>();
        left.stream().filter(n -> !degree.containsKey(n)).forEach(free::add);
        while (!free.isEmpty()) {
            String node = free.poll();
            left.remove(node);
            for (String to : next.getOrDefault(node, List.of())) {
                if (degree.merge(to, -1, Integer::sum) == 0) {
                    free.add(to);
                }
            }
        }
    }
}
