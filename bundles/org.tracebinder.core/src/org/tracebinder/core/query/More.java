// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.query;

import java.util.Locale;

/** How a source says itself that records follow which it does not hold, as a page of an interface does. */
public enum More {

    /** It names where the next page begins. */
    NEXT,
    /** It says that there is more. */
    ANNOUNCED,
    /** It counts more pages than are in the trail. */
    PAGES,
    /** It counts more records than are in the trail. */
    TOTAL;

    /** @return the word in files */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
