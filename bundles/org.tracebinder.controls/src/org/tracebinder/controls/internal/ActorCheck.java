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

/** Inferences and predictions of which neither they themselves nor any event of their trace names an actor. */
public final class ActorCheck implements Check {

    @Override
    public String id() {
        return "log.actor";
    }

    @Override
    public String title() {
        return "Acting person or system";
    }

    @Override
    public String question() {
        return "Does every inference and prediction, or its trace, name the person or system that acted?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of(Fields.ACTOR);
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        Keys keys = new Keys();
        LongTable named = new LongTable();
        trail.scan("actor:* AND trace:* AND " + Queries.RUNTIME, List.of(Fields.TRACE),
                row -> named.add(keys.key(row.get(Fields.TRACE))), progress);
        Evidence evidence = new Evidence();
        long[] counts = new long[2];
        trail.scan(Queries.USES, List.of(Fields.ACTOR, Fields.TRACE), row -> {
            counts[0]++;
            String trace = row.get(Fields.TRACE);
            if (row.get(Fields.ACTOR) == null && (trace == null || !named.has(keys.key(trace)))) {
                counts[1]++;
                evidence.add(row.id(), trace);
            }
        }, progress);
        Answer answer = Answer.to(this, parameters);
        if (counts[0] == 0) {
            return answer.missing("The trail holds no inference and no prediction.", "kind:inference");
        }
        return answer.counts(counts[0], counts[1]).shows(evidence)
                .says(counts[1] + " of " + counts[0] + " inferences and predictions name no actor, nor does their"
                        + " trace.")
                .advises("Ask for the log of the identity system or the gateway that knows the caller.")
                .queries(Queries.USES).result();
    }
}
