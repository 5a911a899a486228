// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

/**
 * A drawn item, as the database keeps it.
 *
 * @param number in its sample, from 1
 * @param event  its id
 * @param place  in the population, from 1
 * @param extra  its stratum from 1, or its units; 0 for neither
 * @param hits   how often it was drawn
 * @param result what was found; empty while nobody looked
 * @param note   of who looked, may be empty
 * @param actor  who looked; empty while nobody did
 * @param at     when, ISO 8601 UTC; empty while nobody did
 */
public record KeptSampleItem(int number, String event, long place, long extra, int hits, String result, String note,
        String actor, String at) {
}
