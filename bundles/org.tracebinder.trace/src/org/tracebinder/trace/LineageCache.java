// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.io.IOException;
import java.util.List;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;

/**
 * Keeps the lineage of one trail until the trail changes, that is, until a source is added or its totals change. Held
 * by whoever holds the trail. Thread-safe: callers wait for the one that reads.
 */
public final class LineageCache {

    private Trail trail;
    private List<SourceInfo> state;
    private Lineage lineage;

    /**
     * @return the lineage of the trail as it is now
     * @throws IOException    when the trail can't be read
     * @throws QueryException never for a trail that knows the fields of the common event
     */
    public synchronized Lineage get(Trail of, Progress progress) throws IOException, QueryException {
        List<SourceInfo> now = List.copyOf(of.sources());
        if (lineage == null || trail != of || !now.equals(state)) {
            lineage = Lineage.of(of, progress);
            trail = of;
            state = now;
        }
        return lineage;
    }
}
