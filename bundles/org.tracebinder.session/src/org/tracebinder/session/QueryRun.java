// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.util.List;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Hash;

/**
 * A saved query, asked again.
 *
 * @param query        as it was saved
 * @param total        events that it finds now
 * @param resultHash   of what it finds now, by the rule of {@link SavedQuery#resultHash()}
 * @param addedCount   events found now and not then, exact
 * @param removedCount events found then and not now, exact
 * @param added        the first of them by id, at most {@value #LISTED}
 * @param removed      the same of those that are gone
 */
public record QueryRun(SavedQuery query, long total, Hash resultHash, long addedCount, long removedCount,
        List<EventId> added, List<EventId> removed) {

    /** Most ids that a run lists; counts are always exact. */
    public static final int LISTED = 1_000;

    /** Copies the lists. */
    public QueryRun {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** @return true when the same events are found as when the query was saved */
    public boolean same() {
        return resultHash.equals(query.resultHash());
    }
}
