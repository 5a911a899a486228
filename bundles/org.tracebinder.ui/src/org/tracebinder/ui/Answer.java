// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui;

import java.util.List;
import java.util.Optional;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.core.query.SearchResult.Bucket;
import org.tracebinder.session.IdPlaces;
import org.tracebinder.session.OtherSpelling;
import org.tracebinder.ui.widgets.RowProvider;

/**
 * The answer to a question.
 *
 * @param question  what was asked
 * @param first     totals, facets and the first rows
 * @param histogram events over time, in buckets that fit the screen
 * @param all       events in the whole trail
 * @param sources   number of sources
 * @param nanos     how long it took
 * @param rows      all rows
 * @param places    where nothing was found and the query is an id: the fields that hold it
 * @param spelled   where nothing was found: what other accents or another case would find
 */
public record Answer(Question question, SearchResult first, List<Bucket> histogram, long all, int sources, long nanos,
        RowProvider rows, List<IdPlaces.Place> places, Optional<OtherSpelling> spelled) {
}
