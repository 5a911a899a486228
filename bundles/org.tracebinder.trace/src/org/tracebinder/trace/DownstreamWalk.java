// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.Progress;

/**
 * Walks from a thing to what rests on it. A run that read the thing makes its outputs rest on it; a run that read such
 * an output only does so when the output was, at that time, the one that the first run had made.
 */
final class DownstreamWalk {

    private final LineageFacts facts;
    private final Inputs inputs;
    private final ViewBuilder view;
    private final Map<Thing, List<Reading>> readers = new HashMap<>();
    private final Set<Run> reached = new HashSet<>();
    private final Set<Thing> said = new HashSet<>();
    private final ArrayDeque<Reading> open = new ArrayDeque<>();
    private final OpenRuns unfinished;

    /** A run read a thing. */
    private record Reading(Run run, Thing thing, Basis basis) {
    }

    DownstreamWalk(LineageFacts facts, Inputs inputs, ViewBuilder view, Progress progress) {
        this.facts = facts;
        this.inputs = inputs;
        this.view = view;
        this.unfinished = new OpenRuns(facts);
        for (Run run : facts.runs()) {
            progress.check();
            if (run.outcome() == Run.Outcome.COMPLETED || run.declares()) {
                for (Inputs.Input in : inputs.of(run, Moments.END)) {
                    readers.computeIfAbsent(in.thing(), k -> new ArrayList<>(1))
                            .add(new Reading(run, in.thing(), in.basis()));
                }
            }
        }
    }

    /** @return the runs that rest on what these runs wrote, and they themselves */
    Set<Run> walkRuns(Collection<Run> start, Progress progress) {
        Set<Reading> found = new LinkedHashSet<>();
        for (Run run : start) {
            if (run.outcome() != Run.Outcome.COMPLETED && !run.declares()) {
                continue;
            }
            progress.check();
            reached.add(run);
            for (Thing t : made(run)) {
                view.node(t);
                unfinished.say(view::note, t);
                view.code(t, run, run.declares() ? Basis.DECLARED : Basis.OBSERVED);
                rewritten(t, run);
                readers.getOrDefault(t, List.of()).stream().filter(r -> madeFor(r, run)).forEach(found::add);
            }
        }
        open.addAll(found);
        return walk(List.of(), progress);
    }

    /** @return the runs that rest on the things */
    Set<Run> walk(Collection<Thing> start, Progress progress) {
        for (Thing t : start) {
            view.node(t);
            unfinished.say(view::note, t);
            open.addAll(readers.getOrDefault(t, List.of()));
        }
        Set<Reading> started = new HashSet<>(open);
        Map<Thing, List<Reading>> left = new HashMap<>();
        while (!open.isEmpty()) {
            progress.check();
            if (view.full()) {
                return reached;
            }
            Reading reading = open.poll();
            for (Thing made : made(reading.run)) {
                Basis basis = reading.run.declares() ? Basis.DECLARED
                        : reading.run.time() == Event.NONE || rewritten(made, reading.run) ? Basis.INFERRED
                        : Basis.OBSERVED;
                view.edge(view.node(made), view.node(reading.thing), basis.and(reading.basis), reading.run,
                        reading.run.events(reading.thing));
                view.code(made, reading.run, basis);
                unfinished.say(view::note, made);
                left.computeIfAbsent(made, t -> new ArrayList<>(readers.getOrDefault(t, List.of())))
                        .removeIf(next -> started.contains(next) || madeFor(next, reading.run) && open.add(next));
            }
            reached.add(reading.run);
        }
        return reached;
    }

    /** @return what the run wrote, under every name by which others may have read it */
    private Collection<Thing> made(Run run) {
        Set<Thing> made = new LinkedHashSet<>();
        for (Thing t : run.outputs()) {
            made.add(t);
            if (t.version() == null) {
                facts.things(t.series()).stream().filter(readers::containsKey).filter(o -> facts.makers(o).isEmpty())
                        .forEach(made::add);
            } else if (run.declares() && t.series().namespace() == null
                    && facts.type(t.series()).equals(ThingTypes.MODEL)) {
                facts.ending(t.series().name(), ThingTypes.MODEL).stream().map(s -> new Thing(s, t.version()))
                        .filter(facts::knows).forEach(made::add);
            }
        }
        return made;
    }

    /** @return true when others wrote it after the run, and nothing says that they replaced what the run had written */
    private boolean rewritten(Thing made, Run run) {
        List<Run> makers = facts.makers(made);
        if (makers.size() < 2 || !run.completedInTime() || facts.type(made.series()).equals(ThingTypes.DEPLOYMENT)) {
            return false;
        }
        Inputs.Makers last = inputs.makers(made, Moments.END, null);
        if (last.has(run)) {
            if (said.add(made)) {
                Rewrites.say(view::note, made, last);
            }
            return !last.runs().contains(run);
        }
        Run later = facts.settler(made, run);
        if (later != null && later.replaced().contains(made.series())) {
            Rewrites.replaced(view::note, made, run, later);
        }
        return false;
    }

    private boolean madeFor(Reading reading, Run maker) {
        long moment = Inputs.moment(reading.run, Moments.END);
        return inputs.makers(reading.thing, moment, reading.run).has(maker)
                || inputs.statements(reading.thing, moment).contains(maker);
    }
}
