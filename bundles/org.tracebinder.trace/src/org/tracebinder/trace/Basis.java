// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.Locale;

/** What a join between two records stands on, the strongest first. */
public enum Basis {
    /** The ids, or name and version, are equal in both records. */
    OBSERVED,
    /** A document says so: a model card, a bill of materials, a job without a run. */
    DECLARED,
    /** Time and name speak for it, no id does. */
    INFERRED,
    /** There should be a record, and there is none. */
    MISSING;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** @return the lower-case id used in JSON and files */
    public String id() {
        return id;
    }

    /** @return the weaker of the two: a chain is as strong as its weakest join */
    Basis and(Basis other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
