// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads moments and days as a person types them. */
final class Moment {

    private Moment() {
    }

    /** @return the instant of {@code 2026-09-24T12:00:00Z}, of the same with an offset, or the begin of a day, UTC */
    static Instant instant(String text) throws UsageException {
        try {
            return text.length() <= 10 ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
        } catch (DateTimeException e) {
            throw new UsageException("'" + Words.line(text) + "' is no moment such as 2026-09-24T12:00:00Z or "
                    + "2026-09-24.");
        }
    }

    /** @return the day of {@code 2026-09-24} */
    static LocalDate day(String text) throws UsageException {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new UsageException("'" + Words.line(text) + "' is no date such as 2026-12-02.");
        }
    }
}
