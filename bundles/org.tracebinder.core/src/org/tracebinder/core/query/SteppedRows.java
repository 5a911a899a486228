// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.query;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.core.Field;
import org.tracebinder.core.Progress;

/**
 * Hits by number over a trail that only knows pages: who jumps far ahead walks there in large steps that fetch no
 * columns, and every cursor on the way is kept.
 */
final class SteppedRows implements RankedRows {

    private static final int STRIDE = 8_192;

    private final Trail trail;
    private final String query;
    private final SearchRequest.Sort sort;
    /** Number of a hit to the cursor in front of it. */
    private final TreeMap<Long, String> cursors = new TreeMap<>();

    SteppedRows(Trail trail, String query, SearchRequest.Sort sort) {
        this.trail = trail;
        this.query = query;
        this.sort = sort;
    }

    @Override
    public synchronized List<Row> rows(long from, int count, List<Field<?>> columns, Progress progress)
            throws QueryException, IOException {
        Map.Entry<Long, String> near = cursors.floorEntry(from);
        long at = near == null ? 0 : near.getKey();
        String cursor = near == null ? null : near.getValue();
        while (at < from) {
            progress.check();
            SearchResult step = page(cursor, (int) Math.min(STRIDE, from - at), List.of(), progress);
            at += step.hits().size();
            cursor = step.next();
            if (cursor == null || step.hits().isEmpty()) {
                return List.of();
            }
            cursors.put(at, cursor);
        }
        SearchResult page = page(cursor, count, columns, progress);
        if (page.next() != null) {
            cursors.put(from + page.hits().size(), page.next());
        }
        return page.hits();
    }

    private SearchResult page(String cursor, int count, List<Field<?>> columns, Progress progress)
            throws QueryException, IOException {
        return trail.search(new SearchRequest(query, sort, count, cursor, columns, List.of(), 0, null), progress);
    }
}
