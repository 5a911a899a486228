// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.EvaluationReport;
import org.tracebinder.controls.EvaluationReport.Attack;
import org.tracebinder.controls.Parameters;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/** Families of attacks that guardrails name in production and no evaluation tried. Population: families seen. */
public final class AttackUntestedCheck implements Check {

    @Override
    public String id() {
        return "eval.attack-untested";
    }

    @Override
    public String title() {
        return "Attack seen and never tested";
    }

    @Override
    public String question() {
        return "Was every family of attacks that production saw tried in an evaluation?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of(Fields.POLICY);
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        EvaluationReport report = EvaluationReport.read(trail, progress);
        List<Attack> seen = report.attacks().stream().filter(a -> a.seen() > 0).toList();
        Set<String> tested = report.attacks().stream().filter(a -> a.cases() > 0).map(Attack::family)
                .collect(Collectors.toCollection(TreeSet::new));
        Answer answer = Answer.to(this, parameters);
        if (seen.isEmpty()) {
            return answer.missing("No decision in production names a family of attacks"
                    + (tested.isEmpty() ? "." : "; tested were " + String.join(", ", tested) + "."), "policy reason");
        }
        List<Attack> open = seen.stream().filter(a -> !tested.contains(a.family())).toList();
        Evidence evidence = new Evidence();
        for (Attack a : open) {
            for (String id : a.events()) {
                EventId event = EventId.parse(id);
                evidence.add(event, trail.event(event).map(e -> e.trace()).orElse(null));
            }
        }
        String names = open.stream().map(a -> a.family() + " (" + a.seen() + ")").collect(Collectors.joining(", "));
        return answer.counts(seen.size(), open.size()).shows(evidence)
                .says(open.size() + " of " + seen.size() + " families of attacks that production saw were tried in no"
                        + " evaluation of this trail" + (open.isEmpty() ? "." : ": " + names + "."))
                .advises("Ask for the red-team report, and which version it tried.")
                .queries("policy:* AND NOT policy:allow").result();
    }
}
