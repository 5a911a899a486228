// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tracebinder.core.Event;
import org.tracebinder.core.TimeRule;
import tools.jackson.databind.JsonNode;

/** Reads the times that occur in logs, and says by which rule. */
public final class Times {

    /**
     * A time as a record gives it.
     *
     * @param nanos since 1970-01-01T00:00Z, or {@link Event#NONE} when the text is no time
     * @param text  as it stands in the record, null when there is none
     * @param rule  how the text was read, null when it was not
     */
    public record Time(long nanos, String text, TimeRule rule) {

        /** No time at all. */
        public static final Time UNKNOWN = new Time(Event.NONE, null, null);

        /** @return true when the text was read */
        public boolean known() {
            return nanos != Event.NONE;
        }

        /** @return the same time, marked as coming from the document around the record */
        public Time fromDocument() {
            TimeRule rule = this.rule != null && !this.rule.zoneKnown() ? TimeRule.FROM_DOCUMENT_AS_UTC
                    : TimeRule.FROM_DOCUMENT;
            return known() ? new Time(nanos, text, rule) : this;
        }

        /**
         * @return nanoseconds from this time to the other, or {@link Event#NONE} when either is unknown or it runs back
         */
        public long until(Time end) {
            return known() && end.known() && end.nanos >= nanos ? end.nanos - nanos : Event.NONE;
        }
    }

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY_SECONDS = 86_400L;
    private static final long MAX_SECONDS = Long.MAX_VALUE / SECOND - 1;
    /**
     * Date, then time with fraction, then zone: Z, UTC, GMT, an offset with or without colon, or an offset whose plus
     * got lost.
     */
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})"
            + "(?:[T ]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,18}))?)?"
            + "\\s*(Z|z|UTC|GMT|[+-]\\d{2}(?::?\\d{2}(?::?\\d{2})?)?|\\d{4})?(?:\\s*\\[[^\\]]{1,40}\\])?)?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,25}(\\.\\d{0,25})?([eE][+-]?\\d{1,2})?");

    private Times() {
    }

    /**
     * @return the time in a text of any of the known forms; a bare number is read by its magnitude, which the rule
     * tells
     */
    public static Time parse(String text) {
        if (text == null || text.isBlank()) {
            return Time.UNKNOWN;
        }
        String trimmed = text.strip();
        if (trimmed.length() > 80) {
            return new Time(Event.NONE, text, null);
        }
        Matcher iso = ISO.matcher(trimmed);
        if (iso.matches()) {
            return iso(iso, text);
        }
        if (NUMBER.matcher(trimmed).matches()) {
            return number(new BigDecimal(trimmed), text);
        }
        return new Time(Event.NONE, text, null);
    }

    /** @return the time in a JSON value: text of any form, or a number read by its magnitude */
    public static Time of(JsonNode node) {
        if (node == null || node.isNull() || node.isContainer()) {
            return Time.UNKNOWN;
        }
        return parse(Nodes.text(node));
    }

    /** @return the first known time, else the first that at least has a text, else unknown */
    public static Time first(JsonNode object, String... names) {
        Time best = Time.UNKNOWN;
        for (String name : names) {
            Time t = of(object == null ? null : object.get(name));
            if (t.known()) {
                return t;
            }
            best = best.text() == null ? t : best;
        }
        return best;
    }

    /** @return a time in seconds since 1970, exact to the nanosecond however many digits there are */
    public static Time seconds(String text) {
        return NUMBER.matcher(text).matches() ? scaled(new BigDecimal(text), 9, text, TimeRule.EPOCH_SECONDS)
                : parse(text);
    }

    /** @return a time in nanoseconds since 1970; zero means unknown, as in OTLP */
    public static Time nanos(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return parse(text);
        }
        BigDecimal value = new BigDecimal(text);
        return value.signum() == 0 ? new Time(Event.NONE, text, null) : scaled(value, 0, text, TimeRule.EPOCH_NANOS);
    }

    private static Time number(BigDecimal value, String text) {
        double size = Math.abs(value.doubleValue());
        if (size >= 1e17) {
            return scaled(value, 0, text, TimeRule.EPOCH_NANOS);
        }
        if (size >= 1e14) {
            return scaled(value, 3, text, TimeRule.EPOCH_MICROS);
        }
        if (size >= 1e11) {
            return scaled(value, 6, text, TimeRule.EPOCH_MILLIS);
        }
        return scaled(value, 9, text, TimeRule.EPOCH_SECONDS);
    }

    private static Time scaled(BigDecimal value, int power, String text, TimeRule rule) {
        BigDecimal nanos = value.scaleByPowerOfTen(power);
        if (nanos.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) >= 0) {
            return new Time(Event.NONE, text, null);
        }
        return new Time(nanos.longValue(), text, rule);
    }

    private static Time iso(Matcher m, String text) {
        try {
            long day = LocalDate.of(number(m, 1), number(m, 2), number(m, 3)).toEpochDay();
            if (m.group(4) == null) {
                return at(day * DAY_SECONDS, 0, text, TimeRule.DATE_AS_UTC);
            }
            int hour = number(m, 4);
            int minute = number(m, 5);
            int second = m.group(6) == null ? 0 : number(m, 6);
            if (hour > 24 || minute > 59 || second > 60 || hour == 24 && minute + second > 0) {
                return new Time(Event.NONE, text, null);
            }
            String zone = m.group(8);
            long seconds = day * DAY_SECONDS + hour * 3600L + minute * 60L + second - offset(zone);
            return at(seconds, fraction(m.group(7)), text, zone == null ? TimeRule.LOCAL_AS_UTC : TimeRule.ISO_OFFSET);
        } catch (DateTimeException e) {
            // 2026-02-30 and the like: the text is kept, the time is unknown
            return new Time(Event.NONE, text, null);
        }
    }

    private static Time at(long seconds, long nanos, String text, TimeRule rule) {
        return Math.abs(seconds) > MAX_SECONDS ? new Time(Event.NONE, text, null)
                : new Time(seconds * SECOND + nanos, text, rule);
    }

    private static int number(Matcher m, int group) {
        return Integer.parseInt(m.group(group));
    }

    private static long fraction(String digits) {
        if (digits == null) {
            return 0;
        }
        return Long.parseLong((digits + "000000000").substring(0, 9));
    }

    private static int offset(String zone) {
        if (zone == null || !Character.isDigit(zone.charAt(zone.length() - 1))) {
            return 0;
        }
        boolean signed = !Character.isDigit(zone.charAt(0));
        String digits = zone.substring(signed ? 1 : 0).replace(":", "");
        int hours = Integer.parseInt(digits.substring(0, 2));
        int minutes = digits.length() >= 4 ? Integer.parseInt(digits.substring(2, 4)) : 0;
        int seconds = digits.length() >= 6 ? Integer.parseInt(digits.substring(4, 6)) : 0;
        if (hours > 18 || minutes > 59 || seconds > 59) {
            throw new DateTimeException("offset " + zone);
        }
        int total = hours * 3600 + minutes * 60 + seconds;
        return zone.charAt(0) == '-' ? -total : total;
    }
}
