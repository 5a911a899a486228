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

/** Inferences whose source claims no cost. A cost of zero is a cost. */
public final class UnpricedCheck implements Check {

    private static final String POPULATION = "kind:inference";
    private static final String CONTRARY = "kind:inference AND NOT cost:*";

    @Override
    public String id() {
        return "cost.unpriced";
    }

    @Override
    public String title() {
        return "Inference without cost";
    }

    @Override
    public String question() {
        return "Does every inference have a cost?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of(Fields.COST);
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        Answer answer = Answer.to(this, parameters);
        long population = trail.count(POPULATION, progress);
        if (population == 0) {
            return answer.missing("The trail holds no inference.", "kind:inference");
        }
        Evidence evidence = new Evidence();
        long[] contrary = {0};
        trail.scan(CONTRARY, List.of(Fields.TRACE), row -> {
            contrary[0]++;
            evidence.add(row.id(), row.get(Fields.TRACE));
        }, progress);
        return answer.counts(population, contrary[0]).shows(evidence)
                .says(contrary[0] + " of " + population + " inferences have no cost.")
                .advises("Ask for the price list that held, or for the bill of the provider.")
                .queries(POPULATION, CONTRARY).result();
    }
}
