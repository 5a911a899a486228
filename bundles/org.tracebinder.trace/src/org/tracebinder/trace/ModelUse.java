// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.Trail;

/**
 * One event that used a model.
 *
 * @param version null when the event does not say
 * @param time    nanoseconds since 1970, or {@link Event#NONE}
 */
record ModelUse(EventId event, String model, String version, long time) {

    /** @return true for the kinds of events in which a model works, as opposed to being tested, told of or judged */
    static boolean isUse(EventKind kind) {
        return switch (kind) {
            case INFERENCE, AGENT, RETRIEVAL, TOOL, OTHER -> true;
            case POLICY, REVIEW, EVALUATION, LINEAGE, ADMIN -> false;
        };
    }

    /** @return the uses among the events that match, by time and id */
    static List<ModelUse> matching(String query, Trail trail, Progress progress) throws IOException, QueryException {
        List<ModelUse> uses = new ArrayList<>();
        trail.scan(query, List.of(Fields.KIND, Fields.TIME_START, Fields.MODEL, Fields.VERSION), row -> {
            if (row.get(Fields.MODEL) != null && isUse(EventKind.of(row.get(Fields.KIND)))) {
                uses.add(of(row));
            }
        }, progress);
        uses.sort((a, b) -> a.time != b.time ? Long.compare(a.time, b.time) : a.event.compareTo(b.event));
        return uses;
    }

    private static ModelUse of(Row row) {
        Long time = row.get(Fields.TIME_START);
        return new ModelUse(row.id(), row.get(Fields.MODEL), row.get(Fields.VERSION), time == null ? Event.NONE : time);
    }

    /** @return the uses among the events, by time and id */
    static List<ModelUse> among(List<EventId> ids, List<Event> events) {
        List<ModelUse> uses = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Event e = events.get(i);
            if (e.model() != null && isUse(e.kind())) {
                uses.add(new ModelUse(ids.get(i), e.model(), e.version(), e.time()));
            }
        }
        uses.sort((a, b) -> a.time != b.time ? Long.compare(a.time, b.time) : a.event.compareTo(b.event));
        return uses;
    }
}
