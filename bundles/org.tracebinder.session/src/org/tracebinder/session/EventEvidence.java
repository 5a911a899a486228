// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.internal.Workspace;

/**
 * What the checks of one run count a single event as. Nothing is guessed: an event speaks for or against only when it
 * is in a check's list, or in a query of the check that selects exactly as many events as the check counted.
 * Whole-trail counts are made once for a check and kept; a question about one event asks for that event alone.
 * Thread-safe; slow.
 */
public final class EventEvidence {

    /** What an event is to a check. */
    public enum Bearing {
        /** It is among the contrary records. */
        CONTRARY,
        /** It is among what speaks for. */
        SUPPORTING,
        /** It was looked at, and is neither among what speaks for nor in the list of contrary records. */
        LOOKED_AT
    }

    /**
     * What one check counts the event as.
     *
     * @param check   its result
     * @param bearing what the event is to it
     */
    public record Found(CheckResult check, Bearing bearing) {
    }

    private final Supplier<Workspace> work;
    private final AssessmentRun run;
    private final Map<String, Boolean> exact = new ConcurrentHashMap<>();

    EventEvidence(Supplier<Workspace> work, AssessmentRun run) {
        this.work = work;
        this.run = run;
    }

    /** @return the run whose checks are asked */
    public AssessmentRun run() {
        return run;
    }

    /**
     * @param event    some event
     * @param progress says when nobody waits any more
     * @return the checks that looked at it: contrary first, then supporting, each in the order of the run
     */
    public List<Found> of(EventId event, Progress progress) throws IOException, TracebinderException {
        List<Found> all = new ArrayList<>();
        for (CheckResult check : run.checks()) {
            progress.check();
            bearing(check, event, progress).ifPresent(b -> all.add(new Found(check, b)));
        }
        all.sort((a, b) -> a.bearing().compareTo(b.bearing()));
        return List.copyOf(all);
    }

    private Optional<Bearing> bearing(CheckResult check, EventId event, Progress progress)
            throws IOException, TracebinderException {
        if (check.records().contains(event.toString()) || check.records().contains(event.record().toString())) {
            return Optional.of(Bearing.CONTRARY);
        }
        if (check.contrary() > 0 && check.truncated() && selects(check.query(), event, progress)) {
            return Optional.of(counts(check.query(), check.contrary(), progress) ? Bearing.CONTRARY
                    : Bearing.LOOKED_AT);
        }
        if (!selects(check.looked(), event, progress)) {
            return Optional.empty();
        }
        for (String query : check.supportingQueries()) {
            if (counts(query, check.supporting(), progress)) {
                return Optional.of(selects(query, event, progress) ? Bearing.SUPPORTING : Bearing.LOOKED_AT);
            }
        }
        return Optional.of(Bearing.LOOKED_AT);
    }

    private boolean selects(String query, EventId event, Progress progress) throws IOException, TracebinderException {
        return !query.isEmpty() && work.get().trail().count("(" + query + ") AND id:\"" + event + "\"", progress) > 0;
    }

    private boolean counts(String query, long wanted, Progress progress) throws IOException, TracebinderException {
        String key = wanted + " " + query;
        Boolean known = exact.get(key);
        if (known == null) {
            known = work.get().trail().count(query, progress) == wanted;
            exact.put(key, known);
        }
        return known;
    }
}
