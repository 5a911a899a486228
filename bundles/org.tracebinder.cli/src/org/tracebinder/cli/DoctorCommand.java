// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import org.tracebinder.session.DoctorReport;
import picocli.CommandLine.Mixin;

/** Checks hashes, chain, totals and index. */
@picocli.CommandLine.Command(description = "Checks the binder: hashes, custody chain, totals, index against "
        + "originals.%n")
final class DoctorCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @picocli.CommandLine.Option(names = "--thorough", description = "Reads all originals again, too, and "
            + "compares every word and value of the index with what they give. Takes as long as rebuild, and as much "
            + "room on disk as the index while it lasts.")
    private boolean thorough;
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        Progress progress = terminal.progress();
        try (Binder open = binder.openForRepair()) {
            DoctorReport report = thorough ? open.thoroughDoctor(progress) : open.doctor(progress);
            terminal.clear(progress);
            if (json.wanted()) {
                try (JsonOut out = new JsonOut(terminal.out())) {
                    out.put("ok", report.ok()).array("checks");
                    report.checks().forEach(c -> out.object().put("name", c.name()).put("ok", c.ok())
                            .put("detail", c.detail()).end());
                    out.endArray();
                }
            } else {
                Table table = new Table().left("Check").left("Result").left("Detail");
                report.checks().forEach(c -> table.row(c.name(), c.ok() ? "ok" : "WRONG",
                        Words.grouped(c.detail())));
                table.print(terminal.out(), terminal.columns());
                terminal.out().println();
                terminal.out().println(report.ok() ? "Every check passed."
                        : "SOMETHING IS WRONG WITH THIS BINDER. Keep it as it is and compare with a copy.");
            }
            return report.ok() ? ExitCode.OK : ExitCode.WRONG;
        }
    }
}
