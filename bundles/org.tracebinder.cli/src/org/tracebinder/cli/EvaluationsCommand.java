// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.controls.EvaluationReport;
import org.tracebinder.controls.EvaluationReport.Attack;
import org.tracebinder.controls.EvaluationReport.Day;
import org.tracebinder.controls.EvaluationReport.Regression;
import org.tracebinder.controls.EvaluationReport.Run;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import picocli.CommandLine.Mixin;

/** What was tested and what ran. */
@picocli.CommandLine.Command(description = "What was tested and what ran: evaluation runs, whether the version of each "
        + "day had been evaluated, regressions between runs, attacks tested and seen in production.%n")
final class EvaluationsCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        Progress progress = terminal.progress();
        try (Binder open = binder.open()) {
            EvaluationReport report = open.evaluations(progress);
            terminal.clear(progress);
            if (json.wanted()) {
                json(terminal, report);
            } else {
                text(terminal, report);
            }
            return ExitCode.OK;
        }
    }

    private static void json(Terminal terminal, EvaluationReport report) {
        try (JsonOut out = new JsonOut(terminal.out())) {
            out.put("evaluations", report.evaluations()).put("read", report.read()).array("runs");
            report.runs().forEach(r -> run(out.object(), r).end());
            out.endArray().array("days");
            for (Day d : report.days()) {
                out.object().put("day", d.day()).put("model", d.model()).put("version", orNull(d.version()))
                        .put("calls", d.calls()).put("tested", d.tested().id()).put("query", d.query()).end();
            }
            out.endArray().array("regressions");
            for (Regression r : report.regressions()) {
                run(out.object().object("before"), r.before()).end();
                run(out.object("after"), r.after()).end();
                out.put("shared", r.shared()).put("broke", r.broke()).put("fixed", r.fixed())
                        .put("chance", decimal(r.chance())).put("tests", r.names()).put("records", r.events()).end();
            }
            out.endArray().array("attacks");
            for (Attack a : report.attacks()) {
                out.object().put("family", a.family()).put("model", orNull(a.model())).put("version",
                        orNull(a.version())).put("cases", a.cases()).put("resisted", a.resisted())
                        .put("gotThrough", a.passed()).put("seenInProduction", a.seen())
                        .put("records", a.events()).end();
            }
            out.endArray();
        }
    }

    private static JsonOut run(JsonOut out, Run r) {
        return out.put("suite", orNull(r.suite())).put("model", orNull(r.model())).put("version", orNull(r.version()))
                .put("time", Words.iso(r.time())).put("cases", r.cases()).put("passed", r.passed())
                .put("failed", r.failed()).put("score", r.score() == null ? null : decimal(r.score()))
                .put("source", "S" + r.source());
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).round(new MathContext(6));
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void text(Terminal terminal, EvaluationReport report) {
        PrintStream out = terminal.out();
        out.println(Words.count(report.evaluations(), "evaluation") + (report.read() < report.evaluations()
                ? ", of which " + Words.number(report.read()) + " were read" : ""));
        Table runs = new Table().left("Model").left("Version").left("When").right("Cases").right("Passed")
                .right("Failed").left("Suite");
        report.runs().forEach(r -> runs.row(orNull(r.model()), orNull(r.version()), Words.iso(r.time()), r.cases(),
                r.passed(), r.failed(), Words.line(r.suite())));
        if (!runs.isEmpty()) {
            runs.print(out, terminal.columns());
        }
        days(terminal, report.days());
        for (Regression r : report.regressions()) {
            out.println("Between the runs of " + r.after().model() + " " + r.before().version() + " and "
                    + r.after().version() + ": " + Words.number(r.broke()) + " of "
                    + Words.count(r.shared(), "case") + " broke, fixed: "
                    + Words.number(r.fixed()) + (r.names().isEmpty() ? "" : " (" + String.join(", ", r.names()) + ")"));
        }
        Table attacks = new Table().left("Attack").left("Model").left("Version").right("Cases").right("Resisted")
                .right("Got through").right("Seen in production");
        report.attacks().forEach(a -> attacks.row(a.family(), orNull(a.model()), orNull(a.version()), a.cases(),
                a.resisted(), a.passed(), a.seen()));
        if (!attacks.isEmpty()) {
            out.println();
            attacks.print(out, terminal.columns());
        }
    }

    /** Days of one version and one answer stand in one line. */
    private static void days(Terminal terminal, List<Day> days) {
        Map<String, long[]> counts = new TreeMap<>();
        Map<String, Day[]> ends = new TreeMap<>();
        for (Day d : days) {
            String key = d.model() + '\u0000' + d.version() + '\u0000' + d.tested();
            counts.computeIfAbsent(key, k -> new long[2])[0]++;
            counts.get(key)[1] += d.calls();
            ends.computeIfAbsent(key, k -> new Day[] {d, d})[1] = d;
        }
        Table table = new Table().left("Ran").left("Version").left("First day").left("Last day").right("Days")
                .right("Calls").left("Was it evaluated before");
        ends.forEach((k, e) -> table.row(e[0].model(), orNull(e[0].version()), e[0].day(), e[1].day(),
                counts.get(k)[0], counts.get(k)[1], e[0].tested().id().replace('-', ' ')));
        if (!table.isEmpty()) {
            terminal.out().println();
            table.print(terminal.out(), terminal.columns());
        }
    }
}
