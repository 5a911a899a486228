// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/**
 * Inferences without a policy decision, of their own or in their trace, in applications that otherwise have decisions.
 * An application without any decision can't be judged: it may have no policy, or its decisions are not in the trail.
 * As long as there is one, the check never says "supported".
 */
public final class PolicyMissingCheck implements Check {

    /** Applications that are told apart; the rest of a hostile trail is put under one name. */
    private static final int APPS = 10_000;
    private static final String POPULATION = "kind:inference";

    @Override
    public String id() {
        return "policy.missing";
    }

    @Override
    public String title() {
        return "Inference without policy decision";
    }

    @Override
    public String question() {
        return "Where an application has policy decisions, does every inference have one?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of(Fields.APP, Fields.TRACE, Fields.POLICY);
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        Keys keys = new Keys();
        LongTable decided = new LongTable();
        Set<String> governed = new HashSet<>();
        trail.scan("policy:*", List.of(Fields.KIND, Fields.APP, Fields.TRACE), row -> {
            governed.add(Apps.name(row.get(Fields.APP), governed, APPS));
            String trace = row.get(Fields.TRACE);
            if ("policy".equals(row.get(Fields.KIND)) && trace != null) {
                decided.add(keys.key(trace));
            }
        }, progress);
        // a decision log may name its own service: an application is governed too when a trace of it has a decision
        Map<String, Long> calls = new TreeMap<>();
        trail.scan(POPULATION, List.of(Fields.APP, Fields.TRACE), row -> {
            String app = Apps.name(row.get(Fields.APP), calls.keySet(), APPS);
            calls.merge(app, 1L, Long::sum);
            String trace = row.get(Fields.TRACE);
            if (!governed.contains(app) && trace != null && decided.has(keys.key(trace))) {
                governed.add(app);
            }
        }, progress);
        Evidence evidence = new Evidence();
        long[] counts = new long[2];
        trail.scan(POPULATION, List.of(Fields.APP, Fields.TRACE, Fields.POLICY), row -> {
            if (governed.contains(Apps.name(row.get(Fields.APP), calls.keySet(), APPS))) {
                counts[0]++;
                String trace = row.get(Fields.TRACE);
                if (row.get(Fields.POLICY) == null && (trace == null || !decided.has(keys.key(trace)))) {
                    counts[1]++;
                    evidence.add(row.id(), trace);
                }
            }
        }, progress);
        return answer(parameters, calls, governed, counts, evidence);
    }

    private CheckResult answer(Parameters parameters, Map<String, Long> calls, Set<String> governed, long[] counts,
            Evidence evidence) {
        Answer answer = Answer.to(this, parameters);
        if (calls.isEmpty()) {
            return answer.missing("The trail holds no inference.", "kind:inference");
        }
        List<String> uncovered = calls.keySet().stream().filter(a -> !governed.contains(a)).toList();
        String open = uncovered.isEmpty() ? "" : " Without any decision in the trail, and so not covered: "
                + uncovered.stream().limit(20).map(a -> a + " (" + calls.get(a) + " inferences)")
                        .collect(Collectors.joining(", ")) + ".";
        if (counts[0] == 0) {
            return answer.missing("No application has policy decisions in this trail." + open, "policy");
        }
        answer.counts(counts[0], counts[1]).shows(evidence)
                .says(counts[1] + " of " + counts[0] + " inferences of applications with policy decisions have none."
                        + open)
                .advises("Ask whether the policy engine was passed by, was down, or its log is incomplete.")
                .queries(POPULATION);
        return uncovered.isEmpty() ? answer.result()
                : answer.result(uncovered.stream().limit(20).map(a -> "policy of " + a).toArray(String[]::new));
    }
}
