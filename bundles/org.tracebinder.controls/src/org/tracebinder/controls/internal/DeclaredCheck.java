// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Parameter;
import org.tracebinder.controls.Parameters;
import org.tracebinder.controls.internal.Declaration.Setting;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.Trail;

/**
 * A check that a file states: a population, a condition, a join, a unit, a threshold. Two scans at most over the
 * population and one over the partners; keys are held as 64 bits.
 */
public final class DeclaredCheck implements Check {

    private final Declaration d;

    /** @param declaration what the file says */
    public DeclaredCheck(Declaration declaration) {
        this.d = declaration;
    }

    /** @return what the file says */
    public Declaration declaration() {
        return d;
    }

    @Override
    public String id() {
        return d.id();
    }

    @Override
    public String title() {
        return d.title();
    }

    @Override
    public String question() {
        return d.question();
    }

    @Override
    public List<Field<?>> needs() {
        return d.needs();
    }

    @Override
    public List<Parameter> parameters() {
        return d.parameters().stream().map(Setting::parameter).toList();
    }

    @Override
    public List<String> after() {
        return d.after();
    }

    /** @return the queries as they are asked with the default settings, by the member of the file that holds them */
    public Map<String, String> queries() {
        Map<String, String> values = values(Parameters.DEFAULTS);
        Map<String, String> all = new TreeMap<>();
        all.put("population", Declaration.fill(d.population(), values));
        if (!d.contrary().isEmpty()) {
            all.put("contrary", Declaration.fill(d.contrary(), values));
        }
        if (d.join() != null) {
            all.put("join", Declaration.fill(d.join().query(), values));
        }
        return all;
    }

    private Map<String, String> values(Parameters parameters) {
        Map<String, String> values = new TreeMap<>();
        for (Setting s : d.parameters()) {
            values.put(s.parameter().id(), switch (s.kind()) {
                case QUERY -> "(" + parameters.text(s.parameter()) + ")";
                case TEXT -> '"' + parameters.text(s.parameter()).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
                case NUMBER -> {
                    parameters.number(s.parameter());
                    yield parameters.text(s.parameter()).trim();
                }
            });
        }
        return values;
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        Map<String, String> values = values(parameters);
        String population = Declaration.fill(d.population(), values);
        String contrary = d.contrary().isEmpty() ? population
                : "(" + population + ") AND (" + Declaration.fill(d.contrary(), values) + ")";
        Partners partners = d.join() == null ? null
                : Partners.read(trail, d.join(), Declaration.fill(d.join().query(), values), progress);
        Units units = new Units(d.per());
        boolean plain = d.per() == null && d.threshold() == null;
        long events = plain ? trail.count(population, progress) : 0;
        if (!plain) {
            trail.scan(population, units.columns(), units::seen, progress);
            events = units.events();
        }
        if (events == 0) {
            return Answer.to(this, parameters).missing(d.none(), d.missing().toArray(String[]::new));
        }
        List<Field<?>> columns = columns();
        Evidence evidence = new Evidence();
        Map<String, Long> breakdown = new TreeMap<>();
        trail.scan(contrary, columns, row -> {
            if (partners == null || partners.against(row)) {
                units.against(row, d.threshold());
                if (d.threshold() == null) {
                    show(row, evidence, breakdown);
                }
            }
        }, progress);
        if (d.threshold() != null) {
            units.judge(d.threshold(), Double.parseDouble(Declaration.fill(d.threshold().limit(), values)));
            trail.scan(contrary, columns, row -> {
                if ((partners == null || partners.against(row)) && units.contrary(row)) {
                    show(row, evidence, breakdown);
                }
            }, progress);
        }
        long all = plain ? events : units.population();
        return answer(parameters, all, units, partners, evidence, breakdown, population,
                plain && partners == null ? contrary : null);
    }

    private void show(Row row, Evidence evidence, Map<String, Long> breakdown) {
        evidence.add(row.id(), row.get(Fields.TRACE));
        if (d.breakdown() != null) {
            String value = row.get(d.breakdown());
            String name = d.breakdown().equals(Fields.APP) || value != null
                    ? Apps.name(value, breakdown.keySet(), Units.LIMIT) : "(none)";
            breakdown.merge(name, 1L, Long::sum);
        }
    }

    private List<Field<?>> columns() {
        List<Field<?>> columns = new ArrayList<>(List.of(Fields.TRACE, Fields.TIME_START));
        columns.addAll(new Units(d.per()).columns());
        if (d.join() != null) {
            columns.addAll(d.join().by());
        }
        if (d.threshold() != null && d.threshold().field() != null) {
            columns.add(d.threshold().field());
        }
        if (d.breakdown() != null) {
            columns.add(d.breakdown());
        }
        return columns.stream().distinct().toList();
    }

    private CheckResult answer(Parameters parameters, long population, Units units, Partners partners,
            Evidence evidence, Map<String, Long> breakdown, String populationQuery, String contraryQuery) {
        long contrary = d.per() == null && d.threshold() == null ? units.contraryEvents() : units.contraryUnits();
        List<String> unseen = new ArrayList<>();
        if (partners != null && partners.undated() > 0) {
            unseen.add("time or key of " + partners.undated() + " events");
        }
        if (units.unnamed() > 0) {
            unseen.add(d.per() + " of " + units.unnamed() + " events");
        }
        if (population == 0) {
            return Answer.to(this, parameters).missing(units.small() > 0
                    ? "No " + (d.per() == null ? "trail" : d.per()) + " has the " + d.threshold().least()
                            + " events that a judgement needs."
                    : d.none(), units.small() > 0 ? "events" : d.per());
        }
        String list = breakdown.isEmpty() ? "" : breakdown.entrySet().stream().limit(20)
                .map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(", ", ": ", ""));
        String said = d.found().replace("{population}", Long.toString(population))
                .replace("{contrary}", Long.toString(contrary))
                .replace("{supporting}", Long.toString(population - contrary))
                .replace("{events}", Long.toString(units.contraryEvents())).replace("{breakdown}", list)
                .replace("{units}", units.named())
                + (unseen.isEmpty() ? "" : " Not judged: " + String.join(", ", unseen) + ".");
        Answer answer = Answer.to(this, parameters).counts(population, contrary).shows(evidence).says(said)
                .advises(d.advice());
        answer = contraryQuery != null ? answer.queries(populationQuery, contraryQuery)
                : answer.queries(populationQuery);
        return answer.result(unseen.toArray(String[]::new));
    }

    /** The partners of a join. Not thread-safe. */
    private static final class Partners {

        private final Declaration.Join join;
        private final Keys keys = new Keys();
        private final LongTable table = new LongTable();
        private final TreeSet<EventId> undated = new TreeSet<>();
        private long undatedPartners;

        private Partners(Declaration.Join join) {
            this.join = join;
        }

        static Partners read(Trail trail, Declaration.Join join, String query, Progress progress)
                throws QueryException, IOException {
            Partners partners = new Partners(join);
            List<Field<?>> columns = new ArrayList<>(join.to());
            columns.add(Fields.TIME_START);
            trail.scan(query, columns, partners::add, progress);
            return partners;
        }

        private void add(Row row) {
            Long key = key(row, join.to());
            Long time = row.get(Fields.TIME_START);
            if (key == null || join.order() != Declaration.Order.ANY && (time == null || time == Event.NONE)) {
                undatedPartners++;
            } else if (join.order() == Declaration.Order.BEFORE) {
                table.min(key, time);
            } else if (join.order() == Declaration.Order.AFTER) {
                table.min(key, -time);
            } else {
                table.add(key);
            }
        }

        private Long key(Row row, List<Field<String>> fields) {
            String first = row.get(fields.get(0));
            String second = fields.size() > 1 ? row.get(fields.get(1)) : "";
            if (first == null || second == null) {
                return null;
            }
            return fields.size() > 1 ? keys.key(first, second) : keys.key(first);
        }

        /** @return true when the event speaks against, as far as its partners decide that */
        boolean against(Row row) {
            Long key = key(row, join.by());
            Long time = row.get(Fields.TIME_START);
            boolean has = key != null && table.has(key);
            if (has && join.order() != Declaration.Order.ANY) {
                if (time == null) {
                    note(row.id());
                    return false;
                }
                long bound = table.get(key, 0);
                has = join.order() == Declaration.Order.BEFORE ? bound <= time : -bound >= time;
            }
            if (key == null && join.present()) {
                note(row.id());
            }
            return has == join.present();
        }

        private void note(EventId id) {
            if (undated.size() < CheckResult.RECORDS) {
                undated.add(id);
            }
        }

        /** @return events and partners that could not be compared; partners matter only when they would be contrary */
        long undated() {
            return undated.size() + (join.present() ? undatedPartners : 0);
        }
    }
}
