// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;

/**
 * The words of a trace as one conversation. A call to a model carries all earlier messages again: what stands there
 * already, in the same order, is not repeated.
 */
final class Conversation {

    private final List<TraceView.Turn> turns = new ArrayList<>();
    private final Map<Message, TreeSet<Integer>> places = new HashMap<>();

    private Conversation() {
    }

    /** @return the messages of the calls to models; where these carry none, those of the other steps */
    static List<TraceView.Turn> of(List<TraceView.Step> steps) {
        List<TraceView.Step> calls = speaking(steps, true);
        if (calls.isEmpty()) {
            calls = speaking(steps, false);
        }
        Conversation all = new Conversation();
        calls.forEach(all::add);
        return all.turns;
    }

    private static List<TraceView.Step> speaking(List<TraceView.Step> steps, boolean inferences) {
        return steps.stream().filter(s -> (s.event().kind() == EventKind.INFERENCE) == inferences
                && s.event().kind() != EventKind.POLICY && s.event().kind() != EventKind.REVIEW
                && !(s.event().input().isEmpty() && s.event().output().isEmpty()))
                .sorted((a, b) -> Long.compare(time(a), time(b))).toList();
    }

    private static long time(TraceView.Step s) {
        return s.event().time() == Event.NONE ? Long.MAX_VALUE : s.event().time();
    }

    private void add(TraceView.Step step) {
        int from = 0;
        for (Message m : step.event().input()) {
            TreeSet<Integer> known = places.get(m);
            Integer place = known == null ? null : known.ceiling(from);
            if (place == null) {
                say(step, true, m);
                from = turns.size();
            } else {
                from = place + 1;
            }
        }
        step.event().output().forEach(m -> say(step, false, m));
    }

    private void say(TraceView.Step step, boolean given, Message message) {
        places.computeIfAbsent(message, k -> new TreeSet<>()).add(turns.size());
        turns.add(new TraceView.Turn(step.id(), given, message));
    }
}
