// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.Trail;

/**
 * Models that answered in production without a written version, with the evaluations that have the same name. A name
 * alone does not tell which version was tried, so none of them counts as evaluated. At most {@value #LIMIT} names are
 * told apart; the rest stands under one name.
 */
final class ServedRows {

    private static final int LIMIT = 10_000;
    private static final String NAMELESS = "(no model named)";

    private static final String FURTHER = "(further models)";

    private ServedRows() {
    }

    static List<TableRow> read(Trail trail, Progress progress) throws QueryException, IOException {
        Map<String, Long> calls = new TreeMap<>();
        trail.scan(Table.SERVED.query(), List.of(Fields.SERVED, Fields.MODEL), row -> {
            String name = name(row);
            calls.merge(calls.size() < LIMIT || calls.containsKey(name) ? name : FURTHER, 1L, Long::sum);
        }, progress);
        if (calls.isEmpty()) {
            return List.of();
        }
        Map<String, Long> tried = new HashMap<>();
        trail.scan("kind:evaluation", List.of(Fields.MODEL), row -> {
            String model = row.get(Fields.MODEL);
            if (model != null && (tried.size() < LIMIT || tried.containsKey(small(model)))) {
                tried.merge(small(model), 1L, Long::sum);
            }
        }, progress);
        List<TableRow> rows = new ArrayList<>();
        calls.forEach((model, n) -> rows.add(new TableRow(Map.of("model", model, "calls", n, "evaluations",
                tried.getOrDefault(small(model), 0L)), Map.of(), "")));
        return rows;
    }

    private static String name(Row row) {
        String served = row.get(Fields.SERVED);
        String name = served != null ? served : row.get(Fields.MODEL);
        return name != null ? name : NAMELESS;
    }

    private static String small(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
