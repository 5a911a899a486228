// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchRequest.Sort;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;
import org.tracebinder.session.IdPlaces;
import org.tracebinder.session.OtherSpelling;
import org.tracebinder.ui.widgets.RowProvider;

/**
 * One question of the investigation.
 *
 * @param query in the query language
 * @param sort  order of the rows
 */
public record Question(String query, Sort sort) {

    /** What can be shown in a column: everything but long words. */
    public static final List<Field<?>> COLUMNS = Fields.ALL.stream().filter(f -> f.type() != Field.Type.TEXT).toList();

    /** What is counted beside the rows, in the order of the panel. */
    public static final List<Field<?>> FACETS = List.of(Fields.KIND, Fields.APP, Fields.POLICY, Fields.STATUS,
            Fields.MODEL, Fields.VERSION, Fields.TOOL, Fields.PII, Fields.LEAK, Fields.REVIEW, Fields.ACTOR,
            Fields.PROVIDER, Fields.ENV, Fields.OPERATION);

    /** Values of a facet at first. */
    public static final int FACET_SIZE = 8;

    private static final List<String> STEPS = List.of("minute", "hour", "day", "week", "month");
    private static final int MOST_BARS = 600;
    private static final int FEWEST_BARS = 6;

    /**
     * @param trail    what is asked; blocks
     * @param progress says when nobody waits any more
     * @param found    gets the answer as far as its rows when there are any, before values are counted
     * @return the whole answer
     * @throws QueryException when the query can't be understood
     * @throws IOException    when the trail can't be read
     */
    public Answer ask(Trail trail, Progress progress, Consumer<Answer> found) throws QueryException, IOException {
        long begin = System.nanoTime();
        List<SourceInfo> sources = trail.sources();
        SearchResult hits = hits(trail, progress);
        TrailRows rows = new TrailRows(trail, this, hits);
        if (hits.total() > 0) {
            found.accept(new Answer(this, hits, List.of(), hits.total(), sources.size(), System.nanoTime() - begin,
                    rows, List.of(), Optional.empty()));
        }
        int step = step(sources);
        SearchResult counts = trail.search(new SearchRequest(query, sort, 0, null, List.of(), FACETS, FACET_SIZE + 1,
                STEPS.get(step)), progress);
        if (counts.total() != hits.total()) { // an import went on between the two: rows and counts have to agree
            hits = hits(trail, progress);
            rows = new TrailRows(trail, this, hits);
        }
        SearchResult first = new SearchResult(hits.total(), hits.exact(), hits.complete(), hits.hits(), hits.next(),
                counts.facets(), counts.histogram());
        SearchResult timed = counts;
        while (timed.histogram().size() > MOST_BARS && step < STEPS.size() - 1) {
            timed = histogram(trail, STEPS.get(++step), progress);
        }
        while (!timed.histogram().isEmpty() && timed.histogram().size() < FEWEST_BARS && step > 0) {
            SearchResult finer = histogram(trail, STEPS.get(--step), progress);
            if (finer.histogram().size() > MOST_BARS) {
                break;
            }
            timed = finer;
        }
        long all = query.isBlank() ? first.total() : trail.count("", progress);
        List<IdPlaces.Place> places = first.total() > 0 ? List.of() : IdPlaces.of(trail, query, progress);
        Optional<OtherSpelling> spelled = first.total() > 0 || !places.isEmpty() ? Optional.empty()
                : OtherSpelling.of(trail, query, progress);
        return new Answer(this, first, timed.histogram(), all, sources.size(), System.nanoTime() - begin, rows, places,
                spelled);
    }

    /**
     * @param trail    what is asked; blocks
     * @param progress says when nobody waits any more
     * @return the rows alone, without facets and histogram
     * @throws QueryException when the query can't be understood
     * @throws IOException    when the trail can't be read
     */
    public RowProvider rows(Trail trail, Progress progress) throws QueryException, IOException {
        return new TrailRows(trail, this, hits(trail, progress));
    }

    private SearchResult hits(Trail trail, Progress progress) throws QueryException, IOException {
        return trail.search(new SearchRequest(query, sort, TrailRows.PAGE, null, COLUMNS, List.of(), 0, null),
                progress);
    }

    private SearchResult histogram(Trail trail, String step, Progress progress) throws QueryException, IOException {
        return trail.search(new SearchRequest(query, sort, 0, null, List.of(), List.of(), 0, step), progress);
    }

    /** A first guess from the span of all sources; the answer corrects it. */
    private static int step(List<SourceInfo> sources) {
        List<Long> times = new ArrayList<>();
        for (SourceInfo s : sources) {
            if (s.firstTime() != Event.NONE && s.lastTime() != Event.NONE) {
                times.add(s.firstTime());
                times.add(s.lastTime());
            }
        }
        if (times.isEmpty()) {
            return 2;
        }
        long nanos = times.stream().mapToLong(t -> t).max().getAsLong() - times.stream().mapToLong(t -> t).min()
                .getAsLong();
        Duration span = Duration.ofNanos(Math.max(0, nanos));
        return span.toHours() <= 6 ? 0 : span.toDays() <= 10 ? 1 : span.toDays() <= 500 ? 2 : span.toDays() <= 3_500 ? 3
                : 4;
    }
}
