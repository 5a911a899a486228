// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.sample.SampleEvaluation;
import org.tracebinder.core.sample.SampleMethod;
import org.tracebinder.session.SampleItem.Result;

/** A sample is drawn once, by a seed that draws it again, and its results say what may be concluded. */
class SamplingTest {

    @TempDir
    private Path folder;

    private Binder binder(String name) throws Exception {
        Binder binder = Binder.create(folder.resolve(name), "Test", null);
        binder.importPaths(Samples.trail(), ImportOptions.DEFAULT, Progress.NONE);
        return binder;
    }

    private static SampleRequest wanted(String name, SampleMethod method, String field, int size) {
        return new SampleRequest(name, "Do refusals follow the policy?", "kind:inference", method, field, "2026-03",
                size, 0.95, 0.1, 0);
    }

    @Test
    void theSameSeedDrawsTheSameItemsInAnotherBinder() throws Exception {
        List<SampleItem> first;
        try (Binder binder = binder("a.binder")) {
            SamplePlan plan = binder.samples().draw(wanted("one", SampleMethod.RANDOM, "", 0), Progress.NONE);
            assertTrue(plan.computed());
            assertTrue(plan.size() > 20 && plan.size() <= 29, "10 % at 95 %: 29 or fewer, not " + plan.size());
            first = binder.samples().items("one");
            assertEquals(plan.size(), first.size());
            assertEquals("sample.draw", binder.ledger().get(binder.ledger().size() - 1).act());
            assertThrows(TracebinderException.class,
                    () -> binder.samples().draw(wanted("one", SampleMethod.RANDOM, "", 5), Progress.NONE));
        }
        try (Binder binder = binder("b.binder")) {
            binder.samples().draw(wanted("two", SampleMethod.RANDOM, "", 0), Progress.NONE);
            assertEquals(first, binder.samples().items("two"));
        }
        try (Binder binder = Binder.open(folder.resolve("a.binder"))) {
            assertEquals(first, binder.samples().items("one"));
            assertEquals("Do refusals follow the policy?", binder.samples().plan("one").purpose());
            assertTrue(binder.doctor(Progress.NONE).ok());
        }
    }

    @Test
    void strataAndUnits() throws Exception {
        try (Binder binder = binder("a.binder")) {
            SamplePlan strata = binder.samples().draw(wanted("strata", SampleMethod.STRATIFIED, "model", 10),
                    Progress.NONE);
            Map<Long, Long> drawn = binder.samples().items("strata").stream()
                    .collect(Collectors.groupingBy(SampleItem::extra, Collectors.counting()));
            assertTrue(strata.strata().size() > 1);
            for (int i = 0; i < strata.strata().size(); i++) {
                assertEquals(strata.strata().get(i).drawn(), drawn.getOrDefault(i + 1L, 0L));
            }
            SamplePlan units = binder.samples().draw(wanted("units", SampleMethod.UNIT, "tokensIn", 12), Progress.NONE);
            assertTrue(units.units() > units.population());
            assertEquals(12, binder.samples().items("units").stream().mapToInt(SampleItem::hits).sum());
            assertEquals(units.items(), binder.samples().items("units").size());
            assertEquals(6, binder.samples().draw(wanted("every", SampleMethod.SYSTEMATIC, "", 6), Progress.NONE)
                    .items());
            for (String field : List.of("tokensIn", "prompt", "nothing", "")) {
                assertThrows(TracebinderException.class, () -> binder.samples()
                        .draw(wanted("x", SampleMethod.STRATIFIED, field, 3), Progress.NONE));
            }
        }
    }

    @Test
    void resultsSayWhatMayBeConcluded() throws Exception {
        try (Binder binder = binder("a.binder")) {
            DrawnSamples samples = binder.samples();
            SamplePlan plan = samples.draw(wanted("one", SampleMethod.RANDOM, "", 0), Progress.NONE);
            assertTrue(Double.isNaN(samples.evaluate("one").upperLimit()), "nothing is concluded while items are open");
            for (SampleItem item : samples.items("one")) {
                samples.mark("one", item.number(), Result.CONFORMS, "");
            }
            SampleEvaluation clean = samples.evaluate("one");
            assertTrue(clean.reached() && clean.upperLimit() <= 0.1 && clean.upperLimit() > 0.05, clean.toString());
            assertThrows(TracebinderException.class, () -> samples.mark("one", 1, Result.EXCEPTION, " "));
            SampleItem item = samples.mark("one", 1, Result.NOT_TESTED, "The ticket was not to be had.");
            assertEquals(Result.NOT_TESTED, item.result());
            assertFalse(item.by().isEmpty());
            SampleEvaluation open = samples.evaluate("one");
            assertFalse(open.reached(), "what could not be tested counts as a deviation");
            assertTrue(open.upperLimit() > clean.upperLimit());
            assertEquals("sample.mark", binder.ledger().get(binder.ledger().size() - 1).act());
            assertFalse(binder.ledger().toString().contains("ticket"), "words stay out of the ledger");
            samples.mark("one", 1, Result.OPEN, "");
            assertEquals(1, samples.evaluate("one").open());
            assertThrows(TracebinderException.class, () -> samples.mark("one", plan.items() + 1, Result.CONFORMS, ""));
            assertThrows(TracebinderException.class, () -> samples.remove("one", " "));
            samples.remove("one", "drawn from the wrong period");
            assertEquals(List.of(), samples.all());
        }
    }

    @Test
    void whatCanNotBeDrawnIsSaid() throws Exception {
        try (Binder binder = binder("a.binder")) {
            SampleRequest none = new SampleRequest("x", "", "app:nobody", SampleMethod.RANDOM, "", "", 3, 0.95, 0.1, 0);
            assertTrue(assertThrows(TracebinderException.class, () -> binder.samples().draw(none, Progress.NONE))
                    .getMessage().contains("finds nothing"));
            for (SampleRequest bad : List.of(wanted("x", SampleMethod.RANDOM, "", 100_000),
                    wanted("../x", SampleMethod.RANDOM, "", 3), wanted("x", SampleMethod.RANDOM, "model", 3),
                    new SampleRequest("x", "", "", SampleMethod.RANDOM, "", "", 0, 1, 0.1, 0),
                    new SampleRequest("x", "", "", SampleMethod.RANDOM, "", "a b", 1, 0.95, 0.1, 0))) {
                assertThrows(TracebinderException.class, () -> binder.samples().draw(bad, Progress.NONE));
            }
        }
    }
}
