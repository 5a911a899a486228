// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.util.Locale;

/** What a check found. */
public enum Outcome {
    /** The whole population was looked at and nothing speaks against. */
    SUPPORTED,
    /** At least one record speaks against. */
    GAP,
    /** The trail does not hold what the check needs. */
    NOT_ASSESSABLE,
    /** The check itself broke. */
    FAILED;

    /** @return the word in JSON: {@code supported}, {@code gap}, {@code not-assessable}, {@code failed} */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
