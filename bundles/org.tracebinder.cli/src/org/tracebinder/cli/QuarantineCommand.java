// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tracebinder.core.Hash;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.Trail.Quarantined;
import org.tracebinder.session.Binder;
import org.tracebinder.session.ImportReport;
import picocli.CommandLine.Mixin;

/** The records that could not be read. */
@picocli.CommandLine.Command(description = "The records that could not be read, with their place and the reason.%n")
final class QuarantineCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        try (Binder open = binder.open()) {
            List<Quarantined> bad = new ArrayList<>();
            open.trail().quarantine(bad::add);
            if (json.wanted()) {
                json(terminal, open, bad);
            } else {
                List<String> files = open.sources().warnings().stream().filter(w -> w.source() == null
                        && w.code().equals("import.unread")).map(ImportReport.Warning::text).toList();
                files.forEach(text -> terminal.out().println("Not imported at all: " + Words.line(text)));
                if (files.isEmpty() || !bad.isEmpty()) {
                    text(terminal, open.trail().sources().isEmpty(), bad);
                }
            }
            return ExitCode.OK;
        }
    }

    private static void json(Terminal terminal, Binder open, List<Quarantined> bad) throws IOException {
        List<Hash> hashes = new ArrayList<>(bad.size());
        for (Quarantined q : bad) {
            hashes.add(Hash.of(open.trail().bytes(q.record().id())));
        }
        try (JsonOut json = new JsonOut(terminal.out())) {
            json.array("records");
            for (int i = 0; i < bad.size(); i++) {
                Quarantined q = bad.get(i);
                json.object().put("id", q.record().id()).put("source", "S" + q.record().id().source())
                        .put("offset", q.record().offset()).put("length", (long) q.record().length())
                        .put("reason", q.reason()).put("sha256", hashes.get(i)).end();
            }
            json.endArray();
        }
    }

    private void text(Terminal terminal, boolean empty, List<Quarantined> bad) {
        if (bad.isEmpty()) {
            terminal.out().println(empty ? "Nothing was imported." : "Every record could be read.");
            return;
        }
        terminal.out().println(Words.count(bad.size(), "record") + " could not be read. The bytes are kept.");
        terminal.out().println();
        Table table = new Table().left("Record").right("First byte").right("Bytes").left("Reason");
        bad.forEach(q -> table.row(q.record().id(), q.record().offset(), q.record().length(), q.reason()));
        table.print(terminal.out(), terminal.columns());
        terminal.say("", "The bytes of one: tracebinder raw " + binder.quoted() + " " + bad.get(0).record().id());
    }
}
