// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.session.Binder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives an original file back, bit for bit. */
@picocli.CommandLine.Command(description = "Gives an original file back, bit for bit.%n")
final class RestoreCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Parameters(index = "1", paramLabel = "SOURCE", description = "such as S1 (see: tracebinder sources)")
    private String source;
    @Parameters(index = "2", paramLabel = "FILE", description = "where it is written; must not be there yet")
    private Path file;

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        if (Files.exists(file)) {
            throw new UsageException("'" + file + "' is there already; nothing was written.");
        }
        Progress progress = terminal.byteProgress();
        try (Binder open = binder.look(terminal)) {
            SourceInfo info = open.trail().sources().stream().filter(s -> s.id().equalsIgnoreCase(source)).findFirst()
                    .orElseThrow(() -> new UsageException("There is no source '" + Words.line(source)
                            + "'. tracebinder sources " + binder.quoted() + " lists them."));
            open.restore(info.number(), file, progress);
            terminal.clear(progress);
            terminal.out().println(info.id() + " restored to " + file + ": " + Words.number(info.bytes())
                    + " bytes, SHA-256 " + info.sha256() + ", as imported.");
            return ExitCode.OK;
        }
    }
}
