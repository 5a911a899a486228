// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Parameters;
import org.tracebinder.controls.internal.Declaration.Count;
import org.tracebinder.controls.internal.Declaration.Join;
import org.tracebinder.controls.internal.Declaration.Measure;
import org.tracebinder.controls.internal.Declaration.Scope;
import org.tracebinder.core.Field;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.Trail;

/**
 * A check of events that a file states: a population, a condition, partners, groups, a unit, a threshold. A few scans
 * over columns; keys are held as 64 bits.
 */
public final class DeclaredCheck extends FileCheck {

    private final Declaration d;

    /** @param declaration what the file says */
    public DeclaredCheck(Declaration declaration) {
        super(declaration.stated());
        this.d = declaration;
    }

    /** @return what the file says */
    public Declaration declaration() {
        return d;
    }

    @Override
    public Map<String, String> queries() {
        Map<String, String> all = new TreeMap<>();
        all.put("population", d.population());
        all.put("contrary", d.contrary());
        all.put("open", d.open());
        steps("join", d.join(), all);
        if (d.scope() != null) {
            all.put("scope/query", d.scope().query());
            all.put("scope/via", d.scope().via());
        }
        d.counts().forEach((name, c) -> steps("counts/" + name + "/join", c.join(), all));
        requirements(all);
        all.values().removeIf(String::isEmpty);
        all.replaceAll((member, query) -> query(query, Parameters.DEFAULTS));
        return all;
    }

    private static void steps(String member, Join join, Map<String, String> all) {
        for (int i = 0; join != null && i < join.steps().size(); i++) {
            all.put(member + (join.steps().size() == 1 ? "/query" : "/steps/" + i), join.steps().get(i));
        }
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        return new Run(trail, parameters, progress).answer();
    }

    /** One run. */
    private final class Run {

        private final Trail trail;
        private final Parameters parameters;
        private final Progress progress;
        private final String population;
        private final Units units;
        private final EventEvidence evidence = new EventEvidence(d.breakdown());
        private final Map<String, Counting> counts = new TreeMap<>();
        private Partners partners;
        private Groups groups;
        private Coverage coverage;
        private String contraryQuery;
        private long beside;

        Run(Trail trail, Parameters parameters, Progress progress) {
            this.trail = trail;
            this.parameters = parameters;
            this.progress = progress;
            this.population = query(d.population(), parameters);
            this.units = new Units(d.per(), d.unnamed(), d.threshold() != null
                    && d.threshold().measure() == Measure.MONTHS);
            this.contraryQuery = d.contrary().isEmpty() ? population
                    : "(" + population + ") AND (" + query(d.contrary(), parameters) + ")";
        }

        CheckResult answer() throws QueryException, IOException {
            if (d.join() != null && d.join().shown()) {
                return turned();
            }
            cover(population);
            beside = d.open().isEmpty() ? 0 : trail.count(query(d.open(), parameters), progress);
            boolean plain = d.per() == null && d.threshold() == null;
            partners = d.join() == null ? null : partners(d.join());
            long events;
            if (!plain || d.join() != null && d.join().keyed()) {
                List<Field<?>> columns = units.columns();
                if (d.scope() != null) {
                    columns.add(d.scope().by());
                }
                if (partners != null) {
                    columns.addAll(partners.columns());
                }
                trail.scan(population, columns.stream().distinct().toList(), row -> {
                    if ((coverage == null || coverage.has(row)) && (partners == null || partners.among(row))) {
                        units.seen(row);
                    }
                }, progress);
                events = units.events();
            } else {
                events = coverage == null ? trail.count(population, progress) : coverage.judged();
            }
            if (events == 0) {
                return coverage == null || coverage.events() == 0 ? nothing(parameters, figures(parameters))
                        : uncovered();
            }
            groups = d.group() == null ? null : Groups.read(trail, d.group(), population, progress);
            for (Map.Entry<String, Count> c : d.counts().entrySet()) {
                counts.put(c.getKey(), new Counting(c.getValue(), c.getValue().join() == null ? null
                        : partners(c.getValue().join())));
            }
            contrary();
            long all = plain ? events : units.population();
            if (all == 0) {
                return unjudged();
            }
            CheckResult lacking = lacking(trail, parameters, counted(all, contraryUnits()), progress);
            return lacking != null ? lacking : result(all, contraryUnits(), partners == null && groups == null
                    && coverage == null && plain ? contraryQuery : null);
        }

        private void cover(String subjects) throws QueryException, IOException {
            Scope scope = d.scope();
            coverage = scope == null ? null : Coverage.read(trail, scope, query(scope.query(), parameters),
                    query(scope.via(), parameters), subjects, progress);
        }

        private Partners partners(Join join) throws QueryException, IOException {
            return Partners.read(trail, join, join.steps().stream().map(s -> query(s, parameters)).toList(), population,
                    progress);
        }

        private void contrary() throws QueryException, IOException {
            if (d.threshold() != null && d.threshold().measure() == Measure.MONTHS) {
                units.judge(d.threshold(), limit());
                units.show(evidence.evidence());
                return;
            }
            List<Field<?>> columns = columns();
            trail.scan(contraryQuery, columns, row -> {
                if (against(row)) {
                    units.against(row, d.threshold());
                    counts.values().forEach(c -> c.add(row));
                    if (d.threshold() == null) {
                        evidence.show(row);
                    }
                }
            }, progress);
            if (d.threshold() != null) {
                units.judge(d.threshold(), limit());
                trail.scan(contraryQuery, columns, row -> {
                    if (units.contrary(row) && against(row)) {
                        evidence.show(row);
                    }
                }, progress);
            }
        }

        private double limit() {
            return Double.parseDouble(Stated.settings(d.threshold().limit(), values(parameters)));
        }

        private boolean against(Row row) {
            return (coverage == null || coverage.has(row)) && (partners == null || partners.against(row))
                    && (groups == null || groups.against(row));
        }

        private List<Field<?>> columns() {
            List<Field<?>> columns = evidence.columns();
            columns.addAll(units.columns());
            if (partners != null) {
                columns.addAll(partners.columns());
            }
            if (d.group() != null) {
                columns.addAll(d.group().by());
            }
            if (d.scope() != null) {
                columns.add(d.scope().by());
            }
            if (d.threshold() != null && d.threshold().field() != null) {
                columns.add(d.threshold().field());
            }
            counts.values().forEach(c -> columns.addAll(c.columns()));
            return columns.stream().distinct().toList();
        }

        /** The population is held as keys, and its partners are what is looked at and shown. */
        private CheckResult turned() throws QueryException, IOException {
            partners = Partners.population(trail, d.join(), population, progress);
            if (partners.size() == 0) {
                return nothing(parameters, figures(parameters));
            }
            String subjects = query(d.join().steps().get(0), parameters);
            CheckResult lacking = lacking(trail, parameters, counted(partners.size(), 0), progress);
            if (lacking != null) {
                return lacking;
            }
            cover(subjects);
            LongTable hit = new LongTable();
            List<Field<?>> columns = evidence.columns();
            columns.addAll(partners.columns());
            if (d.scope() != null) {
                columns.add(d.scope().by());
            }
            long[] events = {0};
            trail.scan(subjects, columns.stream().distinct().toList(), row -> {
                if (partners.against(row)) {
                    events[0]++;
                    hit.add(partners.key(row));
                    evidence.show(row);
                }
            }, progress);
            units.contraryEvents(events[0]);
            return result(partners.size(), hit.size(), null);
        }

        private long contraryUnits() {
            return d.per() == null && d.threshold() == null ? units.contraryEvents() : units.contraryUnits();
        }

        private CheckResult unjudged() {
            if (units.small() == 0) {
                return Answer.to(DeclaredCheck.this, parameters).missing(Stated.figures(stated().message("none"),
                        figures(parameters)), d.per());
            }
            if (d.threshold() != null && d.threshold().measure() == Measure.PART) {
                return Answer.to(DeclaredCheck.this, parameters).missing("Fewer than " + d.threshold().least()
                        + " events have a value of " + d.per() + "; a judgement needs as many.", "events");
            }
            return Answer.to(DeclaredCheck.this, parameters).missing("No " + (d.per() == null ? "trail" : d.per())
                    + " has the " + d.threshold().least() + " events that a judgement needs.", "events");
        }

        /** There are events, and all of them belong to groups that can't be judged. */
        private CheckResult uncovered() {
            return Answer.to(DeclaredCheck.this, parameters).missing(stated().message("nowhere") + uncoveredGroups(),
                    d.scope().none());
        }

        /** @return units of the population that can't be judged for what stands beside them */
        private long openUnits() {
            return partners == null ? units.open() : partners.open();
        }

        private long open() {
            return openUnits() + beside;
        }

        private String uncoveredGroups() {
            String open = coverage == null ? "" : coverage.open(stated().message("group"));
            return open.isEmpty() ? "" : Stated.figures(stated().message("uncovered"), Map.of("groups", open));
        }

        private Map<String, String> counted(long all, long against) {
            Map<String, String> figures = figures(parameters);
            figures.put("population", Long.toString(all));
            figures.put("contrary", Long.toString(against));
            figures.put("supporting", Long.toString(all - against - openUnits()));
            figures.put("events", Long.toString(units.contraryEvents()));
            figures.put("breakdown", evidence.breakdown());
            figures.put("units", units.named(stated().list()));
            figures.put("uncovered", uncoveredGroups());
            figures.put("open", Long.toString(open()));
            figures.put("opens", units.opens(stated().list()));
            counts.forEach((name, c) -> figures.put(name, Long.toString(c.counted())));
            return figures;
        }

        private CheckResult result(long all, long against, String contrary) {
            List<String> unseen = new ArrayList<>();
            long undated = partners == null ? 0 : partners.undated();
            if (undated > 0) {
                unseen.add("time or key of " + undated + " events");
            }
            if (units.unnamed() > 0) {
                unseen.add(d.per() + " of " + units.unnamed() + " events");
            }
            if (groups != null && groups.unnamed() > 0) {
                unseen.add("group or value of " + groups.unnamed() + " events");
            }
            Map<String, String> figures = counted(all, against);
            String said = summary(against, figures) + (unseen.isEmpty() ? "" : " Not judged: "
                    + String.join(", ", unseen) + ".");
            if (open() > 0 && stated().message("lacks").isEmpty()) {
                unseen.add("events throughout the span of " + units.opens(stated().list()));
                said += " Not judged: " + unseen.get(unseen.size() - 1) + ".";
            } else if (open() > 0) {
                said += Stated.figures(stated().message("open"), figures);
                unseen.add(Stated.figures(stated().message("lacks"), figures));
            }
            if (coverage != null) {
                unseen.addAll(coverage.lacks());
            }
            Answer answer = Answer.to(DeclaredCheck.this, parameters).counts(all, against).open(openUnits())
                    .shows(evidence.evidence())
                    .says(said).advises(stated().message("advice"));
            answer = contrary != null ? answer.queries(population, contrary) : answer.queries(population);
            return answer.result(unseen.toArray(String[]::new));
        }
    }
}
