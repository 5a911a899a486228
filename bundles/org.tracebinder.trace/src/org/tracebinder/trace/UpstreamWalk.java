// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;

/**
 * Walks from things to what they rest on, nearest first. Every pair of thing and run is walked once, so circles end and
 * the work is in proportion to what is found.
 */
final class UpstreamWalk {

    private final LineageFacts facts;
    private final Inputs inputs;
    private final ViewBuilder view;
    private final ArrayDeque<Visit> open = new ArrayDeque<>();
    private final Set<Visit> seen = new HashSet<>();
    private final Set<Made> made = new HashSet<>();
    private final Set<Thing> unmade = new HashSet<>();
    private final Set<Thing> contradicted = new HashSet<>();
    private final Map<Made, Integer> earlier = new HashMap<>();

    private record Visit(Thing thing, long moment, Run reader) {
    }

    private record Made(Thing thing, Run run) {
    }

    UpstreamWalk(LineageFacts facts, Inputs inputs, ViewBuilder view) {
        this.facts = facts;
        this.inputs = inputs;
        this.view = view;
    }

    /** Adds a thing to start from, as of a moment. */
    void start(Thing thing, long moment) {
        visit(thing, moment, null);
    }

    void walk(Progress progress) {
        while (!open.isEmpty()) {
            progress.check();
            if (view.full()) {
                return;
            }
            Visit v = open.poll();
            expand(v.thing, v.moment, v.reader);
        }
    }

    private void visit(Thing thing, long moment, Run reader) {
        view.node(thing);
        Visit v = new Visit(thing, moment, reader);
        if (seen.add(v)) {
            open.add(v);
        }
    }

    private void expand(Thing thing, long moment, Run reader) {
        Inputs.Makers makers = inputs.makers(thing, moment, reader);
        boolean fresh = false;
        for (Run run : makers.runs()) {
            fresh |= follow(thing, run, makers.basis(), moment);
        }
        fresh |= followEarlier(thing, makers.earlier(), moment);
        List<Run> statements = inputs.statements(thing, moment);
        for (Run run : statements) {
            follow(thing, run, Basis.DECLARED, moment);
        }
        if (makers.runs().isEmpty()) {
            if (unmade.add(thing)) {
                unmade(thing, moment, reader, statements.isEmpty());
            }
        } else if (fresh && !contradicted.contains(thing) && contradictions(thing, makers, moment)) {
            contradicted.add(thing);
        }
    }

    /** Of runs that are the same from the first on, as many as were not followed before. */
    private boolean followEarlier(Thing thing, List<Run> runs, long moment) {
        if (runs.isEmpty()) {
            return false;
        }
        Made key = new Made(thing, runs.get(0));
        int done = earlier.getOrDefault(key, 0);
        earlier.put(key, Math.max(done, runs.size()));
        boolean fresh = false;
        for (int i = done; i < runs.size() && !view.full(); i++) {
            fresh |= follow(thing, runs.get(i), Basis.INFERRED, moment);
        }
        return fresh;
    }

    /** @return false when this pair was walked before */
    private boolean follow(Thing thing, Run run, Basis basis, long moment) {
        if (!made.add(new Made(thing, run))) {
            return false;
        }
        EventId first = run.events().get(0);
        run.conflicts().forEach(c -> view.note(LineageView.Note.CONFLICT, c, first));
        List<Inputs.Input> read = inputs.of(run, moment);
        long then = Inputs.moment(run, moment);
        String from = view.node(thing);
        Set<Series> observed = basis == Basis.DECLARED ? observedInputs(thing, moment) : Set.of();
        for (Inputs.Input in : read) {
            if (observed.contains(in.thing().series())) {
                continue;
            }
            view.edge(from, view.node(in.thing()), basis.and(in.basis()), run,
                    run.events(in.thing()));
            visit(in.thing(), then, run);
        }
        view.code(thing, run, basis);
        if (read.isEmpty() && !facts.type(thing.series()).equals(ThingTypes.DATASET)) {
            view.note(LineageView.Note.INCOMPLETE, upper(run.words()) + " made " + thing.words()
                    + " and records nothing that it read.", first);
        }
        return true;
    }

    /** What a document declares in general is not repeated where a run shows the version that was read. */
    private Set<Series> observedInputs(Thing thing, long moment) {
        Set<Series> series = new HashSet<>();
        for (Run run : inputs.makers(thing, moment, null).runs()) {
            inputs.of(run, moment).forEach(i -> series.add(i.thing().series()));
        }
        return series;
    }

    private void unmade(Thing thing, long moment, Run reader, boolean undeclared) {
        List<Run> writers = facts.writers(thing).stream().filter(r -> r != reader).toList();
        Run later = writers.stream().filter(Run::completedInTime).findFirst().orElse(null);
        if (later != null) {
            view.note(LineageView.Note.INCOMPLETE, thing.words() + " is used as of " + Moments.words(moment)
                    + (reader == null ? "" : " by " + reader.words()) + ", before " + later.words()
                    + " had written it at " + Moments.words(later.time()) + ".", later.events().get(0));
            return;
        }
        for (Run r : writers) {
            if (r.outcome() == Run.Outcome.UNFINISHED || r.outcome() == Run.Outcome.FAILED) {
                view.note(LineageView.Note.INCOMPLETE, "Only " + r.words() + " would have written " + thing.words()
                        + ", and it " + (r.outcome() == Run.Outcome.FAILED ? "failed" : "is not recorded as complete")
                        + ": where " + thing.words() + " comes from is not known.", r.events().get(0));
                return;
            }
        }
        String type = facts.type(thing.series());
        if (undeclared && !type.equals(ThingTypes.DATASET)) {
            view.note(LineageView.Note.NONE, "No source in this binder tells where the " + type + " " + thing.words()
                    + " comes from.", null);
        }
    }

    private boolean contradictions(Thing thing, Inputs.Makers makers, long moment) {
        boolean said = Rewrites.say(view::note, thing, makers);
        if (thing.version() == null || facts.type(thing.series()).equals(ThingTypes.DEPLOYMENT)) {
            return said;
        }
        List<Run> writers = facts.makers(thing).stream().filter(r -> r.time() <= moment).toList();
        if (writers.size() > 1 && !said) {
            said = true;
            view.note(LineageView.Note.CONFLICT, writers.size() + " runs have written " + thing.words() + ": "
                    + Rewrites.first(writers) + (writers.size() > Rewrites.NAMED ? " and more. " : ". ")
                    + (makers.runs().size() > 1 ? "Those that ended last, at the same instant, are followed."
                    : "The last is followed."),
                    writers.get(writers.size() - 1).events().get(0));
        }
        if (makers.basis() == Basis.INFERRED && makers.runs().stream().anyMatch(r -> !r.completedInTime())) {
            view.note(LineageView.Note.INCOMPLETE, "When " + makers.runs().get(0).words() + " wrote " + thing.words()
                    + " is not recorded.", makers.runs().get(0).events().get(0));
            said = true;
        }
        return said;
    }

    private static String upper(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
