// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Checks;
import org.tracebinder.controls.Outcome;
import org.tracebinder.controls.Parameters;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;
import org.tracebinder.vault.BinderStore.Warning;

/**
 * What looks strange in a trail right after an import, so that the auditor asks while the client is still in the room.
 */
final class Strangeness {

    /** Codes that are looked at over the whole trail after each import. */
    static final List<String> TRAIL_CODES = List.of("log.gap", "log.cap", "log.sampled");

    private Strangeness() {
    }

    /** @return warnings about the new sources, and about the trail as a whole */
    static List<Warning> of(Trail trail, List<SourceInfo> added, Progress progress) throws IOException {
        List<Warning> all = new ArrayList<>();
        List<Check> checks = TRAIL_CODES.stream().map(id -> Checks.byId(id).orElseThrow()).toList();
        for (CheckResult result : Checks.doubts(checks, trail, Map.of(), progress)) {
            boolean open = result.population() > result.supporting() + result.contrary(); // as a log that ends early
            if (result.result() == Outcome.GAP || result.result() == Outcome.FAILED || open) {
                sources(result).forEach(n -> all.add(new Warning(n, result.id(), result.summary())));
            }
        }
        all.addAll(chains(trail, added, progress));
        try {
            all.addAll(Undated.warnings(trail, added, progress));
        } catch (QueryException e) {
            throw new IllegalStateException("a query of the program: " + e.getMessage(), e);
        }
        for (SourceInfo s : added) {
            if (s.totals().duplicate() > 0) {
                all.add(new Warning(s.number(), "log.duplicate", s.totals().duplicate() + " of " + s.totals().read()
                        + " records in " + s.path() + " stood, to the byte, in earlier records: counted and linked, "
                        + "not read a second time."));
            }
            if (s.conflicts() > 0) {
                all.add(new Warning(s.number(), "log.conflict", (s.conflicts() == 1 ? "1 event in "
                        + s.path() + " has" : s.conflicts() + " events in " + s.path() + " have")
                        + " the identity of an earlier event and other content: both are kept."));
            }
        }
        return all;
    }

    /** A chain of hashes that does not hold is told of the new sources: those before were followed at their import. */
    private static List<Warning> chains(Trail trail, List<SourceInfo> added, Progress progress) {
        int first = added.stream().mapToInt(SourceInfo::number).min().orElse(Integer.MAX_VALUE);
        return Checks.doubts(List.of(Checks.byId("log.chain").orElseThrow()), trail, Map.of("log.chain",
                Parameters.of(Map.of("from", Integer.toString(first)))), progress).stream()
                .filter(r -> r.result() == Outcome.GAP || r.result() == Outcome.FAILED)
                .flatMap(r -> sources(r).stream().map(n -> new Warning(n, r.id(), r.summary()))).toList();
    }

    private static List<Integer> sources(CheckResult result) {
        List<Integer> numbers = result.records().stream().filter(EventId::isId)
                .map(id -> EventId.parse(id).record().source()).distinct().sorted().toList();
        return numbers.isEmpty() ? List.of(0) : numbers;
    }
}
