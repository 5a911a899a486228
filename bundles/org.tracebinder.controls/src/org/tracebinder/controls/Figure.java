// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.util.List;

/**
 * One comparison inside an answer, with what it rests on.
 *
 * @param name     what is compared, for example {@code loan-desk latency, median in ms}
 * @param before   value of the first period
 * @param after    value of the second
 * @param earlier  values of the first period that were compared
 * @param later    values of the second
 * @param test     the test, by name
 * @param effect   its size: Cliff's delta, Cramér's V, or a difference of shares
 * @param z        how many standard errors it is from none
 * @param shift    true when it is both large and sure enough to be contrary
 * @param query    finds the events that were compared
 * @param read     events that were looked at; fewer than {@code of} when a sample was drawn
 * @param of       events that there are
 * @param carriers of a shift: how many of the events looked at in the second period stand on the side to which it went
 * @param records  the first of these, in order, at most 100; the check names more
 * @param opens    finds all of these; empty without a shift
 */
public record Figure(String name, String before, String after, long earlier, long later, String test,
        double effect, double z, boolean shift, String query, long read, long of, long carriers, List<String> records,
        String opens) {

    /** Copies the list. */
    public Figure {
        records = List.copyOf(records);
    }
}
