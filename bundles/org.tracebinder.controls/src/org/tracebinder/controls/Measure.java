// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import org.tracebinder.core.Field;

/**
 * A line of the scorecard, as the auditor or the owner filled it in.
 *
 * @param id       for ever
 * @param title    for people
 * @param unit     of all its numbers, empty for none
 * @param figure   how the current value is computed
 * @param baseline what it was before, null when nobody said
 * @param target   what it should be, null when nobody said
 * @param stop     where the use is to be stopped, null when nobody said
 * @param owner    who answers for it, empty when nobody said
 * @param note     free words
 */
public record Measure(String id, String title, String unit, Figure figure, Double baseline, Bound target, Bound stop,
        String owner, String note) {

    /** @return true when its numbers are shares from 0 to 1, which people read in percent */
    public boolean share() {
        return figure.kind() == Kind.SHARE;
    }

    /** How a value is made of events. */
    public enum Kind {
        /** Events that match. */
        COUNT,
        /** Events that match, of those that {@code of} finds; 0 to 1. */
        SHARE,
        /** Sum of a field. */
        SUM,
        /** Arithmetic mean of a field over the events that have it. */
        MEAN,
        /** Middle value of a field (nearest rank). */
        MEDIAN,
        /** The value that 95 of 100 events do not exceed (nearest rank). */
        P95
    }

    /**
     * @param kind  what is computed
     * @param query events that count
     * @param of    events that they are a share of; null for the other kinds
     * @param field number that is added up or ordered, durations in milliseconds; null for counts and shares
     * @param per   field of exact values: the value is divided by how many of them the events name; null for none
     */
    public record Figure(Kind kind, String query, String of, Field<?> field, Field<String> per) {
    }

    /**
     * @param atMost true for an upper bound
     * @param value  the bound itself is still within
     */
    public record Bound(boolean atMost, double value) {

        /** @return true when the value keeps the bound */
        public boolean holds(double v) {
            return atMost ? v <= value : v >= value;
        }

        @Override
        public String toString() {
            return (atMost ? "at most " : "at least ") + Scorecard.plain(value);
        }
    }
}
