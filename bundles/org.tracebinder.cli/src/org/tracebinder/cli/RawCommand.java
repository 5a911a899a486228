// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.session.Binder;
import org.tracebinder.session.MarkedBytes;
import org.tracebinder.session.Snippets;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The original bytes of a record. */
@picocli.CommandLine.Command(description = "Prints the original bytes of a record, nothing added.%n")
final class RawCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Parameters(index = "1", paramLabel = "ID", description = "a record or event, such as S1:17 or S1:17.2")
    private String id;

    @Option(names = "--find", paramLabel = "QUERY",
            description = "lists instead which of the bytes spell the words that "
            + "the query looks for")
    private String find;
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        if (json.wanted() && find == null) {
            throw new UsageException("--json goes with --find; the bytes of a record are printed as they are.");
        }
        if (!EventId.isId(id)) {
            throw new UsageException("'" + Words.line(id) + "' is not an id such as S1:17 or S1:17.2.");
        }
        RecordId record = EventId.parse(id).record();
        try (Binder open = binder.look(terminal)) {
            if (open.trail().record(record).isEmpty()) {
                throw new UsageException("There is no record " + record + ". " + known(open, record.source()));
            }
            if (find != null) {
                find(terminal, open);
                return ExitCode.OK;
            }
            byte[] bytes = open.trail().bytes(record);
            terminal.out().write(bytes, 0, bytes.length);
            terminal.out().flush();
            return ExitCode.OK;
        }
    }

    private void find(Terminal terminal, Binder open) throws TracebinderException, IOException {
        try {
            open.trail().count(find, Progress.NONE);
        } catch (QueryException e) {
            throw new UsageException(QueryHelp.text(find, e));
        }
        EventId asked = EventId.parse(id);
        Hits hits = new Hits(open.trail());
        List<Hit> events = new ArrayList<>();
        int all = open.trail().events(asked.record()).size();
        int last = asked.ordinal() > 0 ? asked.ordinal() : all;
        for (int n = Math.max(1, asked.ordinal()); n <= last; n++) {
            events.add(hits.get(all == 1 ? new EventId(asked.record(), 0) : new EventId(asked.record(), n)));
        }
        Snippets snippets = new Snippets(find);
        List<MarkedBytes> marked = new ArrayList<>();
        for (Hit hit : events) {
            marked.add(PlacesPrinter.of(open.trail(), hit, snippets));
        }
        if (!json.wanted()) {
            PlacesPrinter.text(terminal, events, marked);
            return;
        }
        try (JsonOut out = new JsonOut(terminal.out())) {
            out.put("query", find).array("events");
            for (int i = 0; i < events.size(); i++) {
                out.object().put("id", events.get(i).id()).put("source", "S" + asked.record().source());
                PlacesPrinter.json(out, events.get(i), marked.get(i));
                out.end();
            }
            out.endArray();
        }
    }

    private static String known(Binder open, int source) {
        List<SourceInfo> sources = open.trail().sources();
        return sources.stream().filter(s -> s.number() == source).findFirst()
                .map(s -> s.id() + " has " + Words.count(s.totals().read(), "record") + ".")
                .orElse("The binder has " + Words.count(sources.size(), "source") + ".");
    }
}
