// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far the events of a log reach: from the first to the last, and how much of that they carry. A week carries when
 * it has at least a twentieth of the events of the middle one (the median of the weeks that have any), so that single
 * events far from the others stretch nothing; where more than {@value #SILENCE} days lie between two such weeks, the
 * stretch ends. A stretch of fewer than {@value #FEW} events carries nothing. Not thread-safe.
 */
final class Reach {

    static final int SILENCE = 31;
    static final int FEW = 20;
    /** Weeks of all logs together, about 50 MB; what is beyond is not carried. */
    static final int WEEKS = 500_000;
    private static final double SHARE = 0.05;
    private static final long DAY = 86_400_000_000_000L;
    private static final long WEEK = 7 * DAY;

    private final Map<Long, Long> weeks = new TreeMap<>();

    /**
     * @param time of an event, nanoseconds since 1970
     * @param room for so many new weeks of any log
     * @return how many of them it took
     */
    int at(long time, int room) {
        long week = Math.floorDiv(time, WEEK);
        boolean known = weeks.containsKey(week);
        if (known || room > 0) {
            weeks.merge(week, 1L, Long::sum);
        }
        return known || room <= 0 ? 0 : 1;
    }

    /**
     * @param first the first event
     * @param last  the last one
     * @return whole months that the longest stretch reaches over
     */
    long carried(long first, long last) {
        List<Long> counts = new ArrayList<>(weeks.values());
        Collections.sort(counts);
        double least = counts.isEmpty() ? 0 : SHARE * counts.get(counts.size() / 2);
        long longest = 0;
        long from = Long.MIN_VALUE;
        long before = 0;
        long events = 0;
        for (Map.Entry<Long, Long> week : weeks.entrySet()) {
            if (week.getValue() < least) {
                continue;
            }
            if (from == Long.MIN_VALUE || (week.getKey() - before - 1) * 7 > SILENCE) {
                from = week.getKey();
                events = 0;
            }
            before = week.getKey();
            events += week.getValue();
            if (events >= FEW) {
                longest = Math.max(longest, months(Math.max(first, from * WEEK), Math.min(last, (before + 1) * WEEK)));
            }
        }
        return longest;
    }

    /** The end of a month counts as a whole one: 31 August to 28 February is six months. */
    static long months(long first, long last) {
        OffsetDateTime from = instant(first).atOffset(ZoneOffset.UTC);
        OffsetDateTime to = instant(last).atOffset(ZoneOffset.UTC);
        long whole = ChronoUnit.MONTHS.between(from, to);
        return from.plusMonths(whole + 1).isAfter(to) ? whole : whole + 1;
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
