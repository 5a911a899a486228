// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.controls.EvaluationReport;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.Trail;

/**
 * Model versions in production with their first use and their first evaluation. A version is in production when an
 * inference or prediction names it, or when a completed run deployed it. Only versions that are written as such count:
 * the name of a served model is none. Not thread-safe.
 */
final class VersionRows {

    private static final class Tested {
        private long first = Long.MAX_VALUE;
        private long evaluations;
        private long tried;
        private long passed;
        private long verdicts;
    }

    private final Map<String, Tested> tested = new HashMap<>();
    private final Map<String, Versions.Use> uses;
    private final Map<String, Long> trained;

    private VersionRows(Map<String, Versions.Use> uses, Map<String, Long> trained) {
        this.uses = uses;
        this.trained = trained;
    }

    static List<TableRow> read(Trail trail, Progress progress) throws QueryException, IOException {
        Map<String, Versions.Use> uses = Versions.inProduction(trail, progress);
        if (uses.isEmpty()) {
            return List.of();
        }
        Map<String, Long> trained = Versions.written(trail, "model", progress);
        VersionRows evaluations = new VersionRows(uses, trained);
        evaluations.evaluations(trail, progress);
        evaluations.verdicts(EvaluationReport.read(trail, progress));
        Map<String, Long> deployed = Versions.written(trail, "deployment", progress);
        List<TableRow> rows = new ArrayList<>();
        uses.forEach((key, use) -> {
            Map<String, Object> values = new HashMap<>(Map.of("model", use.model(), "version", use.version(), "calls",
                    use.calls(), "firstUse", use.first(), "evaluations", 0L, "tried", 0L));
            Tested t = evaluations.tested.get(key);
            if (t != null) {
                values.put("evaluations", t.evaluations);
                values.put("tried", t.tried);
                if (t.verdicts > 0) {
                    values.put("passed", t.passed);
                }
                if (t.first != Long.MAX_VALUE) {
                    values.put("evaluated", t.first);
                }
            }
            if (trained.containsKey(key)) {
                values.put("trained", trained.get(key));
            }
            if (deployed.containsKey(key)) {
                values.put("deployed", deployed.get(key));
            }
            rows.add(new TableRow(values, use.events(), ""));
        });
        return rows;
    }

    private void evaluations(Trail trail, Progress progress) throws QueryException, IOException {
        List<EventId> whole = new ArrayList<>();
        trail.scan("kind:evaluation", List.of(Fields.MODEL, Fields.VERSION, Fields.TIME_START,
                Fields.STATUS), row -> {
            if (EvaluationReader.broke(row.get(Fields.STATUS))) {
                return; // nothing was judged
            }
            if (row.get(Fields.VERSION) == null || row.get(Fields.MODEL) == null) {
                if (whole.size() < Lineage.EVENTS) {
                    whole.add(row.id());
                }
            } else {
                add(row);
            }
        }, progress);
        for (EventId id : whole) {
            progress.check();
            Event event = trail.event(id).orElse(null);
            Evaluation e = event == null ? null : event.evaluation();
            if (e != null && e.model() != null && e.version() != null) {
                add(e.model(), e.version(), event.time() == Event.NONE ? null : event.time());
            }
        }
    }

    private void add(Row row) {
        add(row.get(Fields.MODEL), row.get(Fields.VERSION), row.get(Fields.TIME_START));
    }

    /** An evaluation without a time counts, and can't be shown to come before the use. */
    private void add(String model, String version, Long time) {
        String key = Versions.key(model, version);
        if (tested.containsKey(key) || tested.size() < Versions.LIMIT) {
            Tested t = tested.computeIfAbsent(key, k -> new Tested());
            t.evaluations++;
            t.first = time == null ? t.first : Math.min(t.first, time);
            t.tried += time != null && between(key, time) ? 1 : 0;
        }
    }

    /** @return true for a time that is not before the version was trained, nor after its first use */
    private boolean between(String key, long time) {
        return uses.containsKey(key) && time <= uses.get(key).first() && time >= trained.getOrDefault(key,
                Long.MIN_VALUE);
    }

    private void verdicts(EvaluationReport report) {
        for (EvaluationReport.Run run : report.runs()) {
            String key = Versions.key(run.model(), run.version());
            Tested t = tested.get(key);
            if (t != null && run.time() != Event.NONE && between(key, run.time())) {
                t.passed += run.passed();
                t.verdicts += run.passed() + run.failed();
            }
        }
    }
}
