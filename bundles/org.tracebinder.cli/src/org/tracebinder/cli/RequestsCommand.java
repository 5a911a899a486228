// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.tracebinder.controls.Assessment;
import org.tracebinder.controls.Catalogs;
import org.tracebinder.controls.RequestList;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import org.tracebinder.session.RequestTable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the trail can't show, as a list of requests to the client. */
@picocli.CommandLine.Command(description = "What this trail can't show, as requests to the client: one for each "
        + "missing kind of evidence, with the controls it is for.%n")
final class RequestsCommand extends Command {

    private static final int SHOWN = 12;

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Option(names = "--catalog", paramLabel = "ID", description = "of one catalogue, or all (the default)")
    private String catalog = "all";
    @Option(names = "--as-of", paramLabel = "DATE", description = "the day whose law holds (that of the "
            + "profile, else today)")
    private String asOf;
    @Option(names = "--csv", paramLabel = "FILE", description = "writes a table with one line for each request and "
            + "control, and room for due date, state and answer")
    private Path csv;
    @Option(names = "--xlsx", paramLabel = "FILE", description = "writes the same table as a workbook")
    private Path xlsx;
    @Mixin
    private AssessOption how = new AssessOption();
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        for (Path file : new Path[] {csv, xlsx}) {
            if (file != null && Files.exists(file)) {
                throw new UsageException("'" + file + "' is there already; nothing was written.");
            }
        }
        LocalDate day = asOf == null ? null : Moment.day(asOf);
        Progress progress = terminal.progress();
        try (Binder open = binder.open()) {
            Catalogs catalogs = how.library(open).catalogs();
            if (!catalog.equals("all") && catalogs.byId(catalog).isEmpty()) {
                throw new UsageException("There is no catalogue '" + Words.line(catalog) + "'.");
            }
            List<Assessment> assessments = open.assess(catalog, day, how.options(), progress);
            RequestList list = RequestList.of(catalogs, assessments);
            terminal.clear(progress);
            RequestTable table = new RequestTable(list, catalogs, Locale.ENGLISH);
            if (csv != null) {
                Files.write(csv, table.csv(), StandardOpenOption.CREATE_NEW);
                terminal.say("Written: " + csv);
            }
            if (xlsx != null) {
                Files.write(xlsx, table.xlsx(), StandardOpenOption.CREATE_NEW);
                terminal.say("Written: " + xlsx);
            }
            if (json.wanted()) {
                json(terminal, list, assessments.isEmpty() ? day : assessments.get(0).asOf());
            } else if (csv == null && xlsx == null) {
                text(terminal, list);
            }
            return assessments.stream().anyMatch(Assessment::anyFailed) ? ExitCode.WRONG : ExitCode.OK;
        }
    }

    private static void json(Terminal terminal, RequestList list, LocalDate day) {
        try (JsonOut out = new JsonOut(terminal.out())) {
            out.put("asOf", day).array("requests");
            for (RequestList.Request r : list.requests()) {
                out.object().put("number", r.number()).put("kind", r.kind()).put("missing", r.description())
                        .put("fromLogs", r.fromLogs()).put("ask", r.ask()).put("owner", r.owner()).array("controls");
                for (RequestList.Asking a : r.controls()) {
                    out.object().put("catalog", a.catalog()).put("id", a.control().id()).put("ref", a.control().ref())
                            .put("title", a.control().title()).put("status", a.control().status().id())
                            .put("result", a.control().result().id()).end();
                }
                out.endArray().end();
            }
            out.endArray();
        }
    }

    /** The places of the first controls, each behind the name of its catalogue. */
    private static String controls(RequestList.Request r) {
        Map<String, List<String>> places = new LinkedHashMap<>();
        r.controls().stream().limit(SHOWN).forEach(a -> places.computeIfAbsent(a.catalog(), c -> new ArrayList<>())
                .add(a.control().ref()));
        return places.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue().stream().distinct()
                .collect(Collectors.joining(", "))).collect(Collectors.joining("; "))
                + (r.controls().size() > SHOWN ? " and " + (r.controls().size() - SHOWN) + " more" : "");
    }

    private static void text(Terminal terminal, RequestList list) {
        Table table = new Table().right("No").left("Evidence").right("Controls").left("Ask whom").left("Request");
        for (RequestList.Request r : list.requests()) {
            table.row(r.number(), r.kind(), r.controls().size(), r.owner(), r.ask());
            table.note("for " + controls(r));
        }
        table.print(terminal.out(), terminal.columns());
        terminal.say("", "As a table for the client: --csv FILE or --xlsx FILE");
    }
}
