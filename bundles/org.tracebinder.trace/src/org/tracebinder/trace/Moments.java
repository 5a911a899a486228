// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.time.Instant;
import org.tracebinder.core.Event;

/** Nanoseconds since 1970 to instants and back. Instants beyond the years 1677 to 2262 are cut to that range. */
final class Moments {

    /** Later than every event. */
    static final long END = Long.MAX_VALUE;

    private static final long BILLION = 1_000_000_000L;

    private Moments() {
    }

    /** @return nanoseconds since 1970, never {@link Event#NONE} */
    static long nanos(Instant at) {
        try {
            return Math.max(Math.addExact(Math.multiplyExact(at.getEpochSecond(), BILLION), at.getNano()),
                    Event.NONE + 1);
        } catch (ArithmeticException e) {
            return at.getEpochSecond() < 0 ? Event.NONE + 1 : END;
        }
    }

    /** @return the instant, or null for {@link Event#NONE} and {@link #END} */
    static Instant instant(long nanos) {
        return nanos == Event.NONE || nanos == END ? null
                : Instant.ofEpochSecond(Math.floorDiv(nanos, BILLION), Math.floorMod(nanos, BILLION));
    }

    /** @return the moment in words for a sentence */
    static String words(long nanos) {
        return nanos == Event.NONE ? "an unknown time" : nanos == END ? "the end of the trail"
                : instant(nanos).toString();
    }
}
