// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.query;

import java.util.List;
import java.util.Optional;
import org.tracebinder.core.Field;

/**
 * A question to a trail.
 *
 * @param query     in the query language; empty or {@code *:*} means every event
 * @param sort      order of the hits; ties are broken by event id, so the order is stable
 * @param limit     hits wanted, 0 for totals only
 * @param after     cursor from {@link SearchResult#next()}, or null for the first page
 * @param columns   fields to fill in each hit
 * @param facets    fields whose values are counted over all hits
 * @param facetSize values per facet, the most frequent first
 * @param histogram {@code minute}, {@code hour}, {@code day}, {@code week}, {@code month} (UTC), or null for none
 */
public record SearchRequest(String query, Sort sort, int limit, String after, List<Field<?>> columns,
        List<Field<?>> facets, int facetSize, String histogram) {

    /**
     * Order of hits.
     *
     * @param field      null for relevance
     * @param descending largest or newest first; events without a value come last in both directions
     */
    public record Sort(Field<?> field, boolean descending) {

        /** The place in the trail: source, record, event. The two names {@code id} and {@code source} mean it. */
        public static final Field<String> PLACE = new Field<>("id", "Id", Field.Type.KEYWORD, event -> null);

        /** @return the field of that name, {@link #PLACE} included; empty when there is none */
        public static Optional<Field<?>> named(String name) {
            return name.equals("id") || name.equals("source") ? Optional.of(PLACE)
                    : org.tracebinder.core.Fields.named(name);
        }
    }

    /** @return a request for the first {@code limit} hits, newest first, without facets */
    public static SearchRequest newest(String query, int limit, List<Field<?>> columns) {
        return new SearchRequest(query, new Sort(org.tracebinder.core.Fields.TIME_START, true), limit, null, columns,
                List.of(), 0, null);
    }
}
