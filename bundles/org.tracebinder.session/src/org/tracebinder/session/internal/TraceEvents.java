// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TraceIds;
import org.tracebinder.core.query.ForwardingTrail;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.RankedRows;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.core.query.Trail;
import org.tracebinder.trace.TraceView;

/**
 * The events of one trace as a trail of their own. Events that belong to it by another id than the trace's count as its
 * own: in scans all of them carry its trace id.
 */
final class TraceEvents extends ForwardingTrail {

    /** Joined events that are named one by one; a query bears no more. */
    private static final int JOINED = 2_000;

    private final Trail trail;
    private final String trace;
    private final String only;

    TraceEvents(Trail trail, TraceView view) {
        super(trail);
        this.trail = trail;
        this.trace = view.trace();
        List<String> parts = new ArrayList<>();
        String id = view.match().trace();
        if (id != null) {
            parts.add("trace:\"" + id.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        }
        view.steps().stream().filter(s -> id == null || !TraceIds.same(id, s.event().trace())).limit(JOINED)
                .forEach(s -> parts.add("id:" + s.id()));
        only = parts.isEmpty() ? "NOT *:*" : String.join(" OR ", parts);
    }

    private String here(String query) {
        return query.isBlank() ? only : "(" + query + ") AND (" + only + ")";
    }

    @Override
    public SearchResult search(SearchRequest r, Progress progress) throws QueryException, IOException {
        return trail.search(new SearchRequest(here(r.query()), r.sort(), r.limit(), r.after(), r.columns(), r.facets(),
                r.facetSize(), r.histogram()), progress);
    }

    @Override
    public long count(String query, Progress progress) throws QueryException, IOException {
        return trail.count(here(query), progress);
    }

    @Override
    public RankedRows ranked(String query, SearchRequest.Sort sort) {
        return trail.ranked(here(query), sort);
    }

    @Override
    public void scan(String query, List<Field<?>> columns, Consumer<Row> rows, Progress progress)
            throws QueryException, IOException {
        trail.scan(here(query), columns, row -> rows.accept(new Joined(row, trace)), progress);
    }

    /** A row that belongs to the trace. */
    private record Joined(Row row, String trace) implements Row {
        @Override
        public EventId id() {
            return row.id();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T get(Field<T> field) {
            return field.equals(Fields.TRACE) ? (T) trace : row.get(field);
        }
    }
}
