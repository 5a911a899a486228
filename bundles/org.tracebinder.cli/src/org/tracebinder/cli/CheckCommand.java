// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.util.List;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Outcome;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs checks and lists their records. */
@picocli.CommandLine.Command(description = "Runs checks and lists their records; all checks when none is named.%n")
final class CheckCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Parameters(index = "1..*", arity = "0..*", paramLabel = "CHECK", description = "such as policy.tool-after-deny")
    private List<String> ids = List.of();
    @Mixin
    private AssessOption how = new AssessOption();
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        Progress progress = terminal.progress();
        try (Binder open = binder.open()) {
            Unfinished.say(terminal, open);
            List<String> known = how.library(open).checks().stream().map(Check::id).toList();
            for (String id : ids) {
                if (!known.contains(id)) {
                    throw new UsageException("There is no check '" + Words.line(id) + "': " + String.join(", ", known)
                            + ".");
                }
            }
            List<CheckResult> results = open.check(ids, how.options(), progress);
            terminal.clear(progress);
            if (json.wanted()) {
                try (JsonOut out = new JsonOut(terminal.out())) {
                    out.array("checks");
                    results.forEach(r -> CheckPrinter.json(out, r));
                    out.endArray();
                }
            } else {
                CheckPrinter.text(terminal, results, !ids.isEmpty());
                CheckPrinter.next(terminal, results, binder.quoted());
            }
            return results.stream().anyMatch(r -> r.result() == Outcome.FAILED) ? ExitCode.WRONG : ExitCode.OK;
        }
    }
}
