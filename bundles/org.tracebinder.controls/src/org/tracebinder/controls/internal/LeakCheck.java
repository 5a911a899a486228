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

/** Personal data in clear in the content. Values are never shown, kinds and counts are. */
public final class LeakCheck implements Check {

    private static final String POPULATION = "text:*";
    private static final String CONTRARY = "leak:*";

    @Override
    public String id() {
        return "privacy.leak";
    }

    @Override
    public String title() {
        return "Personal data in clear";
    }

    @Override
    public String question() {
        return "Does personal data with a checkable form (account, card and id numbers, addresses, telephone numbers)"
                + " stand in clear in the content, above all after a redaction was claimed?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of(Fields.LEAK, Fields.PROMPT);
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        Keys keys = new Keys();
        LongTable redacted = new LongTable();
        trail.scan("policy:redact", List.of(Fields.TRACE, Fields.TIME_START), row -> {
            if (row.get(Fields.TRACE) != null && row.get(Fields.TIME_START) != null) {
                redacted.min(keys.key(row.get(Fields.TRACE)), row.get(Fields.TIME_START));
            }
        }, progress);
        Evidence evidence = new Evidence();
        Map<String, Long> kinds = new TreeMap<>();
        long[] counts = new long[2];
        trail.scan(CONTRARY, List.of(Fields.LEAK, Fields.TRACE, Fields.TIME_START, Fields.POLICY), row -> {
            counts[0]++;
            String trace = row.get(Fields.TRACE);
            Long time = row.get(Fields.TIME_START);
            boolean after = trace != null && time != null
                    && time >= redacted.get(keys.key(trace), Long.MAX_VALUE);
            counts[1] += after || "redact".equals(row.get(Fields.POLICY)) ? 1 : 0;
            row.get(Fields.LEAK).forEach(kind -> kinds.merge(kind, 1L, Long::sum));
            evidence.add(row.id(), trace);
        }, progress);
        Answer answer = Answer.to(this, parameters);
        long population = Math.max(trail.count(POPULATION, progress), counts[0]);
        if (population == 0) {
            return answer.missing("No event of the trail holds content.", "text");
        }
        String found = counts[0] == 0 ? "No personal data of a checkable form stands in clear in the content of "
                + population + " events. Names and free descriptions are not looked for."
                : counts[0] + " of " + population + " events with content hold personal data in clear: "
                        + kinds.entrySet().stream().map(e -> e.getKey() + " in " + e.getValue())
                                .collect(Collectors.joining(", "))
                        + ". " + counts[1] + " of them come at or after a decision to redact in the same trace.";
        return answer.counts(population, counts[0]).shows(evidence).says(found)
                .advises("Ask why the masking did not take, who read these records since, and treat the trail itself as"
                        + " personal data.")
                .queries(POPULATION, CONTRARY).result();
    }
}
