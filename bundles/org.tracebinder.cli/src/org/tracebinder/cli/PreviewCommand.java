// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tracebinder.core.Event;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.formats.BuiltInFormats;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.session.EventJson;
import org.tracebinder.session.FilePreview;
import org.tracebinder.session.MappingDraft;
import org.tracebinder.session.Preview;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What an import would make of files, by their first records. */
@picocli.CommandLine.Command(description = "What an import would make of files, by their first records. Nothing is "
        + "kept.%n")
final class PreviewCommand extends Command {

    private static final int WIDTH = 60;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "files, folders, archives")
    private List<Path> paths;
    @Option(names = "--format", paramLabel = "ID", description = "reads them as this format, or mapping:FILE")
    private String format;
    @Option(names = "--records", paramLabel = "N",
            description = "first records of each file; ${DEFAULT-VALUE} without it")
    private int records = 10;
    @Option(names = "--mapping", description = "prints a mapping file to begin with, for one file that no format knows")
    private boolean mapping;
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        if (records < 1 || records > 10_000) {
            throw new UsageException("--records is 1 to 10000.");
        }
        List<String> known = BuiltInFormats.all().stream().map(FormatReader::id).toList();
        if (format != null && !format.startsWith("mapping:") && !known.contains(format)) {
            throw new UsageException("There is no format '" + format + "': " + String.join(", ", known) + ".");
        }
        for (Path path : paths) {
            if (!Files.isReadable(path)) {
                throw new NoSuchFileException(path.toString());
            }
        }
        if (mapping) {
            return mapping(terminal);
        }
        List<FilePreview> looks = new ArrayList<>();
        for (Path path : paths) {
            looks.addAll(Preview.of(path, new Preview.Options(records).as(format), Progress.NONE));
        }
        if (json.wanted()) {
            json(terminal, looks);
        } else {
            looks.forEach(look -> text(terminal, look));
        }
        return ExitCode.OK;
    }

    private int mapping(Terminal terminal) throws TracebinderException, IOException {
        if (paths.size() != 1 || !Files.isRegularFile(paths.get(0))) {
            throw new UsageException("--mapping wants one file.");
        }
        Optional<MappingDraft.Proposal> proposal = MappingDraft.propose(paths.get(0), Progress.NONE);
        if (proposal.isEmpty()) {
            terminal.say(paths.get(0) + " is neither delimited text with a header nor JSON.");
            return ExitCode.INPUT;
        }
        terminal.out().print(proposal.get().draft().json());
        return ExitCode.OK;
    }

    private static void text(Terminal terminal, FilePreview look) {
        terminal.out().println(look.name());
        if (look.problem() != null) {
            terminal.out().println("  " + look.problem());
            return;
        }
        terminal.out().println("  " + look.label() + " (" + look.format() + "), " + look.confidence() + " %: "
                + look.why());
        if (look.format().equals(FilePreview.ARCHIVE)) {
            return;
        }
        Table table = new Table().right("Record").left("Time").left("Kind").left("Model").left("Actor").left("What");
        for (FilePreview.Row row : look.rows()) {
            if (row.reason() != null) {
                table.row(row.number(), "", "quarantine", "", "", line(row.reason()));
            }
            for (Event e : row.events()) {
                String what = e.prompt() != null ? e.prompt() : e.name() != null ? e.name() : e.operation();
                table.row(row.number(), e.time() == Event.NONE ? "" : EventJson.instant(e.time()), e.kind().id(),
                        line(e.model()), line(e.actor()), line(what));
            }
        }
        table.print(terminal.out(), terminal.columns());
        terminal.out().println(look.more() ? "  and more records" : "");
    }

    private static String line(String text) {
        String line = text == null ? "" : text.replaceAll("\\s+", " ").strip();
        return line.length() > WIDTH ? line.substring(0, WIDTH) + "\u2026" : line;
    }

    private static void json(Terminal terminal, List<FilePreview> looks) {
        try (JsonOut out = new JsonOut(terminal.out())) {
            out.array("files");
            for (FilePreview look : looks) {
                out.object().put("path", look.name()).put("bytes", look.bytes()).put("format", look.format())
                        .put("label", look.label()).put("confidence", look.confidence()).put("why", look.why())
                        .put("problem", look.problem()).put("more", look.more()).array("records");
                for (FilePreview.Row row : look.rows()) {
                    out.object().put("record", row.number()).put("offset", row.offset()).put("length", row.length())
                            .put("reason", row.reason()).array("events");
                    for (Event e : row.events()) {
                        out.object().put("kind", e.kind().id())
                                .put("time", e.time() == Event.NONE ? null : EventJson.instant(e.time()))
                                .put("app", e.app()).put("actor", e.actor()).put("model", e.model())
                                .put("operation", e.operation()).put("name", e.name()).put("status", e.status())
                                .put("prompt", e.prompt()).put("answer", e.answer()).end();
                    }
                    out.endArray().end();
                }
                out.endArray().end();
            }
            out.endArray();
        }
    }
}
