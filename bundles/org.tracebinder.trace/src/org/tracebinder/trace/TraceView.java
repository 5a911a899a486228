// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.tracebinder.core.DataSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Message;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.core.Review;

/**
 * One trace with everything that belongs to it. Immutable.
 *
 * @param match          what was opened, and how it was found
 * @param app            the application; of several the one of the first step
 * @param actor          the acting person or system, the same
 * @param start          the earliest step that is no review, null when no step has a time
 * @param durationMillis from {@code start} to the latest end, reviews left out; -1 when no step has a time
 * @param steps          in the order of a tree that is open everywhere, reviews last
 * @param policy         all decisions, in the order of the steps
 * @param reviews        all judgements, in the order of the steps
 * @param conversation   each message once, in the order of the calls
 * @param data           data that stood behind the answers, each once
 * @param totals         tokens and cost
 * @param lineage        what the models of the trace rest on; null when no lineage was handed in
 * @param gaps           what is missing or contradicts itself
 */
public record TraceView(TraceMatch match, String app, String actor, Instant start, long durationMillis,
        List<Step> steps, List<Decision> policy, List<Judgement> reviews, List<Turn> conversation,
        List<SourceUse> data, Totals totals, LineageView lineage, List<Gap> gaps) {

    /**
     * One event in its place.
     *
     * @param id          the event
     * @param event       all that its record says
     * @param parent      index of the step that it hangs under, or -1
     * @param depth       0 for a step that hangs under none
     * @param offsetNanos from the start of the trace, or {@link Event#NONE}; negative is possible for joined events
     * @param basis       what its membership of the trace stands on
     * @param why         the basis in words
     * @param variants    events of the same identity that say something else, by id
     * @param same        the step whose call this one records a second time, by the id of the response; or null
     */
    public record Step(EventId id, Event event, int parent, int depth, long offsetNanos, Basis basis, String why,
            List<Variant> variants, EventId same) {
    }

    /** A contradicting version of an event. */
    public record Variant(EventId id, Event event) {
    }

    /**
     * A policy engine or guardrail decided.
     *
     * @param decision what it decided
     * @param event    the record that says so
     * @param about    the span that it decided on, null when not recorded
     */
    public record Decision(PolicyDecision decision, EventId event, String about) {
    }

    /**
     * Somebody judged.
     *
     * @param review the judgement
     * @param event  the record that says so
     * @param at     when, null when not recorded
     * @param about  the span that was judged, null when the whole trace was
     */
    public record Judgement(Review review, EventId event, Instant at, String about) {
    }

    /**
     * One message.
     *
     * @param event   the call that it belongs to
     * @param given   true when the model was given it, false when the model gave it back
     * @param message role and words
     */
    public record Turn(EventId event, boolean given, Message message) {
    }

    /**
     * Data behind an answer.
     *
     * @param source the data
     * @param events the steps that used it, in the order of the steps
     */
    public record SourceUse(DataSource source, List<EventId> events) {
    }

    /**
     * Sums over the steps. A step that holds other steps with a value of their own is not added again; a step's
     * variants are not added, nor a second record of a call.
     *
     * @param tokensIn  null when no step has it
     * @param tokensOut null when no step has it
     * @param cost      exact; null when no step has one or when they are in several currencies
     * @param currency  of the cost, {@code USD} unless the sources say otherwise; null without cost
     */
    public record Totals(Long tokensIn, Long tokensOut, BigDecimal cost, String currency) {
    }

    /**
     * Something that is missing or contradicts itself.
     *
     * @param code  {@code missing-parent}, {@code parent-circle}, {@code no-policy-decision}, {@code no-review},
     *              {@code content-not-recorded}, {@code content-absent}, {@code content-part-missing},
     *              {@code content-redacted}, {@code content-truncated}, {@code content-external},
     *              {@code no-model-version}, {@code no-time}, {@code tool-after-deny}, {@code leak},
     *              {@code leak-after-redaction} (added by the binder, by the rules of the checks),
     *              {@code policy-differs}, {@code call-after-deny}, {@code review-differs},
     *              {@code conflict}, {@code call-differs}, {@code maybe-same-call}, {@code other-trace},
     *              {@code mixed-currency},
     *              {@code no-sum}, {@code cut}, or a code of {@link LineageView.Note}
     * @param text  a sentence
     * @param event the event it is about, or null for the whole trace
     */
    public record Gap(String code, String text, EventId event) {
    }

    /** Copies the lists. */
    public TraceView {
        steps = List.copyOf(steps);
        policy = List.copyOf(policy);
        reviews = List.copyOf(reviews);
        conversation = List.copyOf(conversation);
        data = List.copyOf(data);
        gaps = List.copyOf(gaps);
    }

    /** @return the trace id, or the label of what was opened when there is none */
    public String trace() {
        return match.label();
    }

    /** @return the indexes of the steps that hang under the step, or under none for -1, in order */
    public List<Integer> children(int index) {
        List<Integer> children = new ArrayList<>();
        int depth = index < 0 ? 0 : steps.get(index).depth() + 1;
        for (int i = index + 1; i < steps.size() && steps.get(i).depth() >= depth; i++) {
            if (steps.get(i).depth() == depth) {
                children.add(i);
            }
        }
        return children;
    }

    /**
     * @param has what a record of a call may hold
     * @return for each step whether the first record of the same call holds that, too: then only the first counts
     */
    static boolean[] repeats(List<Step> steps, Predicate<Event> has) {
        Set<EventId> holding = new HashSet<>();
        steps.stream().filter(s -> s.same() == null && has.test(s.event())).forEach(s -> holding.add(s.id()));
        boolean[] repeats = new boolean[steps.size()];
        for (int i = 0; i < repeats.length; i++) {
            repeats[i] = steps.get(i).same() != null && holding.contains(steps.get(i).same());
        }
        return repeats;
    }

    /** @return for each step whether it only repeats the tokens of a call that another record of the trace holds */
    public boolean[] repeatedTokens() {
        return repeats(steps, e -> e.tokensIn() != Event.NONE || e.tokensOut() != Event.NONE);
    }

    /** @return the cost, or null */
    public BigDecimal cost() {
        return totals.cost();
    }
}
