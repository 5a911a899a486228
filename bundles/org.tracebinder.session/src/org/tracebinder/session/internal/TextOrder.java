// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.RankedRows;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.Trail;

/**
 * Hits in the order of a long text, which the index does not keep: the text of each hit is read again from the
 * original bytes, once. Compared are the first {@value #COMPARED} characters, without regard to case; then the place in
 * the trail.
 */
final class TextOrder implements RankedRows {

    /** Hits whose texts are read; more would take minutes and the memory of the program. */
    static final int MOST = 300_000;
    /** Characters that are compared. */
    static final int COMPARED = 120;

    private static final int AT_ONCE = 500;

    private final Trail trail;
    private final String query;
    private final SearchRequest.Sort sort;
    private List<EventId> ordered;

    private record Keyed(String key, EventId id) {
    }

    TextOrder(Trail trail, String query, SearchRequest.Sort sort) {
        this.trail = trail;
        this.query = query;
        this.sort = sort;
    }

    @Override
    public synchronized List<Row> rows(long from, int count, List<Field<?>> columns, Progress progress)
            throws QueryException, IOException {
        if (ordered == null) {
            ordered = read(progress);
        }
        int begin = (int) Math.max(0, Math.min(from, ordered.size()));
        List<EventId> wanted = ordered.subList(begin, (int) Math.min(ordered.size(), (long) begin + count));
        Map<EventId, Row> found = new HashMap<>();
        for (int i = 0; i < wanted.size(); i += AT_ONCE) {
            List<EventId> some = wanted.subList(i, Math.min(wanted.size(), i + AT_ONCE));
            String ids = some.stream().map(EventId::toString).collect(Collectors.joining(" OR ", "id:(", ")"));
            trail.search(new SearchRequest(ids, null, some.size(), null, columns, List.of(), 0, null), progress).hits()
                    .forEach(row -> found.put(row.id(), row));
        }
        return wanted.stream().map(found::get).filter(row -> row != null).toList();
    }

    private List<EventId> read(Progress progress) throws QueryException, IOException {
        long total = trail.count(query, progress);
        if (total > MOST) {
            throw new QueryException("the words of at most " + MOST
                    + " events can be put in order, and the query finds "
                    + total + "; narrow it, for example by time", 0);
        }
        List<EventId> ids = new ArrayList<>((int) total);
        trail.scan(query, List.of(), row -> ids.add(row.id()), progress);
        ids.sort(null);
        progress.task("Reading the words of the events", ids.size());
        List<Keyed> keyed = new ArrayList<>(ids.size());
        RecordId record = null;
        List<Event> events = List.of();
        for (EventId id : ids) {
            if (!id.record().equals(record)) {
                progress.check();
                record = id.record();
                events = trail.events(record);
            }
            int at = Math.max(0, id.ordinal() - 1);
            Object value = at < events.size() ? sort.field().read().apply(events.get(at)) : null;
            keyed.add(new Keyed(value == null ? null : key(value.toString()), id));
            progress.advance(1);
        }
        Comparator<String> order = sort.descending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
        keyed.sort(Comparator.comparing(Keyed::key, Comparator.nullsLast(order)).thenComparing(Keyed::id));
        return keyed.stream().map(Keyed::id).toList();
    }

    private static String key(String text) {
        String begin = text.strip();
        return begin.substring(0, Math.min(COMPARED, begin.length())).toLowerCase(Locale.ROOT);
    }
}
