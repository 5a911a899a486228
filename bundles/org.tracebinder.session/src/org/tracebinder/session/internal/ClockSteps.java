// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tracebinder.core.Event;
import org.tracebinder.core.RecordId;
import org.tracebinder.session.EventJson;
import org.tracebinder.vault.BinderStore.Warning;

/**
 * What looks odd in the times of one source, seen record by record in the order of the file: a clock that jumps back, a
 * leap forward that the pace of all other records does not explain, times later than the import. Not thread-safe.
 */
final class ClockSteps {

    private static final long HOUR = 3_600_000_000_000L;
    /** A log whose records go back in time more often than this is not in the order of time at all. */
    private static final double MOST_JUMPS = 0.01;
    /** A leap is so many times as long as the longest other step of the file, so that nights and weekends are none. */
    private static final int TIMES = 10;
    /** Leaps of one file that are told apart from its pace. */
    private static final int LEAPS = 3;
    /** Records with a time that a file needs on each side of a leap to have a pace. */
    private static final int PACE = 10;
    private static final int LEAST = 50;

    private record Step(RecordId before, long from, RecordId at, long to, long timed) {
        long length() {
            return to - from;
        }
    }

    private long records;
    private long timed;
    private long latest = Event.NONE;
    private RecordId latestAt;
    private long before = Event.NONE;
    private long jumps;
    private String firstJump;
    private final List<Step> longest = new ArrayList<>();
    private long ahead;
    private String firstAhead;

    /**
     * @param time  of the record's first event, or {@link Event#NONE}
     * @param later true when it is later than the import, whatever its zone may be
     */
    void record(RecordId id, long time, boolean later) {
        records++;
        if (time == Event.NONE) {
            return;
        }
        if (later) {
            ahead++;
            firstAhead = firstAhead == null ? "record " + id + " is of " + EventJson.instant(time) : firstAhead;
        }
        if (latest == Event.NONE) {
            latest = time;
            latestAt = id;
        } else if (time < latest - HOUR) {
            jumps++;
            if (firstJump == null) {
                firstJump = "record " + id + " is of " + EventJson.instant(time) + ", but stands behind record "
                        + latestAt
                        + " of " + EventJson.instant(latest);
            }
            longest.removeIf(s -> s.to > time && s.from <= time + HOUR); // it came back: that is told as the jump
            before = latest;
            latest = time; // from here on the clock runs on: one jump is told once
            latestAt = id;
        } else if (time > latest) {
            if (before != Event.NONE && time >= before - HOUR) {
                before = Event.NONE; // back from a jump, where it was
            } else {
                step(new Step(latestAt, latest, id, time, timed));
            }
            latest = time;
            latestAt = id;
        }
        timed++;
    }

    private void step(Step step) {
        if (longest.size() <= LEAPS || step.length() > longest.getLast().length()) {
            int at = 0;
            while (at < longest.size() && longest.get(at).length() >= step.length()) {
                at++;
            }
            longest.add(at, step);
            if (longest.size() > LEAPS + 1) {
                longest.removeLast();
            }
        }
    }

    /** @return what looked odd, in words for the user */
    List<Warning> warnings(int source, String name) {
        List<Warning> all = new ArrayList<>();
        boolean ordered = jumps <= Math.max(1, records * MOST_JUMPS);
        if (jumps > 0 && ordered) {
            all.add(new Warning(source, "log.clock", name + ": the time jumps back by more than an hour "
                    + (jumps == 1 ? "once" : jumps + " times") + "; " + firstJump + "."));
        }
        if (ordered && timed >= LEAST) {
            int leaps = leaps();
            longest.subList(0, leaps).stream().filter(s -> s.timed >= PACE && timed - s.timed >= PACE)
                    .forEach(s -> all.add(new Warning(source, "log.clock", name + ": " + leap(s, longest.get(leaps)))));
        }
        if (ahead > 0) {
            all.add(new Warning(source, "log.clock", name + ": "
                    + (ahead == 1 ? "1 record is dated later than its import"
                    : ahead + " records are dated later than their import")
                    + "; " + firstAhead + ". A clock was wrong, or the times are read wrongly."));
        }
        return all;
    }

    /** @return how many of the longest steps are no part of the file's pace: 0 when there is none to tell */
    private int leaps() {
        for (int k = Math.min(LEAPS, longest.size() - 1); k > 0; k--) {
            long shortest = longest.get(k - 1).length();
            if (shortest >= HOUR && shortest / TIMES >= longest.get(k).length()) {
                return k;
            }
        }
        return 0;
    }

    private static String leap(Step s, Step other) {
        return "the time leaps forward by " + words(s.length()) + " between record " + s.before + " of "
                + EventJson.instant(s.from) + " and record " + s.at + " of " + EventJson.instant(s.to)
                + ", where no other two records in a row are more than " + words(other.length())
                + " apart. Either nothing was recorded in that time, or the clock was set.";
    }

    /** @return a length of time in its two largest units */
    static String words(long nanos) {
        Duration d = Duration.ofNanos(nanos);
        if (d.toDays() > 0) {
            return d.toDays() + " d " + d.toHoursPart() + " h";
        } else if (d.toHours() > 0) {
            return d.toHours() + " h " + d.toMinutesPart() + " min";
        } else if (d.toMinutes() > 0) {
            return d.toMinutes() + " min " + d.toSecondsPart() + " s";
        }
        return d.toSeconds() > 0 ? d.toSeconds() + " s" : d.toMillis() + " ms";
    }
}
