// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * What the engine works out of a trail as a table, for checks of files to put conditions on. Times are nanoseconds
 * since 1970, UTC.
 */
public enum Table {

    /** Sources with records. */
    SOURCES(List.of("source", "records", "accepted", "quarantined", "duplicates", "conflicts", "repeated", "events",
            "format", "more"), Set.of(), "*"),
    /** Sources that say anything about sampling. */
    SAMPLING(List.of("source", "kept", "said"), Set.of(), "*"),
    /** Model versions in production. */
    VERSIONS(List.of("model", "version", "calls", "firstUse", "evaluated", "evaluations", "trained", "deployed",
            "tried", "passed"),
            Set.of("firstUse", "evaluated", "trained", "deployed"), "kind:evaluation OR ("
                    + Queries.USES + " AND version:*)"),
    /** Models in production without a written version. */
    SERVED(List.of("model", "calls", "evaluations"), Set.of(), Queries.USES + " AND NOT (version:* AND model:*)"),
    /** Evaluation runs. */
    RUNS(List.of("run", "model", "version", "time", "cases", "unscored", "shared", "dropped", "days"), Set.of("time"),
            "kind:evaluation"),
    /** Attacks that got through in a test. */
    FINDINGS(List.of("case", "family", "model", "failed", "resisted"), Set.of("failed", "resisted"),
            "kind:evaluation"),
    /** Families of attacks. */
    ATTACKS(List.of("family", "seen", "cases", "resisted", "passed"), Set.of(), "policy:* AND NOT policy:allow");

    private final List<String> columns;
    private final Set<String> times;
    private final String query;

    Table(List<String> columns, Set<String> times, String query) {
        this.columns = columns;
        this.times = times;
        this.query = query;
    }

    /** @return the word in files */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return names of the columns; the first one names a row */
    public List<String> columns() {
        return columns;
    }

    /** @return those that hold times */
    Set<String> times() {
        return times;
    }

    /** @return selects the events behind all rows */
    String query() {
        return query;
    }

    List<TableRow> rows(Trail trail, Progress progress) throws QueryException, IOException {
        return switch (this) {
            case SOURCES -> SourceRows.read(trail);
            case SAMPLING -> SamplingRows.read(trail, progress);
            case VERSIONS -> VersionRows.read(trail, progress);
            case SERVED -> ServedRows.read(trail, progress);
            case RUNS -> RunRows.runs(trail, progress);
            case FINDINGS -> RunRows.findings(trail, progress);
            case ATTACKS -> AttackRows.read(trail, progress);
        };
    }

    static String time(long nanos) {
        return nanos == Event.NONE ? "unknown" : Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L)).toString();
    }
}
