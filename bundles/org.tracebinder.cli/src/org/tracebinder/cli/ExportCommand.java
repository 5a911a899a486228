// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

    private static final String PASSWORD = "TRACEBINDER_KEY_PASSWORD";

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
    @Option(names = "--mask-field", paramLabel = "FIELD[,FIELD]", split = ",", description = "masks these fields of "
            + "events, their values wherever else they stand, and personal data: actor, session, prompt, extra.NAME...; "
            + "may be repeated")
    private List<String> fields = List.of();
    @Option(names = "--sign", paramLabel = "KEYSTORE.p12",
            description = "signs with the only key of this PKCS#12 file; "
            + "the password comes from --password-file, from " + PASSWORD + ", or is asked for")
    private Path keyStore;
    @Option(names = "--password-file", paramLabel = "FILE", description = "its first line is the password of the key")
    private Path passwordFile;
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
        char[] password = keyStore == null ? new char[0] : password();
        Progress progress = terminal.progress();
        try (Binder open = binder.open()) {
            Catalogs catalogs = how.library(open).catalogs();
            for (String control : controls) {
                if (catalogs.all().stream().noneMatch(c -> c.control(control).isPresent())) {
                    throw new UsageException("There is no control '" + Words.line(control) + "'. tracebinder assess "
                            + binder.quoted() + " --json lists them.");
                }
            }
            ExportReport report = open.export(pack, new ExportOptions(controls, queries, redact,
                    Optional.ofNullable(keyStore), password, Locale.forLanguageTag(language), Optional.empty(),
                    how.options(), fields), progress);
            terminal.clear(progress);
            if (json.wanted()) {
                try (JsonOut out = new JsonOut(terminal.out())) {
                    out.put("pack", report.pack()).put("bytes", report.bytes()).put("sha256", report.sha256())
                            .put("records", report.records()).put("signed", report.signed())
                            .put("checksFailed", report.failed());
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
        if (report.failed()) {
            terminal.out().println("A CHECK COULD NOT RUN; the pack says which.");
        }
    }

    /** Never from an argument: those are visible to every user of the machine. */
    private char[] password() throws UsageException, IOException {
        if (!Files.isReadable(keyStore)) {
            throw new NoSuchFileException(keyStore.toString());
        }
        if (passwordFile != null) {
            List<String> lines = Files.readAllLines(passwordFile, StandardCharsets.UTF_8);
            return lines.isEmpty() ? new char[0] : lines.get(0).toCharArray();
        }
        String set = System.getenv(PASSWORD);
        if (set != null) {
            return set.toCharArray();
        }
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Password of %s: ", keyStore);
        if (typed == null) {
            throw new UsageException("The password of '" + keyStore + "' is needed: --password-file FILE, or set "
                    + PASSWORD
                    + ".");
        }
        return typed;
    }
}
