// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tracebinder.core.Event;
import org.tracebinder.core.words.Count;

/** Numbers, times and foreign text as people read them on a console. All methods are pure. */
final class Words {

    private static final long BILLION = 1_000_000_000L;
    /** A number with its noun behind it, not part of a name or a digest. */
    private static final Pattern LARGE = Pattern.compile("(?<![\\w.,:/@#-])[1-9]\\d{4,17}(?= [a-z])");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {
    }

    /** @return the number with its thousands grouped: {@code 199,341} */
    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** @return the number and the noun, in the plural unless it is one: {@code 1 record}, {@code 12 records} */
    static String count(long value, String noun) {
        return number(value) + " " + Count.noun(value, noun);
    }

    /** @return the sentence of the product with its large numbers grouped; digests and years stay as they are */
    static String grouped(String sentence) {
        return LARGE.matcher(sentence).replaceAll(m -> number(Long.parseLong(m.group())));
    }

    /** @return bytes for people: {@code 812 bytes}, {@code 199.3 KB}, {@code 1.2 GB} (powers of ten) */
    static String bytes(long value) {
        if (value < 1000) {
            return count(value, "byte");
        }
        String[] units = {"KB", "MB", "GB", "TB", "PB"};
        double scaled = value / 1000.0;
        int unit = 0;
        while (scaled >= 999.95 && unit < units.length - 1) {
            scaled /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", scaled, units[unit]);
    }

    /** @return seconds for people: {@code 0.4 s}, {@code 12 s}, {@code 3 min 5 s} */
    static String seconds(double value) {
        if (value < 10) {
            return String.format(Locale.ROOT, "%.1f s", value);
        }
        long whole = Math.round(value);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600 ? whole / 60 + " min " + whole % 60 + " s" : whole / 3600 + " h " + whole % 3600 / 60
                + " min";
    }

    /**
     * @param nanos nanoseconds since 1970, or {@link Event#NONE}
     * @return the instant, or null
     */
    static Instant instant(long nanos) {
        return nanos == Event.NONE ? null
                : Instant.ofEpochSecond(Math.floorDiv(nanos, BILLION), Math.floorMod(nanos, BILLION));
    }

    /** @return the instant in ISO 8601 with all its digits, or null */
    static String iso(Long nanos) {
        return nanos == null || nanos == Event.NONE ? null : instant(nanos).toString();
    }

    /** @return date and time to the second, UTC, or a dash */
    static String time(Long nanos) {
        return nanos == null || nanos == Event.NONE ? "-" : time(instant(nanos));
    }

    /** @return date and time to the second, UTC, or a dash */
    static String time(Instant instant) {
        return instant == null ? "-" : MINUTE.format(instant);
    }

    /** @return a span of nanoseconds for people, or a dash */
    static String duration(long nanos) {
        if (nanos == Event.NONE) {
            return "-";
        }
        long millis = Duration.ofNanos(nanos).toMillis();
        return millis < 1000 ? millis + " ms" : seconds(millis / 1000.0);
    }

    /** @return the text, or a dash when there is none */
    static String orDash(Object value) {
        return value == null || value.toString().isEmpty() ? "-" : line(value.toString());
    }

    /**
     * Makes foreign text harmless for a terminal: white space becomes one blank, control characters and marks that turn
     * the direction of writing are taken out, so no record can move the cursor or forge a line.
     *
     * @return one line
     */
    static String line(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                blank = true;
            } else if (!unsafe(c)) {
                if (blank && out.length() > 0) {
                    out.append(' ');
                }
                blank = false;
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    private static boolean unsafe(int c) {
        return Character.isISOControl(c) || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c == 0x200E
                || c == 0x200F || c == 0xFEFF || Character.getType(c) == Character.SURROGATE;
    }

    /** @return columns that the text takes on a terminal: East Asian signs take two, combining marks none */
    static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            width += width(c);
        }
        return width;
    }

    private static int width(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        // Unicode Standard Annex 11: the blocks whose signs are wide
        boolean wide = c >= 0x1100 && c <= 0x115F || c >= 0x2E80 && c <= 0xA4CF || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF || c >= 0xFE30 && c <= 0xFE4F || c >= 0xFF00 && c <= 0xFF60
                || c >= 0x1F300 && c <= 0x1FAFF || c >= 0x20000 && c <= 0x3FFFD;
        return wide ? 2 : 1;
    }

    /** @return the text, cut with an ellipsis where it takes more columns than that */
    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int used = 0;
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            used += width(c);
            if (used > columns - 1) {
                break;
            }
            out.appendCodePoint(c);
        }
        return out.append('…').toString();
    }

    /** @return the text in lines of at most so many columns, broken at blanks where there are any; never empty */
    static List<String> wrap(String text, int columns) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (width(rest) > columns) {
            int end = 0;
            int used = 0;
            while (end < rest.length()) {
                int c = rest.codePointAt(end);
                used += width(c);
                if (used > columns) {
                    break;
                }
                end += Character.charCount(c);
            }
            end = Math.max(end, Character.charCount(rest.codePointAt(0))); // a wide sign in a narrow column
            int blank = rest.lastIndexOf(' ', end);
            int cut = blank > 0 ? blank : end;
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}
