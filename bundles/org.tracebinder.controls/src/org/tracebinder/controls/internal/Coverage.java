// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tracebinder.controls.internal.Declaration.Scope;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.Trail;

/**
 * Groups of events of which the trail tells what is looked for, and those of which it does not: these can't be judged,
 * and what is missing never passes. Not thread-safe.
 */
final class Coverage {

    /** Groups that are told apart; the rest of a hostile trail is put under one name. */
    private static final int LIMIT = 10_000;
    private static final int NAMED = 20;

    private final Scope scope;
    private final Set<String> covered = new TreeSet<>();
    private final Map<String, Long> groups = new TreeMap<>();

    private Coverage(Scope scope) {
        this.scope = scope;
    }

    /** @param subjects finds the events that belong to groups */
    static Coverage read(Trail trail, Scope scope, String query, String via, String subjects, Progress progress)
            throws QueryException, IOException {
        Coverage c = new Coverage(scope);
        Keys keys = new Keys();
        LongTable traces = new LongTable();
        boolean one = via.equals(query);
        trail.scan(query, List.of(scope.by(), Fields.TRACE), row -> {
            c.covered.add(Apps.name(row.get(scope.by()), c.covered, LIMIT));
            if (one) {
                add(row, keys, traces);
            }
        }, progress);
        if (!one && !via.isEmpty()) {
            trail.scan(via, List.of(Fields.TRACE), row -> add(row, keys, traces), progress);
        }
        trail.scan(subjects, List.of(scope.by(), Fields.TRACE), row -> {
            String name = Apps.name(row.get(scope.by()), c.groups.keySet(), LIMIT);
            c.groups.merge(name, 1L, Long::sum);
            if (!c.covered.contains(name)) {
                String trace = row.get(Fields.TRACE);
                if (trace != null && traces.has(keys.key(trace))) {
                    c.covered.add(name);
                }
            }
        }, progress);
        return c;
    }

    private static void add(Row row, Keys keys, LongTable traces) {
        String trace = row.get(Fields.TRACE);
        if (trace != null) {
            traces.add(keys.key(trace));
        }
    }

    boolean has(Row row) {
        return covered.contains(Apps.name(row.get(scope.by()), groups.keySet(), LIMIT));
    }

    /** @return events that belong to any group */
    long events() {
        return groups.values().stream().mapToLong(Long::longValue).sum();
    }

    /** @return events of groups that can be judged */
    long judged() {
        return groups.entrySet().stream().filter(e -> covered.contains(e.getKey())).mapToLong(Map.Entry::getValue)
                .sum();
    }

    private List<Map.Entry<String, Long>> open() {
        return groups.entrySet().stream().filter(e -> !covered.contains(e.getKey())).limit(NAMED).toList();
    }

    /** @return the groups that can't be judged, as {@code each} writes one; empty when there are none */
    String open(String each) {
        return String.join(", ", open().stream().map(e -> Stated.figures(each.isEmpty() ? "{group}" : each,
                Map.of("group", e.getKey(), "events", e.getValue().toString()))).toList());
    }

    /** @return what the trail lacks for them */
    List<String> lacks() {
        return open().stream().map(e -> Stated.figures(scope.lacks(), Map.of("group", e.getKey()))).toList();
    }
}
