// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.securitylog;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tracebinder.core.Event;
import org.tracebinder.core.TimeRule;
import org.tracebinder.formats.common.Times;

/** Times as syslog and its payloads write them. A time without a year stays text: the year is not for us to guess. */
final class SyslogTimes {

    private static final List<String> MONTHS = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep",
            "oct", "nov", "dec");
    private static final Pattern NAMED = Pattern.compile("([A-Za-z]{3}) +(\\d{1,2}) +(\\d{4}) +"
            + "(\\d{1,2}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,9}))?(?: +(UTC|GMT|Z))?");
    private static final Pattern RFC_5424 = Pattern.compile("^<\\d{1,3}>\\d{1,2} (\\S{10,40}) ");
    private static final Pattern RFC_3164 = Pattern.compile(
            "^(?:<\\d{1,3}>)?([A-Z][a-z]{2} [ \\d]\\d \\d{2}:\\d{2}:\\d{2})");
    private static final Pattern ISO = Pattern.compile("^(?:<\\d{1,3}>)?(\\d{4}-\\d{2}-\\d{2}T\\S{8,30})");

    private SyslogTimes() {
    }

    /** @return milliseconds since 1970, ISO 8601, or month name, day, year and time; else the text alone */
    static Times.Time parse(String text) {
        Matcher m = NAMED.matcher(text.strip());
        if (!m.matches()) {
            return Times.parse(text);
        }
        int month = MONTHS.indexOf(m.group(1).toLowerCase(Locale.ROOT)) + 1;
        int hour = Integer.parseInt(m.group(4));
        int minute = Integer.parseInt(m.group(5));
        int second = Integer.parseInt(m.group(6));
        if (month == 0 || hour > 23 || minute > 59 || second > 60) {
            return new Times.Time(Event.NONE, text, null);
        }
        try {
            long day = LocalDate.of(Integer.parseInt(m.group(3)), month, Integer.parseInt(m.group(2))).toEpochDay();
            long seconds = day * 86_400L + hour * 3_600L + minute * 60L + second;
            long nanos = m.group(7) == null ? 0 : Long.parseLong((m.group(7) + "000000000").substring(0, 9));
            return Math.abs(seconds) > Long.MAX_VALUE / 1_000_000_000L - 1 ? new Times.Time(Event.NONE, text, null)
                    : new Times.Time(seconds * 1_000_000_000L + nanos, text, m.group(8) == null ? TimeRule.LOCAL_AS_UTC
                    : TimeRule.ISO_OFFSET);
        } catch (DateTimeException e) {
            // the 31st of February: the text is kept, the time is unknown
            return new Times.Time(Event.NONE, text, null);
        }
    }

    /** @return the time in a syslog header; of the old form, which has no year, only the text */
    static Times.Time header(String syslog) {
        for (Pattern form : new Pattern[] {RFC_5424, ISO}) {
            Matcher m = form.matcher(syslog + " ");
            if (m.find()) {
                return Times.parse(m.group(1));
            }
        }
        Matcher old = RFC_3164.matcher(syslog);
        return old.find() ? new Times.Time(Event.NONE, old.group(1), null) : Times.Time.UNKNOWN;
    }
}
