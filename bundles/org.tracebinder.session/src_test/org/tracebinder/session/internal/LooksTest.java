// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LooksTest {

    private static final long SECOND = 1_000_000_000L;

    /** The clock may stand anywhere, also just before it overflows. */
    private static final long[] BEGINS = {0, -5 * SECOND, Long.MAX_VALUE - 2 * SECOND};

    @Test
    void theFirstEventsCanBeSearchedAfterASecondThoughNobodyAsks() {
        for (long begin : BEGINS) {
            Looks looks = new Looks(begin);
            assertFalse(looks.due(begin + SECOND - 1, true));
            assertTrue(looks.due(begin + SECOND, false));
            assertFalse(looks.due(begin + SECOND, false), "one thread does it");
        }
    }

    @Test
    void withoutQuestionsItIsDoneEvery20Seconds() {
        for (long begin : BEGINS) {
            assertEquals(List.of(1L, 21L, 41L, 61L), seconds(begin, 70, false));
        }
    }

    @Test
    void whoAsksWaitsLongerTheLongerTheImportRuns() {
        for (long begin : BEGINS) {
            assertEquals(List.of(1L, 3L, 9L, 27L, 47L, 67L), seconds(begin, 70, true));
        }
    }

    @Test
    void whoAsksLateIsAnsweredAtOnce() {
        Looks looks = new Looks(0);
        assertTrue(looks.due(SECOND, false));
        assertFalse(looks.due(8 * SECOND, false));
        assertTrue(looks.due(8 * SECOND, true));
    }

    private static List<Long> seconds(long begin, int upTo, boolean asked) {
        Looks looks = new Looks(begin);
        List<Long> done = new ArrayList<>();
        for (long second = 0; second <= upTo; second++) {
            if (looks.due(begin + second * SECOND, asked)) {
                done.add(second);
            }
        }
        return done;
    }
}
