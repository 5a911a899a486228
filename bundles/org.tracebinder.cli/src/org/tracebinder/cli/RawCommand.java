// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.util.List;
import org.tracebinder.core.EventId;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.session.Binder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The original bytes of a record. */
@picocli.CommandLine.Command(description = "Prints the original bytes of a record, nothing added.%n")
final class RawCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Parameters(index = "1", paramLabel = "ID", description = "a record or event, such as S1:17 or S1:17.2")
    private String id;

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        if (!EventId.isId(id)) {
            throw new UsageException("'" + Words.line(id) + "' is not an id such as S1:17 or S1:17.2.");
        }
        RecordId record = EventId.parse(id).record();
        try (Binder open = binder.open()) {
            if (open.trail().record(record).isEmpty()) {
                throw new UsageException("There is no record " + record + ". " + known(open, record.source()));
            }
            byte[] bytes = open.trail().bytes(record);
            terminal.out().write(bytes, 0, bytes.length);
            terminal.out().flush();
            return ExitCode.OK;
        }
    }

    private static String known(Binder open, int source) {
        List<SourceInfo> sources = open.trail().sources();
        return sources.stream().filter(s -> s.number() == source).findFirst()
                .map(s -> s.id() + " has " + Words.count(s.totals().read(), "record") + ".")
                .orElse("The binder has " + Words.count(sources.size(), "source") + ".");
    }
}
