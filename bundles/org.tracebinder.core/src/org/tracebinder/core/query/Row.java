// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.query;

import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;

/** The columns of one event that were asked for. In a scan the row is reused: take out what you keep. */
public interface Row {

    /** @return the event */
    EventId id();

    /**
     * @param field one of the columns that were asked for
     * @return its value, or null when the event does not say
     * @throws IllegalArgumentException when the column was not asked for
     */
    <T> T get(Field<T> field);
}
