// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import org.tracebinder.session.compare.SourceComparison;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What differs between two exports. */
@picocli.CommandLine.Command(description = "What differs between two exports, for example of the same period: records "
        + "that are missing, added or altered. Bytes are compared first, then the identities of the events.%n")
final class CompareCommand extends Command {

    private static final Pattern SOURCE = Pattern.compile("[Ss]\\d{1,9}");
    private static final int SHOWN = 12;

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Parameters(index = "1", paramLabel = "S1", description = "the first export: a source, or several with commas")
    private String first;
    @Parameters(index = "2", paramLabel = "S2", description = "the second export")
    private String second;
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        List<Integer> a = sources(first);
        List<Integer> b = sources(second);
        Progress progress = terminal.progress();
        try (Binder open = binder.open()) {
            for (int number : Stream.concat(a.stream(), b.stream()).toList()) {
                if (open.trail().sources().stream().noneMatch(s -> s.number() == number)) {
                    throw new UsageException("There is no source S" + number + " in this binder. tracebinder sources "
                            + binder.quoted() + " lists them.");
                }
            }
            SourceComparison result = open.comparisons().sources(a, b, progress);
            terminal.clear(progress);
            if (json.wanted()) {
                json(terminal, result);
            } else {
                text(terminal, result);
            }
            return ExitCode.OK;
        }
    }

    private static List<Integer> sources(String text) throws UsageException {
        List<Integer> numbers = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!SOURCE.matcher(part.strip()).matches()) {
                throw new UsageException("'" + Words.line(part) + "' is no source such as S1.");
            }
            numbers.add(Integer.parseInt(part.strip().substring(1)));
        }
        return numbers;
    }

    private static void json(Terminal terminal, SourceComparison c) {
        try (JsonOut out = new JsonOut(terminal.out())) {
            out.put("same", c.same());
            side(out, "a", "missing", c.a());
            side(out, "b", "added", c.b());
            out.object("events").put("same", c.events().same()).put("altered", c.events().altered())
                    .put("missing", c.events().missing()).put("added", c.events().added()).end();
            out.put("missing", c.missing()).put("added", c.added()).array("altered");
            for (SourceComparison.Alteration x : c.altered()) {
                out.object().put("a", x.a()).put("b", x.b());
                Differences.json(out, x.fields());
                out.end();
            }
            out.endArray().put("listed", (long) SourceComparison.LISTED).put("notes", c.notes());
        }
    }

    private static void side(JsonOut out, String name, String only, SourceComparison.Side s) {
        out.object(name).put("sources", s.sources()).put("records", s.records()).put("same", s.same())
                .put("altered", s.altered()).put(only, s.only()).put("regrouped", s.regrouped())
                .put("firstTime", Words.iso(s.firstTime())).put("lastTime", Words.iso(s.lastTime())).end();
    }

    private void text(Terminal terminal, SourceComparison c) {
        PrintStream out = terminal.out();
        Table table = new Table().left("Export").right("Records").right("Same bytes").right("Altered")
                .right("Only here")
                .right("Regrouped").left("From (UTC)").left("To (UTC)");
        for (SourceComparison.Side s : List.of(c.a(), c.b())) {
            table.row(String.join(",", s.sources()), s.records(), s.same(), s.altered(), s.only(), s.regrouped(),
                    Words.time(s.firstTime()), Words.time(s.lastTime()));
        }
        table.print(out, terminal.columns());
        out.println();
        if (c.same()) {
            out.println("Each record of one stands in the other, to the byte.");
        } else {
            out.println("Events in records that are not the same: " + Words.number(c.events().altered()) + " altered, "
                    + Words.number(c.events().missing()) + " missing in the second, " + Words.number(c.events().added())
                    + " added, " + Words.number(c.events().same()) + " the same in other records.");
            Ids.print(terminal, "Missing", c.missing(), c.a().only());
            Ids.print(terminal, "Added  ", c.added(), c.b().only());
        }
        c.altered().stream().limit(SHOWN).forEach(x -> {
            out.println("Altered " + x.a() + " -> " + x.b() + (x.fields().isEmpty()
                    ? ": bytes that no field holds" : ""));
            Differences.text(terminal, x.fields(), "  ");
        });
        if (c.events().altered() > SHOWN) {
            out.println(Words.number(c.events().altered() - SHOWN) + " more are altered; --json lists up to "
                    + Words.number(SourceComparison.LISTED) + ".");
        }
        c.notes().forEach(n -> out.println("! " + Words.line(n)));
    }
}
