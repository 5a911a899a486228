// SPDX-License-Identifier: Apache-2.0

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.core.query.Trail;
import org.tracebinder.session.Binder;

/** Asks an open binder the questions that the floor is asked, and gives answers in the same form. */
final class SearchBench implements Bench.Engine {

    private static final SearchRequest.Sort NEWEST = new SearchRequest.Sort(Fields.TIME_START, true);

    private final Trail trail;

    private SearchBench(Trail trail) {
        this.trail = trail;
    }

    public static void main(String[] args) throws Exception {
        try (Binder binder = Binder.open(Path.of(args[1]))) {
            Bench.warm("tracebinder", Path.of(args[0]), new SearchBench(binder.trail()), 100, 200, 60, Set.of());
        }
    }

    @Override
    public String ask(Bench.Q q) throws Exception {
        String[] p = q.p();
        return switch (q.id()) {
            case "q1" -> {
                SearchResult r = search("\"" + p[0] + "\"", new SearchRequest.Sort(null, true), 10);
                List<String> ids = spans(r);
                Collections.sort(ids);
                yield Bench.answer(r.total(), ids);
            }
            // the floor holds prompts and answers only, the product also reasons, comments and arguments
            case "q2" -> newest("(prompt:" + p[0] + " OR answer:" + p[0] + ") AND time:[" + instant(p[1]) + " TO "
                    + instant(p[2]) + "]", 50);
            case "q3" -> newest("actor:\"" + p[0] + "\" AND model:\"" + p[1] + "\" AND app:\"" + p[2] + "\"", 50);
            case "q4" -> newest(p[0] + "*", 10);
            case "q5" -> facet(Fields.MODEL) + " " + facet(Fields.ACTOR);
            case "q6" -> histogram();
            case "q7" -> bytes(p[0]);
            case "q8" -> Long.toString(trail.count("\"" + p[0] + "\"", Progress.NONE));
            default -> throw new IllegalArgumentException(q.id());
        };
    }

    private static String instant(String nanos) {
        long n = Long.parseLong(nanos);
        return Instant.ofEpochSecond(n / 1_000_000_000, n % 1_000_000_000).toString();
    }

    private SearchResult search(String query, SearchRequest.Sort sort, int limit) throws Exception {
        return trail.search(new SearchRequest(query, sort, limit, null, List.of(Fields.SPAN), List.of(), 0, null),
                Progress.NONE);
    }

    private String newest(String query, int limit) throws Exception {
        SearchResult r = search(query, NEWEST, limit);
        return Bench.answer(r.total(), spans(r));
    }

    private static List<String> spans(SearchResult r) {
        List<String> spans = new ArrayList<>();
        r.hits().forEach(h -> spans.add(h.get(Fields.SPAN)));
        return spans;
    }

    private String facet(Field<?> field) throws Exception {
        SearchResult r = trail.search(new SearchRequest("*", NEWEST, 0, null, List.of(), List.of(field), 1_000_000,
                null), Progress.NONE);
        Map<String, Long> counts = new LinkedHashMap<>();
        r.facets().get(field.id()).forEach(v -> counts.put(v.value(), v.count()));
        return Bench.counts(counts);
    }

    private String histogram() throws Exception {
        SearchResult r = trail.search(new SearchRequest("*", NEWEST, 0, null, List.of(), List.of(), 0, "day"),
                Progress.NONE);
        Map<String, Long> counts = new LinkedHashMap<>();
        r.histogram().stream().filter(b -> b.count() > 0)
                .forEach(b -> counts.put(Long.toString(b.from().getEpochSecond() / 86_400), b.count()));
        return Bench.counts(counts);
    }

    /** The bytes of every event of a trace, in the order of the sources. */
    private String bytes(String trace) throws Exception {
        List<Row> hits = trail.search(new SearchRequest("trace:" + trace, NEWEST, 1_000, null, List.of(), List.of(), 0,
                null), Progress.NONE).hits();
        List<byte[]> pieces = new ArrayList<>(hits.size());
        trail.bytes(hits.stream().map(Row::id).sorted().toList(), (id, bytes) -> pieces.add(bytes));
        return pieces.size() + ":" + Bench.sha1(pieces.toArray(new byte[0][]));
    }
}
