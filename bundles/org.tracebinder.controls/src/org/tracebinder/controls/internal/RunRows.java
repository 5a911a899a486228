// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tracebinder.controls.EvaluationReport;
import org.tracebinder.controls.EvaluationReport.Day;
import org.tracebinder.controls.EvaluationReport.Finding;
import org.tracebinder.controls.EvaluationReport.Run;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/** Evaluation runs, and the attacks that got through in them. */
final class RunRows {

    private static final long DAY = 86_400_000_000_000L;

    private RunRows() {
    }

    static List<TableRow> runs(Trail trail, Progress progress) throws QueryException, IOException {
        EvaluationReport report = EvaluationReport.read(trail, progress);
        TreeSet<Long> times = new TreeSet<>();
        report.runs().stream().map(Run::time).filter(t -> t != Event.NONE).forEach(times::add);
        long last = report.days().stream().map(Day::day).max(Comparable::compareTo)
                .map(d -> d.atTime(LocalTime.MAX).toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L)
                .orElse(Long.MIN_VALUE);
        List<TableRow> rows = new ArrayList<>();
        for (Run run : report.runs()) {
            Map<String, Object> values = new HashMap<>(Map.of("run", run.suite().isEmpty() ? "S" + run.source()
                    : run.suite(), "model", run.model(), "version", run.version(), "cases", run.cases(), "unscored",
                    run.open(), "shared", run.shared(), "dropped", run.dropped()));
            if (run.time() != Event.NONE) {
                values.put("time", run.time());
                Long next = times.higher(run.time());
                if (next != null || last > run.time()) {
                    values.put("days", ((next != null ? next : last) - run.time()) / DAY);
                }
            }
            Map<EventId, String> events = new TreeMap<>();
            run.events().forEach(id -> events.put(EventId.parse(id), TableRow.LOOK));
            rows.add(new TableRow(values, events, ""));
        }
        return rows;
    }

    static List<TableRow> findings(Trail trail, Progress progress) throws QueryException, IOException {
        List<TableRow> rows = new ArrayList<>();
        for (Finding f : EvaluationReport.read(trail, progress).findings()) {
            Map<String, Object> values = new HashMap<>(Map.of("case", f.test(), "family", f.attack(), "model",
                    f.model()));
            if (f.failed() != Event.NONE) {
                values.put("failed", f.failed());
            }
            if (f.resisted() != Event.NONE) {
                values.put("resisted", f.resisted());
            }
            rows.add(new TableRow(values, Map.of(EventId.parse(f.event()), TableRow.LOOK), ""));
        }
        return rows;
    }
}
