// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TraceIds;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/** Reads one trace: its own events, those that join it, and their variants. Used once. */
final class TraceReader {

    /** Most steps of a trace that are shown. */
    static final int MAX_STEPS = 100_000;
    /** Most ids of a trace that are asked for in records without a trace. */
    private static final int MAX_JOIN_IDS = 1_000;
    private static final int IDS_PER_QUERY = 100;
    private static final int MAX_SESSIONS = 5;
    private static final int MAX_JOINED = 1_000;

    private final Trail trail;
    private TraceMatch match;
    private final Progress progress;
    private final TreeMap<EventId, Joined> events = new TreeMap<>();
    private final List<TraceView.Gap> gaps = new ArrayList<>();
    private final TreeSet<EventId> elsewhere = new TreeSet<>();

    TraceReader(Trail trail, TraceMatch match, Progress progress) {
        this.trail = trail;
        this.match = match;
        this.progress = progress;
    }

    TraceView read(Lineage lineage) throws IOException, QueryException {
        EventId asked = match.query() == null ? match.event() : null;
        Event alone = asked == null ? null : trail.event(asked).orElse(null);
        if (alone != null && alone.trace() == null) {
            follow(asked, alone);
        }
        if (match.query() != null) {
            take(ids(match.query()), match.trace() != null ? Basis.OBSERVED : Basis.INFERRED,
                    match.trace() != null ? "same trace id" : "same session");
        } else {
            take(List.of(match.event()), Basis.OBSERVED, "asked for");
        }
        readVariants();
        if (match.trace() != null) {
            joinByIds();
            joinBySession();
            new SameCall(events, gaps).join(match.trace(), trail, elsewhere, progress);
        }
        if (asked != null && match.trace() != null) {
            take(List.of(asked), Basis.OBSERVED, "same response, request or call id");
        }
        List<Joined> sorted = new ArrayList<>(events.values());
        sorted.sort(Joined::order);
        LineageView rests = lineage == null ? null : rests(lineage, sorted);
        return TraceAssembly.assemble(match, sorted, rests, gaps, trail, progress);
    }

    private LineageView rests(Lineage lineage, List<Joined> sorted) {
        List<EventId> ids = sorted.stream().map(j -> j.id).toList();
        List<Event> all = sorted.stream().map(j -> j.event).toList();
        String type = match.trace() != null ? "trace" : match.session() != null ? "session" : "inference";
        return lineage.ofUses(match.label(), type, ModelUse.among(ids, all), null, progress);
    }

    /**
     * A record without a trace leads to the trace whose response, request, call or span it names, as that trace leads
     * to it. Of several traces none is chosen; records without a trace stand beside it.
     */
    private void follow(EventId asked, Event alone) throws IOException, QueryException {
        Set<String> named = new LinkedHashSet<>(alone.ids());
        if (alone.parent() != null) {
            named.add(alone.parent());
        }
        Set<String> ids = new LinkedHashSet<>(named);
        if (alone.span() != null) {
            ids.add(alone.span());
        }
        TreeMap<String, String> traces = new TreeMap<>(); // two spellings of an id are one trace
        TreeSet<EventId> loose = new TreeSet<>();
        for (Field<?> field : List.of(Fields.IDS, Fields.SPAN)) {
            List<String> list = (field == Fields.IDS ? ids : named).stream().limit(IDS_PER_QUERY).toList();
            if (!list.isEmpty()) {
                trail.scan(equal(field, list), List.of(Fields.TRACE), row -> {
                    String trace = row.get(Fields.TRACE);
                    if (trace != null && traces.size() < MAX_JOINED) {
                        traces.merge(TraceIds.bare(trace), trace, (x, y) -> x.compareTo(y) <= 0 ? x : y);
                    } else if (trace == null && loose.size() < MAX_JOINED && !row.id().equals(asked)) {
                        loose.add(row.id());
                    }
                }, progress);
            }
        }
        if (traces.size() == 1) {
            match = new TraceMatch(match.how(), traces.firstEntry().getValue(), null, asked);
            return;
        }
        take(loose, Basis.OBSERVED, "same response, request or call id");
        if (traces.size() > 1) {
            gaps.add(new TraceView.Gap("other-trace", "The ids of " + asked + " lead to more than one trace: "
                    + Words.list(traces.values(), MAX_SESSIONS) + ".", asked));
        }
    }

    private static String equal(Field<?> field, List<String> ids) {
        return String.join(" OR ", ids.stream().map(id -> Words.equal(field.id(), id)).toList());
    }

    private List<EventId> ids(String query) throws IOException, QueryException {
        List<EventId> ids = new ArrayList<>();
        trail.scan(query, List.of(Fields.TRACE), row -> ids.add(row.id()), progress);
        return ids;
    }

    private void take(Collection<EventId> wanted, Basis basis, String why) throws IOException {
        List<EventId> ids = new ArrayList<>(wanted);
        Collections.sort(ids);
        if (ids.size() > MAX_STEPS) {
            gaps.add(new TraceView.Gap("cut", "The trace has " + ids.size() + " events; the first " + MAX_STEPS
                    + " are shown.", ids.get(MAX_STEPS)));
            ids = ids.subList(0, MAX_STEPS);
        }
        Records.read(trail, ids, progress, (id, e) -> events.putIfAbsent(id, new Joined(id, e, basis, why)));
    }

    /** The later of two contradicting events stands beside the first, not among the steps. */
    private void readVariants() throws IOException {
        Map<EventId, EventId> firsts = new TreeMap<>();
        trail.conflicts(c -> {
            if (events.containsKey(c.first()) || events.containsKey(c.variant())) {
                firsts.put(c.variant(), c.first());
            }
        });
        for (Map.Entry<EventId, EventId> e : firsts.entrySet()) {
            Joined first = events.get(e.getValue());
            if (first == null) {
                continue;
            }
            Joined own = events.remove(e.getKey());
            Event variant = own != null ? own.event : trail.event(e.getKey()).orElse(null);
            if (variant != null) {
                first.variants.add(new TraceView.Variant(e.getKey(), variant));
            }
            gaps.add(new TraceView.Gap("conflict", e.getKey() + " has the identity of " + first.id
                    + " and says something else. Both are kept; the first is shown in place.", first.id));
        }
    }

    /**
     * Records without a trace that name a response, request, call or span of it; calls of other traces that have one of
     * its ids are only noted. A record may have the id of a response as its own.
     */
    private void joinByIds() throws IOException, QueryException {
        Set<String> named = new LinkedHashSet<>();
        events.values().forEach(j -> named.addAll(j.event.ids()));
        Set<String> ids = new LinkedHashSet<>(named);
        events.values().stream().map(j -> j.event.span()).filter(s -> s != null).forEach(ids::add);
        if (ids.size() > MAX_JOIN_IDS) {
            gaps.add(new TraceView.Gap("cut", "Records without a trace id were looked up for the first "
                    + MAX_JOIN_IDS + " ids of this trace only.", null));
        }
        Map<EventId, String> found = new HashMap<>();
        look(Fields.IDS, ids, found, "same response, request or call id");
        look(Fields.SPAN, named, found, "same response, request or call id");
        look(Fields.PARENT, ids, found, "names a span of the trace");
        for (String why : new HashSet<>(found.values())) {
            take(found.entrySet().stream().filter(e -> e.getValue().equals(why)).map(Map.Entry::getKey).toList(),
                    Basis.OBSERVED, why);
        }
    }

    private void look(Field<?> field, Set<String> ids, Map<EventId, String> found, String why)
            throws IOException, QueryException {
        List<String> list = ids.stream().limit(MAX_JOIN_IDS).toList();
        for (int i = 0; i < list.size(); i += IDS_PER_QUERY) {
            List<String> part = list.subList(i, Math.min(i + IDS_PER_QUERY, list.size()));
            trail.scan(equal(field, part), List.of(Fields.TRACE, Fields.KIND), row -> {
                String trace = row.get(Fields.TRACE);
                if (trace == null && found.size() < MAX_JOINED) {
                    found.putIfAbsent(row.id(), why);
                } else if (trace != null && !TraceIds.same(trace, match.trace()) && field != Fields.PARENT
                        && EventKind.INFERENCE.id().equals(row.get(Fields.KIND)) && elsewhere.size() < MAX_JOINED) {
                    elsewhere.add(row.id());
                }
            }, progress);
        }
    }

    /**
     * Records without a trace in the same session join when their time lies in the trace, or when the session holds no
     * other trace.
     */
    private void joinBySession() throws IOException, QueryException {
        Set<String> sessions = new LinkedHashSet<>();
        long[] span = {Long.MAX_VALUE, Long.MIN_VALUE};
        for (Joined j : events.values()) {
            if (j.event.session() != null && sessions.size() < MAX_SESSIONS) {
                sessions.add(j.event.session());
            }
            if (j.event.time() != Event.NONE && j.event.kind() != EventKind.REVIEW) {
                span[0] = Math.min(span[0], j.event.time());
                span[1] = Math.max(span[1], TraceAssembly.end(j.event));
            }
        }
        for (String session : sessions) {
            boolean[] shared = {false};
            Map<EventId, Long> loose = new HashMap<>();
            trail.scan(Words.equal("session", session), List.of(Fields.TRACE, Fields.TIME_START), row -> {
                String trace = row.get(Fields.TRACE);
                if (trace != null) {
                    shared[0] |= !TraceIds.same(trace, match.trace());
                } else if (loose.size() < MAX_JOINED) {
                    loose.put(row.id(), row.get(Fields.TIME_START));
                }
            }, progress);
            List<EventId> joined = loose.entrySet().stream().filter(e -> !shared[0]
                    || e.getValue() != null && e.getValue() >= span[0] && e.getValue() <= span[1])
                    .map(Map.Entry::getKey).toList();
            take(joined, Basis.INFERRED, shared[0] ? "same session and within its time"
                    : "same session, which holds no other trace");
        }
    }
}
