// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.Locale;
import org.tracebinder.session.compare.PopulationDifference;
import org.tracebinder.session.compare.PopulationDifference.Mix;
import org.tracebinder.session.compare.PopulationDifference.Numbers;
import org.tracebinder.session.compare.PopulationDifference.Share;
import org.tracebinder.session.compare.PopulationDifference.Spread;

/** Two sets of events. */
final class SetDiffPrinter {

    private static final int SHOWN = 8;

    private SetDiffPrinter() {
    }

    static void json(Terminal terminal, PopulationDifference d) {
        try (JsonOut out = new JsonOut(terminal.out())) {
            out.object("a").put("query", d.queryA()).put("total", d.totalA()).end();
            out.object("b").put("query", d.queryB()).put("total", d.totalB()).end();
            out.put("inBoth", d.inBoth()).array("numbers");
            for (Numbers n : d.numbers()) {
                out.object().put("field", n.field()).put("unit", n.unit());
                spread(out, "a", n.a());
                spread(out, "b", n.b());
                out.put("delta", decimal(n.delta())).put("z", decimal(n.z())).put("size", n.size()).end();
            }
            out.endArray().array("mixes");
            for (Mix m : d.mixes()) {
                out.object().put("field", m.field()).put("missingA", m.missingA()).put("missingB", m.missingB())
                        .put("distinct", (long) m.distinct()).put("v", decimal(m.v())).put("moved", decimal(m.moved()))
                        .put("size", m.size()).array("values");
                m.values().forEach(s -> out.object().put("value", s.value()).put("a", s.a()).put("b", s.b()).end());
                out.endArray().end();
            }
            out.endArray();
        }
    }

    private static void spread(JsonOut out, String name, Spread s) {
        out.object(name).put("count", s.count()).put("missing", s.missing()).put("mean", decimal(s.mean()))
                .put("least", decimal(s.least())).put("p25", decimal(s.p25())).put("median", decimal(s.median()))
                .put("p75", decimal(s.p75())).put("p95", decimal(s.p95())).put("most", decimal(s.most())).end();
    }

    private static BigDecimal decimal(Double value) {
        return value == null || value.isNaN() || value.isInfinite() ? null : BigDecimal.valueOf(value);
    }

    static void text(Terminal terminal, PopulationDifference d) {
        PrintStream out = terminal.out();
        out.println("A: " + Words.count(d.totalA(), "event") + ", " + query(d.queryA()));
        out.println("B: " + Words.count(d.totalB(), "event") + ", " + query(d.queryB()));
        if (d.inBoth() > 0) {
            out.println("! " + Words.count(d.inBoth(), "event") + " in both: the sets look more alike than they are.");
        }
        if (d.totalA() == 0 || d.totalB() == 0) {
            out.println("! " + (d.totalA() == 0 ? d.totalB() == 0 ? "Neither query" : "A" : "B")
                    + " found nothing: there is nothing to compare.");
        } else if (d.otherKinds()) {
            out.println("! A and B hold other kinds of events, see kind below: that alone makes numbers differ. Narrow"
                    + " both, for example with AND kind:inference.");
        }
        out.println();
        Table numbers = new Table().left("Number").left("Set").right("Has it").right("Has not").right("Median")
                .right("p95").right("Mean").right("Least").right("Most").left("Effect");
        for (Numbers n : d.numbers()) {
            row(numbers, n.field() + ", " + n.unit(), "A", n.a(), n.delta() == null ? "unknown"
                    : n.size() + ", delta " + signed(n.delta()));
            row(numbers, " ", "B", n.b(), n.z() == null ? " " : "z " + signed(n.z()));
        }
        numbers.print(out, terminal.columns());
        for (Mix m : d.mixes()) {
            if (m.distinct() > 0) {
                out.println();
                mix(terminal, d, m);
            }
        }
        out.println();
        out.println("delta: chance that a value of B is larger less the chance that it is smaller (Cliff). V: Cramér's "
                + "V. An effect is no cause.");
    }

    private static void row(Table table, String name, String set, Spread s, String effect) {
        table.row(name, set, s.count(), s.missing(), number(s.median()), number(s.p95()), number(s.mean()),
                number(s.least()), number(s.most()), effect);
    }

    private static void mix(Terminal terminal, PopulationDifference d, Mix m) {
        Table table = new Table().left(m.field()).right("A").right("A %").right("B").right("B %");
        long saidA = d.totalA() - m.missingA();
        long saidB = d.totalB() - m.missingB();
        m.values().stream().limit(SHOWN).forEach((Share s) -> table.row(s.value(), s.a(), percent(s.a(), saidA), s.b(),
                percent(s.b(), saidB)));
        if (m.missingA() + m.missingB() > 0) {
            table.row("(not said)", m.missingA(), " ", m.missingB(), " ");
        }
        table.print(terminal.out(), terminal.columns());
        terminal.out().println(m.v() == null ? "  effect unknown: one set says nothing"
                : "  effect " + m.size() + ", V " + String.format(Locale.ROOT, "%.3f", m.v()) + ", "
                        + String.format(Locale.ROOT, "%.1f", m.moved() * 100) + " % of the events in other shares"
                        + (m.distinct() > SHOWN ? "; " + Words.number(m.distinct()) + " values in all" : ""));
    }

    private static String query(String query) {
        return query.isBlank() ? "everything" : Words.line(query);
    }

    private static String percent(long n, long of) {
        return of == 0 ? "-" : String.format(Locale.ROOT, "%.1f", 100.0 * n / of);
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.3f", value);
    }

    private static String number(Double value) {
        return value == null ? null : Math.abs(value) >= 100 || value == 0 ? String.format(Locale.ROOT, "%,.0f", value)
                : new BigDecimal(value).round(new java.math.MathContext(4)).stripTrailingZeros().toPlainString();
    }
}
