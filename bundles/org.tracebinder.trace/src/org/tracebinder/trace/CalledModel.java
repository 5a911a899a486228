// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.core.Event;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * A model that events call and no lineage source names: all that is known of it is who used it.
 *
 * @param name     the model as the events name it
 * @param versions versions that the events name to the number of these events; empty where none names one
 * @param loose    events that name no version
 */
record CalledModel(String name, Map<String, Long> versions, long loose) {

    private static final int MAX_LENGTH = 2_000;
    /** Most versions that are told apart. */
    private static final int MAX_VERSIONS = 1_000;

    /**
     * @param subject {@code name} or {@code name@version}
     * @return null when no event calls a model so
     */
    static CalledModel find(Trail trail, String subject, Progress progress) throws IOException, QueryException {
        if (subject.isBlank() || subject.length() > MAX_LENGTH) {
            return null;
        }
        CalledModel whole = read(trail, subject, null, progress);
        int at = subject.lastIndexOf('@');
        return whole != null || at <= 0 ? whole
                : read(trail, subject.substring(0, at), subject.substring(at + 1), progress);
    }

    private static CalledModel read(Trail trail, String name, String version, Progress progress)
            throws IOException, QueryException {
        String query = Selections.KINDS + " AND " + Words.equal("model", name)
                + (version == null ? "" : " AND " + Words.equal("version", version));
        if (trail.count(query, progress) == 0) {
            return null;
        }
        Map<String, Long> versions = new TreeMap<>();
        long[] loose = {0};
        trail.scan(query, List.of(Fields.VERSION), row -> {
            String v = row.get(Fields.VERSION);
            if (v == null) {
                loose[0]++;
            } else if (versions.size() < MAX_VERSIONS || versions.containsKey(v)) {
                versions.merge(v, 1L, Long::sum);
            }
        }, progress);
        return new CalledModel(name, versions, loose[0]);
    }

    /** @return events that call it */
    long events() {
        return loose + versions.values().stream().mapToLong(n -> n).sum();
    }

    /** @return its things: one for each version, and one without where events name none */
    List<Thing> things() {
        List<Thing> things = new ArrayList<>();
        Series series = new Series(null, name);
        versions.keySet().forEach(v -> things.add(new Thing(series, v)));
        if (loose > 0 || things.isEmpty()) {
            things.add(0, new Thing(series, null));
        }
        return things;
    }

    /** @return the events that call it, by version; the name in the event is the join, so each is observed */
    List<DownstreamView.Selection> selections() {
        return things().stream().map(t -> new DownstreamView.Selection(t.id(ThingTypes.MODEL), List.of(name),
                t.version(), null, null, Basis.OBSERVED, Selections.query(List.of(name), Event.NONE, Moments.END,
                t.version())))
                .toList();
    }
}
