// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.query;

import java.io.IOException;
import java.util.List;
import org.tracebinder.core.Field;
import org.tracebinder.core.Progress;

/**
 * The hits of one question by their number, in the order that was asked for: for tables over any number of hits.
 * Thread-safe. Reads from disk: never on a user-interface thread.
 */
public interface RankedRows {

    /**
     * @param from     number of the first hit, from 0
     * @param count    hits wanted, 1 to 100,000
     * @param columns  fields to fill in each hit
     * @param progress says when nobody waits any more
     * @return the hits, fewer at the end
     * @throws QueryException when the query can't be understood, or hits can't be sorted as asked
     */
    List<Row> rows(long from, int count, List<Field<?>> columns, Progress progress) throws QueryException, IOException;
}
