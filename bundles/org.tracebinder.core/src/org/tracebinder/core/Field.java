// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import java.util.function.Function;

/**
 * One field of the common event, with everything that index, column, facet, filter, tooltip and CSV need to know.
 *
 * @param id    the name in queries and JSON
 * @param label the name for people
 * @param type  how it is compared and shown
 * @param read  takes the value out of an event; null when the event does not say
 * @param <T>   String for KEYWORD and TEXT, List of String for KEYWORDS, Long for TIME, DURATION and LONG, BigDecimal
 *              for DECIMAL
 */
public record Field<T>(String id, String label, Type type, Function<Event, T> read) {

    /** How a field is compared, sorted and shown. */
    public enum Type {
        /** One exact value; can be counted and sorted. */
        KEYWORD,
        /** Several exact values; can be counted. */
        KEYWORDS,
        /** Words; can be searched only. */
        TEXT,
        /** Nanoseconds since 1970, UTC. */
        TIME,
        /** Nanoseconds. */
        DURATION,
        /** A whole number. */
        LONG,
        /** A decimal number. */
        DECIMAL
    }

    /** @return id */
    @Override
    public String toString() {
        return id;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Field<?> f && f.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
