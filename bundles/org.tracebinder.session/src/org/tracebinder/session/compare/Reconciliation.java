// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.compare;

import java.util.List;
import org.tracebinder.core.EventId;
import org.tracebinder.trace.Basis;

/**
 * Two trails of the same happenings, say that of a gateway and that of an application, held against each other. Counts
 * are exact; ids and pairs are listed up to {@value #LISTED}.
 *
 * @param queryA    selects the events of the first trail
 * @param queryB    selects the events of the second trail
 * @param totalA    events of the first trail: {@code pairs + onlyACount}
 * @param totalB    events of the second trail: {@code pairs + onlyBCount}
 * @param pairs     events that stand in both
 * @param joins     what the pairs stand on, strongest first
 * @param differing pairs in which a value differs
 * @param fields    how each value fares over all pairs
 * @param shift     how far B's times lie behind A's; null when no pair has both times
 * @param onlyACount events of A without a counterpart
 * @param onlyA     the first of them by id
 * @param onlyBCount events of B without a counterpart
 * @param onlyB     the first of them by id
 * @param listed    pairs that differ, the first by the id in A
 * @param notes     what the reader has to know
 */
public record Reconciliation(String queryA, String queryB, long totalA, long totalB, long pairs, List<Join> joins,
        long differing, List<FieldTotals> fields, Shift shift, long onlyACount, List<EventId> onlyA, long onlyBCount,
        List<EventId> onlyB, List<Pair> listed, List<String> notes) {

    /** Most ids and pairs that are listed. */
    public static final int LISTED = 1_000;

    /**
     * What pairs stand on.
     *
     * @param by    {@code id}, {@code trace}, {@code session} or {@code time}
     * @param basis observed when an id leads to exactly one event of a kind on either side, else inferred
     * @param why   in words
     * @param pairs how many
     */
    public record Join(String by, Basis basis, String why, long pairs) {
    }

    /**
     * One field over all pairs.
     *
     * @param field    name of the field
     * @param equal    pairs in which both say the same
     * @param differ   pairs in which both say something and it is not the same
     * @param onlyA    pairs in which only A says something
     * @param onlyB    pairs in which only B says something
     * @param examples the most frequent pairs of values that differ
     */
    public record FieldTotals(String field, long equal, long differ, long onlyA, long onlyB, List<Values> examples) {
    }

    /** Two values that stand against each other, and how often. */
    public record Values(String a, String b, long count) {
    }

    /** Time of B less time of A in nanoseconds, over all pairs with both. */
    public record Shift(long least, long median, long most) {
    }

    /**
     * Two events that are the same happening.
     *
     * @param a           in the first trail
     * @param b           in the second trail
     * @param by          what they were joined by
     * @param basis       what that stands on
     * @param why         in words
     * @param differences values in which they differ, {@code time} among them when the times are further apart than
     *                    allowed
     */
    public record Pair(EventId a, EventId b, String by, Basis basis, String why, List<FieldDifference> differences) {
    }

    /** Copies the lists. */
    public Reconciliation {
        joins = List.copyOf(joins);
        fields = List.copyOf(fields);
        onlyA = List.copyOf(onlyA);
        onlyB = List.copyOf(onlyB);
        listed = List.copyOf(listed);
        notes = List.copyOf(notes);
    }
}
