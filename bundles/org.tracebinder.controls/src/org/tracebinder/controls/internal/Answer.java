// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.List;
import java.util.Map;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Figure;
import org.tracebinder.controls.Outcome;
import org.tracebinder.controls.Parameters;

/** Puts the result of a check together. One rule for all: no population, no answer; one contrary record, a gap. */
final class Answer {

    private final Check check;
    private final Map<String, String> parameters;
    private String summary = "";
    private String advice = "";
    private String query = "";
    private String looked = "";
    private long population;
    private long contrary;
    private long open;
    private Evidence evidence = new Evidence();
    private List<Figure> figures = List.of();

    private Answer(Check check, Parameters parameters) {
        this.check = check;
        this.parameters = parameters.effective(check.parameters());
    }

    static Answer to(Check check, Parameters parameters) {
        return new Answer(check, parameters);
    }

    Answer counts(long all, long against) {
        population = all;
        contrary = against;
        return this;
    }

    /** @param units of the population that can't be judged and support nothing; they are told of elsewhere */
    Answer open(long units) {
        open = units;
        return this;
    }

    Answer says(String text) {
        summary = text;
        return this;
    }

    /** @param text said only when there is a gap */
    Answer advises(String text) {
        advice = text;
        return this;
    }

    /** @param found the contrary records */
    Answer shows(Evidence found) {
        evidence = found;
        return this;
    }

    /** @param populationQuery re-selects the population, @param contraryQuery the contrary records */
    Answer queries(String populationQuery, String contraryQuery) {
        looked = populationQuery;
        query = contrary > 0 ? contraryQuery : populationQuery;
        return this;
    }

    Answer compares(List<Figure> made) {
        figures = made;
        return this;
    }

    /** The contrary records are named one by one while they are few. */
    Answer queries(String populationQuery) {
        looked = populationQuery;
        query = contrary > 0 ? Queries.of(evidence.records(), evidence.truncated(), populationQuery) : populationQuery;
        return this;
    }

    CheckResult missing(String text, String... what) {
        return CheckResult.notAssessable(check.id(), text, List.of(what), parameters);
    }

    /**
     * @param unseen what keeps the check from speaking of everything it should; where nothing is contrary the answer is
     *               then not assessable, for a missing part never passes
     */
    CheckResult result(String... unseen) {
        Outcome outcome = contrary > 0 ? Outcome.GAP
                : population == 0 || unseen.length > 0 ? Outcome.NOT_ASSESSABLE : Outcome.SUPPORTED;
        return new CheckResult(check.id(), outcome, summary, outcome == Outcome.GAP ? advice : "", query, population,
                Math.max(0, population - contrary - open), contrary, evidence.records(), evidence.truncated(),
                evidence.traces(),
                List.of(unseen), parameters, figures, looked);
    }
}
