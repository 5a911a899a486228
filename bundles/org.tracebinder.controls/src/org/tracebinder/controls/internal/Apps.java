// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.Set;

/** Names of applications as checks group by them. */
final class Apps {

    static final String UNNAMED = "(no application named)";
    static final String OTHERS = "(further applications)";

    private Apps() {
    }

    /** @return the name to group by, when at most {@code limit} names are told apart */
    static String name(String app, Set<String> known, int limit) {
        String name = app == null ? UNNAMED : app;
        return known.size() < limit || known.contains(name) ? name : OTHERS;
    }
}
