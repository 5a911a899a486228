// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.util.Locale;
import org.tracebinder.core.EventId;

/**
 * A drawn item.
 *
 * @param number in its sample, from 1, in the order of the population
 * @param event  its id
 * @param place  in the population, from 1
 * @param extra  number of its stratum, or its units; 0 for neither
 * @param hits   how often it was drawn: more than once for an item with many units
 * @param result what was found
 * @param note   of who looked, may be empty
 * @param by     who looked; empty while nobody did
 * @param at     when, ISO 8601 UTC; empty while nobody did
 */
public record SampleItem(int number, EventId event, long place, long extra, int hits, Result result, String note,
        String by, String at) {

    /** What was found at an item. */
    public enum Result {
        /** Nobody looked yet. */
        OPEN,
        /** It is as it should be. */
        CONFORMS,
        /** It deviates. */
        EXCEPTION,
        /** It could not be tested; counts as a deviation. */
        NOT_TESTED;

        /** @return the word on the command line and in files */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * @param id as {@link #id()} gives it
         * @throws IllegalArgumentException for another word; the message names those there are
         */
        public static Result of(String id) {
            for (Result r : values()) {
                if (r.id().equals(id)) {
                    return r;
                }
            }
            throw new IllegalArgumentException("A result is conforms, exception, not-tested or open, not '" + id
                    + "'.");
        }
    }
}
