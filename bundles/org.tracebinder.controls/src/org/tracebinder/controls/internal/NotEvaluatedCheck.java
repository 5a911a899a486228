// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Parameters;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * Model versions in production that were not evaluated at or before their first use. A version is in production when an
 * inference or prediction names it, or when a completed run deployed it. Only versions that are written as such count:
 * the name of a served model is none.
 */
public final class NotEvaluatedCheck implements Check {

    private static final int NAMED = 50;

    @Override
    public String id() {
        return "eval.deployed-not-evaluated";
    }

    @Override
    public String title() {
        return "Deployed but not evaluated";
    }

    @Override
    public String question() {
        return "Was every model version in production evaluated at or before its first use?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of(Fields.MODEL, Fields.VERSION);
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        Map<String, Versions.Use> uses = Versions.inProduction(trail, progress);
        Answer answer = Answer.to(this, parameters);
        if (uses.isEmpty()) {
            return answer.missing("No inference, prediction or deployment names a model version.", "version");
        }
        Map<String, Long> tested = new TreeMap<>();
        boolean[] any = {false};
        List<EventId> whole = new ArrayList<>();
        trail.scan("kind:evaluation", List.of(Fields.MODEL, Fields.VERSION, Fields.TIME_START), row -> {
            any[0] = true;
            if (row.get(Fields.VERSION) == null || row.get(Fields.MODEL) == null) {
                if (whole.size() < Lineage.EVENTS) {
                    whole.add(row.id());
                }
            } else {
                test(tested, row.get(Fields.MODEL), row.get(Fields.VERSION), row.get(Fields.TIME_START));
            }
        }, progress);
        for (EventId id : whole) {
            progress.check();
            Event event = trail.event(id).orElse(null);
            Evaluation e = event == null ? null : event.evaluation();
            if (e != null && e.model() != null && e.version() != null) {
                test(tested, e.model(), e.version(), event.time() == Event.NONE ? null : event.time());
            }
        }
        if (!any[0]) {
            return answer.missing("The trail holds no evaluation, while " + uses.size()
                    + " model versions are in production.", "kind:evaluation");
        }
        Evidence evidence = new Evidence();
        List<String> contrary = new ArrayList<>();
        uses.forEach((key, use) -> {
            if (tested.getOrDefault(key, Long.MAX_VALUE) > use.first()) {
                contrary.add(use.label());
                use.events().forEach(evidence::add);
            }
        });
        String names = String.join(", ", contrary.stream().limit(NAMED).toList());
        return answer.counts(uses.size(), contrary.size()).shows(evidence)
                .says(contrary.isEmpty() ? "All " + uses.size() + " model versions in production were evaluated"
                        + " before use."
                        : contrary.size() + " of " + uses.size() + " model versions in production have no evaluation"
                                + " at or before their first use: " + names + ".")
                .advises("Ask for the test report of the version and its date, or for the reason why none was made.")
                .queries("kind:evaluation OR (" + Queries.USES + " AND version:*)").result();
    }

    /** An evaluation without a time can't be shown to come before the use. */
    private static void test(Map<String, Long> tested, String model, String version, Long time) {
        String key = Versions.key(model, version);
        if (time != null && (tested.containsKey(key) || tested.size() < Versions.LIMIT)) {
            tested.merge(key, time, Math::min);
        }
    }
}
