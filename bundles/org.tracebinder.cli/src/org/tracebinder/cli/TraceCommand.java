// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import org.tracebinder.session.cost.TraceCost;
import org.tracebinder.trace.TraceView;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One inference from end to end. */
@picocli.CommandLine.Command(description = "One inference from end to end: steps, decisions, reviews, lineage, gaps.%n")
final class TraceCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Parameters(index = "1", paramLabel = "ID", description = "a trace, event or span id, or a provider's response id")
    private String id;
    @Mixin
    private PricesOption prices = new PricesOption();
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        Progress progress = terminal.progress();
        try (Binder open = binder.open()) {
            Unfinished.say(terminal, open);
            if (open.find(id, progress).isEmpty()) {
                throw new UsageException("Nothing in this binder has the id '" + Words.line(id)
                        + "'. Use a trace id, a span id, "
                        + "a response id, or an event id such as S1:12.3.");
            }
            TraceView view = open.trace(id, progress);
            TraceCost cost = TraceCost.of(view, prices.list());
            terminal.clear(progress);
            Hits hits = new Hits(open.trail());
            if (json.wanted()) {
                TraceJson.print(terminal, view, cost, hits);
            } else {
                TraceText.print(terminal, view, cost);
            }
            return ExitCode.OK;
        }
    }
}
