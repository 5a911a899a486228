// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.tracebinder.controls.internal.EvaluationReader;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * What was tested, and what ran. Times are nanoseconds since 1970, UTC, {@link org.tracebinder.core.Event#NONE} for not
 * known.
 *
 * @param runs        evaluation runs, by model and time
 * @param days        model versions that were called on each day
 * @param regressions each run with the one before that shares test cases
 * @param attacks     families of attacks: tested per version, and seen in production
 * @param findings    attacks that got through in a test
 * @param evaluations events of kind evaluation in the trail
 * @param read        how many of them were read: fewer when there are very many
 */
public record EvaluationReport(List<Run> runs, List<Day> days, List<Regression> regressions, List<Attack> attacks,
        List<Finding> findings, long evaluations, long read) {

    /** Whether what ran on a day had been tested. */
    public enum Tested {
        /** An evaluation of exactly that version is not later than the first call of the day. */
        EVALUATED,
        /** Evaluations of that version exist, all of them later. */
        LATER,
        /** The model was evaluated before, but nothing says which version. */
        BY_NAME_ONLY,
        /** No evaluation of it is in the trail. */
        NOT_EVALUATED;

        /** @return the word in JSON */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * @param suite   name of the suite or of the run, empty when not recorded
     * @param model   under test, empty when not recorded
     * @param version of it, empty when not recorded
     * @param time    of its first case
     * @param cases   test cases
     * @param passed  cases with a verdict that is good
     * @param failed  cases with a verdict that is bad
     * @param score   mean of the scores, null when there are none
     * @param source  number of the source
     * @param open    cases with neither verdict nor score
     * @param shared  names of cases that it has in common with the earlier run of the model with most in common
     * @param dropped names of cases of that run that it lacks
     * @param events  ids of the cases with neither verdict nor score, some; without any, of its first event
     */
    public record Run(String suite, String model, String version, long time, long cases, long passed, long failed,
            Double score, int source, long open, long shared, long dropped, List<String> events) {
    }

    /**
     * @param day     UTC
     * @param model   that was called
     * @param version empty when the calls name none
     * @param calls   inferences and predictions
     * @param tested  whether that had been tested
     * @param query   finds the calls
     */
    public record Day(LocalDate day, String model, String version, long calls, Tested tested, String query) {
    }

    /**
     * @param before the earlier run
     * @param after  the later run
     * @param shared test cases with a verdict in both
     * @param broke  passed before and fail now
     * @param fixed  failed before and pass now
     * @param chance of at least as many broken cases when neither run is better (one-sided sign test, McNemar exact)
     * @param names  of cases that broke, some
     * @param events event ids of the failures, as many
     */
    public record Regression(Run before, Run after, long shared, long broke, long fixed, double chance,
            List<String> names, List<String> events) {
    }

    /**
     * An attack that got through in a test.
     *
     * @param test     name of the case
     * @param attack   in the words of the source
     * @param model    under test, empty when not recorded
     * @param failed   when it got through last, or {@link org.tracebinder.core.Event#NONE}
     * @param resisted when a later run resisted it, or {@link org.tracebinder.core.Event#NONE}
     * @param event    the last test in which it got through
     */
    public record Finding(String test, String attack, String model, long failed, long resisted, String event) {
    }

    /**
     * @param family   id of a family, or the word of the source
     * @param model    under test, empty for what production saw
     * @param version  of it, empty when not recorded
     * @param cases    attacks that were tried
     * @param resisted attacks that did not get through
     * @param passed   attacks that got through
     * @param seen     decisions in production that name the family
     * @param events   ids of these decisions or cases, some
     */
    public record Attack(String family, String model, String version, long cases, long resisted, long passed, long seen,
            List<String> events) {
    }

    /** Reads a trail with the attack families of the product; evaluations are read whole, 200,000 at most. */
    public static EvaluationReport read(Trail trail, Progress progress) throws QueryException, IOException {
        return read(trail, AttackFamilies.builtIn(), progress);
    }

    /**
     * Reads a trail; evaluations are read whole, 200,000 at most.
     *
     * @param families which attacks are told apart; inside a run of checks those of the run hold
     */
    public static EvaluationReport read(Trail trail, AttackFamilies families, Progress progress)
            throws QueryException, IOException {
        return EvaluationReader.read(trail, families, progress);
    }
}
