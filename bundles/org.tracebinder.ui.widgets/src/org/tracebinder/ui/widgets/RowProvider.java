// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.List;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.Row;

/** The rows of an event table. Thread-safe; {@link #rows} blocks and is called in the background only. */
public interface RowProvider {

    /** No rows. */
    RowProvider EMPTY = new RowProvider() {
        @Override
        public long total() {
            return 0;
        }

        @Override
        public List<Row> rows(long first, int count, Progress progress) {
            return List.of();
        }
    };

    /** @return number of rows; does not change and does not block */
    long total();

    /**
     * @param first    number of the first row, from 0
     * @param count    rows wanted
     * @param progress says when nobody waits any more
     * @return the rows, fewer at the end
     * @throws Exception shown in the table in place of the rows
     */
    List<Row> rows(long first, int count, Progress progress) throws Exception;
}
