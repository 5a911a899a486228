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

    private static final String UNKNOWN = "synthetic files only";
    /** What the tests of each reader stand on; to be changed together with the tests of the formats bundle. */
    private static final Map<String, String> TESTED = Map.ofEntries(
            Map.entry("otlp", "71 real exports of many tools, and synthetic trails"),
            Map.entry("otel-console", "2 real exports, and synthetic files"),
            Map.entry("langfuse", "11 real exports, and synthetic files"),
            Map.entry("litellm", "2 real payloads, and synthetic trails"),
            Map.entry("opa", "1 real decision log, and synthetic trails"),
            Map.entry("openlineage", "40 real events of several tools, and synthetic trails"),
            Map.entry("promptfoo", "5 real results of several versions, and synthetic trails"),
            Map.entry("m365-copilot", "1 real audit export, and synthetic files"),
            Map.entry("cloudtrail", "2 real exports, and synthetic files"),
            Map.entry("bedrock", "1 real invocation log, and synthetic files"),
            Map.entry("inspect", "9 real logs, and synthetic files"),
            Map.entry("langsmith", "3 real exports, and synthetic files"),
            Map.entry("mlflow", "10 real files of an export, and synthetic files"),
            Map.entry("openai", "7 real objects, and synthetic files"),
            Map.entry("openai-audit", "5 real entries, and synthetic files"),
            Map.entry("openai-evals-api", "1 real object, and synthetic files"),
            Map.entry("anthropic-compliance", "1 real entry, and synthetic files"),
            Map.entry("azure-activity", "1 real log, and synthetic files"),
            Map.entry("gcp-audit", "1 real entry, and synthetic files"),
            Map.entry("databricks-audit", "1 real entry, and synthetic files"));

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
