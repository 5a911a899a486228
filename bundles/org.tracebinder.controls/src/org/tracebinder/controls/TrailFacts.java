// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tracebinder.controls.internal.Lineages;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * What kinds of evidence a trail holds at all.
 *
 * @param held ids of kinds, sorted
 */
public record TrailFacts(Set<String> held) {

    /** Evaluations that are read whole to find one with an attack. */
    private static final int EVALUATIONS = 2_000;

    /**
     * @param queries how each kind shows
     * @param trail   what is asked
     * @return the kinds of which the trail holds at least one event
     */
    public static TrailFacts read(List<EvidenceQuery> queries, Trail trail, Progress progress)
            throws QueryException, IOException {
        Set<String> held = new TreeSet<>();
        Set<String> outputs = Lineages.outputTypes(trail, progress);
        for (EvidenceQuery q : queries) {
            progress.check();
            boolean fact = switch (q.fact()) {
                case "" -> true;
                case "output:deployment" -> outputs.contains("deployment");
                case "output:model" -> outputs.contains("model");
                case "attack" -> attacked(trail, q.query(), progress);
                default -> throw new IllegalArgumentException("evidence kind " + q.kind() + ": unknown fact '"
                        + q.fact()
                        + "'");
            };
            if (fact && trail.count(q.query(), progress) > 0) {
                held.add(q.kind());
            }
        }
        return new TrailFacts(held);
    }

    private static boolean attacked(Trail trail, String query, Progress progress) throws QueryException, IOException {
        List<EventId> ids = new ArrayList<>();
        trail.scan(query, List.of(Fields.KIND), row -> {
            if (ids.size() < EVALUATIONS) {
                ids.add(row.id());
            }
        }, progress);
        for (EventId id : ids) {
            progress.check();
            Event event = trail.event(id).orElse(null);
            if (event != null && event.evaluation() != null && event.evaluation().attack() != null) {
                return true;
            }
        }
        return false;
    }
}
