// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.cost;

import java.math.BigDecimal;
import java.util.List;
import org.tracebinder.core.EventId;

/**
 * What events cost by a price list, beside what their sources claim. Counts and sums are exact.
 *
 * @param list          the prices
 * @param query         selects the events
 * @param by            {@code app}, {@code model}, {@code day} or {@code actor}
 * @param total         all events
 * @param groups        the same by value; by day in the order of time, else the dearest first
 * @param unlisted      events of values beyond those listed; they are in {@code total}
 * @param unpriced      events without a price, by model and reason, the most frequent first
 * @param otherCurrency events whose claim is in another currency than the list: their claims are in no sum
 * @param oddClaims     events whose claim is no amount of money: their claims are in no sum
 * @param notes         what the reader has to know
 * @param tasks         what one task costs
 */
public record CostReport(PriceList list, String query, String by, Group total, List<Group> groups, long unlisted,
        List<UnpricedModel> unpriced, long otherCurrency, long oddClaims, List<String> notes,
        TaskCost tasks) {

    /** Most groups that are listed. */
    public static final int GROUPS = 1_000;
    /** Most ids that are listed for events without a price of one model and reason. */
    public static final int IDS = 20;

    /**
     * Events with one value.
     *
     * @param value     null for events that do not say
     * @param events    how many
     * @param priced    events with a price
     * @param tokensIn  of all events that say, priced or not
     * @param tokensOut the same
     * @param cost      of the priced ones, by the list
     * @param claims    events whose source claims a cost in the currency of the list
     * @param claimed   their claims
     * @param agree     priced events with a claim that is the cost, rounded to the digits of the claim
     * @param higher    priced events whose claim is higher
     * @param lower     priced events whose claim is lower
     * @param others    what is claimed in other currencies than that of the list, by currency; in no sum above
     * @param odd       events whose claim is no amount of money
     */
    public record Group(String value, long events, long priced, BigDecimal tokensIn, BigDecimal tokensOut,
            BigDecimal cost, long claims, BigDecimal claimed, long agree, long higher, long lower, List<Claims> others,
            long odd) {

        /** Copies the list. */
        public Group {
            others = List.copyOf(others);
        }

        /** @return events whose source claims no cost in any currency */
        public long unclaimed() {
            return events - claims - odd - others.stream().mapToLong(Claims::claims).sum();
        }
    }

    /**
     * What is claimed in one currency.
     *
     * @param currency upper case; {@link org.tracebinder.core.query.CostCurrency#FURTHER} for more than are told apart
     * @param claims   events
     * @param claimed  their claims; null for several currencies, which have no sum
     */
    public record Claims(String currency, long claims, BigDecimal claimed) {
    }

    /** Events of one model that have no price for one reason; the first ids. */
    public record UnpricedModel(String model, PriceList.Unpriced reason, long events, List<EventId> ids) {
    }

    /** Copies the lists. */
    public CostReport {
        groups = List.copyOf(groups);
        unpriced = List.copyOf(unpriced);
        notes = List.copyOf(notes);
    }
}
