// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.util.List;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import org.tracebinder.session.ImportReport;
import picocli.CommandLine.Mixin;

/** Makes the index again from the originals. */
@picocli.CommandLine.Command(description = "Makes the index again from the originals. All answers stay the same.%n")
final class RebuildCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        Progress progress = terminal.progress();
        long begin = System.nanoTime();
        try (Binder open = binder.openForRepair()) {
            List<ImportReport.Warning> left = open.rebuild(progress);
            terminal.clear(progress);
            long events = open.trail().count("", Progress.NONE);
            terminal.out().println("Index made again: " + Words.count(events, "event") + " in "
                    + Words.seconds((System.nanoTime() - begin) / 1e9) + ".");
            left.forEach(w -> terminal.out().println("Warning " + w.code() + " " + w.source() + ": "
                    + Words.line(w.text())));
            return left.isEmpty() ? ExitCode.OK : ExitCode.WRONG;
        }
    }
}
