// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one check found in one trail, with everything needed to look again.
 *
 * @param id         of the check
 * @param result     supported only when the population is not empty and nothing in it is contrary
 * @param summary    for people, without personal data
 * @param advice     what to ask or do next; empty when nothing
 * @param query      re-selects the contrary records, or the population where there are none. Of a join over more than
 *                   {@value #QUERY_IDS} records it re-selects the population that they are part of
 * @param population what was looked at, in the unit that the summary names
 * @param supporting part of the population that speaks for
 * @param contrary   part of the population that speaks against
 * @param records    event or record ids of the contrary evidence, in order, at most {@value #RECORDS}
 * @param truncated  true when records or traces were cut at their limit; the counts never are
 * @param traces     distinct traces of the contrary evidence, sorted, at most {@value #TRACES}
 * @param missing    fields or kinds that the trail lacks, for example {@code kind:policy}; empty when nothing is
 *                   missing
 * @param parameters the settings that held
 * @param figures    the comparisons that were made, where the check compares; else empty
 * @param looked     selects the population; empty where none was looked at
 */
public record CheckResult(String id, Outcome result, String summary, String advice, String query, long population,
        long supporting, long contrary, List<String> records, boolean truncated, List<String> traces,
        List<String> missing, Map<String, String> parameters, List<Figure> figures, String looked) {

    /** Records kept in a result. */
    public static final int RECORDS = 10_000;
    /** Traces kept in a result. */
    public static final int TRACES = 100_000;
    /** Records that a query names one by one. */
    public static final int QUERY_IDS = 500;

    /** Copies the lists and refuses a claim without ground. */
    public CheckResult {
        records = List.copyOf(records);
        traces = List.copyOf(traces);
        missing = List.copyOf(missing);
        parameters = Map.copyOf(parameters);
        figures = List.copyOf(figures);
        if (result == Outcome.SUPPORTED && (population <= 0 || contrary != 0)) {
            throw new IllegalArgumentException(id + ": no support without population or against contrary records");
        }
        if (result == Outcome.GAP && contrary <= 0) {
            throw new IllegalArgumentException(id + ": no gap without a contrary record");
        }
    }

    /** An answer whose population has no query of its own. */
    public CheckResult(String id, Outcome result, String summary, String advice, String query, long population,
            long supporting, long contrary, List<String> records, boolean truncated, List<String> traces,
            List<String> missing, Map<String, String> parameters, List<Figure> figures) {
        this(id, result, summary, advice, query, population, supporting, contrary, records, truncated, traces, missing,
                parameters, figures, contrary > 0 ? "" : query);
    }

    /** An answer without comparisons. */
    public CheckResult(String id, Outcome result, String summary, String advice, String query, long population,
            long supporting, long contrary, List<String> records, boolean truncated, List<String> traces,
            List<String> missing, Map<String, String> parameters) {
        this(id, result, summary, advice, query, population, supporting, contrary, records, truncated, traces, missing,
                parameters, List.of());
    }

    /**
     * Queries that may select what speaks for: what was looked at without the contrary records, and without their
     * traces. Whoever asks one compares how much it finds with {@link #supporting}, for a contrary record may be
     * another event than the one that was looked at.
     *
     * @return the likeliest first; none where nothing speaks for, or no query can part the two
     */
    public List<String> supportingQueries() {
        if (supporting <= 0 || looked.isEmpty()) {
            return List.of();
        }
        if (contrary == 0) {
            return List.of(looked);
        }
        List<String> all = new ArrayList<>();
        if (!query.isEmpty() && !query.equals(looked)) {
            all.add("(" + looked + ") AND NOT (" + query + ")");
        }
        if (!truncated && !traces.isEmpty() && traces.size() <= QUERY_IDS) {
            all.add("(" + looked + ") AND NOT " + traces.stream()
                    .map(t -> '"' + t.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                    .collect(Collectors.joining(" OR ", "trace:(", ")")));
        }
        return List.copyOf(all);
    }

    /**
     * @param what is missing
     * @param why  further sentences of the summary, beginning with a space
     * @return this answer as one that is open, with what it lacks beside
     */
    public CheckResult without(List<String> what, String why) {
        List<String> lacking = new ArrayList<>(missing);
        lacking.addAll(what);
        return new CheckResult(id, Outcome.NOT_ASSESSABLE, summary + why, "", query, population, supporting, contrary,
                records, truncated, traces, lacking, parameters, figures, looked);
    }

    /** @return the answer of a check that broke */
    public static CheckResult failed(String id, String reason, Map<String, String> parameters) {
        return new CheckResult(id, Outcome.FAILED, "The check could not run: " + reason, "", "", 0, 0, 0, List.of(),
                false, List.of(), List.of(), parameters);
    }

    /** @return the answer where the trail lacks something, named in {@code missing} */
    public static CheckResult notAssessable(String id, String summary, List<String> missing,
            Map<String, String> parameters) {
        return new CheckResult(id, Outcome.NOT_ASSESSABLE, summary, "", "", 0, 0, 0, List.of(), false, List.of(),
                missing, parameters);
    }
}
