// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.util.List;
import org.tracebinder.formats.BuiltInFormats;
import org.tracebinder.formats.FormatFacts;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.OptionalArchives;
import org.tracebinder.ingest.Packaging;
import picocli.CommandLine.Mixin;

/** What can be read, and how far each format is tested. */
@picocli.CommandLine.Command(description = "What can be read, and how far each format is tested.%n")
final class FormatsCommand extends Command {

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws IOException {
        List<FormatReader> readers = BuiltInFormats.all();
        if (json.wanted()) {
            try (JsonOut out = new JsonOut(terminal.out())) {
                out.array("formats");
                for (FormatReader r : readers) {
                    FormatFacts f = facts(r);
                    out.object().put("id", r.id()).put("label", r.label()).put("tested", f.tested())
                            .put("shapes", f.shapes()).put("versions", f.versions()).put("realFiles", f.real())
                            .put("limits", f.limits()).end();
                }
                out.endArray();
            }
            return ExitCode.OK;
        }
        Table table = new Table().left("Format").left("Name").left("Tested with");
        readers.forEach(r -> table.row(r.id(), r.label(), facts(r).tested()));
        table.print(terminal.out(), terminal.columns());
        terminal.say("", "The format is found from the content of a file, never from its name. Compressed files and "
                + "archives are unpacked. Anything else: import with --format mapping:FILE.",
                OptionalArchives.of(Packaging.PARQUET).isPresent()
                ? "Parquet files: read; the optional feature is installed."
                        : "Parquet files: not read; the optional Parquet feature is not installed (see the README).");
        return ExitCode.OK;
    }

    private static FormatFacts facts(FormatReader reader) {
        return FormatFacts.all().getOrDefault(reader.id(), new FormatFacts(reader.id(), "", "", 0, ""));
    }
}
