// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.Set;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/** What the rest of the bundle asks of the lineage. */
public final class Lineages {

    private Lineages() {
    }

    /** @return {@code dataset}, {@code model}, {@code deployment}, as far as completed runs wrote them */
    public static Set<String> outputTypes(Trail trail, Progress progress) throws QueryException, IOException {
        return Lineage.of(trail, progress).types();
    }
}
