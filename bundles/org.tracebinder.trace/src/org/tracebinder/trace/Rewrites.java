// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * Says where several runs wrote one thing. Nothing tells then whether the last one replaced what was there or added to
 * it, so all are followed, and whoever reads the answer is told.
 */
final class Rewrites {

    static final int NAMED = 4;

    private Rewrites() {
    }

    /** @param makers of the thing; with none before the last, nothing is said */
    static boolean say(Notes notes, Thing thing, Inputs.Makers makers) {
        if (makers.earlier().isEmpty()) {
            return false;
        }
        List<Run> runs = new ArrayList<>(makers.earlier());
        runs.addAll(makers.runs());
        Thing written = makers.basis() == Basis.OBSERVED ? thing : new Thing(thing.series(), null);
        notes.note(LineageView.Note.CONFLICT, runs.size() + " runs have written " + written.words() + ": "
                + first(runs) + (runs.size() > NAMED ? " and more. " : ". ")
                + "No record says that a later one replaced what was there; all are followed, those before the last "
                + "as inferred.", runs.get(runs.size() - 1).events().get(0));
        return true;
    }

    /** @return the first {@value #NAMED} runs with their times */
    static String first(List<Run> runs) {
        return Words.list(runs.stream().limit(NAMED).map(r -> r.words() + " at " + Moments.words(r.time())).toList(),
                NAMED);
    }

    /** Says that what the run wrote was there for a while only. */
    static void replaced(Notes notes, Thing thing, Run run, Run by) {
        notes.note(LineageView.Note.INCOMPLETE, "What " + run.words() + " had written to " + thing.words()
                + " was replaced by " + by.words() + " at " + Moments.words(by.time())
                + "; what was read after that does not rest on it.", by.events().get(0));
    }
}
