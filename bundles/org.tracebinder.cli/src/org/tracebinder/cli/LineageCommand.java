// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.time.Instant;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import org.tracebinder.trace.LineageView;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The data and models something rests on. */
@picocli.CommandLine.Command(description = "The data and models that an inference, a model version or a dataset "
        + "rests on.%n")
final class LineageCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Parameters(index = "1", paramLabel = "ID",
            description = "a trace, event or span id, a model or dataset (NAME or NAME@VERSION)")
    private String id;
    @Option(names = "--as-of", paramLabel = "INSTANT",
            description = "the moment the answer holds for; without it, the moment of the inference")
    private String asOf;
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        Instant moment = asOf == null ? null : Moment.instant(asOf);
        Progress progress = terminal.progress();
        try (Binder open = binder.open()) {
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
