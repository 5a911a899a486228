// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Parameter;
import org.tracebinder.controls.Parameters;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * Shifts between two periods of one application. Latency and length of prompts and answers: Cliff's delta with the
 * Mann-Whitney test. Share of errors: difference of shares with the two-proportion test. Mix of models: Cramér's V
 * with the chi-square test. A shift is reported when the effect is at least the one asked for and the statistic is
 * beyond {@value #Z} standard errors (a chance of one in a hundred thousand each), so size alone or certainty alone is
 * not enough. Population: comparisons with at least {@value #LEAST} events on either side.
 */
public final class DriftCheck implements Check {

    private static final double Z = 4.42;
    private static final int LEAST = 50;
    private static final int APPS = 500;
    private static final int MODELS = 200;
    private static final Parameter SPLIT = new Parameter("split", "Begin of the second period", "",
            "an instant such as 2026-05-01T00:00:00Z; empty for the middle of the log");
    private static final Parameter EFFECT = new Parameter("effect", "Least shift of latency, length and mix", "0.2",
            "Cliff's delta or Cramér's V, 0 to 1");
    private static final Parameter ERRORS = new Parameter("errorShare", "Least shift of the share of errors", "0.02",
            "difference of shares, 0 to 1");

    private static final class App {
        private final Spread latency = new Spread();
        private final Spread in = new Spread();
        private final Spread out = new Spread();
        private final long[] calls = new long[2];
        private final long[] errors = new long[2];
        private final Map<String, long[]> models = new TreeMap<>();
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
        return "Did latency, length, errors or the mix of models shift between the first and the second period?";
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
                app.errors[period] += "error".equals(row.get(Fields.STATUS)) ? 1 : 0;
                add(app.latency, period, row.get(Fields.DURATION_NANOS));
                add(app.in, period, row.get(Fields.TOKENS_IN));
                add(app.out, period, row.get(Fields.TOKENS_OUT));
                String model = Apps.name(row.get(Fields.MODEL), app.models.keySet(), MODELS);
                app.models.computeIfAbsent(model, m -> new long[2])[period]++;
            }
        }, progress);
        Comparisons found = new Comparisons(parameters.number(EFFECT), parameters.number(ERRORS));
        apps.forEach(found::compare);
        if (found.made == 0) {
            return answer.missing("No application has " + LEAST + " inferences or predictions on either side of "
                    + instant(split) + ".", "kind:inference");
        }
        return answer.counts(found.made, found.shifts.size())
                .says(found.shifts.isEmpty() ? "None of " + found.made + " comparisons shows a shift at "
                        + instant(split) + "."
                        : found.shifts.size() + " of " + found.made + " comparisons show a shift at " + instant(split)
                                + ": "
                                + String.join("; ", found.shifts) + ".")
                .advises("Ask what changed at that time (model, prompt, data, load), and who noticed it.")
                .queries(Queries.USES, Queries.USES + " AND time:>=" + instant(split)).result();
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

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L));
    }

    private static final class Comparisons {

        private final double effect;
        private final double errorShare;
        private final List<String> shifts = new ArrayList<>();
        private long made;

        Comparisons(double effect, double errorShare) {
            this.effect = effect;
            this.errorShare = errorShare;
        }

        void compare(String name, App app) {
            spread(name + " latency, median in ms", app.latency, 1e6);
            spread(name + " tokens in, median", app.in, 1);
            spread(name + " tokens out, median", app.out, 1);
            if (app.calls[0] >= LEAST && app.calls[1] >= LEAST) {
                errors(name, app);
                mix(name, app);
            }
        }

        private void spread(String what, Spread s, double unit) {
            if (s.size(0) >= LEAST && s.size(1) >= LEAST) {
                made++;
                if (Math.abs(s.delta()) >= effect && Math.abs(s.z()) >= Z) {
                    shifts.add(String.format(Locale.ROOT, "%s %.4g to %.4g (delta %.2f)", what, s.median(0) / unit,
                            s.median(1) / unit, s.delta()));
                }
            }
        }

        private void errors(String name, App app) {
            made++;
            double before = (double) app.errors[0] / app.calls[0];
            double after = (double) app.errors[1] / app.calls[1];
            double both = (double) (app.errors[0] + app.errors[1]) / (app.calls[0] + app.calls[1]);
            double se = Math.sqrt(both * (1 - both) * (1.0 / app.calls[0] + 1.0 / app.calls[1]));
            if (Math.abs(after - before) >= errorShare && se > 0 && Math.abs(after - before) / se >= Z) {
                shifts.add(String.format(Locale.ROOT, "%s share of errors %.3f to %.3f", name, before, after));
            }
        }

        /** Chi-square by its cube-root normal form (Wilson and Hilferty). */
        private void mix(String name, App app) {
            made++;
            int freedom = app.models.size() - 1;
            double n = (double) app.calls[0] + app.calls[1];
            double chi = 0;
            for (long[] m : app.models.values()) {
                for (int p = 0; p < 2; p++) {
                    double expected = (m[0] + m[1]) * (app.calls[p] / n);
                    chi += (m[p] - expected) * (m[p] - expected) / expected;
                }
            }
            double v = Math.sqrt(chi / n);
            if (freedom > 0 && v >= effect) {
                double k = 2.0 / (9 * freedom);
                double z = (Math.cbrt(chi / freedom) - (1 - k)) / Math.sqrt(k);
                if (z >= Z) {
                    shifts.add(String.format(Locale.ROOT, "%s mix of models (V %.2f)", name, v));
                }
            }
        }
    }
}
