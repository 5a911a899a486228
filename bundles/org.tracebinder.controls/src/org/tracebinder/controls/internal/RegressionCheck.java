// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.EvaluationReport;
import org.tracebinder.controls.EvaluationReport.Regression;
import org.tracebinder.controls.Parameters;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * Test cases that passed in one evaluation run and fail in the next. Population: cases with a verdict in two runs of
 * one model that follow each other.
 */
public final class RegressionCheck implements Check {

    @Override
    public String id() {
        return "eval.regression";
    }

    @Override
    public String title() {
        return "Regression between evaluations";
    }

    @Override
    public String question() {
        return "Does any test case fail that passed in the evaluation run before?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of(Fields.MODEL);
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        EvaluationReport report = EvaluationReport.read(trail, progress);
        Answer answer = Answer.to(this, parameters);
        long shared = report.regressions().stream().mapToLong(Regression::shared).sum();
        if (shared == 0) {
            return answer.missing(report.evaluations() == 0 ? "The trail holds no evaluation."
                    : "No two evaluation runs of one model, with times and verdicts, share a test case.",
                    report.evaluations() == 0 ? "kind:evaluation" : "a second evaluation run");
        }
        Evidence evidence = new Evidence();
        List<String> said = new ArrayList<>();
        for (Regression r : report.regressions()) {
            r.events().forEach(id -> evidence.add(EventId.parse(id), null));
            if (r.broke() > 0) {
                said.add(String.format(Locale.ROOT, "%s %s to %s: %d of %d broke, %d fixed (chance %.2g)",
                        r.after().model(), r.before().version(), r.after().version(), r.broke(), r.shared(), r.fixed(),
                        r.chance()));
            }
        }
        long broke = report.regressions().stream().mapToLong(Regression::broke).sum();
        answer.counts(shared, broke).shows(evidence)
                .says(broke + " of " + shared + " test cases that two runs share passed before and fail now"
                        + (said.isEmpty() ? "." : ": " + String.join("; ", said.stream().limit(10).toList()) + "."))
                .advises("Ask who saw the failures before release, and why the version went on.")
                .queries("kind:evaluation");
        return report.read() < report.evaluations() ? answer.result((report.evaluations() - report.read())
                + " evaluations that were not read") : answer.result();
    }
}
