// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.sample.SampleMethod;
import org.tracebinder.session.Binder;
import org.tracebinder.session.SampleItem;
import org.tracebinder.session.SamplePlan;
import org.tracebinder.session.SampleRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws samples, keeps what was found at their items, and says what that shows. */
@picocli.CommandLine.Command(description = "Draws a sample from the hits of a query so that anybody draws the same "
        + "again, keeps what you found at each item, and says what that shows.%n", customSynopsis = {
            "tracebinder sample draw BINDER NAME QUERY... [--method M] [--field F] [--confidence C] [--tolerable R]",
            "              [--expected K] [--size N] [--seed S] [--purpose TEXT] [--json]",
            "       tracebinder sample size BINDER QUERY... [--method M] ... [--json]",
            "       tracebinder sample list BINDER [--json]",
            "       tracebinder sample show BINDER NAME [--json]",
            "       tracebinder sample mark BINDER NAME NUMBER[,NUMBER...]|all RESULT [--note TEXT]",
            "       tracebinder sample remove BINDER NAME --reason TEXT"})
final class SampleCommand extends Command {

    @Parameters(index = "0", paramLabel = "ACTION", description = "draw, size, list, show, mark or remove")
    private String action;
    @Parameters(index = "1", paramLabel = "BINDER", description = "folder of the binder")
    private Path folder;
    @Parameters(index = "2..*", arity = "0..*", paramLabel = "NAME",
            description = "name of the sample; then for draw the "
            + "query whose hits are the population, for mark the numbers of items ('all' for those that are open) and "
            + "conforms, exception, not-tested or open")
    private List<String> words = List.of();
    @Option(names = "--method", paramLabel = "M", description = "random (the default), systematic, stratified or unit")
    private String method = "random";
    @Option(names = "--field", paramLabel = "F", description = "of the strata, such as model or app; of the units: "
            + "tokensIn, tokensOut or cost")
    private String field = "";
    @Option(names = "--confidence", paramLabel = "C", description = "at which to conclude; 0.95 when not given")
    private double confidence = 0.95;
    @Option(names = "--tolerable", paramLabel = "R",
            description = "rate of deviations to shut out; 0.05 when not given")
    private double tolerable = 0.05;
    @Option(names = "--expected", paramLabel = "K",
            description = "deviations that the size leaves room for; 0 when not "
            + "given")
    private int expected;
    @Option(names = "--size", paramLabel = "N", description = "items to draw, instead of the computed number")
    private int size;
    @Option(names = "--seed", paramLabel = "S", description = "of the random numbers; one is made and kept when not "
            + "given")
    private String seed = "";
    @Option(names = "--purpose", paramLabel = "TEXT", description = "what you want to know by the sample")
    private String purpose = "";
    @Option(names = "--note", paramLabel = "TEXT", description = "what was found; needed for exception and not-tested")
    private String note = "";
    @Option(names = "--reason", paramLabel = "TEXT", description = "why a sample is removed")
    private String reason = "";
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        BinderArgument binder = new BinderArgument(folder);
        int least = switch (action) {
            case "size", "list" -> 0;
            case "draw", "show", "remove" -> 1;
            case "mark" -> 3;
            default -> throw new UsageException("'" + Words.line(action)
                    + "' is none of draw, size, list, show, mark, remove.");
        };
        boolean query = List.of("draw", "size").contains(action);
        if (words.size() < least || words.size() > least && !query) {
            throw new UsageException("tracebinder sample " + action + " " + binder.quoted() + (least == 0
                    ? " takes nothing more." : least == 3 ? " wants NAME NUMBER RESULT."
                    : " wants the name of a sample."));
        }
        Progress progress = terminal.progress();
        try (Binder open = binder.open()) {
            switch (action) {
                case "draw" -> draw(terminal, open, progress, binder);
                case "size" -> size(terminal, open, progress);
                case "list" -> list(terminal, open);
                case "show" -> SamplePrinter.show(terminal, open.samples(), words.get(0), json.wanted());
                case "mark" -> mark(terminal, open);
                default -> {
                    open.samples().remove(words.get(0), reason);
                    terminal.out().println("Sample '" + Words.line(words.get(0)) + "' removed; the ledger keeps that "
                            + "there was one, and why it went.");
                }
            }
            return ExitCode.OK;
        } catch (QueryException e) {
            throw new UsageException(QueryHelp.text(query(action.equals("draw") ? 1 : 0), e));
        }
    }

    private String query(int from) {
        return String.join(" ", words.subList(from, words.size())).strip();
    }

    private SampleRequest wanted(String name, int from) throws UsageException {
        try {
            return new SampleRequest(name, purpose, query(from), SampleMethod.of(method), field, seed, size, confidence,
                    tolerable, expected);
        } catch (IllegalArgumentException e) {
            throw new UsageException(Words.line(e.getMessage()));
        }
    }

    private void draw(Terminal terminal, Binder open, Progress progress, BinderArgument binder)
            throws TracebinderException, IOException {
        SamplePlan plan = open.samples().draw(wanted(words.get(0), 1), progress);
        terminal.clear(progress);
        SamplePrinter.show(terminal, open.samples(), plan.name(), json.wanted());
        if (!json.wanted()) {
            terminal.say("Next: look at each item, then tracebinder sample mark " + binder.quoted() + " "
                    + BinderArgument.quoted(plan.name()) + " 1 conforms");
        }
    }

    private void size(Terminal terminal, Binder open, Progress progress) throws TracebinderException, IOException {
        int items = open.samples().size(wanted("x", 0), progress);
        terminal.clear(progress);
        if (json.wanted()) {
            try (JsonOut out = new JsonOut(terminal.out())) {
                out.put("size", items);
            }
        } else {
            terminal.out().println(Words.count(items, method.equals("unit") ? "unit" : "item") + " to draw.");
        }
    }

    private void list(Terminal terminal, Binder open) throws TracebinderException, IOException {
        List<SamplePlan> all = open.samples().all();
        if (json.wanted()) {
            try (JsonOut out = new JsonOut(terminal.out())) {
                out.array("samples");
                for (SamplePlan plan : all) {
                    SamplePrinter.plan(out.object(), plan);
                    SamplePrinter.evaluation(out, open.samples().evaluate(plan.name()));
                    out.end();
                }
                out.endArray();
            }
            return;
        }
        if (all.isEmpty()) {
            terminal.out().println("No sample was drawn.");
            return;
        }
        Table table = new Table().left("Name").left("Method").right("Items").right("Of").right("Open").left("By")
                .left("At")
                .left("Query");
        for (SamplePlan p : all) {
            table.row(p.name(), p.method().id(), p.items(), p.population(), open.samples().evaluate(p.name()).open(),
                    p.by(), p.at(), p.query().isEmpty() ? "everything" : p.query());
        }
        table.print(terminal.out(), terminal.columns());
    }

    private void mark(Terminal terminal, Binder open) throws TracebinderException, IOException {
        SampleItem.Result result;
        List<Integer> numbers = new ArrayList<>();
        try {
            result = SampleItem.Result.of(words.get(2));
            if (words.get(1).equals("all")) {
                open.samples().items(words.get(0)).stream().filter(i -> i.result() == SampleItem.Result.OPEN)
                        .forEach(i -> numbers.add(i.number()));
            } else {
                for (String number : words.get(1).split(",")) {
                    numbers.add(Integer.parseInt(number.strip()));
                }
            }
        } catch (NumberFormatException e) {
            throw new UsageException("Items have numbers such as 1 or 1,2,5, not '" + Words.line(words.get(1)) + "'.");
        } catch (IllegalArgumentException e) {
            throw new UsageException(Words.line(e.getMessage()));
        }
        for (int number : numbers) {
            open.samples().mark(words.get(0), number, result, note);
        }
        terminal.out().println(Words.count(numbers.size(), "item") + " marked " + result.id().replace('-', ' ') + ". "
                + SamplePrinter.sentence(open.samples().plan(words.get(0)), open.samples().evaluate(words.get(0))));
    }
}
