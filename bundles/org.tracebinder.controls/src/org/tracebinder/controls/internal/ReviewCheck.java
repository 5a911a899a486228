// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Parameter;
import org.tracebinder.controls.Parameters;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * Traces whose review by a person was required and that have none. Population: distinct traces of the population
 * query. A review that its source gives to a model or a program does not count; to see that, up to {@value #READ}
 * reviews are read whole.
 */
public final class ReviewCheck implements Check {

    private static final int READ = 100_000;
    private static final Parameter POPULATION = new Parameter("population", "Traces that need a review",
            "extra.human_review.required:true", "a query; every trace with a hit needs a review");

    @Override
    public String id() {
        return "oversight.review";
    }

    @Override
    public String title() {
        return "Required review";
    }

    @Override
    public String question() {
        return "Does every trace whose review was required have a review by a person?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of(Fields.TRACE, Fields.REVIEW);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(POPULATION);
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        String population = parameters.text(POPULATION);
        Keys keys = new Keys();
        LongTable required = new LongTable();
        long[] untraced = {0};
        trail.scan(population, List.of(Fields.TRACE), row -> {
            String trace = row.get(Fields.TRACE);
            if (trace == null) {
                untraced[0]++;
            } else {
                required.add(keys.key(trace));
            }
        }, progress);
        Answer answer = Answer.to(this, parameters);
        if (required.size() == 0) {
            return answer.missing("No trace of this trail is marked as one that needs a review"
                    + (untraced[0] > 0 ? "; " + untraced[0] + " events are, but name no trace." : "."), population);
        }
        LongTable reviewed = reviewed(trail, keys, required, progress);
        Evidence evidence = new Evidence();
        LongTable open = new LongTable();
        trail.scan(population, List.of(Fields.TRACE), row -> {
            String trace = row.get(Fields.TRACE);
            if (trace != null && !reviewed.has(keys.key(trace))) {
                open.add(keys.key(trace));
                evidence.add(row.id(), trace);
            }
        }, progress);
        answer.counts(required.size(), open.size()).shows(evidence)
                .says(open.size() + " of " + required.size() + " traces whose review was required have no review by a"
                        + " person in this trail." + (untraced[0] > 0 ? " " + untraced[0]
                                + " events that need one name no trace."
                                : ""))
                .advises("Ask for the review, or for the decision that none was needed.")
                .queries(population);
        return untraced[0] > 0 ? answer.result("trace of " + untraced[0] + " events") : answer.result();
    }

    private static LongTable reviewed(Trail trail, Keys keys, LongTable required, Progress progress)
            throws QueryException, IOException {
        LongTable reviewed = new LongTable();
        TreeSet<EventId> ids = new TreeSet<>();
        trail.scan("kind:review AND trace:*", List.of(Fields.TRACE), row -> {
            if (ids.size() < READ && required.has(keys.key(row.get(Fields.TRACE)))) {
                ids.add(row.id());
            }
        }, progress);
        for (EventId id : ids) {
            progress.check();
            Event event = trail.event(id).orElse(null);
            String by = event == null || event.review() == null ? null : event.review().by();
            if (event != null && !"llm".equals(by) && !"code".equals(by)) {
                reviewed.add(keys.key(event.trace()));
            }
        }
        return reviewed;
    }
}
