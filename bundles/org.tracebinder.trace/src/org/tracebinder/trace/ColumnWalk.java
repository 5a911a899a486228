// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;

/**
 * Walks from columns to the columns that they rest on, or that rest on them, nearest first. Each column, as of each
 * moment, is walked once, so circles end; the answer is cut at {@value #MAX_COLUMNS} columns.
 */
final class ColumnWalk {

    /** Most columns of a view. */
    static final int MAX_COLUMNS = 10_000;
    /** Most edges of a view. */
    static final int MAX_EDGES = 50_000;

    private final LineageFacts facts;
    private final Inputs inputs;
    private final Map<String, ColumnView.Node> nodes = new LinkedHashMap<>();
    private final Map<EdgeKey, ColumnView.Edge> edges = new LinkedHashMap<>();
    private final Set<LineageView.Note> notes = new LinkedHashSet<>();
    private final ArrayDeque<Visit> open = new ArrayDeque<>();
    private final Set<Visit> seen = new HashSet<>();
    /** What runs tell of the columns that they wrote, and of those that they read. */
    private final Map<Series, Map<Run, Told>> written = new HashMap<>();
    private final Map<Series, Map<Run, Told>> used = new HashMap<>();
    private final Map<Reading, Map<Series, List<Inputs.Input>>> readings = new HashMap<>();
    /** Of runs that are the same from the first on, how many were followed. */
    private final Map<Made, Integer> earlier = new HashMap<>();
    private final OpenRuns unfinished;

    /** What one run tells of the columns of one dataset, by the name of the column. */
    private static final class Told {
        private final Set<String> versions = new HashSet<>();
        private final Map<String, List<RunColumn>> columns = new TreeMap<>();

        boolean fits(Thing thing) {
            return thing.version() == null || versions.contains(null) || versions.contains(thing.version());
        }

        /** @return the uses of a column with those of all columns, or all of them */
        List<RunColumn> of(String column) {
            if (column.equals(ColumnView.ALL)) {
                return columns.values().stream().flatMap(List::stream).toList();
            }
            List<RunColumn> own = columns.getOrDefault(column, List.of());
            List<RunColumn> whole = columns.getOrDefault(ColumnView.ALL, List.of());
            return whole.isEmpty() ? own : Stream.concat(own.stream(), whole.stream()).toList();
        }
    }

    private record Reading(Run run, long moment) {
    }

    private record Made(Thing thing, String column, Run first) {
    }

    private record Visit(Thing thing, String column, long moment, Run reader) {
    }

    private record EdgeKey(String from, String to, String type, String subtype, String description, Boolean masking) {
    }

    ColumnWalk(LineageFacts facts, Inputs inputs, Collection<LineageView.Note> standing) {
        this.facts = facts;
        this.inputs = inputs;
        this.unfinished = new OpenRuns(facts);
        notes.addAll(standing);
        index();
    }

    private void index() {
        for (Run run : facts.runs()) {
            for (RunColumn c : run.columns()) {
                Told out = written.computeIfAbsent(facts.settled(c.out().series()), k -> new LinkedHashMap<>())
                        .computeIfAbsent(run, k -> new Told());
                out.versions.add(c.out().version());
                out.columns.computeIfAbsent(c.column() == null ? ColumnView.ALL : c.column(), k -> new ArrayList<>(1))
                        .add(c);
                used.computeIfAbsent(facts.settled(c.in()), k -> new LinkedHashMap<>())
                        .computeIfAbsent(run, k -> new Told()).columns
                        .computeIfAbsent(c.field(), k -> new ArrayList<>(1)).add(c);
            }
        }
    }

    /** @return the columns of a series that are named anywhere, sorted */
    Collection<String> columns(Series series) {
        TreeSet<String> columns = new TreeSet<>();
        written.getOrDefault(series, Map.of()).values().forEach(t -> columns.addAll(t.columns.keySet()));
        columns.remove(ColumnView.ALL);
        used.getOrDefault(series, Map.of()).values().forEach(t -> columns.addAll(t.columns.keySet()));
        return columns;
    }

    void start(Thing thing, String column, long moment) {
        visit(thing, column, moment, null);
    }

    void note(String code, String text, EventId event) {
        notes.add(new LineageView.Note(code, text, event));
    }

    private String visit(Thing thing, String column, long moment, Run reader) {
        String id = thing.id(facts.type(thing.series()));
        String node = id + "#" + column;
        nodes.computeIfAbsent(node, k -> new ColumnView.Node(k, id, thing.series().namespace(), thing.series().name(),
                thing.version(), column));
        Visit v = new Visit(thing, column, moment, reader);
        if (seen.add(v)) {
            open.add(v);
        }
        return node;
    }

    /** @param steps how far: 1 for the next columns only */
    ColumnView walk(String subject, boolean down, Instant asOf, int steps, Progress progress) {
        int left = open.size();
        int step = 0;
        while (!open.isEmpty() && step < steps) {
            progress.check();
            if (nodes.size() >= MAX_COLUMNS || edges.size() >= MAX_EDGES) {
                note(LineageView.Note.CUT, "The answer is cut at " + nodes.size() + " columns.", null);
                break;
            }
            Visit v = open.poll();
            if (down) {
                below(v);
            } else {
                above(v);
            }
            if (--left == 0) {
                left = open.size();
                step++;
            }
        }
        Circles.say(this::note, edges.keySet().stream().map(e -> new Circles.Link(e.from, e.to)).toList());
        return new ColumnView(subject, down, asOf, List.copyOf(nodes.values()), List.copyOf(edges.values()),
                List.copyOf(notes));
    }

    private void above(Visit v) {
        Inputs.Makers makers = inputs.makers(v.thing, v.moment, v.reader);
        List<Run> runs = makers.runs().stream().filter(r -> tells(r, v.thing)).toList();
        List<Run> before = makers.earlier().stream().filter(r -> tells(r, v.thing)
                && !written.get(v.thing.series()).get(r).of(v.column).isEmpty()).toList();
        if (!before.isEmpty()) {
            Rewrites.say(this::note, v.thing, makers);
            Made key = new Made(v.thing, v.column, before.get(0));
            int done = earlier.getOrDefault(key, 0);
            earlier.put(key, Math.max(done, before.size()));
            for (int i = done; i < before.size() && edges.size() < MAX_EDGES; i++) {
                follow(v, before.get(i), Basis.INFERRED);
            }
        }
        if (runs.isEmpty() && before.isEmpty()) {
            others(v).forEach(run -> follow(v, run, Basis.DECLARED));
        }
        runs.forEach(run -> follow(v, run, makers.basis()));
    }

    private void follow(Visit v, Run run, Basis basis) {
        long then = Inputs.moment(run, v.moment);
        Map<Series, List<Inputs.Input>> read = read(run, v.moment);
        for (RunColumn c : written.get(v.thing.series()).get(run).of(v.column)) {
            String from = v.column.equals(ColumnView.ALL) && c.column() != null
                    ? visit(v.thing, c.column(), v.moment, v.reader) : id(v);
            for (Inputs.Input in : inputsOf(read, c)) {
                edge(from, visit(in.thing(), c.field(), then, run), basis.and(in.basis()), c, run);
            }
        }
    }

    /**
     * Where no run completed it at a known time, what else tells of its columns: of runs that completed, documents and
     * runs without an end, in this order, the last.
     */
    private List<Run> others(Visit v) {
        Run last = null;
        for (Run run : written.getOrDefault(v.thing.series(), Map.of()).keySet()) {
            boolean completed = run.outcome() == Run.Outcome.COMPLETED && run.time() != Event.NONE;
            if (run != v.reader && !completed && run.outcome() != Run.Outcome.FAILED && tells(run, v.thing)
                    && (run.time() == Event.NONE || run.time() <= v.moment)
                    && (last == null || run.outcome().compareTo(last.outcome()) <= 0)) {
                last = run;
            }
        }
        if (last != null && last.outcome() == Run.Outcome.UNFINISHED) {
            note(LineageView.Note.INCOMPLETE, "Only " + last.words()
                    + ", which is not recorded as complete, tells of the columns of " + v.thing.words() + ".",
                    last.events().get(0));
        }
        return last == null ? List.of() : List.of(last);
    }

    private boolean tells(Run run, Thing thing) {
        Told told = written.getOrDefault(thing.series(), Map.of()).get(run);
        return told != null && told.fits(thing);
    }

    private void below(Visit v) {
        unfinished.say(this::note, v.thing);
        for (Map.Entry<Run, Told> e : used.getOrDefault(v.thing.series(), Map.of()).entrySet()) {
            Run run = e.getKey();
            if (run.outcome() == Run.Outcome.FAILED || run.outcome() == Run.Outcome.UNFINISHED
                    || run.time() != Event.NONE && run.time() > v.moment) {
                continue;
            }
            Basis said = run.outcome() != Run.Outcome.COMPLETED ? Basis.DECLARED
                    : run.time() == Event.NONE ? Basis.INFERRED : Basis.OBSERVED;
            Map<Series, List<Inputs.Input>> read = read(run, Moments.END);
            for (RunColumn c : e.getValue().of(v.column)) {
                for (Inputs.Input in : inputsOf(read, c)) {
                    if (v.thing.version() == null || in.thing().version() == null
                            || in.thing().version().equals(v.thing.version())) {
                        String to = v.column.equals(ColumnView.ALL) ? visit(v.thing, c.field(), v.moment, v.reader)
                                : id(v);
                        String from = visit(settled(c.out()), c.column() == null ? ColumnView.ALL : c.column(),
                                v.moment, run);
                        edge(from, to, said.and(in.basis()).and(rewritten(c, run)), c, run);
                    }
                }
            }
        }
    }

    /** What another run wrote after it may have replaced what this one tells of the column. */
    private Basis rewritten(RunColumn c, Run run) {
        Thing out = settled(c.out());
        Inputs.Makers last = run.completedInTime() ? inputs.makers(out, Moments.END, null) : null;
        if (last == null || last.runs().contains(run) || !last.has(run)) {
            return Basis.OBSERVED;
        }
        Rewrites.say(this::note, out, last);
        return Basis.INFERRED;
    }

    private Thing settled(Thing thing) {
        Series series = facts.settled(thing.series());
        return series.equals(thing.series()) ? thing : new Thing(series, thing.version());
    }

    private String id(Visit v) {
        return v.thing.id(facts.type(v.thing.series())) + "#" + v.column;
    }

    private Map<Series, List<Inputs.Input>> read(Run run, long moment) {
        return readings.computeIfAbsent(new Reading(run, Inputs.moment(run, moment)), k -> {
            Map<Series, List<Inputs.Input>> read = new HashMap<>();
            inputs.of(run, moment).forEach(i -> read.computeIfAbsent(i.thing().series(), s -> new ArrayList<>(1))
                    .add(i));
            return read;
        });
    }

    /** @return the versions that the run read; a dataset that only the column names has none */
    private List<Inputs.Input> inputsOf(Map<Series, List<Inputs.Input>> read, RunColumn c) {
        Series series = facts.settled(c.in());
        return read.getOrDefault(series, List.of(new Inputs.Input(new Thing(series, null), Basis.OBSERVED)));
    }

    private void edge(String from, String to, Basis basis, RunColumn c, Run run) {
        EdgeKey key = new EdgeKey(from, to, c.type(), c.subtype(), c.description(), c.masking());
        ColumnView.Edge before = edges.get(key);
        TreeSet<EventId> events = new TreeSet<>(c.events());
        if (before != null) {
            events.addAll(before.events());
            while (events.size() > LineageView.Edge.MAX_EVENTS) {
                events.pollLast();
            }
        }
        Basis best = before != null && before.basis().compareTo(basis) < 0 ? before.basis() : basis;
        edges.put(key, new ColumnView.Edge(from, to, best, c.type(), c.subtype(), c.description(), c.masking(),
                before == null ? run.job() : before.job(), before == null ? run.id() : before.run(),
                List.copyOf(events)));
    }
}
