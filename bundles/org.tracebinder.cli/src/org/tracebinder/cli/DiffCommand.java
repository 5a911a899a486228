// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.util.List;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What differs between two inferences, or between two sets of events. */
@picocli.CommandLine.Command(description = "What differs between two inferences, value by value and word by word; or "
        + "between two sets of events, say of two periods or two versions of a model, with the size of each effect.%n",
        customSynopsis = {"tracebinder diff BINDER ID ID [--json]",
            "       tracebinder diff BINDER --a QUERY --b QUERY [--json]"}, footer = {"",
                "Example:  diff B --a 'kind:inference AND time:2026-08' --b 'kind:inference AND time:2026-09'"})
final class DiffCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Parameters(index = "1..*", arity = "0..*", paramLabel = "ID",
            description = "an event, span or response id, or a trace with one inference")
    private List<String> ids = List.of();
    @Option(names = "--a", paramLabel = "QUERY", description = "selects the first set")
    private String a;
    @Option(names = "--b", paramLabel = "QUERY", description = "selects the second set")
    private String b;
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        boolean sets = a != null && b != null && ids.isEmpty();
        if (!sets && (ids.size() != 2 || a != null || b != null)) {
            throw new UsageException("tracebinder diff wants two ids, or --a and --b.");
        }
        Progress progress = terminal.progress();
        try (Binder open = binder.open()) {
            if (sets) {
                ReconcileCommand.check(open, a);
                ReconcileCommand.check(open, b);
                var result = open.comparisons().sets(a, b, progress);
                terminal.clear(progress);
                if (json.wanted()) {
                    SetDiffPrinter.json(terminal, result);
                } else {
                    SetDiffPrinter.text(terminal, result);
                }
            } else {
                var result = open.comparisons().events(ids.get(0), ids.get(1), progress);
                terminal.clear(progress);
                if (json.wanted()) {
                    EventDiffPrinter.json(terminal, result);
                } else {
                    EventDiffPrinter.text(terminal, result);
                }
            }
            return ExitCode.OK;
        }
    }
}
