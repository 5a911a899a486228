// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchRequest.Sort;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.session.Binder;
import org.tracebinder.session.MarkedBytes;
import org.tracebinder.session.Snippets;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds events. */
@picocli.CommandLine.Command(description = "Finds events.%n", footer = {"",
    "Fields: kind trace span parent session app env actor provider model version tool policy status review pii",
    "source id time duration tokensIn tokensOut cost prompt answer text, and extra.KEY for anything else.",
    "Examples:  search B 'kind:inference AND policy:redact'",
    "           search B '\"interest rate\" AND time:[2026-09-01 TO 2026-09-30]' --facets model,app"})
final class SearchCommand extends Command {

    private static final int PAGE = 500;
    private static final int MOST = 100_000;
    private static final Set<String> BUCKETS = Set.of("minute", "hour", "day", "week", "month");

    @Mixin
    private BinderArgument binder = new BinderArgument();
    @Parameters(index = "1..*", arity = "0..*", paramLabel = "QUERY",
            description = "what to find; without it, everything")
    private List<String> words = List.of();
    @Option(names = "--limit", paramLabel = "N", description = "hits to show: 20, or all with --csv; 0 for totals only")
    private Integer limit;
    @Option(names = "--after", paramLabel = "CURSOR", description = "the next page, with the cursor of the one before")
    private String after;
    @Option(names = "--sort", paramLabel = "ORDER", description = "time, -time (newest first, the default), "
            + "relevance, id, or a field: model, -duration, prompt, extra.KEY")
    private String sort = "-time";
    @Option(names = "--facets", paramLabel = "FIELDS", split = ",", description = "counts the values of these fields")
    private List<String> facets = List.of();
    @Option(names = "--facet-size", paramLabel = "N", description = "values for each facet (50)")
    private int facetSize = 50;
    @Option(names = "--histogram", paramLabel = "STEP",
            description = "events per minute, hour, day, week or month, UTC")
    private String histogram;
    @Option(names = "--places", description = "also lists where in the original bytes the words stand")
    private boolean places;
    @ArgGroup
    private Format format = new Format();

    /** Two forms for machines; one at most. */
    static final class Format {
        @Option(names = "--json", description = "prints one JSON object")
        private boolean json;
        @Option(names = "--csv", description = "prints comma-separated values for a spreadsheet")
        private boolean csv;
    }

    @Override
    int run(Terminal terminal) throws TracebinderException, IOException {
        String query = String.join(" ", words).strip();
        Sort order = order();
        List<Field<?>> counted = facetFields();
        if (histogram != null && !BUCKETS.contains(histogram)) {
            throw new UsageException("'" + histogram + "' is no step of a histogram: minute, hour, day, week or "
                    + "month.");
        }
        int wanted = limit != null ? limit : format.csv ? MOST : 20;
        if (wanted < 0 || wanted > MOST) {
            throw new UsageException("--limit takes 0 to " + Words.number(MOST) + ", not " + wanted + ".");
        }
        try (Binder open = binder.open()) {
            Snippets snippets = new Snippets(query);
            boolean part = Unfinished.say(terminal, open);
            long begin = System.nanoTime();
            int first = format.csv ? Math.min(PAGE, wanted) : wanted;
            SearchRequest request =
                    new SearchRequest(query, order, first, after, List.of(), counted, facetSize, histogram);
            SearchResult result = open.trail().search(request, Progress.NONE);
            if (part) {
                result = new SearchResult(result.total(), result.exact(), false, result.hits(), result.next(),
                        result.facets(), result.histogram());
            }
            if (result.total() == 0) {
                IdHint.say(terminal, open.trail(), query, binder.quoted());
            }
            if (format.csv) {
                csv(terminal, open, request, result, snippets, wanted);
                return ExitCode.OK;
            }
            Hits hits = new Hits(open.trail());
            List<Hit> page = new ArrayList<>();
            for (Row row : result.hits()) {
                page.add(hits.get(row.id()));
            }
            long millis = (System.nanoTime() - begin) / 1_000_000;
            if (format.json) {
                SearchJson.print(terminal, query, result, page, snippets, millis, open.trail());
            } else {
                String ordered = "-time".equals(sort) ? "" : " --sort=" + BinderArgument.quoted(sort);
                new SearchText(terminal, binder.quoted(), query, ordered).print(result, page, snippets, millis);
                if (places && !page.isEmpty()) {
                    List<MarkedBytes> marked = new ArrayList<>();
                    for (Hit hit : page) {
                        marked.add(PlacesPrinter.of(open.trail(), hit, snippets));
                    }
                    terminal.out().println();
                    PlacesPrinter.text(terminal, page, marked);
                }
            }
            return ExitCode.OK;
        } catch (QueryException e) {
            throw new UsageException(QueryHelp.text(query, e));
        }
    }

    private void csv(Terminal terminal, Binder open, SearchRequest request, SearchResult first, Snippets snippets,
            int wanted) throws TracebinderException, IOException {
        Hits hits = new Hits(open.trail());
        Csv.head(terminal.out());
        SearchResult page = first;
        int written = 0;
        while (true) {
            for (Row row : page.hits()) {
                Hit hit = hits.get(row.id());
                Csv.row(terminal.out(), hit, snippets.of(hit.event()).text());
                written++;
            }
            if (page.next() == null || written >= wanted) {
                break;
            }
            page = open.trail().search(new SearchRequest(request.query(), request.sort(), Math.min(PAGE,
                    wanted - written),
                    page.next(), List.of(), List.of(), 0, null), Progress.NONE);
        }
        if (written < first.total()) {
            terminal.say(Words.number(written) + " of " + Words.number(first.total()) + " hits written.");
        }
    }

    private Sort order() throws UsageException {
        return switch (sort) {
            case "time" -> new Sort(Fields.TIME_START, false);
            case "-time" -> new Sort(Fields.TIME_START, true);
            case "relevance" -> new Sort(null, true);
            default -> field(sort.startsWith("-"));
        };
    }

    private Sort field(boolean descending) throws UsageException {
        Field<?> field = Sort.named(descending ? sort.substring(1) : sort).orElse(null);
        if (field == null) {
            throw new UsageException("'" + sort
                    + "' is no order: time, -time, relevance, or a field or extra.KEY, with or "
                    + "without -. The fields are id, source, " + String.join(", ", Fields.ids()) + ".");
        }
        return new Sort(field, descending);
    }

    private List<Field<?>> facetFields() throws UsageException {
        List<Field<?>> fields = new ArrayList<>();
        for (String id : facets) {
            Field<?> field = Fields.byId(id.strip()).orElse(null);
            if (field == null || field.type() != Field.Type.KEYWORD && field.type() != Field.Type.KEYWORDS) {
                throw new UsageException("'" + id + "' is no field that can be counted: " + String.join(", ", Fields.ALL
                        .stream().filter(f -> f.type() == Field.Type.KEYWORD || f.type() == Field.Type.KEYWORDS)
                        .map(Field::id).toList()) + ".");
            }
            fields.add(field);
        }
        return fields;
    }
}
