// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.ArrayList;
import java.util.List;

/** The queries of before, newest first, each one once. */
public final class QueryHistory {

    private static final int MOST = 50;

    private final List<String> queries = new ArrayList<>();
    private int at = -1;

    /** @param query was run just now; empty queries are not kept */
    public void add(String query) {
        at = -1;
        if (!query.isBlank()) {
            queries.remove(query);
            queries.add(0, query);
            if (queries.size() > MOST) {
                queries.remove(queries.size() - 1);
            }
        }
    }

    /** @return the query before the one that was looked at last, or null */
    public String older() {
        return at + 1 < queries.size() ? queries.get(++at) : null;
    }

    /** @return the query after the one that was looked at last, empty after the newest, or null when already there */
    public String newer() {
        if (at < 0) {
            return null;
        }
        at--;
        return at < 0 ? "" : queries.get(at);
    }

    /** @return newest first */
    public List<String> all() {
        return List.copyOf(queries);
    }

    /** @param saved from {@link #all()} */
    public void restore(List<String> saved) {
        queries.clear();
        saved.stream().distinct().limit(MOST).forEach(queries::add);
        at = -1;
    }
}
