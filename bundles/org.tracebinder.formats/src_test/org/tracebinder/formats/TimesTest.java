// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.TimeRule;
import org.tracebinder.formats.common.Times;

/** The ways in which sources write the same moment, 2026-03-01T12:00:00.123456789Z, and what is no time at all. */
class TimesTest {

    private static final long NANOS = 1_772_366_400_123_456_789L;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2026-03-01T12:00:00.123456789Z|ISO_OFFSET|0", "2026-03-01T14:00:00.123456789+02:00|ISO_OFFSET|0",
        "2026-03-01T14:00:00.123456789+0200|ISO_OFFSET|0", "2026-03-01 09:30:00.123456789-02:30|ISO_OFFSET|0",
        "2026-03-01 12:00:00.123456789 UTC|ISO_OFFSET|0", "2026-03-01 12:00:00.123456 0000|ISO_OFFSET|789",
        "2026-03-01 12:00:00.123456789 +00|ISO_OFFSET|0", "2026-03-01T12:00:00.123456789123Z|ISO_OFFSET|0",
        "2026-03-01T13:00:00.123456789+01:00[Europe/Berlin]|ISO_OFFSET|0",
        "2026-03-01 12:00:00.123456789|LOCAL_AS_UTC|0", "2026-03-01T12:00:00|LOCAL_AS_UTC|123456789",
        "2026-03-01 12:00|LOCAL_AS_UTC|123456789", "2026-03-01T12:00:00,123Z|ISO_OFFSET|456789",
        "1772366400123456789|EPOCH_NANOS|0", "1772366400123456|EPOCH_MICROS|789", "1772366400123|EPOCH_MILLIS|456789",
        "1772366400.123456789|EPOCH_SECONDS|0", "1772366400|EPOCH_SECONDS|123456789",
        "1.772366400123456789E9|EPOCH_SECONDS|0"})
    void sameMoment(String text, TimeRule rule, long lost) {
        Times.Time t = Times.parse(text);
        assertEquals(NANOS - lost, t.nanos());
        assertEquals(rule, t.rule());
        assertEquals(text, t.text());
    }

    @Test
    void dates() {
        assertEquals(TimeRule.DATE_AS_UTC, Times.parse("2026-03-01").rule());
        assertEquals(NANOS / 1_000_000_000 - 12 * 3600, Times.parse("2026-03-01").nanos() / 1_000_000_000);
        assertEquals(-1_000_000_000L, Times.parse("1969-12-31T23:59:59Z").nanos());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{ any(result) }}", "2026-02-30T00:00:00Z", "2026-13-01", "2026-03-01T25:00:00Z",
            "yesterday",
        "2026-03-01T12:00:00+99:00", "9999-01-01T00:00:00Z", "99999999999999999999999", "-", "."})
    void noTimeButTheTextIsKept(String text) {
        Times.Time t = Times.parse(text);
        assertEquals(Event.NONE, t.nanos());
        assertEquals(text, t.text());
        assertEquals(null, t.rule());
    }

    @Test
    void zeroNanosecondsMeansUnknown() {
        assertEquals(Event.NONE, Times.nanos("0").nanos());
        assertEquals(5, Times.nanos("5").nanos());
    }
}
