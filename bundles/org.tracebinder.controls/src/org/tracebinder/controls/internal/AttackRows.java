// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.controls.EvaluationReport;
import org.tracebinder.controls.EvaluationReport.Attack;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/** Families of attacks: how often tests tried them, and how often decisions in production name them. */
final class AttackRows {

    private AttackRows() {
    }

    static List<TableRow> read(Trail trail, Progress progress) throws QueryException, IOException {
        Map<String, long[]> families = new TreeMap<>(); // seen, cases, resisted, passed
        Map<String, Map<EventId, String>> events = new HashMap<>();
        for (Attack a : EvaluationReport.read(trail, progress).attacks()) {
            long[] f = families.computeIfAbsent(a.family(), k -> new long[4]);
            f[0] += a.seen();
            f[1] += a.cases();
            f[2] += a.resisted();
            f[3] += a.passed();
            if (a.seen() > 0) {
                Map<EventId, String> seen = events.computeIfAbsent(a.family(), k -> new TreeMap<>());
                a.events().forEach(id -> seen.put(EventId.parse(id), TableRow.LOOK));
            }
        }
        List<TableRow> rows = new ArrayList<>();
        families.forEach((family, f) -> rows.add(new TableRow(new HashMap<>(Map.of("family", family, "seen", f[0],
                "cases", f[1], "resisted", f[2], "passed", f[3])), events.getOrDefault(family, Map.of()), "")));
        return rows;
    }
}
