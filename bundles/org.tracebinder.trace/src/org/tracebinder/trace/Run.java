// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.LineageFact;

/**
 * All that the events of one run say, or one statement of a document.
 *
 * @param key       the run id, or the event id of a statement
 * @param id        the run id, null when there is none
 * @param job       null when not recorded
 * @param outcome   how it ended
 * @param time      when it completed; when it was said for {@link Outcome#UNSAID} and {@link Outcome#STATED}; when it
 *                  was last heard of otherwise; {@link Event#NONE} when not recorded
 * @param inputs    what it read, in order
 * @param outputs   what it wrote, in order
 * @param events    the records, by id, at most {@link LineageView.Edge#MAX_EVENTS}
 * @param readBy    the same of inputs on which its COMPLETE events do not agree: without those that name others
 * @param columns   which columns of what it wrote rest on which columns of what it read
 * @param code      where the code that ran lies, in order
 * @param replaced  what of its outputs held, after it, nothing of what was there before
 * @param conflicts sentences about what its events contradict each other in
 */
record Run(String key, String id, String job, Outcome outcome, long time, List<Thing> inputs, List<Thing> outputs,
        List<EventId> events, Map<Thing, List<EventId>> readBy, List<RunColumn> columns, List<LineageFact.Code> code,
        Set<Series> replaced, List<String> conflicts) implements Comparable<Run> {

    /** How a run ended. */
    enum Outcome {
        /** A COMPLETE is recorded. */
        COMPLETED,
        /** A run of a source that tells no states. */
        UNSAID,
        /** No run: a job, dataset or document. */
        STATED,
        /** Started, and no end is recorded. */
        UNFINISHED,
        /** FAIL or ABORT. */
        FAILED
    }

    /** @return the records that say it read the thing, or do not say otherwise */
    List<EventId> events(Thing input) {
        List<EventId> said = readBy.get(input);
        return said == null || said.isEmpty() ? events : said;
    }

    /** @return true when it wrote its outputs at {@link #time()} */
    boolean completedInTime() {
        return outcome == Outcome.COMPLETED && time != Event.NONE;
    }

    /** @return true when it says what rests on what, without having been seen to complete */
    boolean declares() {
        return (outcome == Outcome.UNSAID || outcome == Outcome.STATED) && !inputs.isEmpty();
    }

    /** @return true when what it wrote stands for all that was there before: it replaced that, or read it itself */
    boolean settles(Thing output) {
        return replaced.contains(output.series()) || inputs.contains(output);
    }

    /** @return the run in words for a sentence */
    String words() {
        String what = id == null ? "record " + events.get(0) : "run " + id;
        return job == null ? what : what + " of " + job;
    }

    @Override
    public int compareTo(Run other) {
        int byTime = Long.compare(time, other.time);
        return byTime != 0 ? byTime : key.compareTo(other.key);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
