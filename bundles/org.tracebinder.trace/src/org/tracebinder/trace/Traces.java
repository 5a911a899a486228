// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TraceIds;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/** Finds traces by any of their ids and opens them. Reads from disk: not for a user-interface thread. */
public final class Traces {

    /** Most traces that an id is followed to. */
    public static final int MAX_MATCHES = 1_000;

    private static final int MAX_ID = 2_000;

    private Traces() {
    }

    /**
     * Finds what an id leads to, the strongest meaning first: event or record id, trace id, span id, any further id
     * (response, request, tool call), session. Hexadecimal ids are found in any spelling.
     *
     * @return empty when it is unknown; more than one when it is ambiguous, in the order of the events
     */
    public static List<TraceMatch> find(Trail trail, String id, Progress progress) throws IOException, QueryException {
        String text = id.strip();
        if (text.isEmpty() || text.length() > MAX_ID) {
            return List.of();
        }
        if (EventId.isId(text)) {
            return ofPlace(trail, text);
        }
        LinkedHashSet<String> spellings = new LinkedHashSet<>(List.of(TraceIds.fold(text),
                text.toLowerCase(Locale.ROOT)));
        for (String spelling : spellings) {
            if (trail.count(Words.equal("trace", spelling), progress) > 0) {
                return List.of(new TraceMatch("trace", spelling, null, null));
            }
        }
        for (Field<?> field : List.of(Fields.SPAN, Fields.IDS)) {
            for (String spelling : spellings) {
                List<TraceMatch> found = ofEvents(trail, Words.equal(field.id(), spelling),
                        field == Fields.SPAN ? "span" : "id", progress);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        for (String spelling : spellings) {
            List<TraceMatch> found = ofSession(trail, spelling, progress);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static List<TraceMatch> ofPlace(Trail trail, String text) throws IOException {
        EventId place = EventId.parse(text);
        if (place.ordinal() > 0) {
            return trail.event(place).map(e -> List.of(new TraceMatch("event", e.trace(), null, place)))
                    .orElse(List.of());
        }
        List<Event> events = trail.record(place.record()).isEmpty() ? List.of() : trail.events(place.record());
        if (events.size() == 1) {
            return List.of(new TraceMatch("event", events.get(0).trace(), null, place));
        }
        Set<TraceMatch> found = new LinkedHashSet<>();
        for (int i = 0; i < events.size() && found.size() < MAX_MATCHES; i++) {
            String trace = events.get(i).trace();
            found.add(new TraceMatch("record", trace, null, trace != null ? null : new EventId(place.record(), i + 1)));
        }
        return List.copyOf(found);
    }

    /** Several events of one trace are one match; the first of them is named. */
    private static List<TraceMatch> ofEvents(Trail trail, String query, String how, Progress progress)
            throws IOException, QueryException {
        List<TraceMatch> all = new ArrayList<>();
        trail.scan(query, List.of(Fields.TRACE),
                row -> all.add(new TraceMatch(how, row.get(Fields.TRACE), null, row.id())), progress);
        all.sort((a, b) -> a.event().compareTo(b.event()));
        Set<String> traces = new TreeSet<>();
        return all.stream().filter(m -> m.trace() == null || traces.add(TraceIds.bare(m.trace())))
                .limit(MAX_MATCHES).toList();
    }

    private static List<TraceMatch> ofSession(Trail trail, String session, Progress progress)
            throws IOException, QueryException {
        List<TraceMatch> traces = ofEvents(trail, Words.equal("session", session), "session", progress);
        List<TraceMatch> found = new ArrayList<>();
        boolean loose = false;
        for (TraceMatch m : traces) {
            if (m.trace() != null) {
                found.add(new TraceMatch("session", m.trace(), null, null));
            } else {
                loose = true;
            }
        }
        if (loose && (found.isEmpty() || found.size() > 1)) {
            found.add(new TraceMatch("session", null, session, null));
        }
        return found;
    }

    /**
     * Opens one match. A trace of 50,000 steps opens within a second; of more than {@value TraceReader#MAX_STEPS} the
     * first are shown, and a gap says so.
     *
     * @param lineage of the same trail, or null to leave lineage out
     * @throws IOException    when the trail can't be read
     * @throws QueryException never for a trail that knows the fields of the common event
     */
    public static TraceView open(Trail trail, TraceMatch match, Lineage lineage, Progress progress)
            throws IOException, QueryException {
        return new TraceReader(trail, match, progress).read(lineage);
    }

    /** @return the first match of the id, opened; empty when the id is unknown */
    public static Optional<TraceView> open(Trail trail, String id, Lineage lineage, Progress progress)
            throws IOException, QueryException {
        List<TraceMatch> found = find(trail, id, progress);
        return found.isEmpty() ? Optional.empty() : Optional.of(open(trail, found.get(0), lineage, progress));
    }
}
