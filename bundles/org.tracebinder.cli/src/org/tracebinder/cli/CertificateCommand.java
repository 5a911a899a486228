// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.pack.Masking;
import org.tracebinder.session.AssessOptions;
import org.tracebinder.session.Binder;
import org.tracebinder.session.ExportOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the certificate of one event. */
@picocli.CommandLine.Command(
        description = "Writes the certificate of one event, for a person who asks about it: what happened, in "
                + "sentences; its record, the proof that it is in its source, the head of the trail.%n")
final class CertificateCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Parameters(index = "1", paramLabel = "EVENT-ID", description = "such as S1:17.2")
    private String id;
    @Parameters(index = "2", paramLabel = "FILE", description = "where it is written; must not be there yet")
    private Path file;
    @Option(names = "--without-bytes", description = "leaves out the original bytes of the record, which may tell "
            + "of other events, too")
    private boolean withoutBytes;
    @Option(names = "--redact", description = "masks personal data, and leaves out the original bytes")
    private boolean redact;
    @Option(names = "--mask-field", paramLabel = "FIELD", split = ",", description = "masks these fields, too; "
            + "see export")
    private List<String> fields = List.of();
    @Option(names = "--language", paramLabel = "LANG", description = "of the sentences: en (the default) or de")
    private String language = "en";
    @Mixin
    private SecretOption secret = new SecretOption();
    @Mixin
    private KeyOption key = new KeyOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        if (!EventId.isId(id)) {
            throw new UsageException("'" + Words.line(id) + "' is not an event id such as S1:17 or S1:17.2.");
        }
        if (Files.exists(file)) {
            throw new UsageException("'" + file + "' is there already; nothing was written.");
        }
        if (!List.of("en", "de").contains(language)) {
            throw new UsageException("The sentences are written in en or de, not '" + Words.line(language) + "'.");
        }
        try {
            fields.forEach(Masking::field);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        ExportOptions options = new ExportOptions(List.of(), List.of(), redact, key.keyStore(), key.password(),
                Locale.forLanguageTag(language), Optional.empty(), AssessOptions.DEFAULTS, fields);
        try (Binder open = binder.open()) {
            if (options.redact()) {
                options = options.unsealedBy(secret.passphrase(open));
            }
            open.certificate(id, file, !withoutBytes, options, Progress.NONE);
            terminal.out().println("Certificate of " + id + " written to " + file + " ("
                    + Words.bytes(Files.size(file)) + ").");
            if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
                terminal.say("It is JSON, whatever its name says; with a name that ends with .json it opens as that.");
            }
            terminal.say("Next: tracebinder verify " + BinderArgument.quoted(file.toString())
                    + "; a person reads the part \"explanation\".");
            return ExitCode.OK;
        }
    }
}
