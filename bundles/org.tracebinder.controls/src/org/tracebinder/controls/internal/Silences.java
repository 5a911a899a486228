// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeMap;
import org.tracebinder.core.EventId;

/**
 * Finds silences that the usual rate of one log does not explain. The method, for one log of hourly activity:
 * <ol>
 * <li>An hour is active when it has an event, so bursts count once. How often each hour of the week (from three weeks
 * on; of the day from three days on; else any hour) is active is its weight: nights and weekends weigh little.</li>
 * <li>The length of a silence is the sum of the weights of its hours: the active hours that were to be expected.</li>
 * <li>Peaks over threshold: lengths beyond their 90 % quantile follow a generalised Pareto law, exponential unless the
 * tail is heavier beyond doubt (shape by moments, less 1.3 standard errors). It is estimated without the longest 0.5 %
 * (two at least, for they may be what is looked for); its scale is from 500 silences on not below what the 99 %
 * quantile says, and never below a quarter of the mean length or {@value #FLOOR}. Where more than 0.5 % of the
 * silences (and more than three) would be reported, the log has no usual rate: then none is left out.</li>
 * <li>A silence is reported when its chance, times the number of silences looked at in all logs (Bonferroni), is below
 * the level, when {@value #LEAST} active hours were to be expected, when it is {@value #TIMES} times as long as the
 * longest that was not left out, and when it lasts at least the given hours. In a log that grows or shrinks the length
 * is first scaled to the quieter of the two weeks before and after.</li>
 * </ol>
 * The time between the end of a log and a later hour in which others are active is judged in the same way, and so is
 * the time before its begin. A log with fewer than {@value #ACTIVE} active hours is not judged. Not thread-safe.
 */
final class Silences {

    static final int ACTIVE = 24;
    static final int HOURS = 250_000;
    static final double FLOOR = 0.2;
    static final double LEAST = 4;
    static final double TIMES = 2.5;

    private static final long HOUR = 3_600_000_000_000L;
    private static final int NEAR = 14 * 24;

    private final TreeMap<Long, Hour> hours = new TreeMap<>();
    private boolean full;
    private long first;
    private double[] expected;
    private double[] weights;

    /** What was first and last in an hour. */
    private static final class Hour {
        private long min = Long.MAX_VALUE;
        private long max = Long.MIN_VALUE;
        private EventId minId;
        private EventId maxId;
    }

    /**
     * A silence.
     *
     * @param from     time of the last event before it, nanoseconds since 1970
     * @param to       time of the first event after it
     * @param before   that last event
     * @param after    that first event
     * @param expected active hours that were to be expected
     */
    record Window(long from, long to, EventId before, EventId after, double expected) {

        double hoursLong() {
            return (to - from) / (double) HOUR;
        }
    }

    /**
     * The end of a log that lies before that of others, or its begin that lies after theirs.
     *
     * @param event    its last event, or its first one
     * @param time     of this event, nanoseconds since 1970
     * @param until    to which hour the others go on, or from which they began
     * @param expected active hours that were to be expected between the two
     */
    record Edge(EventId event, long time, long until, double expected) {
    }

    void add(long time, EventId id) {
        Hour hour = hour(Math.floorDiv(time, HOUR));
        if (hour != null) {
            put(hour, time, id);
        }
    }

    /** Takes over what another log holds, as if both were one. */
    void addAll(Silences other) {
        full |= other.full;
        other.hours.forEach((key, theirs) -> {
            Hour hour = hour(key);
            if (hour != null) {
                put(hour, theirs.min, theirs.minId);
                put(hour, theirs.max, theirs.maxId);
            }
        });
    }

    /** @return its active hours, counted from 1970; a view that must not be changed */
    NavigableSet<Long> hours() {
        return hours.navigableKeySet();
    }

    private Hour hour(long key) {
        Hour hour = hours.get(key);
        if (hour == null && hours.size() >= HOURS) {
            full = true;
        } else if (hour == null) {
            hour = new Hour();
            hours.put(key, hour);
        }
        return hour;
    }

    private static void put(Hour hour, long time, EventId id) {
        if (time < hour.min || time == hour.min && id.compareTo(hour.minId) < 0) {
            hour.min = time;
            hour.minId = id;
        }
        if (time > hour.max || time == hour.max && id.compareTo(hour.maxId) < 0) {
            hour.max = time;
            hour.maxId = id;
        }
    }

    /** @return true when the log has enough activity, and not more hours than are kept */
    boolean judged() {
        return !full && hours.size() >= ACTIVE && hours.lastKey() - hours.firstKey() < 10L * HOURS;
    }

    /** @return silences that are looked at */
    int count() {
        return hours.size() - 1;
    }

    /**
     * @param tests    silences looked at in all logs together
     * @param level    chance of one false report over all logs, for example 0.001
     * @param shortest hours
     */
    List<Window> find(long tests, double level, double shortest) {
        long[] active = hours.keySet().stream().mapToLong(Long::longValue).toArray();
        weigh(active);
        double[] lengths = lengths(active);
        double rare = tests / level;
        List<Window> found = beyond(active, lengths, limit(lengths, rare, Math.max(2, lengths.length / 200)), shortest);
        boolean usual = found.size() <= Math.max(3, lengths.length / 200);
        return usual ? found : beyond(active, lengths, limit(lengths, rare, 0), shortest);
    }

    /**
     * Judges the time from this log's last event to a later hour, or from an earlier hour to its first event, like a
     * silence inside it.
     *
     * @param end      true for its last event
     * @param hour     to which, or from which, others are active
     * @param tests    as for {@link #find}
     * @param level    the same
     * @param shortest the same
     * @return the end, or null where this log's rate predicts no event in that time
     */
    Edge edge(boolean end, long hour, long tests, double level, double shortest) {
        long key = end ? hours.lastKey() : hours.firstKey();
        if (end ? hour <= key : hour >= key) {
            return null;
        }
        long[] active = hours.keySet().stream().mapToLong(Long::longValue).toArray();
        boolean usual = find(tests, level, shortest).size() <= Math.max(3, active.length / 200);
        double limit = limit(lengths(active), tests / level, usual ? Math.max(2, active.length / 200) : 0);
        double length = end ? ahead(key + 1, hour) : ahead(hour + 1, key);
        long near = end ? key - NEAR : key;
        double usually = between(near, near + NEAR + 1);
        double now = usually < 3 ? 1 : Math.min(1, count(near, near + NEAR + 1) / usually);
        Hour at = hours.get(key);
        Edge edge = new Edge(end ? at.maxId : at.minId, end ? at.max : at.min, hour * HOUR, length * now);
        return length * now > limit && Math.abs(edge.until - edge.time) >= shortest * HOUR ? edge : null;
    }

    private double[] lengths(long[] active) {
        double[] lengths = new double[active.length - 1];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = between(active[i] + 1, active[i + 1]);
        }
        return lengths;
    }

    private List<Window> beyond(long[] active, double[] lengths, double limit, double shortest) {
        List<Window> found = new ArrayList<>();
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] > limit && lengths[i] * level(active, i) > limit) {
                Hour a = hours.get(active[i]);
                Hour b = hours.get(active[i + 1]);
                Window w = new Window(a.max, b.min, a.maxId, b.minId, lengths[i]);
                if (w.hoursLong() >= shortest) {
                    found.add(w);
                }
            }
        }
        return found;
    }

    /** Fills the running sum of weights over all hours from the first to the last active one. */
    private void weigh(long[] active) {
        first = active[0];
        int total = (int) (active[active.length - 1] - first + 1);
        int slots = total >= 21 * 24 ? 168 : total >= 72 ? 24 : 1;
        double[] seen = new double[slots];
        double[] all = new double[slots];
        for (long h : active) {
            seen[Math.floorMod(h, slots)]++;
        }
        for (int h = 0; h < total; h++) {
            all[Math.floorMod(first + h, slots)]++;
        }
        weights = new double[slots];
        for (int slot = 0; slot < slots; slot++) {
            weights[slot] = (seen[slot] + 0.1) / (all[slot] + 0.2);
        }
        expected = new double[total + 1];
        for (int h = 0; h < total; h++) {
            expected[h + 1] = expected[h] + weights[Math.floorMod(first + h, slots)];
        }
    }

    /** @return active hours to be expected from one hour (inclusive) to another (exclusive), also outside the log */
    private double ahead(long from, long to) {
        double sum = (to - from) / weights.length * Arrays.stream(weights).sum();
        for (long h = from + (to - from) / weights.length * weights.length; h < to; h++) {
            sum += weights[Math.floorMod(h, weights.length)];
        }
        return sum;
    }

    /** @return active hours to be expected from one hour (inclusive) to another (exclusive), inside the log */
    private double between(long from, long to) {
        int a = (int) Math.max(0, from - first);
        int b = (int) Math.min(expected.length - 1L, to - first);
        return b <= a ? 0 : expected[b] - expected[a];
    }

    private static double limit(double[] lengths, double rare, int leftOut) {
        double[] sorted = lengths.clone();
        Arrays.sort(sorted);
        double threshold = sorted[(int) (0.9 * (sorted.length - 1))];
        double all = 0;
        double sum = 0;
        double squares = 0;
        int beyond = 0;
        int kept = Math.max(1, sorted.length - leftOut);
        for (int i = 0; i < kept; i++) {
            double excess = sorted[i] - threshold;
            all += sorted[i];
            if (excess > 1e-9) {
                sum += excess;
                squares += excess * excess;
                beyond++;
            }
        }
        double scale = Math.max(FLOOR, 0.25 * all / kept);
        double shape = 0;
        double mean = beyond == 0 ? 0 : sum / beyond;
        if (mean > FLOOR) { // shorter excesses have no tail worth the name
            double ratio = mean * mean / Math.max(1e-12, squares / beyond - mean * mean);
            shape = Math.clamp(0.5 * (1 - ratio) - 1.3 / Math.sqrt(beyond), 0, 0.5);
            scale = Math.max(scale, mean * (1 - shape));
        }
        if (sorted.length >= 500) {
            double tenfold = shape > 0 ? (Math.pow(10, shape) - 1) / shape : Math.log(10);
            scale = Math.max(scale, (sorted[(int) (0.99 * (sorted.length - 1))] - threshold) / tenfold);
        }
        double times = 0.1 * rare;
        double reach = shape > 0 ? (Math.pow(times, shape) - 1) / shape : Math.log(times);
        double usual = leftOut == 0 ? 0 : TIMES * sorted[kept - 1];
        return Math.max(Math.max(LEAST, usual), threshold + scale * reach);
    }

    /**
     * @return activity of the two weeks before or after, the quieter of them, against what the whole log expects; at
     * most 1
     */
    private double level(long[] active, int i) {
        double level = 1;
        long a = active[i];
        long b = active[i + 1];
        double before = between(a - NEAR, a + 1);
        double after = between(b, b + NEAR);
        if (before >= 3) {
            level = Math.min(level, count(a - NEAR, a + 1) / before);
        }
        if (after >= 3) {
            level = Math.min(level, count(b, b + NEAR) / after);
        }
        return level;
    }

    private int count(long from, long to) {
        return hours.subMap(from, to).size();
    }
}
