// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tracebinder.core.Event;

/** Tells which version of which thing a run read, and which runs made a thing, as of a moment. */
final class Inputs {

    private final LineageFacts facts;

    /** A thing that was read, and how sure it is that it was this one. */
    record Input(Thing thing, Basis basis) {
    }

    /**
     * @param runs    that made it last: more than one only when they completed at the same instant
     * @param basis   how sure it is that they did
     * @param earlier that wrote it before, by time, where nothing says that what they wrote was replaced
     */
    record Makers(List<Run> runs, Basis basis, List<Run> earlier) {

        boolean has(Run run) {
            return runs.contains(run) || Collections.binarySearch(earlier, run) >= 0;
        }
    }

    Inputs(LineageFacts facts) {
        this.facts = facts;
    }

    /** @return the moment as of which the run read: its end, or the asking moment where none is recorded */
    static long moment(Run run, long asked) {
        return run.time() == Event.NONE ? asked : Math.min(run.time(), asked);
    }

    /** @return what the run read; without a version, the one written last before its end */
    List<Input> of(Run run, long asked) {
        long moment = moment(run, asked);
        Map<Thing, Basis> inputs = new LinkedHashMap<>();
        for (Thing named : run.inputs()) {
            Series series = facts.settled(named.series());
            Basis basis = series.equals(named.series()) ? Basis.OBSERVED : Basis.INFERRED;
            if (named.version() != null) {
                inputs.merge(new Thing(series, named.version()), basis, Basis::and);
                continue;
            }
            TreeSet<Thing> then = new TreeSet<>();
            for (Run writer : LineageFacts.latest(facts.makers(series), moment, run)) {
                writer.outputs().stream().filter(t -> t.series().equals(series)).forEach(then::add);
            }
            if (then.isEmpty()) {
                inputs.merge(new Thing(series, null), basis, Basis::and);
            }
            then.forEach(t -> inputs.merge(t, Basis.INFERRED, Basis::and));
        }
        List<Input> list = new ArrayList<>(inputs.size());
        inputs.forEach((t, b) -> list.add(new Input(t, b)));
        if (inputs.keySet().stream().noneMatch(t -> facts.type(t.series()).equals(ThingTypes.MODEL))) {
            run.outputs().stream().filter(t -> facts.type(t.series()).equals(ThingTypes.DEPLOYMENT))
                    .forEach(t -> served(t, moment).forEach(m -> list.add(new Input(m, Basis.INFERRED))));
        }
        return list;
    }

    /** A deployment that records no model serves the one of the same name: of its version, or the last before it. */
    private List<Thing> served(Thing deployment, long moment) {
        for (String name : deployment.series().endings()) {
            TreeSet<Thing> models = new TreeSet<>();
            for (Series s : facts.ending(name, ThingTypes.MODEL)) {
                if (deployment.version() != null) {
                    Thing same = new Thing(s, deployment.version());
                    if (facts.knows(same)) {
                        models.add(same);
                    }
                } else {
                    LineageFacts.latest(facts.makers(s), moment, null).forEach(r -> r.outputs().stream()
                            .filter(t -> t.series().equals(s)).forEach(models::add));
                }
            }
            if (!models.isEmpty()) {
                return List.copyOf(models);
            }
        }
        return List.of();
    }

    /** @return the runs that completed it last, at or before the moment; none when no such run is recorded */
    Makers makers(Thing thing, long moment, Run reader) {
        List<Run> runs = LineageFacts.latest(facts.makers(thing), moment, reader);
        if (!runs.isEmpty()) {
            return new Makers(runs, Basis.OBSERVED, facts.before(thing, runs));
        }
        if (thing.version() != null) {
            Thing unversioned = new Thing(thing.series(), null);
            runs = LineageFacts.latest(facts.makers(unversioned), moment, reader);
            if (!runs.isEmpty()) {
                return new Makers(runs, Basis.INFERRED, facts.before(unversioned, runs));
            }
            runs = facts.writers(thing).stream().filter(r -> r != reader && r.outcome() == Run.Outcome.COMPLETED
                    && r.time() == Event.NONE).toList();
        }
        return new Makers(runs, Basis.INFERRED, List.of());
    }

    /**
     * What documents say of it. A document about a version holds whenever it was written; one about a thing without
     * version holds from its own time on.
     */
    List<Run> statements(Thing thing, long moment) {
        TreeSet<Thing> subjects = new TreeSet<>();
        subjects.add(thing);
        if (thing.version() != null && facts.type(thing.series()).equals(ThingTypes.MODEL)) {
            for (String name : thing.series().endings()) {
                facts.ending(name, ThingTypes.MODEL).stream().filter(s -> s.namespace() == null)
                        .map(s -> new Thing(s, thing.version())).filter(facts::knows).forEach(subjects::add);
            }
        }
        List<Run> all = new ArrayList<>();
        for (Thing s : subjects) {
            facts.declarers(s).stream().filter(r -> s.version() != null || r.time() == Event.NONE || r.time() <= moment)
                    .forEach(all::add);
        }
        return all;
    }
}
