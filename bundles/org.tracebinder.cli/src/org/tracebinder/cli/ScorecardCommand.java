// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.tracebinder.controls.Measure;
import org.tracebinder.controls.Scorecard;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.session.Binder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Readiness on one page. */
@picocli.CommandLine.Command(description = "Readiness on one page: baseline, target, current value, owner and stop "
        + "condition, from 'scorecard.json' in the binder. Without that file, the current values alone.%n")
final class ScorecardCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Option(names = "--init", description = "puts a scorecard.json to fill in into the binder")
    private boolean init;
    @Option(names = "--html", paramLabel = "FILE", description = "writes the page")
    private Path html;
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        if (html != null && Files.exists(html)) {
            throw new UsageException("'" + html + "' is there already; nothing was written.");
        }
        Progress progress = terminal.progress();
        try (Binder open = binder.open()) {
            if (init) {
                Path file = open.folder().resolve("scorecard.json");
                if (Files.exists(file)) {
                    throw new UsageException("'" + file + "' is there already; nothing was written.");
                }
                Files.write(file, Scorecard.template(), StandardOpenOption.CREATE_NEW);
                terminal.say("Written: " + file, "Fill in baseline, target, stop and owner of each measure.");
            }
            Scorecard card = open.scorecard(progress);
            terminal.clear(progress);
            if (html != null) {
                String page = ScorecardPage.html(card, open.name(), binder.quoted(), query -> open.trail().search(
                        SearchRequest.newest(query, ScorecardPage.NAMED, List.of()), progress));
                Files.writeString(html, page, StandardOpenOption.CREATE_NEW);
                terminal.say("Written: " + html);
            }
            if (json.wanted()) {
                json(terminal, card);
            } else if (html == null) {
                text(terminal, card);
            }
            return ExitCode.OK;
        }
    }

    private static void json(Terminal terminal, Scorecard card) {
        try (JsonOut out = new JsonOut(terminal.out())) {
            out.put("system", card.system()).put("decision", card.decision()).array("measures");
            for (Scorecard.Line line : card.lines()) {
                Measure m = line.measure();
                out.object().put("id", m.id()).put("title", m.title()).put("unit", m.unit())
                        .put("currency", line.currency()).put("baseline", decimal(line.baseline()))
                        .put("target", line.target());
                out.put("value", decimal(line.value())).put("stop", stop(line.stop())).put("owner", m.owner())
                        .put("state", line.state().id()).put("population", line.population())
                        .put("query", line.query()).put("of", m.figure().of()).put("missing", line.missing())
                        .put("note", m.note()).put("remark", line.remark()).end();
            }
            out.endArray();
        }
    }

    private static BigDecimal decimal(Double value) {
        return value == null ? null : new BigDecimal(Scorecard.plain(value));
    }

    /** @return the condition under which the use is stopped, in words for JSON, null when nobody said */
    private static String stop(Measure.Bound stop) {
        return stop == null ? null : (stop.atMost() ? "above " : "below ") + Scorecard.plain(stop.value());
    }

    private void text(Terminal terminal, Scorecard card) {
        Table table = new Table().left("Measure").right("Baseline").right("Target").right("Now").right("Stop")
                .left("Owner").left("State").left("Title");
        for (Scorecard.Line line : card.lines()) {
            Measure m = line.measure();
            table.row(m.id(), said(m, line.baseline()), target(line), now(line), stopped(line), Words.orDash(m.owner()),
                    line.state().id().replace('-', ' '), m.title()
                            + (line.unit().isEmpty() ? "" : " (" + line.unit() + ")"));
            table.note(line.query() + (m.figure().of() == null ? "" : "  OF  " + m.figure().of()));
        }
        table.print(terminal.out(), terminal.columns());
        card.lines().stream().map(Scorecard.Line::remark).filter(r -> !r.isEmpty()).distinct()
                .forEach(r -> terminal.out().println("! " + Words.line(r)));
        terminal.say("", "The events behind a value: tracebinder search " + binder.quoted() + " QUERY");
    }

    /** @return a number of the measure for people, a share in percent; null without one */
    static String said(Measure m, Double value) {
        return value == null ? null : Scorecard.plain(m, value);
    }

    /** @return what the measure is now; of a share also which part of how many events; null without data */
    static String now(Scorecard.Line line) {
        return line.value() == null ? null : said(line.measure(), line.value()) + (line.measure().share() ? " ("
                + Words.number(line.counted()) + " of " + Words.number(line.population()) + ")" : "");
    }

    /** @return the target in words, null when nobody set one */
    static String target(Scorecard.Line line) {
        return line.target() == null ? null : (line.target().atMost() ? "at most " : "at least ")
                + said(line.measure(), line.target().value());
    }

    /** @return the stop condition in words for people, null when nobody set one */
    static String stopped(Scorecard.Line line) {
        return line.stop() == null ? null : (line.stop().atMost() ? "above " : "below ")
                + said(line.measure(), line.stop().value());
    }
}
