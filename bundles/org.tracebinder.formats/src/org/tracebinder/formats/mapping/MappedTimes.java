// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mapping;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.tracebinder.core.TimeRule;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.BadRecordException;

/** Reads times as a mapping says. A time that is written otherwise is refused, never guessed. Thread-safe. */
final class MappedTimes {

    private static final Map<String, DateTimeFormatter> PATTERNS = new ConcurrentHashMap<>();
    /** The year of an era outside quotes. */
    private static final Pattern YEAR = Pattern.compile("y+(?=(?:[^']*'[^']*')*[^']*$)");
    private static final int MAX_PATTERNS = 1_000;

    private MappedTimes() {
    }

    /**
     * @param text as it stands in the record
     * @return the time, with the rule by which it was read
     * @throws BadRecordException when the text is no time of that format
     */
    static Times.Time read(String text, Mapping.TimeFormat format) throws BadRecordException {
        return switch (format.style()) {
            case ISO -> iso(text, format);
            case PATTERN -> pattern(text, format);
            case SECONDS -> epoch(text, 9, TimeRule.EPOCH_SECONDS);
            case MILLIS -> epoch(text, 6, TimeRule.EPOCH_MILLIS);
            case MICROS -> epoch(text, 3, TimeRule.EPOCH_MICROS);
            case NANOS -> epoch(text, 0, TimeRule.EPOCH_NANOS);
        };
    }

    private static Times.Time epoch(String text, int power, TimeRule rule) throws BadRecordException {
        BigDecimal value = Nodes.decimal(text);
        BigDecimal nanos = value == null ? null : value.scaleByPowerOfTen(power);
        if (nanos == null || nanos.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) >= 0) {
            throw bad(text, rule.label());
        }
        return new Times.Time(nanos.longValue(), text, rule);
    }

    private static Times.Time iso(String text, Mapping.TimeFormat format) throws BadRecordException {
        Times.Time read = Times.parse(text);
        boolean zoned = read.rule() == TimeRule.ISO_OFFSET;
        boolean local = read.rule() == TimeRule.LOCAL_AS_UTC || read.rule() == TimeRule.DATE_AS_UTC;
        if (!read.known() || !zoned && !local) {
            throw bad(text, "ISO 8601");
        }
        if (zoned || format.zone() == null) {
            return read;
        }
        LocalDateTime wall = LocalDateTime.ofInstant(Instant.ofEpochSecond(Math.floorDiv(read.nanos(), 1_000_000_000L),
                Math.floorMod(read.nanos(), 1_000_000_000L)), ZoneOffset.UTC);
        return at(wall, format.zone(), text);
    }

    private static Times.Time pattern(String text, Mapping.TimeFormat format) throws BadRecordException {
        try {
            TemporalAccessor parsed = formatter(format.pattern()).parseBest(text.strip(), ZonedDateTime::from,
                    OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            ZoneId zone = format.zone() == null ? ZoneOffset.UTC : format.zone();
            return switch (parsed) {
                case ZonedDateTime z -> at(z.toInstant(), text, TimeRule.MAPPING);
                case OffsetDateTime o -> at(o.toInstant(), text, TimeRule.MAPPING);
                case LocalDateTime l -> format.zone() == null
                        ? at(l.toInstant(ZoneOffset.UTC), text, TimeRule.LOCAL_AS_UTC) : at(l, zone, text);
                case LocalDate d -> at(d.atStartOfDay(zone).toInstant(), text, format.zone() == null
                        ? TimeRule.DATE_AS_UTC : TimeRule.MAPPING);
                default -> throw bad(text, format.pattern());
            };
        } catch (DateTimeException e) {
            throw bad(text, format.pattern());
        }
    }

    /** Where a clock is put forward, an hour does not exist; where it is put back, one comes twice. */
    private static Times.Time at(LocalDateTime wall, ZoneId zone, String text) throws BadRecordException {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(wall);
        if (offsets.isEmpty()) {
            throw new BadRecordException("'" + text + "' is no time in " + zone
                    + ": the clock was put forward over it");
        }
        return at(wall.toInstant(offsets.get(0)), text, offsets.size() > 1 ? TimeRule.MAPPING_FIRST_OF_TWO
                : TimeRule.MAPPING);
    }

    /**
     * A day that does not exist, the 31st of February say, is no other day (the default of Java takes the last of the
     * month). The year of an era, letter y, is meant as the year alone, letter u, which needs no era.
     *
     * @throws IllegalArgumentException when it is no pattern
     */
    static DateTimeFormatter formatter(String pattern) {
        if (PATTERNS.size() > MAX_PATTERNS) {
            PATTERNS.clear();
        }
        return PATTERNS.computeIfAbsent(pattern, p -> DateTimeFormatter
                .ofPattern(p.contains("G") ? p : YEAR.matcher(p).replaceAll(m -> "u".repeat(m.group().length())),
                        Locale.ROOT).withResolverStyle(ResolverStyle.STRICT));
    }

    private static Times.Time at(Instant instant, String text, TimeRule rule) throws BadRecordException {
        try {
            return new Times.Time(Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L),
                    instant.getNano()), text, rule);
        } catch (ArithmeticException e) {
            throw bad(text, "a year between 1678 and 2261");
        }
    }

    private static BadRecordException bad(String text, String format) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "\u2026" : text;
        return new BadRecordException("'" + shown + "' is not a time as the mapping says: " + format);
    }
}
