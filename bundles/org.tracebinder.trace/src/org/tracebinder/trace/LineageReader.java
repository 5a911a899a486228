// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Fields;
import org.tracebinder.core.LineageFact;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/** Reads the lineage events of a trail, each record once, and keeps runs and names only. */
final class LineageReader {

    /** Most lineage events that are read; a trail with more says so in every view. */
    static final int MAX_EVENTS = 500_000;

    /** Most uses of columns that are kept. */
    static final int MAX_COLUMNS = 1_000_000;

    private static final Pattern REPLACES =
            Pattern.compile("\"lifecycleStateChange\"\\s*:\\s*\"(OVERWRITE|TRUNCATE|DROP)\"");

    private int columns;
    private final Map<String, RunBuilder> runs = new HashMap<>();
    private final Map<Series, Series> series = new HashMap<>();
    private final Map<Thing, Thing> things = new HashMap<>();
    private final ThingTypes types = new ThingTypes();
    private final List<LineageView.Note> notes = new ArrayList<>();

    /** @param notes hold for every view of these facts */
    record Result(LineageFacts facts, List<LineageView.Note> notes) {
    }

    static Result read(Trail trail, Progress progress) throws IOException, QueryException {
        return new LineageReader().readAll(trail, progress);
    }

    private Result readAll(Trail trail, Progress progress) throws IOException, QueryException {
        List<EventId> ids = new ArrayList<>();
        trail.scan("kind:lineage", List.of(Fields.KIND), row -> ids.add(row.id()), progress);
        Collections.sort(ids);
        List<EventId> read = ids;
        if (ids.size() > MAX_EVENTS) {
            notes.add(new LineageView.Note(LineageView.Note.CUT, "The trail holds " + ids.size()
                    + " lineage events; only the first " + MAX_EVENTS + " are followed.", ids.get(MAX_EVENTS)));
            read = ids.subList(0, MAX_EVENTS);
        }
        progress.task("Reading lineage", read.size());
        Records.read(trail, read, progress, (id, event) -> {
            if (event.lineage() != null) {
                add(id, event);
            }
        });
        readVariants(trail, new HashSet<>(read));
        List<Run> built = new ArrayList<>(runs.size());
        runs.values().forEach(b -> built.add(b.build()));
        return new Result(new LineageFacts(built, types), List.copyOf(notes));
    }

    /** A variant of an event stands beside the first: what it says is followed too, and the difference is said. */
    private void readVariants(Trail trail, Set<EventId> read) throws IOException {
        Map<EventId, EventId> variants = new HashMap<>();
        trail.conflicts(c -> {
            if (read.contains(c.first()) && !read.contains(c.variant())) {
                variants.put(c.variant(), c.first());
            }
        });
        List<EventId> ids = new ArrayList<>(variants.keySet());
        Collections.sort(ids);
        for (EventId id : ids) {
            Event event = trail.event(id).orElse(null);
            if (event != null && event.lineage() != null) {
                add(id, event).conflict(id + " and " + variants.get(id)
                        + " have the same identity and say different things; both are followed.");
            }
        }
    }

    private RunBuilder add(EventId id, Event event) {
        LineageFact fact = event.lineage();
        String key = fact.runId() == null ? "record " + id : "run " + fact.runId();
        RunBuilder run = runs.computeIfAbsent(key, k -> new RunBuilder(k, fact.runId()));
        run.add(id, event.time(), fact, this::thing);
        fact.outputs().stream().filter(d -> replaces(event, fact, d)).forEach(d -> run.replaced(thing(d).series()));
        for (LineageFact.ColumnUse use : fact.columns()) {
            if (columns >= MAX_COLUMNS) {
                if (columns++ == MAX_COLUMNS) {
                    notes.add(new LineageView.Note(LineageView.Note.CUT, "The trail tells of more than " + MAX_COLUMNS
                            + " uses of columns; only the first are followed.", id));
                }
                break;
            }
            Series from = series.computeIfAbsent(new Series(blank(use.namespace()), use.dataset()), k -> k);
            columns += run.column(id, new RunColumn(thing(use.output()), use.column(), from, use.field(), use.type(),
                    use.subtype(), use.description(), use.masking(), List.of())) ? 1 : 0;
        }
        return run;
    }

    /**
     * OpenLineage, LifecycleStateChangeDatasetFacet: ALTER, CREATE and RENAME may leave what was there. The facet names
     * the dataset without its namespace, so of two of one name nothing is taken.
     */
    private static boolean replaces(Event event, LineageFact fact, LineageFact.Dataset output) {
        String change = event.extra().get("outputs.lifecycleStateChange[" + output.name() + "]");
        return change != null && REPLACES.matcher(change).find()
                && fact.outputs().stream().filter(d -> d.name().equals(output.name())).count() == 1;
    }

    private Thing thing(LineageFact.Dataset d) {
        Series s = series.computeIfAbsent(new Series(blank(d.namespace()), d.name()), k -> k);
        types.said(s, d.type());
        return things.computeIfAbsent(new Thing(s, blank(d.version())), k -> k);
    }

    private static String blank(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
