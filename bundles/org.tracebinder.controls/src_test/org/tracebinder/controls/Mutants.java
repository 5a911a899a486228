// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.controls.internal.Declaration;
import org.tracebinder.controls.internal.Declaration.Count;
import org.tracebinder.controls.internal.Declaration.Group;
import org.tracebinder.controls.internal.Declaration.Join;
import org.tracebinder.controls.internal.Declaration.Order;
import org.tracebinder.controls.internal.Declaration.Scope;
import org.tracebinder.controls.internal.Declaration.Threshold;
import org.tracebinder.controls.internal.Declaration.Whole;
import org.tracebinder.controls.internal.Stated;
import org.tracebinder.controls.internal.TableDeclaration;
import org.tracebinder.controls.internal.TableDeclaration.Condition;

/** What a file of checks would say with one condition turned around, or left out. */
final class Mutants {

    private static final Map<TableDeclaration.Test, TableDeclaration.Test> OPPOSITE = Map.of(
            TableDeclaration.Test.IS, TableDeclaration.Test.ISNOT, TableDeclaration.Test.ISNOT,
            TableDeclaration.Test.IS, TableDeclaration.Test.PRESENT, TableDeclaration.Test.ABSENT,
            TableDeclaration.Test.ABSENT, TableDeclaration.Test.PRESENT, TableDeclaration.Test.ATLEAST,
            TableDeclaration.Test.BELOW, TableDeclaration.Test.BELOW, TableDeclaration.Test.ATLEAST,
            TableDeclaration.Test.ATMOST, TableDeclaration.Test.ABOVE, TableDeclaration.Test.ABOVE,
            TableDeclaration.Test.ATMOST);

    private final Map<String, Declaration> all = new TreeMap<>();
    private final Declaration d;

    private Mutants(Declaration d) {
        this.d = d;
    }

    static Map<String, Declaration> of(Declaration d) {
        Mutants m = new Mutants(d);
        m.conditions();
        m.joins();
        m.units();
        for (Stated s : stated(d.stated())) {
            m.all.put("without what it requires", m.with(s, d.contrary(), d.join(), d.group(), d.scope(), d.per(),
                    d.unnamed(), d.threshold(), d.counts()));
        }
        return m.all;
    }

    private void conditions() {
        if (!d.open().isEmpty()) {
            all.put("open left out", new Declaration(d.stated(), d.population(), d.contrary(), d.join(), d.group(),
                    d.scope(), d.per(), d.unnamed(), d.threshold(), d.breakdown(), "", d.counts()));
        }
        boolean more = d.join() != null || d.threshold() != null || d.group() != null;
        if (!d.contrary().isEmpty()) {
            all.put("contrary turned", contrary("NOT (" + d.contrary() + ")"));
            if (more) {
                all.put("contrary left out", contrary(""));
            }
        }
        if (d.group() != null) {
            all.put("group turned", with(d.stated(), d.contrary(), d.join(), new Group(d.group().by(),
                    d.group().same() == null ? d.group().by().get(0) : null), d.scope(), d.per(), d.unnamed(),
                    d.threshold(), d.counts()));
        }
        if (d.scope() != null) {
            all.put("scope left out", scope(null));
            all.put("scope's way by trace left out", scope(new Scope(d.scope().by(), d.scope().query(), "",
                    d.scope().lacks(), d.scope().none())));
        }
    }

    private void joins() {
        if (d.join() == null) {
            return;
        }
        Join j = d.join();
        // partners that are shown are contrary when present, as the reader of files demands
        if (!j.shown()) {
            all.put("join turned", join(new Join(j.steps(), j.by(), j.to(), j.order(), j.within(), !j.present(),
                    j.whole(), j.shown())));
        }
        if (!d.contrary().isEmpty() || d.threshold() != null) {
            all.put("join left out", join(null));
        }
        for (Order order : Order.values()) {
            if (order != j.order() && j.order() != Order.ANY) {
                all.put("join " + order, join(new Join(j.steps(), j.by(), j.to(), order, j.within(), j.present(),
                        j.whole(), j.shown())));
            }
        }
        if (j.whole() != null) {
            all.put("whole turned", join(new Join(j.steps(), j.by(), j.to(), j.order(), j.within(), j.present(),
                    new Whole(j.whole().fact(), j.whole().values(), !j.whole().among()), j.shown())));
            all.put("whole left out", join(new Join(j.steps(), j.by(), j.to(), j.order(), j.within(), j.present(),
                    null, j.shown())));
        }
        if (j.by().size() > 1) {
            all.put("join by one field", join(new Join(j.steps(), j.by().subList(1, 2), j.to().subList(1, 2), j.order(),
                    j.within(), j.present(), j.whole(), j.shown())));
        }
    }

    private void units() {
        if (d.threshold() != null) {
            Threshold t = d.threshold();
            all.put("threshold turned", threshold(new Threshold(t.measure(), t.field(), t.limit(), !t.atMost(),
                    t.least())));
            for (int limit : new int[] {5, 7}) {
                all.put("threshold " + limit, threshold(new Threshold(t.measure(), t.field(), "" + limit, t.atMost(),
                        t.least())));
            }
        }
        if (!d.unnamed().isEmpty()) {
            all.put("unnamed left out", with(d.stated(), d.contrary(), d.join(), d.group(), d.scope(), d.per(), "",
                    d.threshold(), d.counts()));
        }
        if (d.per() != null && d.threshold() == null && (d.join() == null || !d.join().shown())) {
            all.put("unit left out", with(d.stated(), d.contrary(), d.join(), d.group(), d.scope(), null, d.unnamed(),
                    d.threshold(), d.counts()));
        }
        d.counts().forEach((name, c) -> {
            all.put("count by value only", count(name, new Count(c.field(), c.value(), null)));
            all.put("count by partner only", count(name, new Count(null, "", c.join())));
            all.put("count at any time", count(name, new Count(c.field(), c.value(), new Join(c.join().steps(),
                    c.join().by(), c.join().to(), Order.ANY, 0, true, null, false))));
        });
    }

    private Declaration count(String name, Count count) {
        Map<String, Count> counts = new HashMap<>(d.counts());
        counts.put(name, count);
        return with(d.stated(), d.contrary(), d.join(), d.group(), d.scope(), d.per(), d.unnamed(), d.threshold(),
                counts);
    }

    private Declaration contrary(String contrary) {
        return with(d.stated(), contrary, d.join(), d.group(), d.scope(), d.per(), d.unnamed(), d.threshold(),
                d.counts());
    }

    private Declaration join(Join join) {
        return with(d.stated(), d.contrary(), join, d.group(), d.scope(), d.per(), d.unnamed(), d.threshold(),
                d.counts());
    }

    private Declaration scope(Scope scope) {
        return with(d.stated(), d.contrary(), d.join(), d.group(), scope, d.per(), d.unnamed(), d.threshold(),
                d.counts());
    }

    private Declaration threshold(Threshold threshold) {
        return with(d.stated(), d.contrary(), d.join(), d.group(), d.scope(), d.per(), d.unnamed(), threshold,
                d.counts());
    }

    private Declaration with(Stated stated, String contrary, Join join, Group group, Scope scope, String per,
            String unnamed, Threshold threshold, Map<String, Count> counts) {
        return new Declaration(stated, d.population(), contrary, join, group, scope, per, unnamed, threshold,
                d.breakdown(), d.open(), counts);
    }

    private static List<Stated> stated(Stated s) {
        return s.requires().isEmpty() ? List.of() : List.of(new Stated(s.id(), s.title(), s.question(), s.needs(),
                s.parameters(), s.messages(), s.list(), s.missing(), s.after(), List.of()));
    }

    static Map<String, TableDeclaration> of(TableDeclaration d) {
        Map<String, TableDeclaration> all = new TreeMap<>();
        for (int i = 0; i < d.contrary().size(); i++) {
            all.put("condition " + i + " turned", new TableDeclaration(d.stated(), d.table(), d.where(),
                    turned(d.contrary(), i), d.any(), d.beside(), d.open()));
            if (d.contrary().size() > 1) {
                List<Condition> rest = new ArrayList<>(d.contrary());
                rest.remove(i);
                all.put("condition " + i + " left out", new TableDeclaration(d.stated(), d.table(), d.where(), rest,
                        d.any(), d.beside(), d.open()));
                all.put("any and all exchanged", new TableDeclaration(d.stated(), d.table(), d.where(), d.contrary(),
                        !d.any(), d.beside(), d.open()));
            }
        }
        for (int i = 0; i < d.where().size(); i++) {
            all.put("where " + i + " turned", new TableDeclaration(d.stated(), d.table(), turned(d.where(), i),
                    d.contrary(), d.any(), d.beside(), d.open()));
            all.put("where left out", new TableDeclaration(d.stated(), d.table(), List.of(), d.contrary(), d.any(),
                    d.beside(), d.open()));
        }
        if (d.beside() != null) {
            all.put("beside left out", new TableDeclaration(d.stated(), d.table(), d.where(), d.contrary(), d.any(),
                    null, d.open()));
        }
        for (int i = 0; i < d.open().size(); i++) {
            List<Condition> rest = new ArrayList<>(d.open());
            rest.remove(i);
            all.put("open " + i + " left out", new TableDeclaration(d.stated(), d.table(), d.where(), d.contrary(),
                    d.any(), d.beside(), rest));
        }
        for (Stated s : stated(d.stated())) {
            all.put("without what it requires", new TableDeclaration(s, d.table(), d.where(), d.contrary(), d.any(),
                    d.beside(), d.open()));
        }
        return all;
    }

    private static List<Condition> turned(List<Condition> conditions, int at) {
        List<Condition> all = new ArrayList<>(conditions);
        Condition c = all.get(at);
        all.set(at, new Condition(c.column(), OPPOSITE.get(c.test()), c.values()));
        return all;
    }
}
