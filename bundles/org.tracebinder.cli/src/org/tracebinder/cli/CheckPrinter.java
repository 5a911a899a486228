// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.TreeMap;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Figure;
import org.tracebinder.controls.Outcome;

/** Results of checks. */
final class CheckPrinter {

    private static final int SHOWN = 10;
    /** Columns of a summary in the table of all checks; a check that is named is told in full. */
    private static final int OVERVIEW = 160;

    private CheckPrinter() {
    }

    static void json(JsonOut json, CheckResult r) {
        json.object().put("id", r.id()).put("result", r.result().id()).put("summary", r.summary()).put("query",
                r.query())
                .put("population", r.population()).put("supporting", r.supporting()).put("contrary", r.contrary())
                .put("records", r.records()).put("traces", r.traces()).put("truncated", r.truncated())
                .put("advice", r.advice()).put("missing", r.missing());
        json.object("parameters");
        new TreeMap<>(r.parameters()).forEach(json::put);
        json.end().array("figures");
        for (Figure f : r.figures()) {
            json.object().put("name", f.name()).put("before", f.before()).put("after", f.after())
                    .put("earlier", f.earlier()).put("later", f.later()).put("test", f.test())
                    .put("effect", decimal(f.effect(), 4)).put("z", decimal(f.z(), 2)).put("shift", f.shift())
                    .put("query", f.query()).put("read", f.read()).put("of", f.of()).put("carriers", f.carriers())
                    .put("records", f.records()).put("opens", f.opens()).end();
        }
        json.endArray().end();
    }

    private static BigDecimal decimal(double value, int digits) {
        return Double.isFinite(value) ? BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN) : null;
    }

    /** @param detail true to tell everything of each check */
    static void text(Terminal terminal, List<CheckResult> results, boolean detail) {
        PrintStream out = terminal.out();
        Table table = new Table().left("Check").left("Result").right("Looked at").right("Supporting").right("Contrary")
                .left("Summary");
        results.forEach(r -> table.row(r.id(), word(r.result()), r.population(), r.supporting(), r.contrary(),
                Words.cut(Words.line(r.summary()), OVERVIEW)));
        table.print(out, terminal.columns());
        for (CheckResult r : results) {
            if (detail || r.result() == Outcome.FAILED) {
                detail(out, r);
            }
        }
    }

    private static void detail(PrintStream out, CheckResult r) {
        out.println();
        out.println(r.id() + ": " + word(r.result()));
        out.println("  " + Words.line(r.summary()));
        if (!r.advice().isEmpty()) {
            out.println("  " + Words.line(r.advice()));
        }
        if (!r.missing().isEmpty()) {
            out.println("  Not in this trail: " + Words.line(String.join(", ", r.missing())));
        }
        for (Figure f : r.figures()) {
            out.println("  " + (f.shift() ? "SHIFT  " : "       ") + Words.line(f.name()) + ": "
                    + Words.line(f.before()) + " to " + Words.line(f.after()) + " (" + f.test() + " "
                    + decimal(f.effect(), 2) + ", z " + decimal(f.z(), 1) + ", "
                    + Words.number(f.earlier()) + " and " + Words.count(f.later(), "event")
                    + (f.read() < f.of() ? "; a sample of " + Words.number(f.read()) + " of " + Words.number(f.of())
                            : "") + ")");
            if (f.carriers() > 0) {
                out.println("         carried by " + Words.line(String.join(", ", f.records().subList(0, Math.min(SHOWN,
                        f.records().size())))) + (f.carriers() > SHOWN ? " and " + Words.number(f.carriers() - SHOWN)
                                + " more" : "") + "; all: " + Words.cut(Words.line(f.opens()), 400));
            }
        }
        some(out, "Records", r.records(), r.figures().isEmpty() ? r.contrary() : r.records().size());
        some(out, "Traces", r.traces(), r.traces().size());
        if (!r.query().isEmpty()) {
            out.println("  Query:   " + Words.cut(Words.line(r.query()), 400));
        }
    }

    private static void some(PrintStream out, String head, List<String> ids, long all) {
        if (!ids.isEmpty()) {
            int shown = Math.min(SHOWN, ids.size());
            out.println("  " + head + ": " + (head.length() < 7 ? " " : "")
                    + Words.line(String.join(", ", ids.subList(0, shown)))
                    + (all > shown ? " and " + Words.number(all - shown) + " more" : ""));
        }
    }

    /** @return the outcome for people */
    static String word(Outcome outcome) {
        return switch (outcome) {
            case SUPPORTED -> "supported";
            case GAP -> "gap";
            case NOT_ASSESSABLE -> "not assessable";
            case FAILED -> "FAILED";
        };
    }

    static void next(Terminal terminal, List<CheckResult> results, String binder) {
        results.stream().filter(r -> !r.traces().isEmpty()).findFirst().ifPresent(r -> terminal.say("",
                "One check in full: tracebinder check " + binder + " " + r.id() + "   (every record: --json)",
                "One case end to end: tracebinder trace " + binder + " " + BinderArgument.quoted(r.traces().get(0))));
    }
}
