// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tracebinder.core.Event;
import org.tracebinder.core.Field;

/** How values look on the screen: in the language of the user, times always in UTC. */
public final class Formats {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long BILLION = 1_000_000_000L;

    private Formats() {
    }

    /**
     * @param field some field
     * @param value its value, may be null
     * @return words for a person, empty when there is no value; one line
     */
    public static String cell(Field<?> field, Object value) {
        if (value == null) {
            return "";
        }
        return switch (field.type()) {
            case TIME -> time((Long) value);
            case DURATION -> duration((Long) value);
            case LONG -> number(((Number) value).longValue());
            case DECIMAL -> decimal((BigDecimal) value);
            case KEYWORDS -> ((List<?>) value).stream().map(String::valueOf).collect(Collectors.joining(", "));
            case KEYWORD, TEXT -> oneLine(value.toString());
        };
    }

    /**
     * @param field some field
     * @param value its value, may be null
     * @return the value as files and queries write it: ISO times, plain numbers
     */
    public static String plain(Field<?> field, Object value) {
        if (value == null) {
            return "";
        }
        return switch (field.type()) {
            case TIME -> instant((Long) value).toString();
            case KEYWORDS -> ((List<?>) value).stream().map(String::valueOf).collect(Collectors.joining(" "));
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            default -> value.toString();
        };
    }

    /**
     * @param nanos since 1970, or {@link Event#NONE}
     * @return {@code 2026-03-01 00:00:00.576}, UTC; empty when there is no time
     */
    public static String time(long nanos) {
        return nanos == Event.NONE ? "" : TIME.format(instant(nanos));
    }

    /**
     * @param nanos since 1970
     * @return the same moment
     */
    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, BILLION), Math.floorMod(nanos, BILLION));
    }

    /**
     * @param nanos a duration
     * @return {@code 35 ms}, {@code 1.24 s}, {@code 3 min 05 s}
     */
    public static String duration(long nanos) {
        if (nanos < 0) {
            return "";
        }
        if (nanos < BILLION) {
            return nanos < 1_000_000 ? number(nanos / 1_000) + " \u00b5s" : number(nanos / 1_000_000) + " ms";
        }
        if (nanos < 60 * BILLION) {
            return String.format(Locale.getDefault(), "%.2f s", nanos / (double) BILLION);
        }
        long seconds = nanos / BILLION;
        return seconds < 3_600 ? String.format(Locale.getDefault(), "%d min %02d s", seconds / 60, seconds % 60)
                : String.format(Locale.getDefault(), "%s h %02d min", number(seconds / 3_600), seconds / 60 % 60);
    }

    /**
     * @param value a count
     * @return with the thousands of the user's language
     */
    public static String number(long value) {
        return NumberFormat.getIntegerInstance().format(value);
    }

    /**
     * @param bytes a size
     * @return {@code 812 bytes}, {@code 3.4 KiB}, {@code 1.2 GiB}
     */
    public static String bytes(long bytes) {
        if (bytes < 1_024) {
            return Messages.bind(Messages.Formats_bytes, number(bytes));
        }
        double size = bytes;
        int unit = -1;
        while (size >= 1_024 && unit < 3) {
            size /= 1_024;
            unit++;
        }
        return String.format(Locale.getDefault(), "%.1f %s", size, List.of("KiB", "MiB", "GiB", "TiB").get(unit));
    }

    /**
     * @param text several lines
     * @return one line, not longer than a cell can show
     */
    public static String oneLine(String text) {
        String cut = text.length() > 400 ? text.substring(0, 400) + "\u2026" : text;
        return cut.replaceAll("\\s+", " ").strip();
    }

    private static String decimal(BigDecimal value) {
        NumberFormat format = NumberFormat.getNumberInstance();
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(6);
        format.setRoundingMode(RoundingMode.HALF_EVEN);
        return format.format(value);
    }
}
