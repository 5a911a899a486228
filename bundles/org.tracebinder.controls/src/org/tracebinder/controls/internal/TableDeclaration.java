// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.List;

/**
 * A check of a table as a file states it.
 *
 * @param stated   id, words, settings
 * @param table    what the engine works out
 * @param where    rows that are looked at: those for which all of these hold
 * @param contrary which of them speak against
 * @param any      true when one of the contrary conditions is enough, false when all have to hold
 * @param beside   what can't be judged and keeps the answer open, or null
 * @param open     a row that does not speak against and meets any of these can't be judged, and keeps it open, too
 */
public record TableDeclaration(Stated stated, Table table, List<Condition> where, List<Condition> contrary,
        boolean any, Beside beside, List<Condition> open) {

    /**
     * Rows of another table that belong to the question and can't be judged: each is named and keeps the answer from
     * being supported.
     *
     * @param table they are all of its rows
     * @param lacks what the trail lacks for one, with its columns as places
     */
    public record Beside(Table table, String lacks) {
    }

    /** How a value is compared. */
    public enum Test {
        /** It is one of the values. */
        IS,
        /** It is none of the values. */
        ISNOT,
        /** The row has one. */
        PRESENT,
        /** The row has none. */
        ABSENT,
        /** It is at least the number, or the value of another column. */
        ATLEAST,
        /** It is at most the number, or the value of another column. */
        ATMOST,
        /** It is larger, or later, than the value of another column. */
        ABOVE,
        /** It is smaller, or earlier, than the value of another column. */
        BELOW
    }

    /**
     * @param value what a row may hold
     * @param means what that says, for sentences; empty when nothing
     */
    public record Value(String value, String means) {
    }

    /**
     * A condition on one column. A row without a value meets {@code ABSENT} and {@code ISNOT} only.
     *
     * @param column what is looked at
     * @param test   how
     * @param values what it is compared with: texts, a number, a place for a setting, or the name of a column
     */
    public record Condition(String column, Test test, List<Value> values) {
    }
}
