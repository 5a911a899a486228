// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

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
    DOCUMENTS_ONLY;

    /** @return the word in JSON, for example {@code not-assessable} */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
