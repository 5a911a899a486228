// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of an event in the trail. It comes from the position in the source alone, so two imports of the same files
 * give the same ids.
 *
 * @param record  the record that tells of the event
 * @param ordinal 0 when the record holds exactly one event, else the number of the event in its record, from 1
 */
public record EventId(RecordId record, int ordinal) implements Comparable<EventId> {

    private static final Pattern FORM = Pattern.compile("S(\\d{1,9}):(\\d{1,15})(?:\\.(\\d{1,9}))?");
    private static final Comparator<EventId> ORDER =
            Comparator.comparing(EventId::record).thenComparingInt(EventId::ordinal);

    /**
     * @param text {@code S3:1042} or {@code S3:1042.2}
     * @return the id
     * @throws IllegalArgumentException when the text has another form
     */
    public static EventId parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not an id such as S3:1042 or S3:1042.2");
        }
        RecordId record = new RecordId(Integer.parseInt(m.group(1)), Long.parseLong(m.group(2)));
        return new EventId(record, m.group(3) == null ? 0 : Integer.parseInt(m.group(3)));
    }

    /** @return true when the text has the form of an event or record id */
    public static boolean isId(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(EventId other) {
        return ORDER.compare(this, other);
    }

    /** @return {@code S3:1042} or {@code S3:1042.2} */
    @Override
    public String toString() {
        return ordinal == 0 ? record.toString() : record + "." + ordinal;
    }
}
