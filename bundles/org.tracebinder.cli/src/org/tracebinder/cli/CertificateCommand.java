// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes the certificate of one event. */
@picocli.CommandLine.Command(
        description = "Writes the certificate of one event: its record, the proof that it is in its source, the "
                + "signed head.%n")
final class CertificateCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Parameters(index = "1", paramLabel = "EVENT-ID", description = "such as S1:17.2")
    private String id;
    @Parameters(index = "2", paramLabel = "FILE", description = "where it is written; must not be there yet")
    private Path file;

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        if (!EventId.isId(id)) {
            throw new UsageException("'" + Words.line(id) + "' is not an event id such as S1:17 or S1:17.2.");
        }
        if (Files.exists(file)) {
            throw new UsageException("'" + file + "' is there already; nothing was written.");
        }
        try (Binder open = binder.open()) {
            open.certificate(id, file, Progress.NONE);
            terminal.out().println("Certificate of " + id + " written to " + file + " ("
                    + Words.bytes(Files.size(file)) + ").");
            return ExitCode.OK;
        }
    }
}
