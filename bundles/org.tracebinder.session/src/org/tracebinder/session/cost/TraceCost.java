// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.trace.TraceView;

/**
 * What the inferences of a trace cost by a price list, beside what their sources claim.
 *
 * @param list     the prices
 * @param cost     sum over the priced inferences, exact; null when none could be priced
 * @param steps    the inferences, in the order of the trace
 * @param unpriced how many of them have no price
 */
public record TraceCost(PriceList list, BigDecimal cost, List<Step> steps, long unpriced) {

    /**
     * One inference.
     *
     * @param event   the event
     * @param model   null when the record names none
     * @param cost    by the list, exact; null when it has no price
     * @param claimed what the source claims, null when it claims nothing
     * @param reason  why it has no price, null when it has one
     */
    public record Step(EventId event, String model, BigDecimal cost, BigDecimal claimed, PriceList.Unpriced reason) {
    }

    /** Copies the steps. */
    public TraceCost {
        steps = List.copyOf(steps);
    }

    /**
     * Prices the inferences of a trace; one that holds other inferences repeats their tokens and is left out, and so is
     * a second record of a call.
     */
    public static TraceCost of(TraceView trace, PriceList list) {
        boolean[] repeats = trace.repeatedTokens();
        boolean[] holds = new boolean[trace.steps().size()];
        for (int i = holds.length - 1; i >= 0; i--) {
            int parent = trace.steps().get(i).parent();
            if (parent >= 0 && !repeats[i]) {
                holds[parent] |= holds[i] || trace.steps().get(i).event().kind() == EventKind.INFERENCE;
            }
        }
        List<Step> steps = new ArrayList<>();
        BigDecimal sum = null;
        long unpriced = 0;
        for (int i = 0; i < holds.length; i++) {
            Event e = trace.steps().get(i).event();
            if (e.kind() != EventKind.INFERENCE || holds[i] || repeats[i]) {
                continue;
            }
            PriceList.Priced priced = list.price(e.provider(), e.model(), e.time(), e.tokensIn(), e.tokensOut());
            steps.add(new Step(trace.steps().get(i).id(), e.model(), priced.cost(), e.cost(), priced.reason()));
            if (priced.cost() == null) {
                unpriced++;
            } else {
                sum = sum == null ? priced.cost() : sum.add(priced.cost());
            }
        }
        return new TraceCost(list, sum, steps, unpriced);
    }
}
