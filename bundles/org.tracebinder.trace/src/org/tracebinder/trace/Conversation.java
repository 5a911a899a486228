// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;

/**
 * The words of a trace as one conversation. A call to a model carries all earlier messages again: what stands there
 * already, in the same order, is not repeated. Words that a source cut into records of their own are one again.
 */
final class Conversation {

    /** Operation of a record that only carries a piece of the words of the call that is its parent. */
    private static final String PART = "message part";

    /** Operation of a record that holds what was asked, while the answer stands in a record of its own. */
    private static final String REQUEST = "batch request";

    private final List<TraceView.Turn> turns = new ArrayList<>();
    private final Map<Message, TreeSet<Integer>> places = new HashMap<>();

    private Conversation() {
    }

    /** @return the messages of the calls to models; where these carry none, those of the other steps */
    static List<TraceView.Turn> of(List<TraceView.Step> all) {
        boolean[] repeats = TraceView.repeats(all, e -> !e.input().isEmpty() || !e.output().isEmpty());
        List<TraceView.Step> steps = IntStream.range(0, all.size()).filter(i -> !repeats[i]).mapToObj(all::get)
                .toList();
        Map<String, List<TraceView.Step>> parts = parts(steps);
        List<TraceView.Step> calls = speaking(steps, true, parts);
        if (calls.isEmpty()) {
            calls = speaking(steps, false, new HashMap<>());
        }
        Conversation said = new Conversation();
        for (TraceView.Step call : calls) {
            List<TraceView.Step> pieces = parts.get(call.event().span());
            if (pieces == null) {
                said.add(call);
            } else {
                said.join(call, pieces);
            }
        }
        return said.turns;
    }

    /** @return the pieces of each call's words in order, by the span of the call */
    static Map<String, List<TraceView.Step>> parts(List<TraceView.Step> steps) {
        Map<String, List<TraceView.Step>> parts = new HashMap<>();
        for (TraceView.Step s : steps) {
            if (PART.equals(s.event().operation()) && s.event().parent() != null) {
                parts.computeIfAbsent(s.event().parent(), k -> new ArrayList<>()).add(s);
            }
        }
        parts.values().forEach(p -> p.sort(Comparator.comparingLong(Conversation::number)));
        return parts;
    }

    /** @return which piece it is, or the largest number when the source does not say */
    static long number(TraceView.Step part) {
        String number = part.event().extra().getOrDefault("SequenceNumber", "");
        return number.matches("\\d{1,18}") ? Long.parseLong(number) : Long.MAX_VALUE;
    }

    private static List<TraceView.Step> speaking(List<TraceView.Step> steps, boolean inferences,
            Map<String, List<TraceView.Step>> parts) {
        return steps.stream().filter(s -> (s.event().kind() == EventKind.INFERENCE || isRequest(s)) == inferences
                && s.event().kind() != EventKind.POLICY && s.event().kind() != EventKind.REVIEW
                && !(s.event().input().isEmpty() && s.event().output().isEmpty() && !parts.containsKey(s.event()
                .span())))
                .sorted((a, b) -> Long.compare(time(a), time(b))).toList();
    }

    private void join(TraceView.Step call, List<TraceView.Step> pieces) {
        List<TraceView.Step> parts = new ArrayList<>(pieces.size() + 1);
        parts.add(call);
        parts.addAll(pieces);
        joined(parts, true).ifPresent(m -> say(call, true, m));
        joined(parts, false).ifPresent(m -> say(call, false, m));
    }

    private static Optional<Message> joined(List<TraceView.Step> parts, boolean given) {
        StringBuilder words = new StringBuilder();
        String role = null;
        for (TraceView.Step part : parts) {
            for (Message m : given ? part.event().input() : part.event().output()) {
                role = role == null ? m.role() : role;
                words.append(m.text());
            }
        }
        return role == null ? Optional.empty() : Optional.of(new Message(role, words.toString()));
    }

    private static boolean isRequest(TraceView.Step s) {
        return REQUEST.equals(s.event().operation());
    }

    /** What was asked comes before any answer, though it has no time. */
    private static long time(TraceView.Step s) {
        return isRequest(s) ? Long.MIN_VALUE : s.event().time() == Event.NONE ? Long.MAX_VALUE : s.event().time();
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
