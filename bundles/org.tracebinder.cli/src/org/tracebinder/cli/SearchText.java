// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.Event;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.core.query.SearchResult.Bucket;
import org.tracebinder.core.query.SearchResult.FacetValue;
import org.tracebinder.session.Snippets;

/** The answer to a search for people. */
final class SearchText {

    private static final int BAR = 40;

    private final Terminal terminal;
    private final String binder;
    private final String query;
    private final String order;

    /**
     * @param binder as the person can type it again
     * @param query  the same
     * @param order  the option that gives the order, empty for the usual one
     */
    SearchText(Terminal terminal, String binder, String query, String order) {
        this.order = order;
        this.terminal = terminal;
        this.binder = binder;
        this.query = query;
    }

    void print(SearchResult result, List<Hit> hits, Snippets snippets, long millis) {
        PrintStream out = terminal.out();
        out.println((result.exact() ? "" : "at least ") + Words.count(result.total(), "event")
                + (query.isEmpty() ? "" : result.total() == 1 ? " matches" : " match") + ", " + Words.number(millis)
                + " ms"
                + (result.complete() ? "" : "; an import is running or the index lacks a source, there may be more"));
        if (!hits.isEmpty()) {
            out.println();
            table(hits, snippets).emphasise(terminal.styled()).print(out, terminal.columns());
        }
        for (Map.Entry<String, List<FacetValue>> facet : result.facets().entrySet()) {
            if (!facet.getValue().isEmpty()) {
                out.println();
                Table table = new Table().left(facet.getKey()).right("Events");
                facet.getValue().forEach(v -> table.row(v.value(), v.count()));
                table.print(out, terminal.columns());
            }
        }
        if (!result.histogram().isEmpty()) {
            out.println();
            histogram(result.histogram()).print(out, terminal.columns());
        }
        next(result, hits);
    }

    /** The rows of a search or a check. */
    static Table table(List<Hit> hits, Snippets snippets) {
        Table table = new Table().left("Id").left("Time (UTC)").left("Kind").left("Application").left("Model or tool")
                .left("Policy").left("Status");
        for (Hit hit : hits) {
            Event e = hit.event();
            table.row(hit.id(), Words.time(e.time()), e.kind().id(), e.app(), e.tool() != null ? e.tool() : e.model(),
                    e.policy(), e.status());
            table.note(snippets.of(e));
        }
        return table;
    }

    private static Table histogram(List<Bucket> buckets) {
        long most = buckets.stream().mapToLong(Bucket::count).max().orElse(1);
        Table table = new Table().left("From (UTC)").right("Events").left("");
        for (Bucket b : buckets) {
            int length = b.count() == 0 || most == 0 ? 0 : (int) Math.max(1, b.count() * BAR / most);
            table.row(Words.time(b.from()), b.count(), "█".repeat(length) + (length == 0 ? " " : ""));
        }
        return table;
    }

    private void next(SearchResult result, List<Hit> hits) {
        if (result.next() != null && !hits.isEmpty()) {
            terminal.say("", "More: tracebinder search " + binder + (query.isEmpty() ? "" : " "
                    + BinderArgument.quoted(query))
                    + order + " --after " + BinderArgument.quoted(result.next()));
        }
        hits.stream().map(h -> h.event().trace()).filter(t -> t != null).findFirst().ifPresent(trace -> terminal.say(
                (result.next() == null ? System.lineSeparator() : "") + "One of them end to end: tracebinder trace "
                        + binder
                        + " " + BinderArgument.quoted(Words.line(trace))));
    }
}
