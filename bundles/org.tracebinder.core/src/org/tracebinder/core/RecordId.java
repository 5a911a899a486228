// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

/**
 * The place of a record: the n-th unit of a source as it was framed.
 *
 * @param source number of the source, from 1
 * @param record number of the record in its source, from 1, counted over all records that were read, good or bad
 */
public record RecordId(int source, long record) implements Comparable<RecordId> {

    /**
     * @param text {@code S3:1042}
     * @return the id
     * @throws IllegalArgumentException when the text has another form
     */
    public static RecordId parse(String text) {
        EventId id = EventId.parse(text);
        if (id.ordinal() != 0) {
            throw new IllegalArgumentException("'" + text + "' names an event, not a record");
        }
        return id.record();
    }

    @Override
    public int compareTo(RecordId other) {
        int bySource = Integer.compare(source, other.source);
        return bySource != 0 ? bySource : Long.compare(record, other.record);
    }

    /** @return {@code S3:1042} */
    @Override
    public String toString() {
        return "S" + source + ":" + record;
    }
}
