// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tracebinder.core.Event;
import org.tracebinder.core.Progress;

/**
 * Events whose claimed cost is in one currency. Costs of two currencies have no sum, no mean and no order.
 *
 * @param code   upper case; {@value #UNSAID} for events whose source does not say; {@value #FURTHER} for what is left
 *               when there are more currencies than are told apart
 * @param query  selects the events; the query that was asked when all of them are in this currency
 * @param named  whether a source names the currency
 * @param events with a cost
 */
public record CostCurrency(String code, String query, boolean named, long events) {

    /** What a cost is in when its source does not say. */
    public static final String UNSAID = "USD";
    /** Stands for more currencies than are told apart. */
    public static final String FURTHER = "?";
    private static final int MOST = 20;

    /** @return whether this is one currency, whose costs can be added up */
    public boolean one() {
        return !code.equals(FURTHER);
    }

    /**
     * @param query selects events
     * @return the currencies of those that have a cost, by code; the one of sources that do not say when none has
     */
    public static List<CostCurrency> of(Trail trail, String query, Progress progress)
            throws QueryException, IOException {
        String all = "(" + (query.isBlank() ? "*:*" : query) + ")";
        long total = trail.count(all + " AND cost:*", progress);
        Map<String, List<String>> spelled = new TreeMap<>();
        String rest = all + " AND cost:* AND extra.currency:*";
        SearchResult left = trail.search(SearchRequest.newest(rest, 1, List.of()), progress);
        long named = left.total();
        int told = 0;
        while (!left.hits().isEmpty() && told < MOST) {
            progress.check();
            Event event = trail.event(left.hits().get(0).id()).orElse(null);
            String value = event == null ? null : event.extra().get("currency");
            String without = value == null ? rest : rest + " AND NOT " + is(List.of(value));
            SearchResult next = value == null ? left
                    : trail.search(SearchRequest.newest(without, 1, List.of()), progress);
            if (next.total() >= left.total()) {
                break;
            }
            spelled.computeIfAbsent(value.strip().toUpperCase(Locale.ROOT), c -> new ArrayList<>()).add(value);
            told++;
            rest = without;
            left = next;
        }
        if (total > named) {
            spelled.computeIfAbsent(UNSAID, c -> new ArrayList<>());
        }
        boolean alone = spelled.size() <= 1 && left.hits().isEmpty();
        List<CostCurrency> found = new ArrayList<>();
        for (Map.Entry<String, List<String>> e : spelled.entrySet()) {
            String which = query(e.getValue(), e.getKey().equals(UNSAID) && total > named);
            String asked = alone ? query : all + " AND " + which;
            found.add(new CostCurrency(e.getKey(), asked, !e.getValue().isEmpty(),
                    alone ? total : trail.count(asked + " AND cost:*", progress)));
        }
        if (!left.hits().isEmpty()) {
            found.add(new CostCurrency(FURTHER, rest, true, left.total()));
        }
        return found.isEmpty() ? List.of(new CostCurrency(UNSAID, query, false, 0)) : List.copyOf(found);
    }

    private static String query(List<String> values, boolean unsaid) {
        String none = "(NOT extra.currency:*)";
        return values.isEmpty() ? none : unsaid ? "(" + is(values) + " OR " + none + ")" : is(values);
    }

    private static String is(List<String> values) {
        return "(" + values.stream().map(v -> "extra.currency:\"" + v.replace("\\", "\\\\").replace("\"", "\\\"")
                + "\"").collect(Collectors.joining(" OR ")) + ")";
    }
}
