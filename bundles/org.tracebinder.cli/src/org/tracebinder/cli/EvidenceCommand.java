// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.session.Attachment;
import org.tracebinder.session.Binder;
import org.tracebinder.session.Workpapers;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Attaches events, queries and documents to controls. */
@picocli.CommandLine.Command(description = "Attaches an event, what a query finds, or a document to a control. Without "
        + "one of them, lists what is attached.%n")
final class EvidenceCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Parameters(index = "1", arity = "0..1", paramLabel = "CONTROL", description = "such as aia.art12.1")
    private String control;
    @Option(names = "--event", paramLabel = "ID", description = "attaches that event")
    private String event;
    @Option(names = "--query", paramLabel = "QUERY", description = "attaches what the query finds now")
    private String query;
    @Option(names = "--document", paramLabel = "FILE", description = "attaches a document; the binder keeps a copy")
    private Path document;
    @Option(names = "--supporting", description = "it speaks for")
    private boolean supporting;
    @Option(names = "--contrary", description = "it speaks against")
    private boolean contrary;
    @Option(names = "--note", paramLabel = "TEXT", description = "what it shows")
    private String note = "";
    @Option(names = "--remove", paramLabel = "NUMBER", description = "takes attached evidence back")
    private Long remove;
    @Option(names = "--copy", paramLabel = "NUMBER=FILE", description = "writes a copy of an attached document")
    private String copy;
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        long wanted = Stream.of(event, query, document, remove, copy).filter(o -> o != null).count();
        boolean attaches = event != null || query != null || document != null;
        if (wanted > 1 || attaches == (control == null) && wanted > 0 || supporting && contrary) {
            throw new UsageException("Evidence is CONTROL with one of --event ID, --query QUERY, --document FILE, and "
                    + "--supporting or --contrary where it bears on it; or --remove NUMBER; or --copy NUMBER=FILE.");
        }
        Progress progress = terminal.progress();
        try (Binder open = binder.open()) {
            Workpapers papers = open.workpapers();
            List<Attachment> told = attaches ? List.of(attach(papers, progress)) : change(papers);
            terminal.clear(progress);
            if (json.wanted()) {
                try (JsonOut out = new JsonOut(terminal.out())) {
                    out.array("evidence");
                    told.forEach(a -> object(out, a));
                    out.endArray();
                }
            } else if (told.isEmpty()) {
                terminal.out().println("No evidence is attached" + (control == null ? "." : " to " + control + "."));
            } else {
                table(terminal, told);
            }
            return ExitCode.OK;
        }
    }

    private Attachment attach(Workpapers papers, Progress progress) throws TracebinderException, IOException {
        Attachment.Bearing bearing = supporting ? Attachment.Bearing.SUPPORTING
                : contrary ? Attachment.Bearing.CONTRARY : Attachment.Bearing.CONTEXT;
        if (event != null) {
            return papers.attachEvent(control, event, bearing, note);
        }
        if (document != null) {
            return papers.attachDocument(control, document, bearing, note, progress);
        }
        try {
            return papers.attachQuery(control, query, bearing, note, progress);
        } catch (QueryException e) {
            throw new UsageException(QueryHelp.text(query, e));
        }
    }

    /** @return what is attached afterwards, to the control when there is one */
    private List<Attachment> change(Workpapers papers) throws TracebinderException, IOException {
        if (remove != null) {
            papers.detach(remove);
        }
        if (copy != null) {
            int equals = copy.indexOf('=');
            if (equals < 1 || !copy.substring(0, equals).matches("[0-9]{1,18}")) {
                throw new UsageException("A copy is NUMBER=FILE, such as 3=policy.pdf.");
            }
            Path file = Path.of(copy.substring(equals + 1));
            if (Files.exists(file)) {
                throw new UsageException("'" + file + "' is there already; nothing was written.");
            }
            papers.copy(Long.parseLong(copy.substring(0, equals)), file);
        }
        return papers.attached().stream().filter(a -> control == null || a.control().equals(control)).toList();
    }

    private static void table(Terminal terminal, List<Attachment> told) {
        Table table = new Table().right("No").left("Control").left("Kind").left("Bearing").right("Size").left("By")
                .left("At").left("Evidence");
        for (Attachment a : told) {
            table.row(a.number(), a.control(), a.kind().id(), a.bearing().id(), a.size(), a.by(), a.at(),
                    Words.line(a.reference().isEmpty() ? "everything" : a.reference()));
            table.note("SHA-256 " + a.sha256() + (a.text().isEmpty() ? "" : "  " + a.text()));
        }
        table.print(terminal.out(), terminal.columns());
    }

    private static void object(JsonOut out, Attachment a) {
        out.object().put("number", a.number()).put("control", a.control()).put("kind", a.kind().id())
                .put("reference", a.reference()).put("bearing", a.bearing().id()).put("sha256", a.sha256().toString())
                .put("size", a.size()).put("text", a.text()).put("by", a.by()).put("at", a.at()).end();
    }
}
