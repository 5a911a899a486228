// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.formats.BuiltInFormats;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.session.Binder;
import org.tracebinder.session.ImportOptions;
import org.tracebinder.session.ImportReport;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports files, folders and archives. */
@picocli.CommandLine.Command(description = "Imports files, folders and archives. The originals are not changed.%n")
final class ImportCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Parameters(index = "1..*", arity = "1..*", paramLabel = "PATH", description = "files, folders, archives")
    private List<Path> paths;
    @Option(names = "--format", paramLabel = "ID", description = "reads them as this format (see: "
            + "tracebinder formats), or mapping:FILE for anything else (docs/MAPPING.md)")
    private String format;
    @Option(names = "--reference", description = "leaves plain files where they are and keeps only their digests")
    private boolean reference;
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        List<String> known = BuiltInFormats.all().stream().map(FormatReader::id).toList();
        if (format != null && !format.startsWith("mapping:") && !known.contains(format)) {
            throw new UsageException("There is no format '" + format + "': " + String.join(", ", known) + ".");
        }
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new NoSuchFileException(path.toString());
            }
        }
        if (!Binder.isBinder(binder.folder())) {
            binder.needRoom();
        }
        Progress progress = terminal.byteProgress();
        try (Binder open = Binder.isBinder(binder.folder()) ? Binder.open(binder.folder())
                : Binder.create(binder.folder(), binder.defaultName(), null)) {
            ImportOptions options = new ImportOptions(Optional.ofNullable(format), 0);
            ImportReport report = open.importPaths(paths, reference ? options.byReference() : options, progress);
            terminal.clear(progress);
            if (json.wanted()) {
                SourcesPrinter.json(terminal, report);
            } else {
                SourcesPrinter.text(terminal, report);
                next(terminal, report);
            }
            return report.reconciled() && report.complete() ? ExitCode.OK : ExitCode.WRONG;
        }
    }

    private void next(Terminal terminal, ImportReport report) {
        boolean bad = report.sources().stream().anyMatch(s -> s.totals().quarantined() > 0);
        if (bad) {
            terminal.say("The records that could not be read: tracebinder quarantine " + binder.quoted());
        }
        terminal.say("Next: tracebinder search " + binder.quoted() + " \"kind:inference\"",
                "      tracebinder check " + binder.quoted());
    }
}
