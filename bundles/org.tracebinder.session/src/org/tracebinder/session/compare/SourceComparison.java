// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.compare;

import java.util.List;
import org.tracebinder.core.EventId;
import org.tracebinder.core.RecordId;

/**
 * What differs between two exports, A and B. First the bytes of records are compared, however they are ordered; then,
 * for records without a counterpart, their events by identity. All counts are exact; ids are listed up to
 * {@value #LISTED}.
 *
 * @param a       the first export
 * @param b       the second export
 * @param events  what became of the events in records whose bytes are not on the other side
 * @param missing records of A of which something is not in B, in order
 * @param added   records of B of which something is not in A, in order
 * @param altered events that both sides have and that say other things, in the order of A
 * @param notes   what the reader has to know, for example that the periods differ
 */
public record SourceComparison(Side a, Side b, Events events, List<RecordId> missing, List<RecordId> added,
        List<Alteration> altered, List<String> notes) {

    /** Most ids and alterations that are listed. */
    public static final int LISTED = 1_000;

    /**
     * One export. {@code records = same + altered + only + regrouped}, to the unit.
     *
     * @param sources   ids of the sources it is made of
     * @param records   records read, the quarantined and repeated ones with them
     * @param same      records whose bytes the other side has
     * @param altered   records with an event that the other side has with other content
     * @param only      records of which an event, or all, is not on the other side
     * @param regrouped records whose events the other side has, unchanged, in other records
     * @param firstTime earliest event, nanoseconds since 1970, or {@link org.tracebinder.core.Event#NONE}
     * @param lastTime  latest event, the same
     */
    public record Side(List<String> sources, long records, long same, long altered, long only, long regrouped,
            long firstTime, long lastTime) {
    }

    /**
     * Events of the records that are not the same.
     *
     * @param same    pairs with the same identity and bytes, in other records
     * @param altered pairs with the same identity and other bytes
     * @param missing events of A only
     * @param added   events of B only
     */
    public record Events(long same, long altered, long missing, long added) {
    }

    /**
     * One event that both sides have.
     *
     * @param a      in the first export
     * @param b      in the second export
     * @param fields what differs; empty when only bytes differ that no field holds
     */
    public record Alteration(EventId a, EventId b, List<FieldDifference> fields) {
    }

    /** Copies the lists. */
    public SourceComparison {
        missing = List.copyOf(missing);
        added = List.copyOf(added);
        altered = List.copyOf(altered);
        notes = List.copyOf(notes);
    }

    /** @return true when each record of one side is on the other side, to the byte, as often */
    public boolean same() {
        return a.same() == a.records() && b.same() == b.records();
    }
}
