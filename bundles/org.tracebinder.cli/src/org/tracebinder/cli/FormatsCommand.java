// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.util.List;
import java.util.Map;
import org.tracebinder.formats.BuiltInFormats;
import org.tracebinder.ingest.FormatReader;
import picocli.CommandLine.Mixin;

/** What can be read, and how far each format is tested. */
@picocli.CommandLine.Command(description = "What can be read, and how far each format is tested.%n")
final class FormatsCommand extends Command {

    /** What the tests of each reader stand on; kept beside the tests in the formats bundle. */
    private static final String UNKNOWN = "synthetic files only";
    private static final Map<String, String> TESTED = Map.of(
            "otlp", "real exports of several tools, and synthetic trails",
            "litellm", "real payloads, and synthetic trails",
            "opa", "a real decision log, and synthetic trails",
            "openlineage", "real events of several tools, and synthetic trails",
            "promptfoo", "real results of several versions, and synthetic trails",
            "reviews", "synthetic lists only");

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) {
        List<FormatReader> readers = BuiltInFormats.all();
        if (json.wanted()) {
            try (JsonOut out = new JsonOut(terminal.out())) {
                out.array("formats");
                readers.forEach(r -> out.object().put("id", r.id()).put("label", r.label())
                        .put("tested", TESTED.getOrDefault(r.id(), UNKNOWN)).end());
                out.endArray();
            }
            return ExitCode.OK;
        }
        Table table = new Table().left("Format").left("Name").left("Tested with");
        readers.forEach(r -> table.row(r.id(), r.label(), TESTED.getOrDefault(r.id(), UNKNOWN)));
        table.print(terminal.out(), terminal.columns());
        terminal.say("", "The format is found from the content of a file, never from its name. Compressed files and "
                + "archives are unpacked.");
        return ExitCode.OK;
    }
}
