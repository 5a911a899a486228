// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.core.Field;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.core.query.Trail;
import org.tracebinder.ui.widgets.RowProvider;

/**
 * The rows of one answer. A trail gives pages one after the other by cursor; who jumps far ahead walks there in large
 * steps
 * that fetch no columns, and every cursor on the way is kept.
 */
final class TrailRows implements RowProvider {

    /** Rows of the first page. */
    static final int PAGE = 256;

    /** Rows of a step ahead. */
    private static final int STRIDE = 8_192;

    private final Trail trail;
    private final Question question;
    private final SearchResult first;
    /** Number of a row to the cursor in front of it. */
    private final TreeMap<Long, String> cursors = new TreeMap<>();

    TrailRows(Trail trail, Question question, SearchResult first) {
        this.trail = trail;
        this.question = question;
        this.first = first;
        if (first.next() != null) {
            cursors.put((long) first.hits().size(), first.next());
        }
    }

    @Override
    public long total() {
        return first.total();
    }

    @Override
    public synchronized List<Row> rows(long from, int count, Progress progress) throws Exception {
        if (from == 0 && count <= first.hits().size() || from + count <= first.hits().size()) {
            return first.hits().subList((int) from, (int) from + count);
        }
        if (from == 0) {
            return first.next() == null ? first.hits() : page(null, count, Question.COLUMNS, progress).hits();
        }
        String cursor = cursorAt(from, progress);
        if (cursor == null) {
            return List.of();
        }
        SearchResult page = page(cursor, count, Question.COLUMNS, progress);
        remember(from + page.hits().size(), page.next());
        return page.hits();
    }

    private String cursorAt(long row, Progress progress) throws Exception {
        Map.Entry<Long, String> near = cursors.floorEntry(row);
        long at = near == null ? 0 : near.getKey();
        String cursor = near == null ? null : near.getValue();
        while (at < row) {
            progress.check();
            SearchResult step = page(cursor, (int) Math.min(STRIDE, row - at), List.of(), progress);
            at += step.hits().size();
            cursor = step.next();
            if (cursor == null || step.hits().isEmpty()) {
                return null;
            }
            remember(at, cursor);
        }
        return cursor;
    }

    private void remember(long row, String cursor) {
        if (cursor != null) {
            cursors.put(row, cursor);
        }
    }

    private SearchResult page(String cursor, int count, List<Field<?>> columns, Progress progress) throws Exception {
        return trail.search(new SearchRequest(question.query(), question.sort(), count, cursor, columns, List.of(), 0,
                null), progress);
    }
}
