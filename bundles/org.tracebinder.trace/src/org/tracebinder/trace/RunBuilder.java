// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.LineageFact;

/** Merges the events of one run. What comes out does not depend on the order in which they are added. */
final class RunBuilder {

    private final String key;
    private final String id;
    private final TreeSet<String> jobs = new TreeSet<>();
    private final Side inputs = new Side();
    private final Side outputs = new Side();
    private final TreeSet<EventId> ends = new TreeSet<>();
    private final TreeSet<EventId> others = new TreeSet<>();
    private final TreeSet<String> conflicts = new TreeSet<>();
    private final TreeMap<RunColumn, TreeSet<EventId>> columns = new TreeMap<>();
    private final TreeMap<String, LineageFact.Code> code = new TreeMap<>();
    private final TreeSet<Series> replaced = new TreeSet<>();
    private final TreeSet<EventId> completes = new TreeSet<>();
    private List<Thing> firstRead = List.of();
    /** Which COMPLETE events name an input; null while there is one such event. */
    private TreeMap<Thing, TreeSet<EventId>> readBy;
    private boolean completed;
    private boolean failed;
    private boolean stated;
    private long firstComplete = Event.NONE;
    private long last = Event.NONE;

    RunBuilder(String key, String id) {
        this.key = key;
        this.id = id;
    }

    void add(EventId event, long time, LineageFact fact, Function<LineageFact.Dataset, Thing> thing) {
        boolean complete = "COMPLETE".equals(fact.state());
        boolean fail = "FAIL".equals(fact.state()) || "ABORT".equals(fact.state());
        completed |= complete;
        failed |= fail;
        stated |= fact.state() != null;
        if (complete && time != Event.NONE && (firstComplete == Event.NONE || time < firstComplete)) {
            firstComplete = time;
        }
        last = Math.max(last, time);
        if (fact.job() != null) {
            jobs.add(fact.job());
        }
        List<Thing> read = fact.inputs().stream().map(thing).toList();
        read.forEach(t -> inputs.add(t, complete));
        if (complete) {
            read(event, read);
        }
        fact.outputs().forEach(d -> outputs.add(thing.apply(d), complete));
        fact.code().forEach(c -> code.put(ViewBuilder.key(c), c));
        TreeSet<EventId> events = complete || fail ? ends : others;
        events.add(event);
        if (events.size() > LineageView.Edge.MAX_EVENTS) {
            events.pollLast();
        }
    }

    /** Of a run that ends more often than an edge names events, none is told apart: the order must not matter. */
    private void read(EventId event, List<Thing> read) {
        if (completes.isEmpty()) {
            firstRead = read;
        } else if (completes.size() <= LineageView.Edge.MAX_EVENTS) {
            if (readBy == null) {
                readBy = new TreeMap<>();
                EventId first = completes.first();
                firstRead.forEach(t -> readBy.computeIfAbsent(t, k -> new TreeSet<>()).add(first));
            }
            read.forEach(t -> readBy.computeIfAbsent(t, k -> new TreeSet<>()).add(event));
        }
        if (completes.size() <= LineageView.Edge.MAX_EVENTS) {
            completes.add(event);
        }
    }

    /** @return the inputs that some COMPLETE events do not name, with the events that do not contradict them */
    private Map<Thing, List<EventId>> readBy(TreeSet<EventId> events) {
        Map<Thing, List<EventId>> said = new TreeMap<>();
        if (readBy != null && completes.size() <= LineageView.Edge.MAX_EVENTS) {
            readBy.forEach((thing, by) -> {
                if (by.size() < completes.size()) {
                    said.put(thing, events.stream().filter(e -> by.contains(e) || !completes.contains(e)).toList());
                }
            });
        }
        return said;
    }

    /** @param sentence about what its events contradict each other in */
    void conflict(String sentence) {
        conflicts.add(sentence);
    }

    /** Keeps that nothing of what was there before stands after the run. */
    void replaced(Series series) {
        replaced.add(series);
    }

    Run build() {
        Run.Outcome outcome = completed ? Run.Outcome.COMPLETED : failed ? Run.Outcome.FAILED
                : stated ? Run.Outcome.UNFINISHED : id == null ? Run.Outcome.STATED : Run.Outcome.UNSAID;
        String words = id == null ? "Record " + key : "Run " + id;
        if (completed && failed) {
            conflicts.add(words + " is said to have completed and to have failed; it is followed as completed.");
        }
        if (jobs.size() > 1) {
            conflicts.add(words + " is told of " + jobs.size() + " jobs: " + Words.list(jobs, 5) + ".");
        }
        TreeSet<EventId> events = new TreeSet<>(ends);
        for (EventId e : others) {
            if (events.size() == LineageView.Edge.MAX_EVENTS) {
                break;
            }
            events.add(e);
        }
        return new Run(key, id, jobs.isEmpty() ? null : jobs.first(), outcome, completed ? firstComplete : last,
                inputs.things(), outputs.things(), List.copyOf(events), readBy(events), columns(),
                List.copyOf(code.values()), Set.copyOf(replaced), List.copyOf(conflicts));
    }

    /**
     * Adds that a column rests on another.
     *
     * @return false when the run knew that already
     */
    boolean column(EventId event, RunColumn column) {
        TreeSet<EventId> said = columns.get(column);
        boolean fresh = said == null;
        if (fresh) {
            said = new TreeSet<>();
            columns.put(column, said);
        }
        said.add(event);
        if (said.size() > LineageView.Edge.MAX_EVENTS) {
            said.pollLast();
        }
        return fresh;
    }

    private List<RunColumn> columns() {
        List<RunColumn> all = new ArrayList<>(columns.size());
        columns.forEach((column, said) -> all.add(column.saidBy(List.copyOf(said))));
        return List.copyOf(all);
    }

    /** Inputs or outputs: per series the versions of the COMPLETE events win over those said before the end. */
    private static final class Side {

        private final Map<Series, TreeSet<Thing>> atEnd = new TreeMap<>();
        private final Map<Series, TreeSet<Thing>> before = new TreeMap<>();
        private final TreeSet<Series> all = new TreeSet<>();

        void add(Thing thing, boolean complete) {
            all.add(thing.series());
            if (thing.version() != null) {
                (complete ? atEnd : before).computeIfAbsent(thing.series(), s -> new TreeSet<>()).add(thing);
            }
        }

        private TreeSet<Thing> versions(Series series) {
            TreeSet<Thing> end = atEnd.get(series);
            return end != null ? end : before.get(series);
        }

        List<Thing> things() {
            List<Thing> things = new ArrayList<>(all.size());
            for (Series s : all) {
                TreeSet<Thing> versions = versions(s);
                if (versions == null) {
                    things.add(new Thing(s, null));
                } else {
                    things.addAll(versions);
                }
            }
            return List.copyOf(things);
        }
    }
}
