// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;

/** Logs that end before the others, or begin after them. */
class EndsTest {

    private static final long HOUR = 3_600_000_000_000L;
    private static final long T0 = 1_772_323_200_000_000_000L; // a Sunday
    private static final int DAYS = 90;

    private long records;

    /** One event in so many hours on average, from one day to another. */
    private Silences log(int source, int hours, int from, int to) {
        Random random = new Random(source);
        Silences log = new Silences();
        double at = from * 24;
        while ((at -= hours * Math.log(1 - random.nextDouble())) < to * 24) {
            log.add(T0 + (long) (at * HOUR), new EventId(new RecordId(source, ++records), 0));
        }
        return log;
    }

    private static List<String> found(Ends ends) {
        return ends.find(ends.count() + 1_000, 0.001, 3, Progress.NONE).stream().map(Ends.End::toString).toList();
    }

    @Test
    void namesTheLogThatWasCutAtItsEndOrItsBegin() {
        for (int cut = 3; cut <= 60; cut += 19) {
            Ends ends = new Ends();
            ends.add("a", "x", 1, log(1, 1, 0, DAYS));
            ends.add("b", "x", 2, log(2, 1, 0, DAYS - cut));
            ends.add("c", "x", 3, log(3, 1, cut, DAYS));
            List<String> found = found(ends);
            assertEquals(2, found.size(), found.toString());
            assertEquals("b (S2) ends with ", found.get(0).substring(0, 17), found.toString());
            assertEquals("c (S3) begins with ", found.get(1).substring(0, 19), found.toString());
        }
    }

    @Test
    void aLogThatIsRareByNatureIsNotNamed() {
        Ends ends = new Ends();
        ends.add("a", "x", 1, log(1, 1, 0, DAYS));
        ends.add("b", "x", 2, log(2, 48, 1, DAYS - 6));
        assertEquals(List.of(), found(ends));
    }

    @Test
    void filesOfOneLogOneAfterTheOtherAreOneLog() {
        Ends ends = new Ends();
        ends.add("a", "x", 1, log(1, 1, 0, 30));
        ends.add("a", "x", 2, log(2, 1, 30, 60));
        ends.add("a", "x", 3, log(3, 1, 60, DAYS));
        ends.add("b", "x", 4, log(4, 1, 0, DAYS));
        assertEquals(List.of(), found(ends));
    }

    /** Three events of another application, years away, do not make every other log begin late. */
    @Test
    void singleEventsFarAwayStretchNothing() {
        Ends ends = new Ends();
        Silences far = log(1, 1, 0, DAYS);
        for (int i = 0; i < 3; i++) {
            far.add(T0 - (9_000 + i) * HOUR, new EventId(new RecordId(1, ++records), 0));
        }
        ends.add("a", "x", 1, far);
        ends.add("b", "x", 2, log(2, 1, 0, DAYS));
        assertEquals(List.of(), found(ends));
    }
}
