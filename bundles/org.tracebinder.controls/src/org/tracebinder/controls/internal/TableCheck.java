// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Parameters;
import org.tracebinder.controls.internal.Stated.Listing;
import org.tracebinder.controls.internal.TableDeclaration.Condition;
import org.tracebinder.controls.internal.TableDeclaration.Value;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/** A check that a file states over the rows of a {@link Table}. */
public final class TableCheck extends FileCheck {

    private final TableDeclaration d;

    /** @param declaration what the file says */
    public TableCheck(TableDeclaration declaration) {
        super(declaration.stated());
        this.d = declaration;
    }

    /** @return what the file says */
    public TableDeclaration declaration() {
        return d;
    }

    @Override
    public Map<String, String> queries() {
        Map<String, String> all = new TreeMap<>();
        requirements(all);
        all.replaceAll((member, query) -> query(query, Parameters.DEFAULTS));
        return all;
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        Map<String, String> values = values(parameters);
        List<TableRow> rows = d.table().rows(trail, progress);
        List<TableRow> looked = rows.stream().filter(r -> d.where().stream().allMatch(c -> holds(c, r, values)))
                .toList();
        List<TableRow> others = rows.stream().filter(r -> !looked.contains(r)).toList();
        Map<String, String> figures = figures(parameters);
        figures.put("rest", others.isEmpty() ? "" : Stated.figures(stated().message("rest"),
                Map.of("rest", names(others))));
        List<TableRow> beside = d.beside() == null ? List.of() : d.beside().table().rows(trail, progress);
        figures.put("uncovered", uncovered(beside));
        if (looked.isEmpty()) {
            return nothing(parameters, figures);
        }
        figures.put("population", Long.toString(looked.size()));
        CheckResult lacking = lacking(trail, parameters, figures, progress);
        if (lacking != null) {
            return lacking;
        }
        List<TableRow> contrary = looked.stream().filter(r -> d.any()
                ? d.contrary().stream().anyMatch(c -> holds(c, r, values))
                : d.contrary().stream().allMatch(c -> holds(c, r, values))).toList();
        List<TableRow> rest = looked.stream().filter(r -> !contrary.contains(r)).toList();
        List<TableRow> open = rest.stream().filter(r -> d.open().stream().anyMatch(c -> holds(c, r, values))).toList();
        figures.put("contrary", Long.toString(contrary.size()));
        figures.put("supporting", Long.toString(rest.size() - open.size()));
        figures.put("open", Long.toString(open.size()));
        figures.put("rows", listed(contrary));
        figures.put("held", listed(rest, stated().list().held()));
        figures.put("opens", listed(open, stated().list().held()));
        Answer answer = Answer.to(this, parameters).counts(looked.size(), contrary.size()).open(open.size())
                .shows(evidence(contrary, trail, progress)).says(summary(contrary.size(), figures)
                        + (open.isEmpty() ? "" : Stated.figures(stated().message("open"), figures)))
                .advises(stated().message("advice"));
        Set<String> queries = new LinkedHashSet<>();
        contrary.forEach(r -> queries.add(r.query()));
        answer = queries.contains("") || queries.isEmpty() ? answer.queries(d.table().query())
                : answer.queries(d.table().query(), queries.stream().limit(CheckResult.QUERY_IDS)
                        .collect(Collectors.joining(" OR ")));
        List<String> unseen = new ArrayList<>();
        beside.stream().limit(stated().list().most()).forEach(r -> unseen.add(written(d.beside().lacks(), r,
                d.beside().table())));
        if (!open.isEmpty()) {
            unseen.add(Stated.figures(stated().message("lacks"), figures));
        }
        return answer.result(unseen.toArray(String[]::new));
    }

    private String uncovered(List<TableRow> beside) {
        return beside.isEmpty() ? "" : Stated.figures(stated().message("uncovered"), Map.of("groups", beside.stream()
                .limit(stated().list().most()).map(r -> written(stated().message("group"), r, d.beside().table()))
                .collect(Collectors.joining(", "))));
    }

    private static String written(String each, TableRow row, Table table) {
        Map<String, String> figures = new TreeMap<>();
        table.columns().forEach(c -> figures.put(c, row.text(c, table)));
        return Stated.figures(each, figures);
    }

    private static Evidence evidence(List<TableRow> rows, Trail trail, Progress progress) throws IOException {
        Evidence evidence = new Evidence();
        for (TableRow row : rows) {
            for (Map.Entry<EventId, String> e : row.evidence().entrySet()) {
                progress.check();
                evidence.add(e.getKey(), TableRow.LOOK.equals(e.getValue())
                        ? trail.event(e.getKey()).map(Event::trace).orElse(null) : e.getValue());
            }
        }
        return evidence;
    }

    private String names(List<TableRow> rows) {
        String first = d.table().columns().get(0);
        return rows.stream().limit(stated().list().most()).map(r -> r.text(first, d.table()))
                .collect(Collectors.joining(", "));
    }

    private String listed(List<TableRow> rows) {
        return listed(rows, stated().list().each());
    }

    private String listed(List<TableRow> rows, String each) {
        Listing list = stated().list();
        if (each.isEmpty()) {
            return names(rows);
        }
        List<String> all = new ArrayList<>();
        for (TableRow row : rows.subList(0, Math.min(rows.size(), list.most()))) {
            Map<String, String> figures = new TreeMap<>();
            d.table().columns().forEach(c -> figures.put(c, row.text(c, d.table())));
            figures.put("means", means(row));
            all.add(Stated.figures(each, figures));
        }
        return String.join(list.between(), all);
    }

    private String means(TableRow row) {
        for (Condition c : d.contrary()) {
            for (Value v : c.values()) {
                if (!v.means().isEmpty() && v.value().equals(String.valueOf(row.values().get(c.column())))) {
                    return v.means();
                }
            }
        }
        return "";
    }

    private static boolean holds(Condition c, TableRow row, Map<String, String> settings) {
        Object value = row.values().get(c.column());
        switch (c.test()) {
            case PRESENT:
                return value != null;
            case ABSENT:
                return value == null;
            case IS, ISNOT:
                boolean among = value != null && c.values().stream().anyMatch(v -> v.value().equals(value.toString()));
                return among == (c.test() == TableDeclaration.Test.IS);
            default:
                Object other = other(c, row, settings);
                return value instanceof Long a && other != null && compares(c, new BigDecimal(a), other);
        }
    }

    /** @return the value of the other column, or the number; null when the row has none */
    private static Object other(Condition c, TableRow row, Map<String, String> settings) {
        String text = Stated.settings(c.values().get(0).value(), settings);
        return text.matches("[a-z][a-zA-Z]*") ? row.values().get(text) : text;
    }

    private static boolean compares(Condition c, BigDecimal value, Object other) {
        int order = value.compareTo(new BigDecimal(other.toString()));
        return switch (c.test()) {
            case ATLEAST -> order >= 0;
            case ATMOST -> order <= 0;
            case ABOVE -> order > 0;
            default -> order < 0;
        };
    }
}
