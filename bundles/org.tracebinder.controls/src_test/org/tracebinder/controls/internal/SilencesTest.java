// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tracebinder.core.EventId;
import org.tracebinder.core.RecordId;

class SilencesTest {

    private static final long HOUR = 3_600_000_000_000L;
    private static final long T0 = 1_772_323_200_000_000_000L; // a Sunday
    private static final int DAYS = 90;

    /** Events by a rate per hour, without those from one hour to another. */
    private static Silences log(int days, long seed, LongToDoubleFunction rate, int gapFrom, int gapTo) {
        Random random = new Random(seed);
        Silences log = new Silences();
        long n = 0;
        for (int h = 0; h < days * 24; h++) {
            double left = rate.applyAsDouble(h);
            while ((left -= -Math.log(1 - random.nextDouble())) > 0) {
                long time = T0 + h * HOUR + (long) (random.nextDouble() * HOUR);
                if (h < gapFrom || h >= gapTo) {
                    log.add(time, new EventId(new RecordId(1, ++n), 0));
                }
            }
        }
        return log;
    }

    private static List<Silences.Window> find(Silences log) {
        return log.find(log.count(), 0.001, 3);
    }

    private static double office(long hour) {
        long day = hour / 24 % 7;
        long ofDay = hour % 24;
        return day == 0 || day == 6 ? 0 : ofDay >= 8 && ofDay < 18 ? 5 : 0.02;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.7, 1, 3, 50})
    void findsAPlantedGapAndNothingElse(double rate) {
        for (int seed = 0; seed < 10; seed++) {
            int from = 40 * 24;
            int to = from + 36;
            List<Silences.Window> found = find(log(DAYS, seed, h -> rate, from, to));
            assertEquals(1, found.size(), "rate " + rate + ", seed " + seed);
            Silences.Window w = found.get(0);
            assertTrue(w.from() < T0 + from * HOUR && w.to() >= T0 + to * HOUR);
            assertTrue(w.before().compareTo(w.after()) < 0);
        }
    }

    /** A call every so many seconds, and those of 36 hours pushed into the hours after, as in the synthetic trail. */
    @ParameterizedTest
    @ValueSource(ints = {300, 400, 500, 600, 700, 1000, 5000, 20000})
    void findsTheGapInRegularCalls(int calls) {
        long from = T0 + 40 * 24 * HOUR;
        long to = from + 36 * HOUR;
        Silences log = new Silences();
        for (int i = 0; i < calls; i++) {
            long time = T0 + i * (DAYS * 24 * HOUR / calls);
            log.add(time >= from && time < to ? to + (time - from) / 8 : time, new EventId(new RecordId(1, i + 1), 0));
        }
        List<Silences.Window> found = find(log);
        assertEquals(1, found.size());
        assertTrue(found.get(0).from() < from && found.get(0).to() >= to);
    }

    @Test
    void staysCalmOnSteadyLogs() {
        int alarms = 0;
        for (int seed = 0; seed < 120; seed++) {
            double rate = List.of(0.05, 0.3, 1.0, 4.0).get(seed % 4);
            alarms += find(log(DAYS, seed, h -> rate, 0, 0)).isEmpty() ? 0 : 1;
        }
        assertTrue(alarms <= 2, alarms + " false alarms in 120 logs");
    }

    @Test
    void knowsNightsAndWeekends() {
        for (int seed = 0; seed < 20; seed++) {
            assertEquals(List.of(), find(log(DAYS, seed, SilencesTest::office, 0, 0)), "seed " + seed);
            int monday = 36 * 24; // the 37th day is a Monday
            assertEquals(1, find(log(DAYS, seed, SilencesTest::office, monday, monday + 24)).size(), "seed " + seed);
        }
    }

    @Test
    void aGrowingLogIsNoGap() {
        for (int seed = 0; seed < 20; seed++) {
            assertEquals(List.of(), find(log(DAYS, seed, h -> 0.02 + h / 2160.0 * 3, 0, 0)), "seed " + seed);
        }
    }

    @Test
    void burstsOfOneUserSeldomRaiseAnAlarm() {
        int alarms = 0;
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            Silences log = new Silences();
            double hour = 0;
            for (long n = 1; hour < DAYS * 24; n++) {
                // silences over some orders of magnitude: there is no usual rate
                hour += Math.exp(random.nextGaussian() * 1.2);
                log.add(T0 + (long) (hour * HOUR), new EventId(new RecordId(1, n), 0));
            }
            alarms += find(log).isEmpty() ? 0 : 1;
        }
        assertTrue(alarms <= 10, alarms + " alarms in 40 logs");
    }

    @Test
    void judgesNoLogWithoutARate() {
        assertFalse(log(1, 1, h -> 0.5, 0, 0).judged());
        assertTrue(log(10, 1, h -> 1, 0, 0).judged());
    }

    @Test
    void respectsTheShortestSilence() {
        Silences log = log(DAYS, 1, h -> 50, 100, 110);
        assertEquals(1, log.find(log.count(), 0.001, 3).size());
        assertEquals(0, log.find(log.count(), 0.001, 24).size());
    }
}
