// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.ArrayList;
import java.util.List;
import org.tracebinder.core.Event;
import org.tracebinder.core.RecordId;
import org.tracebinder.session.EventJson;
import org.tracebinder.vault.BinderStore.Warning;

/**
 * What looks odd in the order and the words of one source, seen record by record while it is read: a clock that jumps back,
 * texts that all end at the same round length. Not thread-safe.
 */
final class Oddities {

    private static final long HOUR = 3_600_000_000_000L;
    /** A log whose records go back in time more often than this is not in the order of time at all. */
    private static final double MOST_JUMPS = 0.01;
    /** So many texts of the very same, largest, round length are no chance. */
    private static final int LEAST_CUT = 5;
    private static final int SHORTEST_CUT = 100;

    private long records;
    private long latest = Event.NONE;
    private RecordId latestAt;
    private long jumps;
    private String firstJump;
    private int longest;
    private long atLongest;

    /**
     * @param time of the record's first event, or {@link Event#NONE}
     * @param text characters of the longest prompt or answer in the record
     */
    void record(RecordId id, long time, int text) {
        records++;
        if (time != Event.NONE) {
            if (latest != Event.NONE && time < latest - HOUR) {
                jumps++;
                if (firstJump == null) {
                    firstJump = "record " + id + " is of " + EventJson.instant(time) + ", but stands behind record " + latestAt
                            + " of " + EventJson.instant(latest);
                }
                latest = time; // from here on the clock runs on: one jump is told once
                latestAt = id;
            } else if (time > latest) {
                latest = time;
                latestAt = id;
            }
        }
        if (text > longest) {
            longest = text;
            atLongest = 1;
        } else if (text == longest) {
            atLongest++;
        }
    }

    /** @return what looked odd, in words for the user */
    List<Warning> warnings(int source, String name) {
        List<Warning> all = new ArrayList<>();
        if (jumps > 0 && jumps <= Math.max(1, records * MOST_JUMPS)) {
            all.add(new Warning(source, "log.clock", name + ": the time jumps back by more than an hour "
                    + (jumps == 1 ? "once" : jumps + " times") + "; " + firstJump + "."));
        }
        if (longest >= SHORTEST_CUT && atLongest >= LEAST_CUT && round(longest)) {
            all.add(new Warning(source, "log.cut", name + ": " + atLongest + " texts are exactly " + longest
                    + " characters long and none is longer: they may have been cut off."));
        }
        return all;
    }

    private static boolean round(int n) {
        return n % 100 == 0 || Integer.bitCount(n) == 1 || Integer.bitCount(n + 1) == 1 || n % 1024 == 0;
    }
}
