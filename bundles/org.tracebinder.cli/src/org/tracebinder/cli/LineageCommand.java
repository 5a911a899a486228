// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import org.tracebinder.session.Dependents;
import org.tracebinder.trace.LineageView;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The data and models something rests on. */
@picocli.CommandLine.Command(description = "The data and models that an inference, a model version or a dataset "
        + "rests on; with --down, what rests on a dataset or model, down to the inferences.%n")
final class LineageCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Parameters(index = "1", paramLabel = "ID",
            description = "a trace, event or span id, a model or dataset (NAME or NAME@VERSION)")
    private String id;
    @Option(names = "--as-of", paramLabel = "INSTANT",
            description = "the moment the answer holds for; without it, the moment of the inference")
    private String asOf;
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

    /** A name that nothing has is a slip of the person, not an answer. */
    private static void known(boolean nothing, List<String> notes) throws UsageException {
        if (nothing) {
            throw new UsageException(Words.line(String.join(" ", notes)) + " Use a trace, event or span id, or a model "
                    + "or dataset as NAME or NAME@VERSION.");
        }
    }
}
