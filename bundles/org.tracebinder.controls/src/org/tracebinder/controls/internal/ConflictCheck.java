// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Parameters;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * Events with the identity of an earlier one and other content. Population: all events, each variant as one more.
 */
public final class ConflictCheck implements Check {

    /** Up to so many conflicts the traces are read from the events, beyond from one scan over the trail. */
    private static final int READ = 2_000;

    @Override
    public String id() {
        return "log.conflict";
    }

    @Override
    public String title() {
        return "Contradicting events";
    }

    @Override
    public String question() {
        return "Does the trail tell of any event twice, under the same id and with other content?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of();
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        Evidence evidence = new Evidence();
        Keys keys = new Keys();
        LongTable firsts = new LongTable();
        List<EventId> few = new ArrayList<>();
        long[] contrary = {0};
        trail.conflicts(c -> {
            progress.check();
            contrary[0]++;
            evidence.add(c.variant(), null);
            if (firsts.add(keys.key(c.first().toString())) && few.size() < READ) {
                few.add(c.first());
            }
        });
        if (firsts.size() > READ) {
            trail.scan("trace:*", List.of(Fields.TRACE), row -> {
                if (firsts.has(keys.key(row.id().toString()))) {
                    evidence.trace(row.get(Fields.TRACE));
                }
            }, progress);
        } else {
            for (EventId id : few) {
                progress.check();
                trail.event(id).map(Event::trace).ifPresent(evidence::trace);
            }
        }
        long events = trail.count("*", progress);
        Answer answer = Answer.to(this, parameters);
        if (events == 0) {
            return answer.missing("The trail holds no events.", "events");
        }
        return answer.counts(events + contrary[0], contrary[0]).shows(evidence)
                .says("Events with the id of an earlier event and other content: " + contrary[0]
                        + "; events that stand for themselves: " + events + ".")
                .advises("Compare both variants and ask which one the system wrote, and who wrote the other.")
                .queries("*", "conflict:true").result();
    }
}
