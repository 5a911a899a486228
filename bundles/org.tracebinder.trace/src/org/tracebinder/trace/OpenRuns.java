// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs that read a thing and are not recorded to have completed. What they would have written rests on nothing, and
 * whoever asks what rests on the thing is told of them.
 */
final class OpenRuns {

    /** Most sentences of an answer. */
    private static final int MOST = 20;
    private static final int NAMED = 5;

    private final Map<Series, List<Run>> readers = new LinkedHashMap<>();
    private final Set<Thing> said = new HashSet<>();
    private final LineageFacts facts;
    private int sentences;

    OpenRuns(LineageFacts facts) {
        this.facts = facts;
        for (Run run : facts.runs()) {
            if (open(run) && !run.outputs().isEmpty()) {
                run.inputs().stream().map(t -> facts.settled(t.series())).distinct()
                        .forEach(s -> readers.computeIfAbsent(s, k -> new ArrayList<>(1)).add(run));
            }
        }
    }

    static boolean open(Run run) {
        return run.outcome() == Run.Outcome.UNFINISHED || run.outcome() == Run.Outcome.FAILED;
    }

    /** Says which runs read the thing and did not complete; of each thing once. */
    void say(Notes notes, Thing thing) {
        List<Run> runs = readers.getOrDefault(thing.series(), List.of());
        if (runs.isEmpty() || !said.add(thing)) {
            return;
        }
        for (Run.Outcome outcome : List.of(Run.Outcome.UNFINISHED, Run.Outcome.FAILED)) {
            List<Run> here = runs.stream().filter(r -> r.outcome() == outcome && read(r, thing)).toList();
            if (!here.isEmpty() && sentences++ < MOST) {
                Run first = here.get(0);
                notes.note(LineageView.Note.INCOMPLETE, here.size() == 1 ? one(first, thing) : many(here, thing),
                        first.events().get(0));
            }
        }
    }

    /** A version that nobody named may have been this one. */
    private boolean read(Run run, Thing thing) {
        return run.inputs().stream().anyMatch(t -> facts.settled(t.series()).equals(thing.series())
                && (t.version() == null || thing.version() == null || t.version().equals(thing.version())));
    }

    private static String one(Run run, Thing thing) {
        return upper(run.words()) + " read " + thing.words() + (run.outcome() == Run.Outcome.FAILED
                ? " and failed; what it would have written is not followed: "
                : " and is not recorded as complete; what it would have written is not followed: ")
                + Words.list(run.outputs().stream().map(Thing::words).toList(), NAMED) + ".";
    }

    private static String many(List<Run> runs, Thing thing) {
        return runs.size() + " runs read " + thing.words() + (runs.get(0).outcome() == Run.Outcome.FAILED
                ? " and failed; what they would have written is not followed. The first is "
                : " and are not recorded as complete; what they would have written is not followed. The first is ")
                + runs.get(0).words() + ".";
    }

    private static String upper(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
