// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.List;
import java.util.stream.Collectors;
import org.tracebinder.controls.CheckResult;

/** The queries that checks share, in the query language of the product. */
final class Queries {

    /** Calls of a model: generative ones, and predictions of classic models, but no test runs. */
    static final String USES = "(kind:inference OR ((operation:predict OR operation:prediction OR operation:score"
            + " OR operation:classify) AND NOT kind:evaluation AND NOT kind:review))";

    /** What a system does while it runs, without what is written about it later. */
    static final String RUNTIME = "(kind:inference OR kind:retrieval OR kind:tool OR kind:agent OR kind:policy"
            + " OR kind:other)";

    private Queries() {
    }

    /**
     * @param records  evidence
     * @param fallback a query whose events hold the evidence
     * @return a query for exactly these events while they are few, else the fallback
     */
    static String of(List<String> records, boolean truncated, String fallback) {
        if (records.isEmpty() || truncated || records.size() > CheckResult.QUERY_IDS) {
            return fallback;
        }
        return records.stream().map(r -> "\"" + r + "\"").collect(Collectors.joining(" OR ", "id:(", ")"));
    }
}
