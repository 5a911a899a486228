// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.tracebinder.controls.CatalogFile.Entry;
import org.tracebinder.controls.internal.Figures;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.CostCurrency;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * Readiness on one page: what was to be reached, what the trail shows, who answers for it, and when to stop. Every
 * value carries its query.
 *
 * @param system   what is looked at, empty when nobody said
 * @param decision go, no-go or what was decided, in the owner's words; empty when nobody said
 * @param lines    in the order of the file
 */
public record Scorecard(String system, String decision, List<Line> lines) {

    /** A unit that is nothing but a currency. */
    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");

    /** How a measure stands. */
    public enum State {
        /** Within the target, and not beyond the stop condition. */
        ON_TARGET,
        /** Outside the target. */
        OFF_TARGET,
        /** Beyond the stop condition. */
        STOP,
        /** Nobody set a target: a value alone says nothing. */
        NO_TARGET,
        /** The trail does not hold what the value is made of. Missing is not on target. */
        NO_DATA;

        /** @return the word in JSON */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * @param measure    as it was filled in
     * @param value      null without data
     * @param population events that the value rests on
     * @param query      finds the events that count
     * @param state      how it stands
     * @param missing    what nobody filled in: {@code owner}, {@code baseline}, {@code target}, {@code stop}
     * @param currency   of a cost whose source names it, else null; costs of two currencies are two lines
     * @param held       whether baseline, target and stop condition of the measure are meant for this line
     * @param remark     what has to be known about currencies, or empty
     */
    public record Line(Measure measure, Double value, long population, String query, State state,
            List<String> missing, String currency, boolean held, String remark) {

        /** @return the unit of all numbers of the line */
        public String unit() {
            return currency == null ? measure.unit() : currency;
        }

        /** @return what it was before, null when nobody said so of this line */
        public Double baseline() {
            return held ? measure.baseline() : null;
        }

        /** @return what it should be, null when nobody said so of this line */
        public Measure.Bound target() {
            return held ? measure.target() : null;
        }

        /** @return the bound that must hold, null when nobody said so of this line */
        public Measure.Bound stop() {
            return held ? measure.stop() : null;
        }

        /** @return of a share, how many events it counts; of all that {@link #population} tells */
        public long counted() {
            return value == null ? 0 : Math.round(value * population);
        }
    }

    /**
     * @param file a {@code scorecard.json}; null for the measures of the product, without any goals
     * @throws CatalogException when the file is broken, with line and reason
     */
    public static Scorecard read(Path file, Trail trail, Progress progress) throws CatalogException, IOException {
        if (file != null && Files.size(file) > 1 << 20) {
            throw new CatalogException(file.getFileName().toString(), 0, "larger than a megabyte", null);
        }
        CatalogFile json = file == null ? CatalogFile.parse("scorecard.json", template())
                : CatalogFile.parse(file.getFileName().toString(), Files.readAllBytes(file));
        Entry head = json.head();
        if (!head.text("schema").equals("tracebinder-scorecard/0.1")) {
            throw head.bad("schema", "'schema' of a scorecard is tracebinder-scorecard/0.1");
        }
        head.only("schema", "note", "system", "decision");
        List<Line> lines = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Entry e : json.list("measures")) {
            Measure measure = measure(e);
            if (!ids.add(measure.id())) {
                throw e.bad("id", "measure '" + measure.id() + "' stands in the file twice");
            }
            progress.check();
            try {
                lines.addAll(lines(measure, trail, progress));
            } catch (QueryException x) {
                throw e.bad("value", "the query of '" + measure.id() + "' can't be understood: " + x.getMessage());
            }
        }
        return new Scorecard(head.text("system"), head.text("decision"), List.copyOf(lines));
    }

    /** @return the file that an auditor starts with */
    public static byte[] template() throws IOException {
        try (InputStream in = Scorecard.class.getResourceAsStream("/catalogs/scorecard-template.json")) {
            if (in == null) {
                throw new IOException("the product lacks its scorecard");
            }
            return in.readAllBytes();
        }
    }

    /** One line, or of costs one for each currency. */
    private static List<Line> lines(Measure m, Trail trail, Progress progress) throws QueryException, IOException {
        Measure.Figure f = m.figure();
        if (f.field() != Fields.COST) {
            return List.of(line(m, f.query(), Figures.compute(f, trail, progress), null, true, ""));
        }
        List<CostCurrency> all = CostCurrency.of(trail, f.query(), progress);
        List<Line> lines = new ArrayList<>();
        for (CostCurrency c : all) {
            Measure.Figure part = new Measure.Figure(f.kind(), c.query(), f.of(), f.field(), f.per());
            boolean held = all.size() == 1 ? !CODE.matcher(m.unit()).matches() || m.unit().equals(c.code())
                    : m.unit().split("\\W", 2)[0].equals(c.code());
            String remark = all.size() > 1 ? "Costs in several currencies are not added up: each has a line of its own."
                    + " Baseline, target and stop condition hold for the currency that the unit of the measure names;"
                    + " another one needs a measure with extra.currency in its query."
                    : held ? "" : "The costs are in " + c.code() + ", the unit of the measure is " + m.unit()
                    + ": its baseline, target and stop condition do not hold for them.";
            lines.add(line(m, c.query(), c.one() ? Figures.compute(part, trail, progress)
                    : new Figures.Value(null, c.events()), c.named() || all.size() > 1 ? c.code() : null, held,
                    remark));
        }
        return lines;
    }

    private static Line line(Measure m, String query, Figures.Value value, String currency, boolean held,
            String remark) {
        List<String> missing = new ArrayList<>();
        if (m.owner().isBlank()) {
            missing.add("owner");
        }
        if (m.baseline() == null || !held) {
            missing.add("baseline");
        }
        if (m.target() == null || !held) {
            missing.add("target");
        }
        if (m.stop() == null || !held) {
            missing.add("stop");
        }
        State state = State.NO_DATA;
        if (value.value() != null) {
            double v = value.value();
            state = !held ? State.NO_TARGET : m.stop() != null && !m.stop().holds(v) ? State.STOP
                    : m.target() == null ? State.NO_TARGET
                    : m.target().holds(v) ? State.ON_TARGET : State.OFF_TARGET;
        }
        return new Line(m, value.value(), value.population(), query, state, List.copyOf(missing), currency, held,
                remark);
    }

    private static Measure measure(Entry e) throws CatalogException {
        e.only("id", "title", "unit", "value", "baseline", "target", "stop", "owner", "note");
        return new Measure(e.need("id"), e.need("title"), e.text("unit"), figure(e.object("value")),
                e.number("baseline"), bound(e, "target", false), bound(e, "stop", true), e.text("owner"),
                e.text("note"));
    }

    /** A target says where to be, a stop condition where not: it is kept here as the bound that must hold. */
    private static Measure.Bound bound(Entry outer, String key, boolean stop) throws CatalogException {
        if (!outer.has(key)) {
            return null;
        }
        Entry e = outer.object(key);
        String most = stop ? "above" : "atMost";
        String least = stop ? "below" : "atLeast";
        e.only(most, least);
        if (e.has(most) == e.has(least)) {
            throw outer.bad(key, "'" + key + "' has either '" + most + "' or '" + least + "'");
        }
        return new Measure.Bound(e.has(most), e.number(e.has(most) ? most : least));
    }

    @SuppressWarnings("unchecked") // a field of type KEYWORD reads a String
    private static Measure.Figure figure(Entry e) throws CatalogException {
        e.only("kind", "query", "of", "field", "per");
        Measure.Kind kind = null;
        for (Measure.Kind k : Measure.Kind.values()) {
            kind = k.name().toLowerCase(Locale.ROOT).equals(e.need("kind")) ? k : kind;
        }
        if (kind == null) {
            throw e.bad("kind", "'kind' must be count, share, sum, mean, median or p95, not '" + e.need("kind") + "'");
        }
        if (kind == Measure.Kind.SHARE != e.has("of")) {
            throw e.bad("of", "a share, and only a share, needs 'of'");
        }
        boolean plain = kind == Measure.Kind.COUNT || kind == Measure.Kind.SHARE;
        Field<?> field = null;
        if (!plain) {
            field = Fields.byId(e.need("field")).filter(f -> f.type() == Field.Type.LONG
                    || f.type() == Field.Type.DECIMAL || f.type() == Field.Type.DURATION)
                    .orElseThrow(() -> e.bad("field", "'field' is duration, tokensIn, tokensOut or cost"));
        } else if (e.has("field")) {
            throw e.bad("field", "a count and a share have no 'field'");
        }
        Field<?> per = null;
        if (e.has("per")) {
            per = Fields.byId(e.need("per")).filter(f -> f.type() == Field.Type.KEYWORD)
                    .orElseThrow(() -> e.bad("per", "'per' needs a field of exact values such as trace or actor"));
            if (kind != Measure.Kind.COUNT && kind != Measure.Kind.SUM) {
                throw e.bad("per", "only a count and a sum are divided");
            }
        }
        return new Measure.Figure(kind, e.need("query"), e.has("of") ? e.need("of") : null, field, (Field<String>) per);
    }

    /** @return a number of that measure as people write it: a share in percent */
    public static String plain(Measure measure, double value) {
        return measure.share() ? plain(value * 100) + " %" : plain(value);
    }

    /** @return a number as people write it: at most six digits that count, no exponent */
    public static String plain(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(6)).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
    }
}
