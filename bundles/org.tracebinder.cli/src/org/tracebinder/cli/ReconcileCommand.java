// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.time.Duration;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.session.Binder;
import org.tracebinder.session.compare.Reconciliation;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Holds two trails of the same happenings against each other. */
@picocli.CommandLine.Command(description = "Holds two trails of the same happenings against each other, say that of a "
        + "gateway and that of an application: only in A, only in B, in both with other values.%n",
        footer = {"", "Example:  reconcile B --a 'source:S1 AND kind:inference' --b 'source:S2 AND kind:inference'"})
final class ReconcileCommand extends Command {

    /** What events are joined by. */
    enum By {
        id, trace, session, time
    }

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Option(names = "--a", required = true, paramLabel = "QUERY", description = "selects the first trail")
    private String a;
    @Option(names = "--b", required = true, paramLabel = "QUERY", description = "selects the second trail")
    private String b;
    @Option(names = "--by", paramLabel = "KEY",
            description = "joins by id (response, request, call or span id), trace, "
            + "session or time; without it by id, then trace, then session")
    private By by;
    @Option(names = "--within", paramLabel = "SECONDS", description = "how far the clocks may be apart (2)")
    private double within = 2;
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        if (!(within >= 0 && within <= 86_400)) {
            throw new UsageException("--within takes 0 to 86400 seconds, not " + within + ".");
        }
        Progress progress = terminal.progress();
        try (Binder open = binder.open()) {
            check(open, a);
            check(open, b);
            Reconciliation result = open.comparisons().trails(a, b, by == null ? null : by.name(),
                    Duration.ofNanos(Math.round(within * 1e9)), progress);
            terminal.clear(progress);
            if (json.wanted()) {
                ReconcilePrinter.json(terminal, result);
            } else {
                ReconcilePrinter.text(terminal, result);
            }
            return ExitCode.OK;
        }
    }

    /** Says which of the two queries is wrong, and where. */
    static void check(Binder open, String query) throws TracebinderException, IOException {
        try {
            open.trail().count(query, Progress.NONE);
        } catch (QueryException e) {
            throw new UsageException(QueryHelp.text(query, e));
        }
    }
}
