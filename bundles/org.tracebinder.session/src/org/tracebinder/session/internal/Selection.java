// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tracebinder.controls.Assessment;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.ControlResult;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.core.query.Trail;
import org.tracebinder.pack.PackQuery;
import org.tracebinder.session.ExportOptions;

/** Which records go into a pack: a bit for each record, so that millions fit in memory. */
final class Selection {

    /** Ids that the pack lists for one query; the total is always told. */
    private static final int MAX_IDS = 100_000;
    private static final int PAGE = 1_000;

    private final Map<Integer, BitSet> chosen = new TreeMap<>();
    private final List<PackQuery> queries = new ArrayList<>();
    private boolean everything;

    private Selection() {
    }

    /**
     * @return the records that the options name
     * @throws TracebinderException when a query or a control is not known
     */
    static Selection of(Trail trail, ExportOptions options, List<Assessment> assessments, List<CheckResult> checks,
            Progress progress) throws IOException, TracebinderException {
        Selection s = new Selection();
        s.everything = options.controls().isEmpty() && options.queries().isEmpty();
        for (String query : options.queries()) {
            s.query(trail, query, progress);
        }
        Set<String> ids = new LinkedHashSet<>();
        for (String control : options.controls()) {
            ControlResult result = assessments.stream().flatMap(a -> a.controls().stream())
                    .filter(c -> c.id().equals(control)).findFirst()
                    .orElseThrow(() -> new TracebinderException("There is no control '" + control + "'."));
            ids.addAll(result.checks());
        }
        for (CheckResult check : checks) {
            if (ids.contains(check.id())) {
                check.records().forEach(id -> s.add(EventId.parse(id).record()));
                if (!check.query().isEmpty()) {
                    s.query(trail, check.query(), progress);
                }
            }
        }
        return s;
    }

    /** @return these records */
    static Selection of(Collection<String> ids) {
        Selection s = new Selection();
        ids.forEach(id -> s.add(EventId.parse(id).record()));
        return s;
    }

    private void query(Trail trail, String query, Progress progress) throws IOException, TracebinderException {
        List<String> ids = new ArrayList<>();
        String after = null;
        long total;
        do {
            SearchResult page = trail.search(new SearchRequest(query, new SearchRequest.Sort(Fields.TIME_START, false),
                    PAGE, after, List.of(), List.of(), 0, null), progress);
            for (Row row : page.hits()) {
                add(row.id().record());
                if (ids.size() < MAX_IDS) {
                    ids.add(row.id().toString());
                }
            }
            total = page.total();
            after = page.next();
        } while (after != null);
        queries.add(new PackQuery(query, total, ids, Map.of("sort", "time")));
    }

    private void add(RecordId id) {
        chosen.computeIfAbsent(id.source(), n -> new BitSet()).set((int) (id.record() - 1));
    }

    /** @return true when the record goes into the pack */
    boolean holds(RecordId id) {
        BitSet bits = chosen.get(id.source());
        return everything || bits != null && bits.get((int) (id.record() - 1));
    }

    /** @return the queries that made the selection, with what they found */
    List<PackQuery> queries() {
        return queries;
    }

    /** @return what was selected, in words for the report */
    String scope() {
        return everything ? "All records of the binder." : "The records that the queries of this pack select.";
    }
}
