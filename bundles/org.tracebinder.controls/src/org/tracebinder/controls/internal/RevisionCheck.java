// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Parameters;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * Decisions that do not name the revision of the policy. Population: events of a policy engine; what a
 * guard left in the call itself is no part of it, for guards of gateways keep no revisions. An event is contrary when
 * any of its decisions has no revision. The revision stands in the whole event only, so at most
 * {@value #READ} are read; the rest keeps the answer from being support.
 */
public final class RevisionCheck implements Check {

    private static final int READ = 200_000;
    private static final int ENGINES = 20;

    @Override
    public String id() {
        return "policy.revision";
    }

    @Override
    public String title() {
        return "Revision of the policy";
    }

    @Override
    public String question() {
        return "Does every decision name the revision of the policy that made it?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of(Fields.POLICY);
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        String population = "kind:policy AND policy:*";
        TreeSet<EventId> ids = new TreeSet<>();
        long[] all = {0};
        trail.scan(population, List.of(Fields.POLICY), row -> {
            all[0]++;
            ids.add(row.id());
            if (ids.size() > READ) {
                ids.pollLast();
            }
        }, progress);
        Answer answer = Answer.to(this, parameters);
        if (ids.isEmpty()) {
            return answer.missing("The trail holds no decision of a policy.", "policy");
        }
        Evidence evidence = new Evidence();
        Map<String, Long> engines = new TreeMap<>();
        long contrary = 0;
        for (EventId id : ids) {
            progress.check();
            Event event = trail.event(id).orElse(null);
            PolicyDecision bare = event == null ? null : event.decisions().stream().filter(d -> d.revision() == null
                    || d.revision().isBlank()).findFirst().orElse(null);
            if (bare != null) {
                contrary++;
                evidence.add(id, event.trace());
                String engine = bare.engine() == null ? "?" : bare.engine();
                engines.merge(engines.size() < ENGINES || engines.containsKey(engine) ? engine : "\u2026", 1L,
                        Long::sum);
            }
        }
        long unread = all[0] - ids.size();
        answer.counts(ids.size(), contrary).shows(evidence)
                .says(contrary + " of " + ids.size() + " decisions do not name the revision of the policy that made"
                        + " them" + (contrary == 0 ? "" : engines.entrySet().stream().map(e -> e.getKey() + " "
                                + e.getValue()).collect(Collectors.joining(", ", ": ", "")))
                        + "." + (unread == 0 ? "" : " " + unread + " further decisions were not read."))
                .advises("Ask which revision of the rules was in force at that time, and how that is known.")
                .queries(population);
        return unread == 0 ? answer.result() : answer.result(unread + " decisions that were not read");
    }
}
