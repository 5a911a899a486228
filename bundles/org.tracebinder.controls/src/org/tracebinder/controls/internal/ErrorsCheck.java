// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Parameters;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/** Steps of the running system that ended in an error. Population: those with a status. */
public final class ErrorsCheck implements Check {

    private static final int APPS = 10_000;
    private static final String POPULATION = "status:* AND " + Queries.RUNTIME;
    private static final String CONTRARY =
            "(status:error OR status:failed OR status:failure OR status:timeout) AND " + Queries.RUNTIME;

    @Override
    public String id() {
        return "quality.errors";
    }

    @Override
    public String title() {
        return "Errors";
    }

    @Override
    public String question() {
        return "Did any step of the running system end in an error?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of(Fields.STATUS);
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        Answer answer = Answer.to(this, parameters);
        long population = trail.count(POPULATION, progress);
        if (population == 0) {
            return answer.missing("No step of a running system has a status.", "status");
        }
        Evidence evidence = new Evidence();
        Map<String, Long> byApp = new TreeMap<>();
        long[] contrary = {0};
        trail.scan(CONTRARY, List.of(Fields.APP, Fields.TRACE), row -> {
            contrary[0]++;
            byApp.merge(Apps.name(row.get(Fields.APP), byApp.keySet(), APPS), 1L, Long::sum);
            evidence.add(row.id(), row.get(Fields.TRACE));
        }, progress);
        String apps = byApp.entrySet().stream().limit(20).map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
        return answer.counts(population, contrary[0]).shows(evidence)
                .says(contrary[0] + " of " + population + " steps with a status ended in an error"
                        + (apps.isEmpty() ? "." : ": " + apps + "."))
                .advises("Some errors are expected; ask which rate was agreed, and who was alerted.")
                .queries(POPULATION, CONTRARY).result();
    }
}
