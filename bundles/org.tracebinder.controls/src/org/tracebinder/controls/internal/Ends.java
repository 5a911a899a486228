// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;

/**
 * Logs that end although the rest of the trail goes on, or begin after it began: whether they were cut or the
 * application was not in use then, no log tells. All sources of one format that speak of one application are one log
 * here, so that an export in a file a month has no ends but its own. How long the others go on is told without their
 * outermost hours ({@value #PART} in a hundred, {@value #LEAST} at least): single events far away stretch nothing. A
 * log whose own rate predicts nothing in that time is not named. Not thread-safe.
 */
final class Ends {

    private static final int PART = 1;
    private static final int LEAST = 4;

    /** The logs of one application in one format. */
    private record Series(String app, String format) implements Comparable<Series> {
        @Override
        public int compareTo(Series other) {
            int byApp = app.compareTo(other.app);
            return byApp != 0 ? byApp : format.compareTo(other.format);
        }
    }

    /** A log that ends early, or begins late. */
    record End(String app, TreeSet<Integer> sources, boolean last, Silences.Edge edge) {

        EventId event() {
            return edge.event();
        }

        /** What the trail lacks. */
        String lacks() {
            return "events of " + app + (last ? " after " : " before ") + instant(edge.time());
        }

        @Override
        public String toString() {
            StringBuilder where = new StringBuilder();
            sources.forEach(s -> where.append(where.isEmpty() ? "S" : ", S").append(s));
            return String.format(Locale.ROOT, last
                    ? "%s (%s) ends with %s at %s, others go on to %s, about %.0f active hours expected"
                    : "%s (%s) begins with %s at %s, others began at %s, about %.0f active hours expected",
                    app, where, edge.event(), instant(edge.time()), instant(edge.until()), edge.expected());
        }
    }

    private final Map<Series, Silences> logs = new TreeMap<>();
    private final Map<Series, TreeSet<Integer>> sources = new TreeMap<>();

    /** Takes one source's events of one application. */
    void add(String app, String format, int source, Silences log) {
        Series series = new Series(app, format);
        logs.computeIfAbsent(series, s -> new Silences()).addAll(log);
        sources.computeIfAbsent(series, s -> new TreeSet<>()).add(source);
    }

    /** @return silences that {@link #find} looks at: one at each end of each log */
    long count() {
        return 2 * logs.values().stream().filter(Silences::judged).count();
    }

    /**
     * @param tests    silences looked at altogether
     * @param level    chance of a false report
     * @param shortest hours
     * @return logs that end early or begin late, by application
     */
    List<End> find(long tests, double level, double shortest, Progress progress) {
        TreeMap<Long, Integer> active = new TreeMap<>();
        logs.values().forEach(log -> log.hours().forEach(hour -> active.merge(hour, 1, Integer::sum)));
        List<End> found = new ArrayList<>();
        logs.forEach((series, log) -> {
            progress.check();
            for (boolean last : log.judged() ? new boolean[] {false, true} : new boolean[0]) {
                Long others = others(active, log, last);
                Silences.Edge edge = others == null ? null : log.edge(last, others, tests, level, shortest);
                if (edge != null) {
                    found.add(new End(series.app(), sources.get(series), last, edge));
                }
            }
        });
        return found;
    }

    /** @return the last hour, or the first one, that others reach beyond, or null when they don't reach so far */
    private static Long others(TreeMap<Long, Integer> active, Silences log, boolean last) {
        NavigableSet<Long> own = log.hours();
        int left = Math.max(LEAST, active.size() * PART / 100);
        for (Map.Entry<Long, Integer> hour : (last ? active.descendingMap() : active).entrySet()) {
            if (last ? hour.getKey() <= own.last() : hour.getKey() >= own.first()) {
                return null;
            }
            if (--left == 0) {
                return hour.getKey();
            }
        }
        return null;
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L)); // whole seconds are enough for people
    }
}
