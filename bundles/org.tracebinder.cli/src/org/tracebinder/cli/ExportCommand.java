// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tracebinder.controls.Catalogs;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.pack.Masking;
import org.tracebinder.session.Binder;
import org.tracebinder.session.ExportOptions;
import org.tracebinder.session.ExportReport;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes an evidence pack. */
@picocli.CommandLine.Command(description = "Writes an evidence pack; with neither controls nor queries, of every "
        + "record.%n")
final class ExportCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Parameters(index = "1", paramLabel = "PACK.zip", description = "where it is written; must not be there yet")
    private Path pack;
    @Option(names = "--control", paramLabel = "ID", description = "the records of this control's checks; may be "
            + "repeated")
    private List<String> controls = List.of();
    @Option(names = "--query", paramLabel = "Q", description = "the records of events that match; may be repeated")
    private List<String> queries = List.of();
    @Option(names = "--redact", description = "masks personal data in every file of the pack")
    private boolean redact;
    @Option(names = "--mask-field", paramLabel = "FIELD", split = ",", description = "masks these fields of "
            + "events, their values wherever else they stand, and personal data: actor, session, prompt, "
            + "extra.NAME...; may be repeated")
    private List<String> fields = List.of();
    @Mixin
    private SecretOption secret = new SecretOption();
    @Option(names = "--documents-up-to", paramLabel = "MB",
            description = "larger attached documents stay out, with digest "
            + "and reason: 100 when not given, 0 for none. A masked pack has masked copies of plain texts only")
    private int documents = 100;
    @Mixin
    private KeyOption key = new KeyOption();
    @Option(names = "--language", paramLabel = "LANG", description = "of the report: en (the default) or de")
    private String language = "en";
    @Mixin
    private AssessOption how = new AssessOption();
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        if (Files.exists(pack)) {
            throw new UsageException("'" + pack + "' is there already; nothing was written.");
        }
        if (!List.of("en", "de").contains(language)) {
            throw new UsageException("The report is written in en or de, not '" + Words.line(language) + "'.");
        }
        try {
            fields.forEach(Masking::field);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        if (documents < 0 || documents > 1024) {
            throw new UsageException("Attached documents have 0 to 1024 MB.");
        }
        char[] password = key.password();
        Progress progress = terminal.progress();
        try (Binder open = binder.open()) {
            Catalogs catalogs = how.library(open).catalogs();
            for (String control : controls) {
                if (catalogs.all().stream().noneMatch(c -> c.control(control).isPresent())) {
                    throw new UsageException("There is no control '" + Words.line(control) + "'. tracebinder assess "
                            + binder.quoted() + " --json lists them.");
                }
            }
            ExportOptions options = new ExportOptions(controls, queries, redact,
                    key.keyStore(), password, Locale.forLanguageTag(language), Optional.empty(),
                    how.options(), fields).withDocuments((long) documents << 20);
            if (options.redact()) {
                options = options.unsealedBy(secret.passphrase(open));
            }
            ExportReport report = open.export(pack, options, progress);
            terminal.clear(progress);
            if (json.wanted()) {
                try (JsonOut out = new JsonOut(terminal.out())) {
                    out.put("pack", report.pack()).put("bytes", report.bytes()).put("sha256", report.sha256())
                            .put("records", report.records()).put("signed", report.signed())
                            .put("checksFailed", report.failed()).put("fieldsWithoutValues", report.empty());
                }
            } else {
                text(terminal, report);
                terminal.say("Next: tracebinder verify " + BinderArgument.quoted(pack.toString()));
            }
            return report.failed() ? ExitCode.WRONG : ExitCode.OK;
        } catch (QueryException e) {
            throw new UsageException("A --query can't be understood: " + e.getMessage());
        }
    }

    static void text(Terminal terminal, ExportReport report) {
        terminal.out().println("Pack " + report.pack() + ": " + Words.count(report.records(), "record") + ", "
                + Words.number(report.bytes()) + " bytes, " + (report.signed() ? "signed" : "not signed"));
        terminal.out().println("SHA-256 " + report.sha256());
        if (!report.leftovers().isEmpty()) {
            terminal.out().println("Removed what a killed export had left beside it: "
                    + String.join(", ", report.leftovers()));
        }
        for (String field : report.empty()) {
            terminal.out().println("NOTHING MASKED for the field '" + field + "': no event of this binder has it.");
        }
        if (report.failed()) {
            terminal.out().println("A CHECK COULD NOT RUN; the pack says which.");
        }
    }
}
