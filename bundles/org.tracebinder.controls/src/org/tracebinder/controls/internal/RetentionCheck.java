// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Parameter;
import org.tracebinder.controls.Parameters;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * The span of the log of each application against six months (Regulation (EU) 2024/1689, Art. 19(1) and 26(6)). A span
 * that is shorter is contrary: it does not show that the log is kept so long. It does not prove the opposite either,
 * and the summary says so. Population: applications. The records are the first and the last event of a short log.
 */
public final class RetentionCheck implements Check {

    private static final int APPS = 10_000;
    private static final int NAMED = 20;
    private static final Parameter MONTHS = new Parameter("months", "Least span", "6", "whole months, 1 to 1200");

    private static final class Span {
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private EventId firstId;
        private EventId lastId;

        void add(long time, EventId id) {
            if (time < first || time == first && id.compareTo(firstId) < 0) {
                first = time;
                firstId = id;
            }
            if (time > last || time == last && id.compareTo(lastId) < 0) {
                last = time;
                lastId = id;
            }
        }

        boolean reaches(long months) {
            return !instant(first).atOffset(ZoneOffset.UTC).plusMonths(months).toInstant().isAfter(instant(last));
        }

        @Override
        public String toString() {
            return (last - first) / 86_400_000_000_000L + " days,"
                    + " " + instant(first).atOffset(ZoneOffset.UTC).toLocalDate()
                    + " to " + instant(last).atOffset(ZoneOffset.UTC).toLocalDate();
        }
    }

    @Override
    public String id() {
        return "log.retention";
    }

    @Override
    public String title() {
        return "Span of the log";
    }

    @Override
    public String question() {
        return "Does the log of each application reach over at least six months?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of(Fields.TIME_START);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(MONTHS);
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        double months = parameters.number(MONTHS);
        if (months < 1 || months > 1200 || months != Math.rint(months)) {
            throw new IllegalArgumentException("'" + months + "' is out of range; months is " + MONTHS.hint());
        }
        Map<String, Span> spans = new TreeMap<>();
        trail.scan(Queries.RUNTIME, List.of(Fields.APP, Fields.TIME_START), row -> {
            Long time = row.get(Fields.TIME_START);
            if (time != null) {
                spans.computeIfAbsent(Apps.name(row.get(Fields.APP), spans.keySet(), APPS), a -> new Span())
                        .add(time, row.id());
            }
        }, progress);
        Answer answer = Answer.to(this, parameters);
        if (spans.isEmpty()) {
            return answer.missing("No event of a running system has a time.", "time");
        }
        Evidence evidence = new Evidence();
        List<String> tooShort = new ArrayList<>();
        spans.forEach((app, span) -> {
            if (!span.reaches((long) months)) {
                tooShort.add(app + " (" + span + ")");
                evidence.add(span.firstId, null);
                evidence.add(span.lastId, null);
            }
        });
        long wanted = (long) months;
        return answer.counts(spans.size(), tooShort.size()).shows(evidence)
                .says(tooShort.isEmpty() ? "The log of all " + spans.size() + " applications reaches over " + wanted
                        + " months."
                        : "The log of " + tooShort.size() + " of " + spans.size()
                                + " applications reaches over less than "
                                + wanted + " months: " + String.join("; ", tooShort.stream().limit(NAMED).toList())
                                + ". A short export does not prove that the log is kept no longer.")
                .advises("Ask for the retention setting, the date on which the system went into use, and older logs.")
                .queries(Queries.RUNTIME).result();
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
