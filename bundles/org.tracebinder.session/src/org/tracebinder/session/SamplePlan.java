// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.util.List;
import org.tracebinder.core.sample.SampleMethod;

/**
 * A sample that was drawn. It never changes: what was found at its items is kept beside it.
 *
 * @param name           unique in the binder
 * @param purpose        what the auditor wants to know by it, may be empty
 * @param query          whose hits are the population
 * @param method         how items were chosen
 * @param field          of the strata or units; empty for other methods
 * @param seed           of the random numbers
 * @param confidence     at which to conclude, for example 0.95
 * @param tolerable      rate of deviations that must be shut out, for example 0.05
 * @param expected       deviations that the size leaves room for
 * @param computed       true when the size comes from these figures, false when the auditor gave it
 * @param size           items drawn, or units for {@link SampleMethod#UNIT}
 * @param items          different items among them
 * @param population     items there were
 * @param populationHash SHA-256 over the lines of the population: its ids in order, each followed by a tabulator and
 *                       its number where the method has one, and by a line feed
 * @param units          sum of the units; 0 for other methods
 * @param strata         values of the field, in order; empty for other methods
 * @param by             account that drew it
 * @param at             when, ISO 8601 UTC
 */
public record SamplePlan(String name, String purpose, String query, SampleMethod method, String field, String seed,
        double confidence, double tolerable, int expected, boolean computed, int size, int items, long population,
        String populationHash, long units, List<Stratum> strata, String by, String at) {

    /**
     * A part of the population.
     *
     * @param value of the field; empty where the events do not say
     * @param count items in it
     * @param drawn of these
     */
    public record Stratum(String value, long count, int drawn) {
    }

    /** Copies the list. */
    public SamplePlan {
        strata = List.copyOf(strata);
    }
}
