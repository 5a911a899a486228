// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Figure;
import org.tracebinder.controls.Parameter;
import org.tracebinder.controls.Parameters;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.Trail;

/**
 * Shifts between two periods of one application. Latency, length and scores: Cliff's delta with the Mann-Whitney test.
 * Shares of errors, refusals and overridden reviews: difference with the two-proportion test. Mix of models and of
 * languages: Cramér's V with the chi-square test. A shift is reported when the effect is at least the one asked for and
 * the statistic is beyond {@value DriftFigures#Z} standard errors, so size alone or certainty alone is not enough.
 * Population: comparisons with at least {@value DriftFigures#LEAST} events on either side. Language and refusals are
 * told from a sample of at most {@value DriftSample#TOTAL} whole events, scores of evaluations from 20,000; which ones
 * depends on their ids alone, and the answer says how many of how many. The records are the events that carry a shift.
 */
public final class DriftCheck implements Check {

    private static final int APPS = 500;
    private static final int MODELS = 200;
    private static final int SCORES = 20_000;
    /** Scores are kept as whole numbers of millionths. */
    private static final double SCORE_UNIT = 1e6;
    private static final String REVIEWS = "kind:review AND review:*";
    private static final List<String> OVERRIDDEN = List.of("overridden", "rejected", "reversed");
    private static final Parameter SPLIT = new Parameter("split", "Begin of the second period", "",
            "an instant such as 2026-05-01T00:00:00Z; empty for the middle of the log");
    private static final Parameter EFFECT = new Parameter("effect", "Least shift of latency, length and mix", "0.2",
            "Cliff's delta or Cramér's V, 0 to 1");
    private static final Parameter ERRORS = new Parameter("errorShare", "Least shift of a share (errors, refusals,"
            + " overridden reviews)", "0.02",
            "difference of shares, 0 to 1");

    private static final class App {
        private final Spread latency = new Spread();
        private final Spread in = new Spread();
        private final Spread out = new Spread();
        private final long[] calls = new long[2];
        private final long[] ended = new long[2];
        private final long[] errors = new long[2];
        private final Map<String, long[]> models = new TreeMap<>();
        private final DriftSample sample = new DriftSample();
    }

    @Override
    public String id() {
        return "quality.drift";
    }

    @Override
    public String title() {
        return "Drift between periods";
    }

    @Override
    public String question() {
        return "Did latency, length, scores, errors, refusals, overridden reviews, or the mix of models or languages"
                + " shift between the first and the second period?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of(Fields.TIME_START, Fields.DURATION_NANOS);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(SPLIT, EFFECT, ERRORS);
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        long[] range = {Long.MAX_VALUE, Long.MIN_VALUE};
        trail.scan(Queries.USES, List.of(Fields.TIME_START), row -> {
            Long time = row.get(Fields.TIME_START);
            if (time != null) {
                range[0] = Math.min(range[0], time);
                range[1] = Math.max(range[1], time);
            }
        }, progress);
        Answer answer = Answer.to(this, parameters);
        if (range[0] > range[1]) {
            return answer.missing("No inference and no prediction has a time.", "time");
        }
        long split = split(parameters.text(SPLIT), range);
        Map<String, App> apps = new TreeMap<>();
        List<Field<?>> columns = List.of(Fields.APP, Fields.TIME_START, Fields.DURATION_NANOS, Fields.TOKENS_IN,
                Fields.TOKENS_OUT, Fields.STATUS, Fields.MODEL);
        trail.scan(Queries.USES, columns, row -> {
            Long time = row.get(Fields.TIME_START);
            if (time != null) {
                App app = apps.computeIfAbsent(Apps.name(row.get(Fields.APP), apps.keySet(), APPS), a -> new App());
                int period = time < split ? 0 : 1;
                app.calls[period]++;
                app.ended[period] += StepOutcome.known(row.get(Fields.STATUS)) ? 1 : 0;
                app.errors[period] += StepOutcome.failed(row.get(Fields.STATUS)) ? 1 : 0;
                add(app.latency, period, row.get(Fields.DURATION_NANOS));
                add(app.in, period, row.get(Fields.TOKENS_IN));
                add(app.out, period, row.get(Fields.TOKENS_OUT));
                String model = Apps.name(row.get(Fields.MODEL), app.models.keySet(), MODELS);
                app.models.computeIfAbsent(model, m -> new long[2])[period]++;
                app.sample.offer(period, row.id());
            }
        }, progress);
        DriftFigures figures = new DriftFigures(parameters.number(EFFECT), parameters.number(ERRORS));
        DriftCarriers carriers = new DriftCarriers(trail, split, progress);
        List<String> samples = new ArrayList<>();
        for (Map.Entry<String, App> app : apps.entrySet()) {
            app.getValue().sample.read(trail, Math.max(DriftFigures.LEAST, DriftSample.TOTAL / 2 / apps.size()),
                    progress);
            compare(app.getKey(), app.getValue(), figures, carriers);
            sampled(app.getKey(), app.getValue().sample.read(), app.getValue().sample.offered(), samples);
        }
        reviews(trail, split, figures, carriers, progress);
        scores(trail, split, figures, carriers, samples, progress);
        List<Figure> made = figures.made();
        if (made.isEmpty()) {
            return answer.missing("No application has " + DriftFigures.LEAST + " inferences or predictions on either"
                    + " side of " + second(split) + ".", "kind:inference");
        }
        List<String> shifts = figures.shifts();
        String sample = samples.isEmpty() ? "" : " Language, refusals and scores are told from samples: "
                + String.join(", ", samples) + ".";
        return answer.counts(made.size(), shifts.size()).compares(made).shows(carriers.evidence())
                .says((shifts.isEmpty() ? "None of " + made.size() + " comparisons shows a shift at " + second(split)
                        + "."
                        : shifts.size() + " of " + made.size() + " comparisons show a shift at " + second(split)
                                + ": " + String.join("; ", shifts) + ".") + sample)
                .advises("Ask what changed at that time (model, prompt, data, load), and who noticed it.")
                .queries(Queries.USES, carriers.query()).result();
    }

    private static void sampled(String what, long read, long of, List<String> samples) {
        if (read < of) {
            samples.add(what + " " + read + "/" + of);
        }
    }

    private static void compare(String name, App app, DriftFigures to, DriftCarriers carriers)
            throws QueryException, IOException {
        String query = Queries.USES + (name.equals(Apps.UNNAMED) ? " AND NOT app:*" : name.equals(Apps.OTHERS) ? ""
                : " AND app:" + EvaluationReader.quoted(name));
        long all = app.calls[0] + app.calls[1];
        to.looked(all, all);
        to.spread(name + " latency, median in ms", app.latency, 1e6, query,
                carriers.column(query, Fields.DURATION_NANOS, "ns"));
        to.spread(name + " tokens in, median", app.in, 1, query, carriers.column(query, Fields.TOKENS_IN, ""));
        to.spread(name + " tokens out, median", app.out, 1, query, carriers.column(query, Fields.TOKENS_OUT, ""));
        to.share(name + " share of errors", app.errors, app.ended, query, (up, than) -> carriers.scan(query,
                Fields.STATUS, row -> StepOutcome.known(row.get(Fields.STATUS))
                        && StepOutcome.failed(row.get(Fields.STATUS)) == up, StepOutcome.query(up)));
        to.mix(name + " mix of models", app.models, app.calls, query, rose -> carriers.scan(query, Fields.MODEL,
                row -> rose.contains(Apps.name(row.get(Fields.MODEL), app.models.keySet(), MODELS)), models(rose)));
        to.looked(app.sample.read(), app.sample.offered());
        to.mix(name + " language of prompts", app.sample.languages(), app.sample.told(), query,
                rose -> carriers.ids(app.sample.in(rose), query));
        to.share(name + " share of refusals", app.sample.refusals(), app.sample.answers(), query,
                (up, than) -> carriers.ids(app.sample.refusing(up), query));
    }

    /** @return the models as a query; empty when models that are not told apart are among them */
    private static String models(Set<String> rose) {
        return rose.contains(Apps.OTHERS) ? "" : rose.stream().map(m -> m.equals(Apps.UNNAMED) ? "(NOT model:*)"
                : "model:" + EvaluationReader.quoted(m)).collect(Collectors.joining(" OR "));
    }

    /** Reviews often name no application, so they are compared as one. */
    private static void reviews(Trail trail, long split, DriftFigures to, DriftCarriers carriers, Progress progress)
            throws QueryException, IOException {
        long[] all = new long[2];
        long[] overridden = new long[2];
        Spread numbers = new Spread();
        trail.scan(REVIEWS, List.of(Fields.REVIEW, Fields.TIME_START), row -> {
            Long time = row.get(Fields.TIME_START);
            if (time != null) {
                int period = time < split ? 0 : 1;
                long number = number(row);
                if (number >= 0) {
                    numbers.add(period, number);
                } else {
                    all[period]++;
                    overridden[period] += overrides(row) ? 1 : 0;
                }
            }
        }, progress);
        to.looked(all[0] + all[1], all[0] + all[1]);
        to.share("share of reviews that override", overridden, all, REVIEWS, (up, than) -> carriers.scan(REVIEWS,
                Fields.REVIEW, row -> number(row) < 0 && overrides(row) == up, up ? OVERRIDDEN.stream()
                        .map(o -> "review:" + o).collect(Collectors.joining(" OR ")) : ""));
        to.looked(numbers.size(0) + numbers.size(1), numbers.size(0) + numbers.size(1));
        to.spread("score in reviews, median", numbers, SCORE_UNIT, REVIEWS, (up, than) -> carriers.scan(REVIEWS,
                Fields.REVIEW, row -> number(row) >= 0 && (up ? number(row) > than : number(row) < than), ""));
    }

    private static boolean overrides(Row review) {
        return OVERRIDDEN.contains(review.get(Fields.REVIEW).trim().toLowerCase(Locale.ROOT));
    }

    /** @return the score that a review gives, in millionths; -1 when it gives none */
    private static long number(Row review) {
        String value = review.get(Fields.REVIEW).trim();
        return value.matches("\\d{1,9}(\\.\\d{1,12})?") ? Math.round(Double.parseDouble(value) * SCORE_UNIT) : -1;
    }

    private static void scores(Trail trail, long split, DriftFigures to, DriftCarriers carriers, List<String> samples,
            Progress progress) throws QueryException, IOException {
        TreeMap<Long, EventId> chosen = new TreeMap<>();
        long[] all = {0};
        trail.scan("kind:evaluation", List.of(Fields.KIND), row -> {
            all[0]++;
            chosen.put(DriftSample.mixed(row.id()), row.id());
            if (chosen.size() > SCORES) {
                chosen.pollLastEntry();
            }
        }, progress);
        Spread scores = new Spread();
        Map<EventId, Long> later = new TreeMap<>();
        for (EventId id : new TreeSet<>(chosen.values())) {
            progress.check();
            Event event = trail.event(id).orElse(null);
            Double score = event == null || event.evaluation() == null ? null : event.evaluation().score();
            if (score != null && Double.isFinite(score) && score >= 0 && event.time() != Event.NONE) {
                long value = Math.round(score * SCORE_UNIT);
                scores.add(event.time() < split ? 0 : 1, value);
                if (event.time() >= split) {
                    later.put(id, value);
                }
            }
        }
        sampled("evaluations", chosen.size(), all[0], samples);
        to.looked(chosen.size(), all[0]).spread("score in evaluations, median", scores, SCORE_UNIT, "kind:evaluation",
                (up, than) -> carriers.ids(later.entrySet().stream().filter(e -> up ? e.getValue() > than
                        : e.getValue() < than).map(Map.Entry::getKey).toList(), "kind:evaluation"));
    }

    private static void add(Spread spread, int period, Long value) {
        if (value != null) {
            spread.add(period, value);
        }
    }

    private static long split(String text, long[] range) {
        if (text.isBlank()) {
            return range[0] + (range[1] - range[0]) / 2;
        }
        try {
            Instant at = Instant.parse(text.trim());
            return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is not a time; split is " + SPLIT.hint(), e);
        }
    }

    private static Instant second(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L));
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
