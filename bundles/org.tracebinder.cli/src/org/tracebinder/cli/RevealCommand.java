// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.pack.RevealChoice;
import org.tracebinder.session.Binder;
import org.tracebinder.session.RevealReport;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens masked values of a pack for somebody who may know. */
@picocli.CommandLine.Command(description = "Opens chosen masked values of a pack of this binder for somebody who "
        + "may know "
        + "them: a file with the words and the salts, which 'verify --opened' and verify.py hold against the pack. The "
        + "ledger keeps to whom.%n")
final class RevealCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Parameters(index = "1", paramLabel = "PACK.zip", description = "a masked pack of this binder")
    private Path pack;
    @Parameters(index = "2", paramLabel = "FILE.jsonl", description = "where the values are written; must not be "
            + "there yet")
    private Path file;
    @Option(names = "--to", paramLabel = "WHO", required = true, description = "who gets the values; the ledger "
            + "keeps it")
    private String to;
    @Option(names = "--record", paramLabel = "ID", description = "what is masked in this record, such as S1:12, or "
            + "in another "
            + "place that the redaction log names; may be repeated")
    private List<String> records = List.of();
    @Option(names = "--pointer", paramLabel = "POINTER", description = "only below this JSON pointer, such as "
            + "/0/prompt")
    private String pointer = "";
    @Option(names = "--rule", paramLabel = "RULE", description = "what was masked by this rule: personal-data, "
            + "chosen-field "
            + "or value-of-chosen-field; may be repeated")
    private List<String> rules = List.of();
    @Option(names = "--value", paramLabel = "[KIND-LETTERS]", description = "what stands behind this replacement; "
            + "may be "
            + "repeated")
    private List<String> values = List.of();
    @Mixin
    private SecretOption secret = new SecretOption();
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        if (!Files.isRegularFile(pack)) {
            throw new NoSuchFileException(pack.toString());
        }
        if (Files.exists(file)) {
            throw new UsageException("'" + file + "' is there already; nothing was written.");
        }
        RevealChoice choice;
        try {
            choice = new RevealChoice(new LinkedHashSet<>(records), pointer, new LinkedHashSet<>(rules),
                    new LinkedHashSet<>(values));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage() + " --record, --rule or --value is needed.");
        }
        Progress progress = terminal.progress();
        try (Binder open = binder.open()) {
            RevealReport report = open.reveal(pack, choice, file, to, secret.passphrase(open), progress);
            terminal.clear(progress);
            if (json.wanted()) {
                try (JsonOut out = new JsonOut(terminal.out())) {
                    out.put("file", report.file()).put("sha256", report.sha256()).put("opened", report.opened())
                            .put("closed", report.closed());
                }
            } else {
                terminal.out().println(Words.count(report.opened(), "masked value") + " opened for " + Words.line(to)
                        + " in " + report.file());
                terminal.out().println("SHA-256 " + report.sha256());
                report.closed().forEach(place -> terminal.out().println("NOT OPENED: " + Words.line(place)));
                terminal.say("Next: tracebinder verify " + BinderArgument.quoted(pack.toString()) + " --opened "
                        + BinderArgument.quoted(file.toString()));
            }
            return report.closed().isEmpty() ? ExitCode.OK : ExitCode.WRONG;
        }
    }
}
