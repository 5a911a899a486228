// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import org.tracebinder.session.ImportReport;
import picocli.CommandLine.Mixin;

/** What was imported, with the totals. */
@picocli.CommandLine.Command(description = "What was imported, with the totals.%n")
final class SourcesCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        try (Binder open = binder.look(terminal)) {
            ImportReport report = open.sources();
            if (json.wanted()) {
                SourcesPrinter.json(terminal, report);
            } else {
                SourcesPrinter.text(terminal, report);
            }
            return report.reconciled() && report.complete() ? ExitCode.OK : ExitCode.WRONG;
        }
    }
}
