// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tracebinder.controls.Assessment;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Checks;
import org.tracebinder.controls.Outcome;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchRequest.Sort;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.pack.VerifyReport;
import org.tracebinder.session.Binder;
import org.tracebinder.session.ExportOptions;
import org.tracebinder.session.ExportReport;
import org.tracebinder.session.FinishedPack;
import org.tracebinder.session.ImportOptions;
import org.tracebinder.session.ImportReport;
import org.tracebinder.session.Snippets;
import org.tracebinder.session.cost.PriceList;
import org.tracebinder.session.cost.TraceCost;
import org.tracebinder.trace.TraceView;
import picocli.CommandLine.Option;

/** The whole main job on the sample data, step by step. */
@picocli.CommandLine.Command(
        description = "Makes a binder from the sample data and shows every step: import, search, trace, assess, "
                + "export, verify.%n")
final class DemoCommand extends Command {

    /** The launcher passes a file here; the binder's folder is written into it, for the workbench to open. */
    private static final String TELL = "tracebinder.demo.binder";
    private static final String QUERY = "\"conservatory on a flood plain\"";
    private static final int STEPS = 8;

    @Option(names = "--dir", paramLabel = "DIR", description = "where binder, trail and pack are put "
            + "(tracebinder-demo)")
    private Path folder = Path.of("tracebinder-demo");
    /** For the launcher, which opens the workbench after this command; nothing here opens a window. */
    @Option(names = "--no-ui", description = "does not open the workbench at the end")
    private boolean noUi;

    private Terminal terminal;
    private PrintStream out;
    private int step;

    @Override
    int run(Terminal console) throws TracebinderException, IOException {
        terminal = console;
        out = console.out();
        DemoFolder.prepare(folder);
        Path trail = folder.resolve("trail");
        Path place = folder.resolve("havelmoor.binder");
        Path pack = folder.resolve("havelmoor-evidence.zip");
        out.println("The trail of Havelmoor Bank, which is invented: a loan desk and a card helpline, four weeks, "
                + "with faults "
                + "planted on purpose.");
        SampleTrail.unpack(trail);
        boolean good;
        try (Binder binder = newBinder(place)) {
            good = imports(binder, trail);
            SearchResult found = search(binder);
            trace(binder, found);
            good &= checks(binder);
            assess(binder, place);
            good &= export(binder, pack);
        }
        good &= verify(pack);
        tell(place);
        out.println();
        out.println("Everything is in " + folder.toAbsolutePath().normalize() + ". Try:");
        out.println("  tracebinder search " + BinderArgument.quoted(place.toString())
                + " \"kind:policy AND policy:deny\"");
        out.println("  tracebinder check " + BinderArgument.quoted(place.toString()) + " policy.tool-after-deny");
        return good ? ExitCode.OK : ExitCode.WRONG;
    }

    private void head(String what) {
        step++;
        out.println();
        out.println("== " + step + " of " + STEPS + ": " + what);
        out.flush();
    }

    private Binder newBinder(Path place) throws TracebinderException, IOException {
        head("new binder " + place);
        Binder binder = Binder.create(place, "Havelmoor Bank 2026", "Havelmoor Bank (invented)");
        out.println("A folder: originals, index and custody ledger. It can be copied to a stick and opened elsewhere.");
        return binder;
    }

    private boolean imports(Binder binder, Path trail) throws TracebinderException, IOException {
        head("import");
        ImportReport report = binder.importPaths(List.of(trail), ImportOptions.DEFAULT, Progress.NONE);
        SourcesPrinter.text(terminal, report);
        binder.trail().quarantine(q -> out.println("Not readable: " + q.record().id() + " at byte "
                + Words.number(q.record().offset()) + ", " + Words.number(q.record().length()) + " bytes: "
                + Words.line(q.reason())));
        return report.reconciled();
    }

    private SearchResult search(Binder binder) throws TracebinderException, IOException {
        head("search " + QUERY);
        long begin = System.nanoTime();
        SearchResult result = binder.trail().search(new SearchRequest(QUERY, new Sort(Fields.TIME_START, true), 10,
                null,
                List.of(), List.of(), 0, null), Progress.NONE);
        Hits hits = new Hits(binder.trail());
        List<Hit> page = new ArrayList<>();
        for (Row row : result.hits()) {
            page.add(hits.get(row.id()));
        }
        out.println(Words.count(result.total(), "event") + ", " + (System.nanoTime() - begin) / 1_000_000 + " ms");
        SearchText.table(page, new Snippets(QUERY)).emphasise(terminal.styled()).print(out, terminal.columns());
        for (Hit hit : page) {
            out.println("Its bytes: source S" + hit.id().record().source() + ", from byte "
                    + Words.number(hit.record().offset()) + ", " + Words.number(hit.record().length())
                    + " bytes, SHA-256 "
                    + hit.sha256());
        }
        return result;
    }

    private void trace(Binder binder, SearchResult found) throws TracebinderException, IOException {
        head("trace one inference end to end, with the lineage of that moment");
        if (found.hits().isEmpty()) {
            throw new TracebinderException("The sample was imported and can't be found again.");
        }
        TraceView view = binder.trace(found.hits().get(0).id().toString(), Progress.NONE);
        TraceText.print(terminal, view, TraceCost.of(view, PriceList.builtIn()));
    }

    private boolean checks(Binder binder) throws TracebinderException, IOException {
        head("check");
        List<CheckResult> results =
                binder.check(Checks.all().stream().map(Check::id).toList(), Progress.NONE);
        CheckPrinter.text(terminal, results, false);
        return results.stream().noneMatch(r -> r.result() == Outcome.FAILED);
    }

    private void assess(Binder binder, Path place) throws TracebinderException, IOException {
        head("assess");
        List<Assessment> all = binder.assess("all", LocalDate.now(), Progress.NONE);
        AssessPrinter.totals(terminal, all);
        out.println("What each control rests on: tracebinder assess " + BinderArgument.quoted(place.toString())
                + " --catalog eu-ai-act");
    }

    private boolean export(Binder binder, Path pack) throws TracebinderException, IOException {
        head("export");
        ExportReport report = binder.export(pack, ExportOptions.ALL, Progress.NONE);
        ExportCommand.text(terminal, report);
        return !report.failed();
    }

    private boolean verify(Path pack) throws TracebinderException, IOException {
        head("verify the pack, without the binder");
        VerifyReport report = FinishedPack.verify(pack, Progress.NONE);
        VerifyCommand.text(terminal, report);
        return report.ok();
    }

    private void tell(Path place) throws IOException {
        String file = System.getProperty(TELL);
        if (file != null) {
            Files.writeString(Path.of(file), place.toAbsolutePath().normalize() + System.lineSeparator());
        }
    }
}
