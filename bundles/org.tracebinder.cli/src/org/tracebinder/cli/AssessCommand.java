// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.tracebinder.controls.Assessment;
import org.tracebinder.controls.Catalog;
import org.tracebinder.controls.Catalogs;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.AssessOptions;
import org.tracebinder.session.Binder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the trail shows for each control of a catalogue. */
@picocli.CommandLine.Command(
        description = "What the trail shows for each control of a catalogue: evidence for and against, never a "
                + "verdict.%n")
final class AssessCommand extends Command {

    private static final String ALL = "all";

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Option(names = "--catalog", paramLabel = "ID", description = "eu-ai-act, iso-42001, readiness, or all (the "
            + "default)")
    private String catalog = ALL;
    @Option(names = "--as-of", paramLabel = "DATE", description = "the day whose law holds (that of the "
            + "profile, else today)")
    private String asOf;
    @Option(names = "--every", description = "lists also the controls that this trail can't show")
    private boolean every;
    @Option(names = "--related", description = "names the controls of other catalogues that touch each (related, never "
            + "equal)")
    private boolean related;
    @Mixin
    private AssessOption how = new AssessOption();
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        LocalDate day = asOf == null ? null : Moment.day(asOf);
        Progress progress = terminal.progress();
        try (Binder open = binder.open()) {
            Catalogs catalogs = how.library(open).catalogs();
            if (!catalog.equals(ALL) && catalogs.byId(catalog).isEmpty()) {
                throw new UsageException("There is no catalogue '" + Words.line(catalog) + "': " + String.join(", ",
                        catalogs.all().stream().map(Catalog::id).toList()) + " or all.");
            }
            AssessOptions options = how.options();
            List<Assessment> results = open.assess(catalog, day, options, progress);
            terminal.clear(progress);
            if (json.wanted()) {
                AssessPrinter.json(terminal, catalog, results, options.profile().isPresent()
                        ? options.profile().get() : open.profile(), catalogs.crosswalk());
            } else {
                AssessPrinter.text(terminal, results, catalogs, every, related);
                terminal.say("", "The records behind a check: tracebinder check " + binder.quoted() + " CHECK");
            }
            return results.stream().anyMatch(Assessment::anyFailed) ? ExitCode.WRONG : ExitCode.OK;
        }
    }
}
