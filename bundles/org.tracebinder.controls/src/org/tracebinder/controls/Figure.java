// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

/**
 * One comparison inside an answer, with what it rests on.
 *
 * @param name   what is compared, for example {@code loan-desk: latency, median in ms}
 * @param before value of the first period
 * @param after  value of the second
 * @param earlier events of the first period
 * @param later  events of the second
 * @param test   the test, by name
 * @param effect its size: Cliff's delta, Cramér's V, or a difference of shares
 * @param z      how many standard errors it is from none
 * @param shift  true when it is both large and sure enough to be contrary
 * @param query  finds the events
 */
public record Figure(String name, String before, String after, long earlier, long later, String test,
        double effect, double z, boolean shift, String query) {
}
