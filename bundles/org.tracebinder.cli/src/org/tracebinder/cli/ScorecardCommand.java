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
                        .put("baseline", decimal(m.baseline())).put("target", m.target());
                out.put("value", decimal(line.value())).put("stop", stop(m)).put("owner", m.owner())
                        .put("state", line.state().id()).put("population", line.population())
                        .put("query", line.query()).put("of", m.figure().of()).put("missing", line.missing())
                        .put("note", m.note()).end();
            }
            out.endArray();
        }
    }

    private static BigDecimal decimal(Double value) {
        return value == null ? null : new BigDecimal(Scorecard.plain(value));
    }

    /** @return the condition under which the use is stopped, in words for JSON, null when nobody said */
    private static String stop(Measure m) {
        return m.stop() == null ? null : (m.stop().atMost() ? "above " : "below ") + Scorecard.plain(m.stop().value());
    }

    private void text(Terminal terminal, Scorecard card) {
        Table table = new Table().left("Measure").right("Baseline").right("Target").right("Now").right("Stop")
                .left("Owner").left("State").left("Title");
        for (Scorecard.Line line : card.lines()) {
            Measure m = line.measure();
            table.row(m.id(), said(m, m.baseline()), target(m), now(line), stopped(m), Words.orDash(m.owner()),
                    line.state().id().replace('-', ' '), m.title() + (m.unit().isEmpty() ? "" : " (" + m.unit() + ")"));
            table.note(line.query() + (m.figure().of() == null ? "" : "  OF  " + m.figure().of()));
        }
        table.print(terminal.out(), terminal.columns());
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
    static String target(Measure m) {
        return m.target() == null ? null : (m.target().atMost() ? "at most " : "at least ")
                + said(m, m.target().value());
    }

    /** @return the stop condition in words for people, null when nobody set one */
    static String stopped(Measure m) {
        return m.stop() == null ? null : (m.stop().atMost() ? "above " : "below ") + said(m, m.stop().value());
    }
}
