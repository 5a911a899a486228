// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Event;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.cost.CostReport;
import org.tracebinder.session.cost.PriceList;
import org.tracebinder.session.cost.TaskCost;
import org.tracebinder.session.cost.TraceCost;

class CostTest {

    @TempDir
    private Path folder;

    private PriceList list(String prices) throws Exception {
        return PriceList.read(Files.writeString(folder.resolve("p.json"), """
                {"name":"Contract","date":"2026-09-01","source":"contract 7, annex 2","currency":"USD","prices":[%s]}
                """.formatted(prices)));
    }

    private static long nanos(String time) {
        return Instant.parse(time).getEpochSecond() * 1_000_000_000L;
    }

    @Test
    void theBestFittingPriceOfTheDayIsExact() throws Exception {
        PriceList list = list("""
                {"model":"m*","in":"1","out":"1"},
                {"model":"m-1","from":"2026-01-01","to":"2026-07-01","in":"0.10","out":"0.30"},
                {"model":"m-1","from":"2026-07-01","in":"0.20","out":"0.30"},
                {"provider":"acme","model":"m-1","from":"2026-07-01","in":"9","out":"9"},
                {"model":"dated","from":"2026-01-01","in":"1","out":"1"}""");
        assertEquals(new BigDecimal("0.0000004"),
                list.price(null, "M-1", nanos("2026-06-30T23:59:59Z"), 1, 1).cost().stripTrailingZeros());
        assertEquals(new BigDecimal("0.0000005"),
                list.price(null, "m-1", nanos("2026-07-01T00:00:00Z"), 1, 1).cost().stripTrailingZeros());
        assertEquals(0, new BigDecimal("0.000018").compareTo(
                list.price("Acme", "m-1", nanos("2026-07-01T00:00:00Z"), 1, 1).cost()));
        assertEquals(0, new BigDecimal("0.000002").compareTo(
                list.price(null, "m-1", nanos("2025-07-01T00:00:00Z"), 1, 1).cost()), "the open price holds always");
        assertEquals(PriceList.Unpriced.NO_PRICE, list.price(null, "x", 0, 1, 1).reason());
        assertEquals(PriceList.Unpriced.NO_MODEL, list.price(null, null, 0, 1, 1).reason());
        assertEquals(PriceList.Unpriced.NOT_THEN, list.price(null, "dated", 0, 1, 1).reason());
        assertEquals(PriceList.Unpriced.NO_TIME, list.price(null, "dated", Event.NONE, 1, 1).reason());
        assertEquals(PriceList.Unpriced.NO_TOKENS, list.price(null, "m-1", 0, Event.NONE, 1).reason());
        assertNull(list.price(null, "m-1", 0, -5, 1).cost());
    }

    @Test
    void aWrongListIsRefusedWithThePlace() {
        assertTrue(assertThrows(TracebinderException.class,
                () -> list("\n{\"model\":\"m\",\n\"in\":0.1,\"out\":\"1\"}"))
                .getMessage().contains(", line 3: 'in' has to be text"));
        assertTrue(assertThrows(TracebinderException.class, () -> list("\n{\"model\":\"m\",\n\"in\":\"1\"}"))
                .getMessage().contains(", line 2: 'out' is missing"));
        assertThrows(TracebinderException.class, () -> list("{\"model\":\"m\",\"in\":\"1e9999\",\"out\":\"1\"}"));
        assertThrows(TracebinderException.class, () -> list("{\"model\":\"m\",\"in\":\"-1\",\"out\":\"1\"}"));
        assertThrows(TracebinderException.class, () ->
                list("{\"model\":\"m\",\"from\":\"soon\",\"in\":\"1\",\"out\":\"1\"}"));
        assertTrue(assertThrows(TracebinderException.class, () -> list("\nnonsense")).getMessage()
                .contains(", line 2: no "
                + "valid JSON"));
    }

    @Test
    void theSampleIsRecomputedBesideItsClaims() throws Exception {
        try (Binder binder = Binder.create(folder.resolve("b.binder"), "Test", null)) {
            binder.importPaths(Samples.trail(), ImportOptions.DEFAULT, Progress.NONE);
            PriceList examples = PriceList.builtIn();
            assertEquals("example, shipped with the program", examples.source());
            CostReport r = binder.cost("kind:inference", "app", examples, Progress.NONE);
            assertEquals(binder.trail().count("kind:inference", Progress.NONE), r.total().events());
            CostReport.Group helpline = r.groups().stream().filter(g -> "card-helpline".equals(g.value())).findFirst()
                    .orElseThrow();
            assertEquals(48, helpline.priced());
            assertEquals(48, helpline.claims());
            assertEquals(48, helpline.agree() + helpline.higher() + helpline.lower());
            assertEquals(48, helpline.agree(), helpline.toString());
            BigDecimal sum = r.groups().stream().map(CostReport.Group::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertEquals(0, r.total().cost().compareTo(sum));
            assertEquals(r.total().events() - r.total().priced(),
                    r.unpriced().stream().mapToLong(CostReport.UnpricedModel::events).sum());
            CostReport days = binder.cost("kind:inference", "day", examples, Progress.NONE);
            assertEquals(days.groups().stream().map(CostReport.Group::value).sorted().toList(),
                    days.groups().stream().map(CostReport.Group::value).toList());
            CostReport none = binder.cost("app:card-helpline AND kind:inference", "model", list("{\"model\":\"other\","
                    + "\"in\":\"1\",\"out\":\"1\"}"), Progress.NONE);
            assertEquals(0, none.total().priced());
            assertEquals(48, none.total().claims());
            assertEquals(3, none.unpriced().size());
            assertEquals(List.of(PriceList.Unpriced.NO_PRICE), none.unpriced().stream()
                    .map(CostReport.UnpricedModel::reason).distinct().toList());
            assertThrows(TracebinderException.class, () -> binder.cost("", "mood", examples, Progress.NONE));
            TraceCost trace = TraceCost.of(binder.trace("S1:1", Progress.NONE), examples);
            assertEquals(1, trace.steps().size());
            assertEquals(0, trace.steps().get(0).claimed().compareTo(trace.cost().setScale(6,
                    java.math.RoundingMode.HALF_UP)));
        }
    }

    /** Ten days of one task each, at 1, 2, ... 10 per thousand; two calls make one task, and one has no price. */
    @Test
    void aTaskHasACostAndAVolumeARange() throws Exception {
        StringBuilder calls = new StringBuilder();
        for (int day = 1; day <= 10; day++) {
            for (int call = 0; call < 2; call++) {
                calls.append(call("d" + day + "c" + call, "t" + day, day, "m", day * 500));
            }
        }
        calls.append(call("x", "t11", 11, "unknown", 5)).append(call("y", null, 11, "m", 5));
        Path file = Files.writeString(folder.resolve("calls.jsonl"), calls);
        try (Binder binder = Binder.create(folder.resolve("t.binder"), "Test", null)) {
            binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE);
            TaskCost t = binder.cost("kind:inference", "app", list("{\"model\":\"m\",\"in\":\"1\",\"out\":\"1\"}"),
                    Progress.NONE).tasks();
            assertEquals("10 1 1 0 10", t.tasks() + " " + t.partial() + " " + t.loose() + " " + t.unlisted() + " "
                    + t.days());
            assertEquals("0.0055 0.005 0.01 0.01", t.mean().toPlainString() + " " + t.median().toPlainString() + " "
                    + t.p95().toPlainString() + " " + t.most().toPlainString());
            // the mean of ten days: 5.5 +- t(9) * 3.0277 / sqrt(10)
            assertEquals(2.262 * 3.0277 / Math.sqrt(10) / 1000, t.spread().doubleValue(), 1e-5);
            TaskCost.Projection p = t.at(1_000_000);
            assertEquals(0, new BigDecimal("5500").compareTo(p.cost()));
            assertEquals(11_000, p.low().add(p.high()).doubleValue(), 1e-6);
            assertThrows(IllegalArgumentException.class, () -> t.at(0));
            TaskCost few = binder.cost("kind:inference AND trace:t1", "app",
                    list("{\"model\":\"m\",\"in\":\"1\",\"out\":\"1\"}"), Progress.NONE).tasks();
            assertNull(few.at(5).low());
            assertNull(binder.cost("model:unknown", "app", list("{\"model\":\"m\",\"in\":\"1\",\"out\":\"1\"}"),
                    Progress.NONE).tasks().at(5).cost());
        }
    }

    private static String call(String id, String trace, int day, String model, int tokens) {
        return "{\"id\":\"" + id + "\"," + (trace == null ? "" : "\"trace_id\":\"" + trace + "\",")
                + "\"call_type\":\"acompletion\",\"status\":\"success\",\"model\":\"" + model + "\",\"startTime\":"
                + (1_772_323_200L + day * 86_400L) + ".5,\"endTime\":" + (1_772_323_201L + day * 86_400L)
                + ".5,\"prompt_tokens\":" + tokens + ",\"completion_tokens\":0,\"response_cost\":0.1,\"messages\":"
                + "[{\"role\":\"user\",\"content\":\"hi " + id + "\"}],\"response\":{}}\n";
    }
}
