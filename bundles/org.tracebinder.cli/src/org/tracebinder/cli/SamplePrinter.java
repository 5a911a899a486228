// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.sample.SampleEvaluation;
import org.tracebinder.core.sample.SampleMethod;
import org.tracebinder.session.DrawnSamples;
import org.tracebinder.session.SampleItem;
import org.tracebinder.session.SamplePlan;

/** Prints a sample: how it was drawn, its items, what they show. */
final class SamplePrinter {

    private SamplePrinter() {
    }

    static void show(Terminal terminal, DrawnSamples samples, String name, boolean json)
            throws TracebinderException, IOException {
        SamplePlan plan = samples.plan(name);
        List<SampleItem> items = samples.items(name);
        SampleEvaluation evaluation = samples.evaluate(name);
        if (json) {
            try (JsonOut out = new JsonOut(terminal.out())) {
                plan(out, plan);
                evaluation(out, evaluation);
                out.array("selection");
                for (SampleItem i : items) {
                    out.object().put("number", i.number()).put("event", i.event()).put("place", i.place())
                            .put("extra", i.extra()).put("hits", i.hits()).put("result", i.result().id())
                            .put("note", i.note()).put("by", i.by()).put("at", i.at()).end();
                }
                out.endArray();
            }
            return;
        }
        boolean units = plan.method() == SampleMethod.UNIT;
        terminal.out().println("Sample '" + Words.line(plan.name()) + "': " + Words.count(plan.items(), "item") + " of "
                + Words.number(plan.population()) + ", " + plan.method().id()
                + (plan.field().isEmpty() ? "" : " by " + plan.field())
                + (units ? " (" + Words.number(plan.size()) + " of " + Words.number(plan.units()) + " units)" : ""));
        if (!plan.purpose().isEmpty()) {
            terminal.out().println("Purpose: " + Words.line(plan.purpose()));
        }
        terminal.out().println("Query: " + (plan.query().isEmpty() ? "everything" : Words.line(plan.query())));
        terminal.out().println("Seed " + plan.seed() + ", population " + plan.populationHash());
        for (SamplePlan.Stratum s : plan.strata()) {
            terminal.out().println("  " + (s.value().isEmpty() ? "(not recorded)" : Words.line(s.value())) + ": "
                    + Words.number(s.drawn()) + " of " + Words.number(s.count())
                    + (s.drawn() == 0 ? "; NONE WAS DRAWN: the sample says nothing of it alone" : ""));
        }
        Table table = new Table().right("No.").left("Event").right("Place").left("Result").left("By").left("Note");
        items.forEach(i -> table.row(i.number(), i.event() + (i.hits() > 1 ? " (" + i.hits() + " times)" : ""),
                i.place(), i.result().id().replace('-', ' '), i.by(), Words.line(i.note())));
        table.print(terminal.out(), terminal.columns());
        Words.wrap(sentence(plan, evaluation), terminal.columns()).forEach(terminal.out()::println);
    }

    /** @return what the results show, in words */
    static String sentence(SamplePlan plan, SampleEvaluation e) {
        String goal = percent(plan.tolerable()) + " at " + percent(plan.confidence()) + " confidence";
        if (!e.complete()) {
            return Words.number(e.open()) + " of " + Words.number(e.drawn())
                    + " are open; whether the rate of deviations is below " + goal
                    + " can be said when all were looked at.";
        }
        return Words.count(e.exceptions(), "exception") + " and " + Words.number(e.notTested()) + " not tested among "
                + Words.number(e.drawn()) + ": at " + percent(plan.confidence())
                + " confidence the rate of deviations is not above " + percent(e.upperLimit()) + " (" + e.basis()
                + "). The tolerable rate of "
                + percent(plan.tolerable()) + (e.reached() ? " is not exceeded by that." : " is NOT SHUT OUT by that.");
    }

    /** @return the share in percent with up to two digits, rounded up: a limit is not made better than it is */
    static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).subtract(new BigDecimal("0.0000001"))
                .setScale(2, RoundingMode.UP).stripTrailingZeros().toPlainString() + " %";
    }

    static JsonOut plan(JsonOut out, SamplePlan p) {
        out.put("name", p.name()).put("purpose", p.purpose()).put("query", p.query()).put("method", p.method().id())
                .put("field", p.field()).put("seed", p.seed()).put("confidence", BigDecimal.valueOf(p.confidence()))
                .put("tolerable", BigDecimal.valueOf(p.tolerable())).put("expected", p.expected())
                .put("computed", p.computed()).put("size", p.size()).put("items", p.items())
                .put("population", p.population()).put("populationHash", p.populationHash()).put("units", p.units())
                .array("strata");
        p.strata().forEach(s -> out.object().put("value", s.value()).put("count", s.count()).put("drawn", s.drawn())
                .end());
        return out.endArray().put("by", p.by()).put("at", p.at());
    }

    static void evaluation(JsonOut out, SampleEvaluation e) {
        out.object("evaluation").put("drawn", e.drawn()).put("conforms", e.conforms()).put("exceptions", e.exceptions())
                .put("notTested", e.notTested()).put("open", e.open()).put("basis", e.basis())
                .put("upperLimit", e.complete() ? BigDecimal.valueOf(e.upperLimit()).setScale(6, RoundingMode.UP)
                : null)
                .put("reached", e.reached()).end();
    }
}
