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

/** Inferences and predictions with neither a model version nor the name of the model that was served. */
public final class ModelVersionCheck implements Check {

    private static final String CONTRARY = Queries.USES + " AND NOT version:* AND NOT served:*";

    @Override
    public String id() {
        return "log.model-version";
    }

    @Override
    public String title() {
        return "Model version recorded";
    }

    @Override
    public String question() {
        return "Does every inference and prediction say which model version, or which served model, gave the answer?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of(Fields.VERSION, Fields.SERVED);
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        Answer answer = Answer.to(this, parameters);
        long population = trail.count(Queries.USES, progress);
        if (population == 0) {
            return answer.missing("The trail holds no inference and no prediction.", "kind:inference");
        }
        Evidence evidence = new Evidence();
        long[] contrary = {0};
        trail.scan(CONTRARY, List.of(Fields.TRACE), row -> {
            contrary[0]++;
            evidence.add(row.id(), row.get(Fields.TRACE));
        }, progress);
        return answer.counts(population, contrary[0]).shows(evidence)
                .says(contrary[0] + " of " + population + " inferences and predictions name neither a model version nor"
                        + " the model that was served.")
                .advises("Ask which version ran at that time, and how that is known.")
                .queries(Queries.USES, CONTRARY).result();
    }
}
