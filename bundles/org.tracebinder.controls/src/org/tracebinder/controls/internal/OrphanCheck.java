// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.List;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Parameters;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * Spans and policy decisions whose parent is no span of the trail. Population: those that name a trace and a parent.
 * All spans of the trail are held as 64-bit keys, about 20 MB a million.
 */
public final class OrphanCheck implements Check {

    private static final String POPULATION = "parent:* AND trace:* AND " + Queries.RUNTIME;

    @Override
    public String id() {
        return "log.orphan";
    }

    @Override
    public String title() {
        return "Spans without their parent";
    }

    @Override
    public String question() {
        return "Does any span or decision name a parent that is not in the trail?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of(Fields.TRACE, Fields.SPAN, Fields.PARENT);
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        Keys keys = new Keys();
        LongTable spans = new LongTable();
        trail.scan("span:* AND trace:*", List.of(Fields.TRACE, Fields.SPAN),
                row -> spans.add(keys.key(row.get(Fields.TRACE), row.get(Fields.SPAN))), progress);
        Evidence evidence = new Evidence();
        long[] counts = new long[2];
        trail.scan(POPULATION, List.of(Fields.TRACE, Fields.PARENT), row -> {
            counts[0]++;
            String trace = row.get(Fields.TRACE);
            if (!spans.has(keys.key(trace, row.get(Fields.PARENT)))) {
                counts[1]++;
                evidence.add(row.id(), trace);
            }
        }, progress);
        Answer answer = Answer.to(this, parameters);
        if (counts[0] == 0) {
            return answer.missing("No event names a parent, so nothing can be missing above it.", "parent");
        }
        return answer.counts(counts[0], counts[1]).shows(evidence)
                .says(counts[1] + " of " + counts[0] + " spans and decisions hang under a parent that is not in the"
                        + " trail.")
                .advises("Ask for the missing spans: an export filter, sampling, or a service that was left out.")
                .queries(POPULATION).result();
    }
}
