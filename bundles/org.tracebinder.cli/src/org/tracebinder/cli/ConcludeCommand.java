// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.tracebinder.controls.Conclusion;
import org.tracebinder.controls.ControlOutcome;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps what an auditor concludes about a control, beside what is computed. */
@picocli.CommandLine.Command(description = "Keeps what you conclude about a control, with your reason, beside what the "
        + "checks compute. Without a control, lists what was concluded.%n")
final class ConcludeCommand extends Command {

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Parameters(index = "1", arity = "0..1", paramLabel = "CONTROL", description = "such as aia.art12.1")
    private String control;
    @Option(names = "--result", paramLabel = "RESULT", description = "supported, gap, mixed, not-assessable, "
            + "documents-only or not-applicable")
    private String result;
    @Option(names = "--reason", paramLabel = "TEXT", description = "why; always needed")
    private String reason;
    @Option(names = "--withdraw", description = "takes back what was concluded")
    private boolean withdraw;
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        if (control != null && (withdraw == (result != null) || reason == null || reason.isBlank())) {
            throw new UsageException("A conclusion is CONTROL with --result RESULT --reason TEXT, or with --withdraw "
                    + "--reason TEXT.");
        }
        if (control == null && (withdraw || result != null || reason != null)) {
            throw new UsageException("Which control? tracebinder assess " + binder.quoted() + " --every lists them.");
        }
        ControlOutcome outcome = outcome();
        Progress progress = terminal.progress();
        try (Binder open = binder.open()) {
            Collection<Conclusion> told = control == null ? open.conclusions().values()
                    : List.of(open.conclude(control, outcome, reason, progress));
            terminal.clear(progress);
            if (json.wanted()) {
                try (JsonOut out = new JsonOut(terminal.out())) {
                    out.put("withdrawn", withdraw).array("conclusions");
                    told.forEach(c -> object(out.object(), c).put("control", c.control()).end());
                    out.endArray();
                }
            } else if (control == null) {
                Table table = new Table().left("Control").left("Concluded").left("Computed then").left("By").left("At")
                        .left("Reason");
                told.forEach(c -> table.row(c.control(), word(c.result()), word(c.computed()), c.by(), c.at(),
                        Words.line(c.reason())));
                if (table.isEmpty()) {
                    terminal.out().println("Nothing was concluded.");
                } else {
                    table.print(terminal.out(), terminal.columns());
                }
            } else {
                told.forEach(c -> terminal.out().println(withdraw ? "Taken back: " + c.control()
                        : c.control() + ": " + word(c.result()) + " (the checks say: " + word(c.computed()) + ")"));
            }
            return ExitCode.OK;
        }
    }

    private ControlOutcome outcome() throws UsageException {
        try {
            return result == null ? null : ControlOutcome.of(result);
        } catch (IllegalArgumentException e) {
            throw new UsageException(Words.line(e.getMessage()));
        }
    }

    private static String word(ControlOutcome outcome) {
        return outcome.id().replace('-', ' ');
    }

    /** Writes the fields of a conclusion into the open object. */
    static JsonOut object(JsonOut out, Conclusion c) {
        return out.put("result", c.result().id()).put("reason", c.reason()).put("by", c.by()).put("at", c.at())
                .put("computedThen", c.computed().id());
    }
}
