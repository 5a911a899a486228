// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.util.List;
import java.util.Locale;

/** What the trail says about a control. */
public enum ControlOutcome {
    /** Every check that decides found support. */
    SUPPORTED,
    /** Every check that could answer found something contrary. */
    GAP,
    /** Checks found both. */
    MIXED,
    /** Checks lack data, failed, or nothing tests the control yet. */
    NOT_ASSESSABLE,
    /** No log can show it. */
    DOCUMENTS_ONLY,
    /** The auditor said, with a reason, that it does not apply; nothing computed says this. */
    NOT_APPLICABLE;

    /** @return the word in JSON, for example {@code not-assessable} */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @param id the word in JSON
     * @throws IllegalArgumentException when there is no such outcome; the message lists them
     */
    public static ControlOutcome of(String id) {
        for (ControlOutcome outcome : values()) {
            if (outcome.id().equals(id)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("There is no result '" + id + "': " + String.join(", ",
                List.of(values()).stream().map(ControlOutcome::id).toList()) + ".");
    }
}
