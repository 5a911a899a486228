// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.Comparator;
import java.util.List;
import org.tracebinder.core.EventId;

/**
 * A column of what a run wrote rests on a column of what it read.
 *
 * @param out    what was written
 * @param column its column, null for all of them
 * @param in     what was read, in any version
 * @param field  its column
 * @param events the records that say so; not part of what makes two of them the same
 */
record RunColumn(Thing out, String column, Series in, String field, String type, String subtype, String description,
        Boolean masking, List<EventId> events) implements Comparable<RunColumn> {

    private static final Comparator<String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<RunColumn> ORDER = Comparator.comparing(RunColumn::out)
            .thenComparing(RunColumn::column, TEXT).thenComparing(RunColumn::in).thenComparing(RunColumn::field)
            .thenComparing(RunColumn::type, TEXT).thenComparing(RunColumn::subtype, TEXT)
            .thenComparing(RunColumn::description, TEXT)
            .thenComparing(RunColumn::masking, Comparator.nullsFirst(Comparator.naturalOrder()));

    @Override
    public int compareTo(RunColumn other) {
        return ORDER.compare(this, other);
    }

    RunColumn saidBy(List<EventId> records) {
        return new RunColumn(out, column, in, field, type, subtype, description, masking, records);
    }
}
