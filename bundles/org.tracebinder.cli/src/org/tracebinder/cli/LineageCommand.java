// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import org.tracebinder.session.Dependents;
import org.tracebinder.trace.ColumnView;
import org.tracebinder.trace.LineageView;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The data and models something rests on. */
@picocli.CommandLine.Command(description = "The data and models that an inference, a model version or a dataset "
        + "rests on; with --down, what rests on a dataset or model, down to the inferences.%n",
        footer = {"", "Examples:  lineage B 8cd1d28593e0470978758e20ab4ae28a",
    "           lineage B lake.features@2026-02 --down", "           lineage B 'lake.features#income' --up"})
final class LineageCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Parameters(index = "1", paramLabel = "ID",
            description = "a trace, event or span id, a model or dataset (NAME or NAME@VERSION), a column "
            + "(DATASET#COLUMN), a run or job (id or name), code (address, path or commit), or the id of a document "
            + "that was retrieved")
    private String id;
    @Option(names = "--as-of", paramLabel = "INSTANT",
            description = "the moment the answer holds for; without it, the moment of the inference")
    private String asOf;
    @Option(names = "--up", description = "what ID rests on; this is what is shown without --down, too")
    private boolean up;
    @Option(names = "--columns", description = "the columns of the dataset ID and the columns next to them")
    private boolean columns;
    @Option(names = "--down", description = "what rests on ID instead of what ID rests on")
    private boolean down;
    @Option(names = "--query", description = "with --down: prints only the query that selects all events that rest "
            + "on ID")
    private boolean query;
    @Option(names = "--limit", paramLabel = "N", description = "with --down: events to list (20; 1000 with --json)")
    private Integer limit;
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        if (query && (!down || json.wanted())) {
            throw new UsageException(down ? "--query and --json can't be asked for together; the JSON holds the query."
                    : "--query goes with --down.");
        }
        if (up && down) {
            throw new UsageException("--up and --down can't be asked for together.");
        }
        if (columns || id.indexOf('#') > 0) {
            if (query || limit != null) {
                throw new UsageException("--query and --limit are about events, not about columns.");
            }
            if (printColumns(terminal)) {
                return ExitCode.OK;
            }
        }
        if (down && asOf != null || !down && limit != null) {
            throw new UsageException(down ? "--down looks over the whole time of the trail; --as-of has no place there."
                    : "--limit goes with --down.");
        }
        Instant moment = asOf == null ? null : Moment.instant(asOf);
        Progress progress = terminal.progress();
        try (Binder open = binder.open()) {
            if (down) {
                int most = limit != null ? limit : json.wanted() ? 1_000 : 20;
                if (most < 0 || most > 100_000) {
                    throw new UsageException("--limit takes 0 to 100,000, not " + most + ".");
                }
                Dependents found = open.dependents(id, query ? 0 : most, progress);
                terminal.clear(progress);
                known(found.view().nodes().isEmpty(), found.view().missing());
                if (query) {
                    terminal.out().println(found.view().query() == null ? "" : found.view().query());
                } else if (json.wanted()) {
                    DependentsPrinter.json(terminal, found);
                } else {
                    DependentsPrinter.text(terminal, binder.quoted(), id, found);
                }
                return ExitCode.OK;
            }
            LineageView view = open.lineage(id, moment, progress);
            terminal.clear(progress);
            known(view.nodes().isEmpty(), view.missing());
            if (json.wanted()) {
                try (JsonOut out = new JsonOut(terminal.out())) {
                    LineagePrinter.json(out, view);
                }
            } else {
                LineagePrinter.text(terminal, view);
            }
            return ExitCode.OK;
        }
    }

    /** @return false when a sign that could be that of a column is a part of an id */
    private boolean printColumns(Terminal terminal) throws TracebinderException, IOException {
        Progress progress = terminal.progress();
        try (Binder open = binder.open()) {
            ColumnView view = open.lineage(progress).columns(id, down, asOf == null ? null : Moment.instant(asOf),
                    id.indexOf('#') > 0 ? Integer.MAX_VALUE : 1, progress);
            terminal.clear(progress);
            if (view.nodes().isEmpty() && !columns && (down || !open.find(id, progress).isEmpty())) {
                return false;
            }
            known(view.nodes().isEmpty(), view.missing());
            if (json.wanted()) {
                ColumnsPrinter.json(terminal, view);
            } else {
                ColumnsPrinter.text(terminal, view);
            }
            return true;
        }
    }

    /** A name that nothing has is a slip of the person, not an answer. */
    private static void known(boolean nothing, List<String> notes) throws UsageException {
        if (nothing) {
            throw new UsageException(Words.line(String.join(" ", notes)) + " Use a trace, event or span id, or a model "
                    + "or dataset as NAME or NAME@VERSION, or DATASET#COLUMN, or a run, a job or code.");
        }
    }
}
