// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.search;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.tracebinder.core.Event;
import org.tracebinder.core.Fields;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.SearchResult.Bucket;
import org.tracebinder.index.internal.store.Column;

/** Counts hits by minute, hour, day, week (from Monday) or month, in UTC. */
final class Histogram implements Tally.Counter {

    /** Buckets of an answer. */
    static final int MOST_BUCKETS = 100_000;

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final int BATCH = 4096;

    private final Step step;
    private final Map<Long, long[]> counts = new HashMap<>();
    private final long[] times = new long[BATCH];
    private NumericDocValues time;
    private long bucket;
    private long from = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;
    private long[] current;

    Histogram(String name) throws QueryException {
        step = Step.of(name);
    }

    private enum Step {
        MINUTE(60 * SECOND, 0), HOUR(3600 * SECOND, 0), DAY(Histogram.DAY, 0),
        /** 1970-01-01 was a Thursday. */
        WEEK(7 * Histogram.DAY, -3 * Histogram.DAY), MONTH(0, 0);

        private final long nanos;
        private final long origin;

        Step(long nanos, long origin) {
            this.nanos = nanos;
            this.origin = origin;
        }

        static Step of(String name) throws QueryException {
            return switch (name) {
                case "minute" -> MINUTE;
                case "hour" -> HOUR;
                case "day" -> DAY;
                case "week" -> WEEK;
                case "month" -> MONTH;
                default -> throw new QueryException(
                        "minute, hour, day, week or month expected for the histogram, not '" + name + "'", 0);
            };
        }

        long number(long time) {
            if (this != MONTH) {
                return Math.floorDiv(time - origin, nanos);
            }
            LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(time, Histogram.DAY));
            return date.getYear() * 12L + date.getMonthValue() - 1;
        }

        Instant instant(long number) {
            if (this == MONTH) {
                return LocalDate.of((int) (number / 12), (int) (number % 12) + 1, 1).atStartOfDay()
                        .toInstant(ZoneOffset.UTC);
            }
            return Instant.ofEpochSecond(number * (nanos / SECOND) + origin / SECOND);
        }

        /** The first nanosecond; times near the ends of what a long can hold stay inside. */
        long begin(long number) {
            Instant instant = instant(number);
            try {
                return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), SECOND), 0);
            } catch (ArithmeticException e) {
                return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
            }
        }
    }

    @Override
    public void open(LeafReaderContext leaf) throws IOException {
        time = DocValues.getNumeric(leaf.reader(), Column.of(Fields.TIME_START).name());
    }

    @Override
    public void count(int[] docs, int n) throws IOException {
        time.longValues(n, docs, times, Event.NONE);
        for (int i = 0; i < n; i++) {
            long t = times[i];
            if (t >= from && t < end) {
                current[0]++;
            } else if (t != Event.NONE) {
                move(t);
                current[0]++;
            }
        }
    }

    private void move(long t) {
        bucket = step.number(t);
        from = step.begin(bucket);
        end = step.begin(bucket + 1);
        current = counts.computeIfAbsent(bucket, b -> new long[1]);
    }

    @Override
    public void close() {
        time = null;
    }

    /** @return all buckets from the first to the last hit, with zeros between */
    List<Bucket> buckets() throws QueryException {
        List<Bucket> out = new ArrayList<>();
        if (counts.isEmpty()) {
            return out;
        }
        long first = counts.keySet().stream().mapToLong(Long::longValue).min().getAsLong();
        long last = counts.keySet().stream().mapToLong(Long::longValue).max().getAsLong();
        if (last - first >= MOST_BUCKETS) {
            throw new QueryException("the histogram would have " + (last - first + 1) + " buckets, more than "
                    + MOST_BUCKETS + "; choose a coarser step than " + step.name().toLowerCase(Locale.ROOT), 0);
        }
        long[] none = new long[1];
        for (long b = first; b <= last; b++) {
            out.add(new Bucket(step.instant(b), counts.getOrDefault(b, none)[0]));
        }
        return out;
    }
}
