// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui;

import java.util.List;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.RankedRows;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.core.query.Trail;
import org.tracebinder.ui.widgets.RowProvider;

/** The rows of one answer: the first page came with it, all others are asked for by their number. */
final class TrailRows implements RowProvider {

    /** Rows of the first page. */
    static final int PAGE = 256;

    private final SearchResult first;
    private final RankedRows rows;

    TrailRows(Trail trail, Question question, SearchResult first) {
        this.first = first;
        this.rows = trail.ranked(question.query(), question.sort());
    }

    @Override
    public long total() {
        return first.total();
    }

    @Override
    public List<Row> rows(long from, int count, Progress progress) throws Exception {
        List<Row> hits = first.hits();
        if (from + count <= hits.size() || from < hits.size() && hits.size() == total()) {
            return hits.subList((int) from, (int) Math.min(from + count, hits.size()));
        }
        return rows.rows(from, count, Question.COLUMNS, progress);
    }
}
