// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tracebinder.core.Event;

/**
 * Tells by model, version and time which events rest on what was reached. The mirror of {@link ServedModels#at}: an
 * event is selected exactly when its own lineage leads here.
 */
final class Selections {

    /** Kinds of events in which a model works. */
    static final String KINDS = "kind:(inference OR agent OR retrieval OR tool OR other)";

    private final LineageFacts facts;
    private final ServedModels served;
    private final Inputs inputs;
    private final Set<Run> reached;
    private final Map<Thing, TreeSet<Run>> reachedMakers = new HashMap<>();
    private final Set<Thing> start;
    private final Map<Window, TreeSet<String>> windows = new TreeMap<>();

    private record Window(long from, long to, String node, String version) implements Comparable<Window> {
        @Override
        public int compareTo(Window o) {
            int c = Long.compare(from, o.from);
            c = c != 0 ? c : Long.compare(to, o.to);
            c = c != 0 ? c : node.compareTo(o.node);
            return c != 0 ? c : String.valueOf(version).compareTo(String.valueOf(o.version));
        }
    }

    Selections(LineageFacts facts, ServedModels served, Inputs inputs, Set<Run> reached, Collection<Thing> start) {
        this.facts = facts;
        this.served = served;
        this.inputs = inputs;
        this.reached = reached;
        this.start = new HashSet<>(start);
    }

    List<DownstreamView.Selection> find() {
        Set<String> names = new TreeSet<>();
        List<Thing> models = new ArrayList<>();
        Set<Thing> things = new TreeSet<>(start);
        reached.forEach(r -> things.addAll(r.outputs()));
        for (Thing t : things) {
            String type = facts.type(t.series());
            if (!type.equals(ThingTypes.DATASET)) {
                names.addAll(t.series().endings());
                if (type.equals(ThingTypes.MODEL) && t.version() != null) {
                    models.add(t);
                }
            }
        }
        names.forEach(this::ofTimeline);
        models.forEach(this::ofModel);
        List<DownstreamView.Selection> list = new ArrayList<>();
        windows.forEach((w, called) -> list.add(new DownstreamView.Selection(w.node, List.copyOf(called), w.version,
                Moments.instant(w.from), Moments.instant(w.to),
                w.version == null ? Basis.INFERRED : Basis.OBSERVED, query(called, w.from, w.to, w.version))));
        return list;
    }

    private boolean rests(ServedModels.Live live) {
        return start.contains(live.thing()) || rests(live.thing(), live.run());
    }

    /** As of the end of the run: it is one of those that rest on the start, or adds to what such a run had written. */
    private boolean rests(Thing thing, Run run) {
        if (reached.contains(run)) {
            return true;
        }
        List<Run> earlier = inputs.makers(thing, run.time(), null).earlier();
        if (earlier.isEmpty()) {
            return false;
        }
        Run first = reachedMakers.computeIfAbsent(thing, t -> facts.makers(t).stream().filter(reached::contains)
                .collect(Collectors.toCollection(TreeSet::new))).ceiling(earlier.get(0));
        return first != null && first.compareTo(earlier.get(earlier.size() - 1)) <= 0;
    }

    private void ofTimeline(String name) {
        List<ServedModels.Live> timeline = served.timeline(name);
        for (int i = 0; i < timeline.size(); i++) {
            ServedModels.Live live = timeline.get(i);
            if (!rests(live)) {
                continue;
            }
            long from = live.run().time();
            int next = ServedModels.after(timeline, from);
            add(name, null, live.thing(), from, begin(timeline, next));
            for (String version : served.versions(live)) {
                int n = next;
                while (n < timeline.size() && !served.serves(timeline.get(n), version)) {
                    n++;
                }
                add(name, version, live.thing(), from, begin(timeline, n));
            }
        }
    }

    /** Events that name the version before any deployment served it: they rest on the model itself. */
    private void ofModel(Thing model) {
        List<Run> makers = facts.makers(model);
        for (String name : model.series().endings()) {
            List<ServedModels.Live> timeline = served.timeline(name);
            int first = 0;
            while (first < timeline.size() && !served.serves(timeline.get(first), model.version())) {
                first++;
            }
            long end = begin(timeline, first);
            if (start.contains(model)) {
                add(name, model.version(), model, Event.NONE, end);
                continue;
            }
            for (int i = 0; i < makers.size(); i++) {
                long from = makers.get(i).time();
                int next = i + 1;
                while (next < makers.size() && makers.get(next).time() == from) {
                    next++;
                }
                long to = next < makers.size() ? Math.min(end, makers.get(next).time()) : end;
                if (rests(model, makers.get(i)) && from < to) {
                    add(name, model.version(), model, from, to);
                }
            }
        }
    }

    private static long begin(List<ServedModels.Live> timeline, int index) {
        return index < timeline.size() ? timeline.get(index).run().time() : Moments.END;
    }

    private void add(String name, String version, Thing thing, long from, long to) {
        String node = thing.id(facts.type(thing.series()));
        windows.computeIfAbsent(new Window(from, to, node, version), k -> new TreeSet<>()).add(name);
    }

    /** @return selects the events of these models in a span of time that name this version, or none */
    static String query(Collection<String> models, long begin, long end, String version) {
        String names = models.stream().map(m -> Words.equal("model", m)).collect(Collectors.joining(" OR "));
        String named = version == null ? " AND NOT version:*" : " AND " + Words.equal("version", version);
        String to = end == Moments.END ? "*]" : Moments.words(end) + "}";
        String from = begin == Event.NONE ? "*" : Moments.words(begin);
        String time = begin == Event.NONE && end == Moments.END ? "" : " AND time:[" + from + " TO " + to;
        return KINDS + " AND (" + names + ")" + time + named;
    }
}
