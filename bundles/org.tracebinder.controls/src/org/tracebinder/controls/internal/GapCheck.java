// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Parameter;
import org.tracebinder.controls.Parameters;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;
import org.tracebinder.core.words.Count;

/**
 * Windows without events where the usual rate predicts some; the statistic is that of {@link Silences}. Population:
 * logs, that is, one source's events of one application. The records are the events on both sides of a window. Logs
 * that end before the others or begin after them keep the answer open, see {@link Ends}.
 */
public final class GapCheck implements Check {

    private static final int LOGS = 1_000;
    private static final int NAMED = 20;
    private static final Parameter LEVEL = new Parameter("level", "Chance of a false report", "0.001",
            "a number above 0 and below 1, over all logs together");
    private static final Parameter SHORTEST = new Parameter("shortestHours", "Shortest silence", "3", "hours, from 0");

    private record Log(int source, String app) implements Comparable<Log> {
        @Override
        public int compareTo(Log other) {
            int byApp = app.compareTo(other.app);
            return byApp != 0 ? byApp : Integer.compare(source, other.source);
        }
    }

    /** A silence of one application, in one source or in several at the same time. */
    private static final class Hole {
        private final String app;
        private final TreeSet<Integer> sources = new TreeSet<>();
        private long from;
        private long to;
        private double expected;

        Hole(Log log, Silences.Window w) {
            app = log.app();
            from = w.from();
            to = w.to();
            expected = w.expected();
            sources.add(log.source());
        }

        boolean takes(Log log, Silences.Window w) {
            long both = Math.min(to, w.to()) - Math.max(from, w.from());
            if (!app.equals(log.app()) || both * 2 < Math.max(to - from, w.to() - w.from())) {
                return false;
            }
            from = Math.max(from, w.from());
            to = Math.min(to, w.to());
            expected = Math.max(expected, w.expected());
            sources.add(log.source());
            return true;
        }

        @Override
        public String toString() {
            StringBuilder where = new StringBuilder();
            sources.forEach(s -> where.append(where.isEmpty() ? "S" : ", S").append(s));
            return String.format(Locale.ROOT, "%s (%s) from %s to %s, %.1f hours, about %.0f active hours expected",
                    app,
                    where, instant(from), instant(to), (to - from) / 3.6e12, expected);
        }
    }

    @Override
    public String id() {
        return "log.gap";
    }

    @Override
    public String title() {
        return "Silence where events are expected";
    }

    @Override
    public String question() {
        return "Is there a window without events in any log where its usual rate, by hour of the week, predicts some?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of(Fields.TIME_START);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(LEVEL, SHORTEST);
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        double level = parameters.number(LEVEL);
        if (level <= 0 || level >= 1) {
            throw new IllegalArgumentException("'" + level + "' is out of range; level is " + LEVEL.hint());
        }
        Map<Log, Silences> logs = new TreeMap<>();
        boolean[] cut = {false};
        trail.scan(Queries.RUNTIME, List.of(Fields.APP, Fields.TIME_START), row -> {
            Long time = row.get(Fields.TIME_START);
            if (time != null) {
                String app = row.get(Fields.APP);
                EventId id = row.id();
                Log log = new Log(id.record().source(), app == null ? Apps.UNNAMED : app);
                Silences silences = logs.get(log);
                if (silences == null && logs.size() < LOGS) {
                    silences = new Silences();
                    logs.put(log, silences);
                }
                cut[0] |= silences == null;
                if (silences != null) {
                    silences.add(time, id);
                }
            }
        }, progress);
        Map<Integer, String> formats = new TreeMap<>();
        trail.sources().forEach(s -> formats.put(s.number(), s.format()));
        Ends ends = new Ends();
        logs.forEach((log, silences) -> ends.add(log.app(), formats.getOrDefault(log.source(), ""), log.source(),
                silences));
        long tests = logs.values().stream().filter(Silences::judged).mapToLong(Silences::count).sum() + ends.count();
        List<Ends.End> early = ends.find(tests, level, parameters.number(SHORTEST), progress);
        TreeSet<Log> open = new TreeSet<>();
        early.forEach(e -> open.add(new Log(e.event().record().source(), e.app())));
        List<Hole> holes = new ArrayList<>();
        Evidence evidence = new Evidence();
        long judged = 0;
        long silent = 0;
        for (Map.Entry<Log, Silences> e : logs.entrySet()) {
            progress.check();
            if (e.getValue().judged()) {
                judged++;
                List<Silences.Window> windows = e.getValue().find(tests, level, parameters.number(SHORTEST));
                if (!windows.isEmpty()) {
                    silent++;
                    open.remove(e.getKey());
                }
                for (Silences.Window w : windows) {
                    evidence.add(w.before(), null);
                    evidence.add(w.after(), null);
                    if (holes.stream().noneMatch(h -> h.takes(e.getKey(), w))) {
                        holes.add(new Hole(e.getKey(), w));
                    }
                }
            }
        }
        Answer answer = Answer.to(this, parameters);
        if (judged == 0) {
            return answer.missing("No log has " + Silences.ACTIVE + " active hours or more, so no rate can be told.",
                    "time");
        }
        long few = logs.size() - judged;
        String skipped = (few == 0 ? "" : few == 1 ? " 1 log has too little activity to judge."
                : " " + few + " logs have too little activity to judge.")
                + (cut[0] ? " Beyond " + LOGS + " logs nothing was judged." : "");
        String found = holes.isEmpty() ? judged == 1 ? "The log is not silent where its rate predicts events."
                : "None of " + judged + " logs is silent where its rate predicts events."
                : "Silent where the rate predicts events: " + silent + " of " + Count.of(judged, "log") + ", in "
                        + Count.of(holes.size(), "window") + ": "
                        + String.join("; ", holes.stream().limit(NAMED).map(Hole::toString).toList()) + ".";
        String cutOff = early.isEmpty() ? "" : " Whether they were cut can't be told of logs that end before others of"
                + " the trail or begin after them: "
                + String.join("; ", early.stream().limit(NAMED).map(Ends.End::toString).toList()) + ".";
        open.removeIf(log -> !logs.get(log).judged()); // its files are judged as one log only
        answer.counts(judged, silent).open(open.size()).shows(evidence).says(found + cutOff + skipped)
                .advises("Ask what happened in the window: an outage, a change of the export, or a deletion; compare"
                        + " with an independent count.")
                .queries(Queries.RUNTIME);
        List<String> lacks = new ArrayList<>(early.stream().map(Ends.End::lacks).distinct().limit(NAMED).toList());
        if (cut[0]) {
            lacks.add("logs beyond the first " + LOGS);
        }
        return answer.result(lacks.toArray(String[]::new));
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L)); // whole seconds are enough for people
    }
}
