// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.query;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tracebinder.core.query.QueryException;

/** Reads dates, instants and durations as people write them in a query. */
final class Times {

    private static final Pattern DAY = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");
    private static final Pattern MINUTE = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})[Tt](\\d{2}:\\d{2})(:\\d{2})?([.,]\\d{1,9})?([Zz]|[+-]\\d{2}:?\\d{2})?");
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,12})?)(ns|us|µs|ms|s|m|min|h|d)?");
    private static final Map<String, Long> UNITS = Map.of("ns", 1L, "us", 1_000L, "µs", 1_000L, "ms", 1_000_000L, "s",
            1_000_000_000L, "m", 60_000_000_000L, "min", 60_000_000_000L, "h", 3_600_000_000_000L, "d",
            86_400_000_000_000L);
    private static final String EXPECTED =
            "a date such as 2026-03-01, a month 2026-03 or an instant 2026-03-01T10:15:00Z expected, not '";

    private Times() {
    }

    /**
     * A span of time.
     *
     * @param from  first nanosecond since 1970
     * @param to    last nanosecond, inclusive
     * @param whole true for a year, month or day: a range that ends with it holds all of it
     */
    record Span(long from, long to, boolean whole) {
    }

    /**
     * @return the span that the text names: a whole day, month or year, or an instant to the precision it is written
     * in
     */
    static Span time(String text, int at) throws QueryException {
        try {
            Matcher day = DAY.matcher(text);
            if (day.matches()) {
                int year = Integer.parseInt(day.group(1));
                if (day.group(2) == null) {
                    return days(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1));
                }
                int month = Integer.parseInt(day.group(2));
                if (day.group(3) == null) {
                    LocalDate first = YearMonth.of(year, month).atDay(1);
                    return days(first, first.plusMonths(1));
                }
                LocalDate date = LocalDate.of(year, month, Integer.parseInt(day.group(3)));
                return days(date, date.plusDays(1));
            }
            Matcher minute = MINUTE.matcher(text);
            if (minute.matches()) {
                return instant(minute, text, at);
            }
        } catch (DateTimeException e) {
            throw new QueryException("there is no such date as '" + text + "'", at);
        }
        throw new QueryException(EXPECTED + text + "'", at);
    }

    private static Span instant(Matcher m, String text, int at) throws QueryException {
        String seconds = m.group(3) == null ? ":00" : m.group(3);
        String fraction = m.group(4) == null ? "" : m.group(4).replace(',', '.');
        if (m.group(3) == null && !fraction.isEmpty()) {
            throw new QueryException(EXPECTED + text + "'", at);
        }
        String local = m.group(1) + "T" + m.group(2) + seconds + fraction;
        String zone = m.group(5) == null ? "Z" : m.group(5).toUpperCase(Locale.ROOT);
        if (zone.length() == 5) {
            zone = zone.substring(0, 3) + ":" + zone.substring(3);
        }
        Instant instant = zone.equals("Z") ? LocalDateTime.parse(local).toInstant(ZoneOffset.UTC)
                : OffsetDateTime.parse(local + zone).toInstant();
        long from = nanos(instant);
        long unit = m.group(3) == null ? 60_000_000_000L : 1_000_000_000L;
        for (int i = 1; i < fraction.length(); i++) {
            unit /= 10;
        }
        return new Span(from, from + unit - 1, false);
    }

    private static Span days(LocalDate from, LocalDate end) {
        return new Span(nanos(from.atStartOfDay().toInstant(ZoneOffset.UTC)),
                nanos(end.atStartOfDay().toInstant(ZoneOffset.UTC)) - 1, true);
    }

    /** Times outside 1677 to 2262 do not fit; the nearest that fits selects the same events. */
    private static long nanos(Instant instant) {
        try {
            return ChronoUnit.NANOS.between(Instant.EPOCH, instant);
        } catch (ArithmeticException e) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE + 1 : Long.MAX_VALUE - 86_400_000_000_000L;
        }
    }

    /** @return nanoseconds */
    static long duration(String text, int at) throws QueryException {
        Matcher m = LENGTH.matcher(text);
        if (!m.matches()) {
            throw new QueryException("a duration such as 1500 (milliseconds), 200ms, 5s or 1m expected, not '" + text
                    + "'", at);
        }
        long unit = UNITS.get(m.group(2) == null ? "ms" : m.group(2));
        BigDecimal nanos = new BigDecimal(m.group(1)).multiply(BigDecimal.valueOf(unit));
        return nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : nanos.longValue();
    }
}
