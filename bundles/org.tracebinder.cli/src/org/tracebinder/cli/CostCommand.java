// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import org.tracebinder.session.cost.CostReport;
import org.tracebinder.session.cost.CostReport.Group;
import org.tracebinder.session.cost.CostReport.UnpricedModel;
import org.tracebinder.session.cost.TaskCost;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What inferences cost by a price list, beside what their sources claim. */
@picocli.CommandLine.Command(description = "What inferences cost by a dated price list, beside what their sources "
        + "claim; those without a price are listed.%n")
final class CostCommand extends Command {

    private static final int SHOWN = 40;
    private static final int DIGITS = 6;
    /** Columns for claims in other currencies; JSON has all. */
    private static final int OTHERS = 4;

    /** What costs are added up by. */
    enum By {
        app, model, day, actor
    }

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Option(names = "--by", paramLabel = "FIELD", description = "app (the default), model, day or actor")
    private By by = By.app;
    @Option(names = "--query", paramLabel = "QUERY", description = "the events (kind:inference)")
    private String query = "kind:inference";
    @Option(names = "--volume", paramLabel = "TASKS", description = "what so many tasks would cost, with a range, if "
            + "tasks (traces) stay as they were")
    private Long volume;
    @Mixin
    private PricesOption prices = new PricesOption();
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        if (volume != null && volume < 1) {
            throw new UsageException("--volume is a whole number of tasks from 1.");
        }
        Progress progress = terminal.progress();
        try (Binder open = binder.open()) {
            ReconcileCommand.check(open, query);
            CostReport report = open.cost(query, by.name(), prices.list(), progress);
            terminal.clear(progress);
            if (json.wanted()) {
                json(terminal, report);
            } else {
                text(terminal, report);
            }
            return ExitCode.OK;
        }
    }

    private void json(Terminal terminal, CostReport r) {
        try (JsonOut out = new JsonOut(terminal.out())) {
            out.put("query", r.query()).put("by", r.by());
            PricesOption.json(out, r.list());
            out.object("total");
            group(out, r.total());
            out.end();
            tasks(out, r.tasks());
            out.array("groups");
            for (Group g : r.groups()) {
                out.object().put("value", g.value());
                group(out, g);
                out.end();
            }
            out.endArray().put("unlisted", r.unlisted()).array("unpriced");
            for (UnpricedModel u : r.unpriced()) {
                out.object().put("model", u.model()).put("reason", u.reason().words()).put("events", u.events())
                        .put("ids", u.ids()).end();
            }
            out.endArray().put("otherCurrency", r.otherCurrency()).put("oddClaims", r.oddClaims()).put("notes",
                    r.notes());
        }
    }

    private void tasks(JsonOut out, TaskCost t) {
        out.object("tasks").put("tasks", t.tasks()).put("partial", t.partial()).put("loose", t.loose())
                .put("unlisted", t.unlisted()).put("days", t.days()).put("mean", plain(t.mean()))
                .put("median", plain(t.median())).put("p95", plain(t.p95())).put("most", plain(t.most()))
                .put("spread", plain(t.spread()));
        if (volume != null) {
            TaskCost.Projection p = t.at(volume);
            out.object("projection").put("volume", p.volume()).put("cost", plain(p.cost())).put("low", plain(p.low()))
                    .put("high", plain(p.high())).end();
        }
        out.end();
    }

    private void tasks(PrintStream out, TaskCost t, String currency) {
        out.println();
        if (t.mean() == null) {
            out.println("No task (trace) has a price for all of its inferences.");
            return;
        }
        out.println("A task (trace): " + money(t.mean()) + " " + Words.line(currency) + " on average, "
                + money(t.median()) + " median, " + money(t.p95()) + " at most for 95 of 100, " + money(t.most())
                + " the dearest; " + Words.count(t.tasks(), "task") + ", " + Words.count(t.days(), "day") + ".");
        if (t.partial() + t.loose() + t.unlisted() > 0) {
            out.println("Left out: " + Words.count(t.partial(), "task") + " with an inference without a price, "
                    + Words.count(t.loose() + t.unlisted(), "inference") + " of no task that is told apart.");
        }
        if (volume != null) {
            TaskCost.Projection p = t.at(volume);
            out.println(Words.count(volume, "task") + ": " + money(p.cost()) + (p.low() == null
                    ? ", without a range: that takes " + TaskCost.LEAST_DAYS + " days."
                    : ", from " + money(p.low()) + " to " + money(p.high())
                    + " (95 %, from the differences between days;"
                            + " if tasks stay as they were)."));
        }
    }

    private static void group(JsonOut out, Group g) {
        out.put("events", g.events()).put("priced", g.priced()).put("unpriced", g.events() - g.priced())
                .put("tokensIn", g.tokensIn()).put("tokensOut", g.tokensOut()).put("cost", plain(g.cost()))
                .put("claims", g.claims()).put("unclaimed", g.unclaimed())
                .put("claimed", g.claims() == 0 ? null : plain(g.claimed()))
                .put("agree", g.agree()).put("claimHigher", g.higher()).put("claimLower", g.lower())
                .array("otherClaims");
        for (CostReport.Claims o : g.others()) {
            out.object().put("currency", o.currency()).put("claims", o.claims())
                    .put("claimed", plain(o.claimed())).end();
        }
        out.endArray();
    }

    /** @return the exact amount without zeros at its end; null stays null */
    static BigDecimal plain(BigDecimal value) {
        if (value == null) {
            return null;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private void text(Terminal terminal, CostReport r) {
        PrintStream out = terminal.out();
        out.println("By " + PricesOption.words(r.list()) + ", in " + Words.line(r.list().currency()));
        out.println();
        Table table = new Table().left(by.name()).right("Events").right("No list price").right("Tokens in")
                .right("Tokens out")
                .right("Recomputed").right("Claimed").right("No claim").right("Agree")
                .right("Claim higher").right("Claim lower");
        List<String> others = r.total().others().stream().map(CostReport.Claims::currency).limit(OTHERS).toList();
        others.forEach(c -> table.right("Claimed in " + Words.line(c)));
        r.groups().stream().limit(SHOWN).forEach(g -> row(table, g.value() == null ? "(not said)" : g.value(), g,
                others));
        row(table, "Total", r.total(), others);
        table.print(out, terminal.columns());
        tasks(out, r.tasks(), r.list().currency());
        long unclaimed = r.total().unclaimed();
        if (r.total().unclaimed() < r.total().events() && unclaimed > 0) {
            out.println("! " + Words.number(unclaimed) + " of " + Words.count(r.total().events(), "event")
                    + " come without a claim of their source: the sums of both columns are not of the same events.");
        }
        if (r.groups().size() > SHOWN || r.unlisted() > 0) {
            out.println("More values than are shown: --json lists up to " + Words.number(CostReport.GROUPS) + ".");
        }
        if (!r.unpriced().isEmpty()) {
            out.println();
            Table lacking = new Table().left("Without a price").right("Events").left("Why").left("Events such as");
            r.unpriced().stream().limit(SHOWN).forEach(u -> lacking.row(u.model() == null ? "(no model)" : u.model(),
                    u.events(), u.reason().words(), Ids.text(u.ids().stream().limit(3).toList(), u.events())));
            lacking.print(out, terminal.columns());
        }
        r.notes().forEach(n -> out.println("! " + Words.line(n)));
    }

    private static void row(Table table, String name, Group g, List<String> others) {
        List<Object> cells = new ArrayList<>(Arrays.asList(name, g.events(), g.events() - g.priced(),
                count(g.tokensIn()), count(g.tokensOut()),
                g.priced() == 0 ? null : money(g.cost()), g.claims() == 0 ? null : money(g.claimed()),
                g.unclaimed(), g.agree(), g.higher(), g.lower()));
        others.forEach(c -> cells.add(g.others().stream().filter(o -> o.currency().equals(c) && o.claimed() != null)
                .findFirst().map(o -> money(o.claimed())).orElse(null)));
        table.row(cells.toArray());
    }

    private static Object count(BigDecimal tokens) {
        BigInteger whole = tokens.toBigInteger();
        return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole;
    }

    /**
     * @return the amount for people, rounded to a millionth, and a smaller one to three digits: a source that computes
     *         in binary fractions claims 0.00022500000000000002; JSON has all digits
     */
    static String money(BigDecimal amount) {
        int small = amount.scale() - amount.precision() + 3;
        return amount.setScale(Math.max(DIGITS, Math.min(small, 2 * DIGITS)), RoundingMode.HALF_UP).toPlainString();
    }
}
