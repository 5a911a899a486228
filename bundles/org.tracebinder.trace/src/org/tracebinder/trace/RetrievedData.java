// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tracebinder.core.DataSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * A document that events retrieved and no lineage source names: known are the events that retrieved it and what came
 * after them in the same traces.
 *
 * @param thing  the document
 * @param query  selects the events that retrieved it
 * @param events how many
 * @param traces when it was first retrieved in each trace, at most {@value #MAX_TRACES}
 * @param cut    whether there are more traces
 */
record RetrievedData(Thing thing, String query, long events, Map<String, Long> traces, boolean cut) {

    /** Most traces that are followed: each makes the query longer. */
    static final int MAX_TRACES = 500;
    private static final int MAX_LENGTH = 2_000;

    /**
     * @param subject the id of the document, with or without its version
     * @return null when no event retrieved such a document
     */
    static RetrievedData find(Trail trail, String subject, Progress progress) throws IOException, QueryException {
        if (subject.isBlank() || subject.length() > MAX_LENGTH) {
            return null;
        }
        String query = Words.equal("ids", subject);
        TreeMap<String, Long> traces = new TreeMap<>();
        EventId[] first = {null};
        long[] events = {0};
        boolean[] cut = {false};
        trail.scan(query, List.of(Fields.TRACE, Fields.TIME_START), row -> {
            events[0]++;
            first[0] = first[0] == null || row.id().compareTo(first[0]) < 0 ? row.id() : first[0];
            String trace = row.get(Fields.TRACE);
            Long time = row.get(Fields.TIME_START);
            if (trace != null) {
                traces.merge(trace, time == null ? Event.NONE : time, Math::min);
                if (traces.size() > MAX_TRACES) {
                    traces.pollLastEntry();
                    cut[0] = true;
                }
            }
        }, progress);
        Event event = first[0] == null ? null : trail.event(first[0]).orElse(null);
        DataSource source = event == null ? null
                : event.dataSources().stream().filter(d -> called(d, subject)).findFirst().orElse(null);
        return source == null ? null
                : new RetrievedData(thing(source, subject), query, events[0], traces, cut[0]);
    }

    private static boolean called(DataSource source, String subject) {
        return source.id() != null && (source.id().equals(subject) || source.version() != null
                && ((source.id() + "@" + source.version()).equals(subject)
                || (subject + "@" + source.version()).equals(source.id())));
    }

    private static Thing thing(DataSource source, String subject) {
        String end = "@" + source.version();
        return source.version() != null && subject.endsWith(end) && subject.length() > end.length()
                ? new Thing(new Series(null, subject.substring(0, subject.length() - end.length())), source.version())
                : new Thing(new Series(null, subject), null);
    }

    /** @return that events retrieved it, and that nothing tells of its origin */
    String words() {
        return (events == 1 ? "1 event retrieved " : events + " events retrieved ") + Words.cut(thing.words())
                + "; no source in this binder tells where it comes from.";
    }

    /** @return what the second selection stands on, and where it ends */
    List<String> limits() {
        List<String> notes = new ArrayList<>();
        if (!traces.isEmpty()) {
            notes.add("What came after it in the same trace is taken to rest on " + Words.cut(thing.words()) + ".");
        }
        if (cut) {
            notes.add("Only the first " + MAX_TRACES + " traces that retrieved " + Words.cut(thing.words())
                    + " are followed.");
        }
        return notes;
    }

    /** @return the events that retrieved it, and what came after them in their traces */
    List<DownstreamView.Selection> selections() {
        String node = thing.id(ThingTypes.DATASET);
        List<DownstreamView.Selection> all = new ArrayList<>();
        all.add(new DownstreamView.Selection(node, List.of(), thing.version(), null, null, Basis.OBSERVED, query));
        if (!traces.isEmpty()) {
            String after = traces.entrySet().stream().map(t -> "(" + Words.equal("trace", t.getKey())
                    + (t.getValue() == Event.NONE ? "" : " AND time:[" + Moments.words(t.getValue()) + " TO *]") + ")")
                    .collect(Collectors.joining(" OR "));
            Instant from = traces.containsValue(Event.NONE) ? null
                    : Moments.instant(traces.values().stream().mapToLong(t -> t).min().getAsLong());
            all.add(new DownstreamView.Selection(node, List.of(), null, from, null, Basis.INFERRED,
                    Selections.KINDS + " AND (" + after + ") AND NOT " + query));
        }
        return all;
    }
}
