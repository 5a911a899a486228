// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.controls.Measure;
import org.tracebinder.controls.Scorecard;
import org.tracebinder.core.Progress;
import org.tracebinder.session.compare.PopulationDifference;
import org.tracebinder.session.cost.CostReport;
import org.tracebinder.session.cost.PriceList;

/** Costs of two currencies are never added up, put in one order, or taken for missing. */
class CurrenciesTest {

    @TempDir
    private Path folder;
    private Path mapping;

    @BeforeEach
    void map() throws Exception {
        mapping = Files.writeString(folder.resolve("m.json"), """
                {"mapping": 1, "id": "calls", "framing": {"type": "csv"}, "kind": "inference",
                 "fields": {"identity": {"column": "id"}, "time": {"column": "time", "format": "iso"},
                  "trace": {"column": "trace"}, "app": {"column": "app"}, "cost": {"column": "cost"}}}""");
    }

    /** @param rows app, cost and currency each */
    private Binder binder(String... rows) throws Exception {
        StringBuilder csv = new StringBuilder("id,time,trace,app,cost,currency\n");
        for (int i = 0; i < rows.length; i++) {
            csv.append("c%d,2026-09-%02dT10:00:00Z,t%d,%s\n".formatted(i, 1 + i, i, rows[i]));
        }
        Path file = Files.writeString(folder.resolve("calls.csv"), csv);
        Binder binder = Binder.create(folder.resolve("b.binder"), "b", null);
        binder.importPaths(List.of(file), new ImportOptions(Optional.of("mapping:" + mapping), 0), Progress.NONE);
        return binder;
    }

    private static List<Scorecard.Line> costs(Binder binder) throws Exception {
        return binder.scorecard(Progress.NONE).lines().stream()
                .filter(l -> l.measure().id().equals("cost-per-task")).toList();
    }

    @Test
    void theScorecardHasOneFigureForEachCurrency() throws Exception {
        try (Binder binder = binder("a,0.02,USD", "a,0.04,", "a,10,eur", "a,30,EUR", "a,700,JPY", "a,,EUR")) {
            Measure m = costs(binder).get(0).measure();
            binder.workpapers().goals(new Measure(m.id(), m.title(), m.unit(), m.figure(), 0.01,
                    new Measure.Bound(true, 0.05), new Measure.Bound(true, 25), "Ines", ""));
            List<Scorecard.Line> lines = costs(binder);
            assertEquals(List.of("EUR", "JPY", "USD"), lines.stream().map(Scorecard.Line::currency).toList());
            assertEquals(List.of(20.0, 700.0, 0.03), lines.stream().map(Scorecard.Line::value).toList());
            assertEquals(List.of(2L, 1L, 2L), lines.stream().map(Scorecard.Line::population).toList());
            assertEquals(List.of(Scorecard.State.NO_TARGET, Scorecard.State.NO_TARGET, Scorecard.State.ON_TARGET),
                    lines.stream().map(Scorecard.Line::state).toList());
            assertNull(lines.get(0).target());
            assertEquals(new Measure.Bound(true, 0.05), lines.get(2).target());
            for (Scorecard.Line line : lines) {
                assertEquals(line.population(), binder.trail().count(line.query(), Progress.NONE), line.query());
                assertTrue(line.remark().contains("currencies"), line.remark());
                assertTrue(Translation.to(Locale.GERMAN).say(line.remark()).contains("W\u00e4hrung"),
                        line.remark());
            }
        }
    }

    @Test
    void oneCurrencyIsOneFigureInThatCurrency() throws Exception {
        try (Binder binder = binder("a,10,EUR", "a,30,eur")) {
            Scorecard.Line only = costs(binder).get(0);
            assertEquals(1, costs(binder).size());
            assertEquals("EUR", only.currency());
            assertEquals("EUR", only.unit());
            assertEquals(20.0, only.value());
            assertEquals("kind:inference AND cost:*", only.query());
        }
    }

    @Test
    void sourcesThatNameNoCurrencyLeaveTheMeasureAsItWas() throws Exception {
        try (Binder binder = binder("a,0.1,", "a,0.3,")) {
            Scorecard.Line only = costs(binder).get(0);
            assertNull(only.currency());
            assertEquals(only.measure().unit(), only.unit());
            assertEquals("", only.remark());
            assertEquals(0.2, only.value());
        }
    }

    @Test
    void claimsInOtherCurrenciesAreClaims() throws Exception {
        try (Binder binder = binder("a,0.5,USD", "a,0.25,", "a,10,EUR", "b,30,eur", "b,700,JPY", "b,,EUR")) {
            CostReport r = binder.cost("kind:inference", "app", PriceList.builtIn(), Progress.NONE);
            assertEquals(2, r.total().claims());
            assertEquals(1, r.total().unclaimed());
            assertEquals(3, r.otherCurrency());
            assertEquals(List.of("EUR 2 40", "JPY 1 700"), r.total().others().stream()
                    .map(o -> o.currency() + " " + o.claims() + " " + o.claimed().toPlainString()).toList());
            CostReport.Group b = r.groups().stream().filter(g -> g.value().equals("b")).findFirst().orElseThrow();
            assertEquals(1, b.unclaimed());
            assertEquals(List.of("EUR 1 30", "JPY 1 700"), b.others().stream()
                    .map(o -> o.currency() + " " + o.claims() + " " + o.claimed().toPlainString()).toList());
        }
    }

    @Test
    void setsAreComparedCurrencyByCurrency() throws Exception {
        try (Binder binder = binder("a,1,USD", "a,2,", "b,3,USD", "b,700,JPY")) {
            PopulationDifference d = binder.comparisons().sets("app:a", "app:b", Progress.NONE);
            List<PopulationDifference.Numbers> costs = d.numbers().stream().filter(n -> n.field().equals("cost"))
                    .toList();
            assertEquals(List.of("JPY, as claimed", "USD, as claimed"), costs.stream()
                    .map(PopulationDifference.Numbers::unit).toList());
            assertEquals(0, costs.get(0).a().count());
            assertEquals(2, costs.get(0).a().missing());
            assertEquals(3.0, costs.get(1).b().mean());
            assertEquals(1, costs.get(1).b().missing());
        }
    }
}
