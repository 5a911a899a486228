// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.session.Binder;
import org.tracebinder.session.QueryRun;
import org.tracebinder.session.SavedQuery;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Saves queries with what they found, and asks them again. */
@picocli.CommandLine.Command(description = "Saves queries with what they found, and asks them again: 'same', or what "
        + "was added and removed since.%n", customSynopsis = {
            "tracebinder query save BINDER NAME QUERY... [--replace] [--json]",
            "       tracebinder query list BINDER [--json]",
            "       tracebinder query run BINDER NAME|all [--json]",
            "       tracebinder query remove BINDER NAME"})
final class QueryCommand extends Command {

    @Parameters(index = "0", paramLabel = "ACTION", description = "save, list, run or remove")
    private String action;
    @Parameters(index = "1", paramLabel = "BINDER", description = "folder of the binder")
    private Path folder;
    @Parameters(index = "2..*", arity = "0..*", paramLabel = "NAME QUERY", description = "name of the query; for save, "
            + "the query behind it")
    private List<String> words = List.of();
    @Option(names = "--replace", description = "a query of the same name gives way")
    private boolean replace;
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        BinderArgument binder = new BinderArgument(folder);
        int most = action.equals("save") ? Integer.MAX_VALUE : action.equals("list") ? 0 : 1;
        if (!List.of("save", "list", "run", "remove").contains(action)) {
            throw new UsageException("'" + Words.line(action) + "' is none of save, list, run, remove.");
        }
        if (words.size() > most || most > 0 && words.isEmpty()) {
            throw new UsageException("tracebinder query " + action + " " + binder.quoted()
                    + (most == 0 ? " takes nothing more." : " wants the name of a query."));
        }
        Progress progress = terminal.progress();
        try (Binder open = binder.open()) {
            if (List.of("run", "remove").contains(action)) {
                needQuery(open.queries().all(), words.get(0));
            }
            switch (action) {
                case "save" -> save(terminal, open, progress);
                case "list" -> list(terminal, open);
                case "run" -> ask(terminal, open, progress);
                default -> {
                    open.queries().remove(words.get(0));
                    terminal.out().println("Query '" + Words.line(words.get(0)) + "' removed; the ledger keeps that "
                            + "there was one.");
                }
            }
            return ExitCode.OK;
        }
    }

    private void needQuery(List<SavedQuery> saved, String name) throws UsageException {
        boolean all = name.equals("all") && action.equals("run");
        if (!all && saved.stream().noneMatch(q -> q.name().equals(name))) {
            throw new UsageException("There is no saved query '" + Words.line(name) + "'. tracebinder query list "
                    + BinderArgument.quoted(folder.toString()) + " lists them.");
        }
    }

    private void save(Terminal terminal, Binder open, Progress progress) throws TracebinderException, IOException {
        String text = String.join(" ", words.subList(1, words.size())).strip();
        try {
            SavedQuery saved = open.queries().save(words.get(0), text, replace, progress);
            terminal.clear(progress);
            if (json.wanted()) {
                try (JsonOut out = new JsonOut(terminal.out())) {
                    query(out, saved);
                }
            } else {
                terminal.out().println("Query '" + Words.line(saved.name()) + "' saved: "
                        + Words.count(saved.total(), "event") + ", result hash " + saved.resultHash());
            }
        } catch (QueryException e) {
            throw new UsageException(QueryHelp.text(text, e));
        }
    }

    private static void query(JsonOut out, SavedQuery q) {
        out.put("name", q.name()).put("query", q.text()).put("saved", q.saved()).put("by", q.by())
                .put("total", q.total()).put("resultHash", q.resultHash());
    }

    private void list(Terminal terminal, Binder open) throws IOException {
        List<SavedQuery> all = open.queries().all();
        if (json.wanted()) {
            try (JsonOut out = new JsonOut(terminal.out())) {
                out.array("queries");
                all.forEach(q -> {
                    out.object();
                    query(out, q);
                    out.end();
                });
                out.endArray();
            }
        } else if (all.isEmpty()) {
            terminal.out().println("No query is saved.");
        } else {
            Table table = new Table().left("Name").left("Saved").left("By").right("Events").left("Query");
            all.forEach(q -> table.row(q.name(), q.saved(), q.by(), q.total(),
                    q.text().isEmpty() ? "everything" : q.text()));
            table.print(terminal.out(), terminal.columns());
        }
    }

    private void ask(Terminal terminal, Binder open, Progress progress) throws TracebinderException, IOException {
        List<QueryRun> runs = open.queries().run(words.get(0), progress);
        terminal.clear(progress);
        if (json.wanted()) {
            try (JsonOut out = new JsonOut(terminal.out())) {
                out.put("same", runs.stream().allMatch(QueryRun::same)).array("queries");
                runs.forEach(r -> run(out, r));
                out.endArray();
            }
            return;
        }
        if (runs.isEmpty()) {
            terminal.out().println("No query is saved.");
        }
        for (QueryRun r : runs) {
            terminal.out().println(Words.line(r.query().name()) + ": " + (r.same() ? "same, "
                    + Words.count(r.total(), "event") + ", result hash " + r.resultHash()
                    : Words.number(r.addedCount()) + " added and " + Words.number(r.removedCount()) + " removed since "
                            + r.query().saved() + ", " + Words.number(r.query().total()) + " then, "
                            + Words.number(r.total()) + " now"));
            Ids.print(terminal, "  added  ", r.added(), r.addedCount());
            Ids.print(terminal, "  removed", r.removed(), r.removedCount());
        }
    }

    private static void run(JsonOut out, QueryRun r) {
        out.object();
        query(out, r.query());
        out.put("same", r.same()).put("totalNow", r.total()).put("resultHashNow", r.resultHash());
        out.object("added").put("count", r.addedCount()).put("ids", r.added()).end();
        out.object("removed").put("count", r.removedCount()).put("ids", r.removed()).end();
        out.end();
    }
}
