// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.Map;
import org.tracebinder.core.EventId;

/**
 * One row of a table that the engine makes of a trail.
 *
 * @param values   texts and whole numbers by column; a column without a value is not there
 * @param evidence events that show the row, each with its trace, {@link #LOOK} where the event has to say it, or null
 * @param query    selects the events behind the row; empty when only their ids do
 */
record TableRow(Map<String, Object> values, Map<EventId, String> evidence, String query) {

    /** In place of a trace: it stands in the event. */
    static final String LOOK = "\u0000";

    /** @return the value as it is written in sentences */
    String text(String column, Table table) {
        Object value = values.get(column);
        if (value == null) {
            return "(none)";
        }
        return table.times().contains(column) ? Table.time((Long) value) : value.toString();
    }
}
