// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.pack.VerifyReport;
import org.tracebinder.session.FinishedPack;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks an evidence pack, without its binder. */
@picocli.CommandLine.Command(description = "Checks an evidence pack. Neither its binder nor a network is needed.%n")
final class VerifyCommand extends Command {

    @Parameters(index = "0", paramLabel = "PACK.zip", description = "the pack")
    private Path pack;
    @Option(names = "--opened", paramLabel = "FILE.jsonl",
            description = "masked values that were opened to you; they are "
            + "held against the commitments of the pack")
    private Path opened;
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        if (!Files.isRegularFile(pack)) {
            throw new NoSuchFileException(pack.toString());
        }
        if (opened != null && !Files.isRegularFile(opened)) {
            throw new NoSuchFileException(opened.toString());
        }
        Progress progress = terminal.progress();
        VerifyReport report = opened == null ? FinishedPack.verify(pack, progress)
                : FinishedPack.verify(pack, opened, progress);
        terminal.clear(progress);
        if (json.wanted()) {
            try (JsonOut out = new JsonOut(terminal.out())) {
                out.put("ok", report.ok()).array("checks");
                report.checks().forEach(c -> out.object().put("name", c.name()).put("ok", c.ok())
                        .put("detail", c.detail()).end());
                out.endArray().put("notProven", report.notProven());
            }
        } else {
            text(terminal, report);
        }
        return report.ok() ? ExitCode.OK : ExitCode.WRONG;
    }

    /** Prints what was checked, and what these checks can't prove. */
    static void text(Terminal terminal, VerifyReport report) {
        Table table = new Table().left("Check").left("Result").left("Detail");
        report.checks().forEach(c -> table.row(c.name(), c.ok() ? "ok" : "WRONG",
                Words.grouped(c.detail())));
        table.print(terminal.out(), terminal.columns());
        terminal.out().println();
        terminal.out().println(report.ok() ? "Every check passed: the pack is as it was written."
                : "THE PACK IS NOT AS IT WAS WRITTEN. Do not rely on it.");
        if (!report.notProven().isEmpty()) {
            terminal.out().println("What these checks can't prove:");
            report.notProven().forEach(n -> Words.wrap("- " + Words.line(n), terminal.columns() - 2)
                    .forEach(line -> terminal.out().println("  " + line)));
        }
    }
}
