// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.io.IOException;
import java.util.Optional;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * What a search that found nothing would find with other accents, with letters that look the same, or with values in
 * another case. A search itself finds words as they are written, so that its total is one of these words.
 *
 * @param query  that finds it
 * @param events how many, at least 1
 */
public record OtherSpelling(String query, long events) {

    /**
     * @param trail blocks while it is asked
     * @param query that found nothing
     * @return the spelling that finds something, or nothing
     */
    public static Optional<OtherSpelling> of(Trail trail, String query, Progress progress)
            throws IOException, QueryException {
        String other = trail.otherSpellings(query).orElse(null);
        long events = other == null ? 0 : trail.count(other, progress);
        return events == 0 ? Optional.empty() : Optional.of(new OtherSpelling(other, events));
    }
}
