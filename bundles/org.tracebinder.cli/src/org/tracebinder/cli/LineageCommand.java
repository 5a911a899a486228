// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.time.Instant;
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
    @Option(names = "--limit", paramLabel = "N", description = "with --down: events to list (20; 1000 with --json)")
    private Integer limit;
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
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
                Dependents found = open.dependents(id, most, progress);
                terminal.clear(progress);
                if (json.wanted()) {
                    DependentsPrinter.json(terminal, found);
                } else {
                    DependentsPrinter.text(terminal, binder.quoted(), found);
                }
                return ExitCode.OK;
            }
            LineageView view = open.lineage(id, moment, progress);
            terminal.clear(progress);
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
}
