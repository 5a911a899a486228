// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.sample;

import java.util.Locale;

/** How items are chosen. */
public enum SampleMethod {
    /** Each set of items of that size is equally likely. */
    RANDOM,
    /** Every n-th item from a random start, in the order of the population. */
    SYSTEMATIC,
    /** Random within each value of a field, as many as its share. */
    STRATIFIED,
    /** Every n-th unit of a number, for example of cost, from a random start: large items are likelier. */
    UNIT;

    /** @return the name on the command line and in files */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return true when each item carries a number: that of its stratum, or its units */
    public boolean numbered() {
        return this == STRATIFIED || this == UNIT;
    }

    /**
     * @param id as {@link #id()} gives it
     * @throws IllegalArgumentException for another word; the message names those there are
     */
    public static SampleMethod of(String id) {
        for (SampleMethod m : values()) {
            if (m.id().equals(id)) {
                return m;
            }
        }
        throw new IllegalArgumentException("A sample is random, systematic, stratified or unit, not '" + id + "'.");
    }
}
