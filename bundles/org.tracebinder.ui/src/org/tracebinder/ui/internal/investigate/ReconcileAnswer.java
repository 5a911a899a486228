// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.Trail;
import org.tracebinder.session.Binder;
import org.tracebinder.session.compare.FieldDifference;
import org.tracebinder.session.compare.Reconciliation;

/**
 * Two trails held against each other, with what the lists show of each event. Immutable.
 *
 * @param result  the answer
 * @param onlyA   rows of the events that are in the first trail only, as far as they are listed
 * @param onlyB   the same of the second
 * @param differs one row for each value in which a pair differs
 */
record ReconcileAnswer(Reconciliation result, List<Lone> onlyA, List<Lone> onlyB, List<Differing> differs) {

    private static final int AT_ONCE = 500;
    private static final List<Field<?>> COLUMNS = List.of(Fields.TIME_START, Fields.KIND, Fields.APP, Fields.ACTOR,
            Fields.MODEL, Fields.TOOL, Fields.STATUS);

    /** An event without a counterpart. */
    record Lone(EventId id, Long time, String kind, String app, String actor, String model, String status) {
    }

    /** A value in which two events differ. */
    record Differing(Reconciliation.Pair pair, FieldDifference value) {
    }

    /** Asks; blocks. */
    static ReconcileAnswer ask(Binder binder, String a, String b, String by, Duration within, Progress progress)
            throws IOException, TracebinderException {
        Reconciliation result = binder.comparisons().trails(a, b, by, within, progress);
        List<Differing> differs = new ArrayList<>();
        for (Reconciliation.Pair p : result.listed()) {
            p.differences().forEach(d -> differs.add(new Differing(p, d)));
        }
        return new ReconcileAnswer(result, rows(binder.trail(), result.onlyA(), progress),
                rows(binder.trail(), result.onlyB(), progress), differs);
    }

    private static List<Lone> rows(Trail trail, List<EventId> ids, Progress progress)
            throws IOException, TracebinderException {
        Map<EventId, Lone> found = new HashMap<>();
        for (int i = 0; i < ids.size(); i += AT_ONCE) {
            String query = "id:(" + ids.subList(i, Math.min(ids.size(), i + AT_ONCE)).stream().map(EventId::toString)
                    .collect(Collectors.joining(" OR ")) + ")";
            trail.scan(query, COLUMNS, row -> found.put(row.id(), new Lone(row.id(), row.get(Fields.TIME_START),
                    row.get(Fields.KIND), row.get(Fields.APP), row.get(Fields.ACTOR),
                    row.get(Fields.TOOL) != null ? row.get(Fields.TOOL) : row.get(Fields.MODEL),
                    row.get(Fields.STATUS))), progress);
        }
        return ids.stream().map(id -> found.getOrDefault(id, new Lone(id, null, null, null, null, null, null)))
                .toList();
    }
}
