// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An answer of a trail.
 *
 * @param total     events that match; events in conflict with an earlier one are counted with that one
 * @param exact     false when {@code total} is only a lower bound
 * @param complete  false when a part of the trail could not be asked, for example while an import runs
 * @param hits      the page, in the order asked for
 * @param next      cursor of the next page, or null when this is the last
 * @param facets    field id to its values, most frequent first
 * @param histogram time buckets without gaps from the first to the last hit, or empty
 */
public record SearchResult(long total, boolean exact, boolean complete, List<Row> hits, String next,
        Map<String, List<FacetValue>> facets, List<Bucket> histogram) {

    /**
     * @param value a value of the field
     * @param count events that have it
     */
    public record FacetValue(String value, long count) {
    }

    /**
     * @param from  begin of the bucket, UTC
     * @param count events in it
     */
    public record Bucket(Instant from, long count) {
    }
}
