// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.search.Weight;
import org.tracebinder.core.Field;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.core.query.SearchResult.FacetValue;
import org.tracebinder.index.internal.query.Meaning;
import org.tracebinder.index.internal.query.QueryReader;
import org.tracebinder.index.internal.store.Column;

/** Answers questions over one state of the index. For one question; not thread-safe. */
public final class Asking {

    /** Hits of one page. */
    public static final int MOST_HITS = 100_000;

    private final IndexSearcher searcher;
    private final Progress progress;

    /**
     * @param reader   the state of the index
     * @param progress asked again and again whether somebody still wants the answer
     */
    public Asking(IndexReader reader, Progress progress) {
        this.progress = progress;
        searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
    }

    /** @return true when pages can be had in this order */
    public static boolean can(SearchRequest.Sort sort) {
        return Order.can(sort == null ? null : sort.field());
    }

    private Query query(String text) throws QueryException, IOException {
        progress.check();
        Meaning meaning = new Meaning(searcher.getIndexReader());
        Query query = searcher.rewrite(meaning.of(QueryReader.read(text)));
        if (!meaning.conflictNamed() && Variants.any(searcher)) {
            return searcher.rewrite(Variants.collapse(searcher, query, progress));
        }
        return query;
    }

    /** @return exact number of events that match */
    public long count(String text) throws QueryException, IOException {
        Query query = query(text);
        long known = knownTotal(query);
        if (known >= 0) {
            return known;
        }
        Tally tally = new Tally(List.of(), progress);
        Leaves.search(searcher, query, tally, progress);
        return tally.total();
    }

    /** Hands all events that match to the consumer. */
    public void scan(String text, List<Field<?>> columns, Consumer<Row> consumer) throws QueryException, IOException {
        Rows rows = new Rows(columns);
        Leaves.search(searcher, new ConstantScoreQuery(query(text)), new Tally(List.of(new Tally.Counter() {
            private Rows.Moving row;

            @Override
            public void open(LeafReaderContext leaf) throws IOException {
                row = rows.new Moving(leaf.reader());
            }

            @Override
            public void count(int[] docs, int n) {
                for (int i = 0; i < n; i++) {
                    consumer.accept(row.at(docs[i]));
                }
            }

            @Override
            public void close() {
                row = null;
            }
        }), progress), progress);
    }

    /** @return one page of the answer */
    public SearchResult search(SearchRequest request) throws QueryException, IOException {
        check(request);
        Order order = new Order(request.sort());
        FieldDoc after = order.after(request.after());
        Query query = query(request.query());
        if (!order.byRelevance()) {
            query = searcher.rewrite(new ConstantScoreQuery(query));
        }
        Map<String, Facet> facets = new LinkedHashMap<>();
        for (Field<?> field : request.facets()) {
            facets.put(field.id(), facet(field));
        }
        Histogram histogram = request.histogram() == null ? null : new Histogram(request.histogram());
        List<Tally.Counter> counters = new ArrayList<>();
        if (histogram != null) {
            counters.add(histogram);
        }
        if (everything(query)) {
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                for (Facet facet : facets.values()) {
                    facet.countAll(leaf.reader());
                }
            }
        } else {
            counters.addAll(facets.values());
        }
        Page page = page(query, order, after, request.limit(), counters);
        Map<String, List<FacetValue>> values = new LinkedHashMap<>();
        facets.forEach((id, facet) -> values.put(id, facet.top(request.facetSize())));
        List<Row> hits = rows(page.hits, request.columns());
        return new SearchResult(page.total, true, true, hits, page.next, values,
                histogram == null ? List.of() : histogram.buckets());
    }

    private static void check(SearchRequest request) throws QueryException {
        if (request.limit() < 0 || request.limit() > MOST_HITS) {
            throw new QueryException("a page has 0 to " + MOST_HITS + " hits; go on with the cursor of the answer", 0);
        }
        if (request.facetSize() < 0) {
            throw new QueryException("the number of values of a facet can't be negative", 0);
        }
    }

    private static Facet facet(Field<?> field) throws QueryException {
        Column column = Column.of(field);
        if (column == null || !column.keyword()) {
            throw new QueryException("values of '" + field.id() + "' can't be counted; choose a field of exact values "
                    + "such as kind, app, model or status", 0);
        }
        return new Facet(column);
    }

    private record Page(long total, FieldDoc[] hits, String next) {
    }

    private Page page(Query query, Order order, FieldDoc after, int limit, List<Tally.Counter> counters)
            throws IOException {
        long known = knownTotal(query);
        if (limit == 0) {
            if (known >= 0 && counters.isEmpty()) {
                return new Page(known, new FieldDoc[0], null);
            }
            Tally tally = new Tally(counters, progress);
            Leaves.search(searcher, query, tally, progress);
            return new Page(tally.total(), new FieldDoc[0], null);
        }
        int wanted = Math.max(1, Math.min(limit + 1, searcher.getIndexReader().maxDoc()));
        boolean totalKnown = known >= 0 && counters.isEmpty();
        TopFieldDocs docs = totalKnown ? bestEnd(query, order, after, wanted, known) : null;
        if (docs == null) {
            TopFieldCollector top = collector(order, after, wanted, totalKnown ? wanted : Integer.MAX_VALUE);
            Collector all = counters.isEmpty() ? top : MultiCollector.wrap(top, new Tally(counters, progress));
            Leaves.search(searcher, query, all, progress);
            docs = top.topDocs();
        }
        FieldDoc[] hits = Arrays.copyOf(docs.scoreDocs, Math.min(limit, docs.scoreDocs.length), FieldDoc[].class);
        String next = docs.scoreDocs.length > limit ? order.cursor(hits[limit - 1]) : null;
        return new Page(known >= 0 ? known : docs.totalHits.value(), hits, next);
    }

    /** @return the page, when a small range of values at the end where it begins holds all of it; else null */
    private TopFieldDocs bestEnd(Query query, Order order, FieldDoc after, int wanted, long total) throws IOException {
        BestEnd end = order.bestEnd(searcher.getIndexReader(), after, wanted, total);
        for (Query near = end == null ? null : end.next(query); near != null; near = end.next(query)) {
            TopFieldCollector top = collector(order, after, wanted, wanted);
            Leaves.search(searcher, near, top, progress);
            TopFieldDocs docs = top.topDocs();
            if (docs.scoreDocs.length == wanted) {
                return docs;
            }
        }
        return null;
    }

    private static TopFieldCollector collector(Order order, FieldDoc after, int wanted, int exactTo) {
        return new TopFieldCollectorManager(order.sort(), wanted, after, exactTo).newCollector();
    }

    /**
     * The total where the index knows it without looking at every hit, else -1. Asked only where it may know:
     * preparing a query twice costs more than a rare phrase itself.
     */
    private long knownTotal(Query query) throws IOException {
        Query inner = query instanceof ConstantScoreQuery c ? c.getQuery() : query;
        boolean simple = inner instanceof MatchAllDocsQuery || inner instanceof TermQuery
                || inner instanceof FieldExistsQuery || inner instanceof IndexOrDocValuesQuery
                || inner instanceof MatchNoDocsQuery;
        if (!simple) {
            return -1;
        }
        Weight weight = searcher.createWeight(query, ScoreMode.COMPLETE_NO_SCORES, 1);
        long total = 0;
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            int count = weight.count(leaf);
            if (count < 0) {
                return -1;
            }
            total += count;
        }
        return total;
    }

    private boolean everything(Query query) {
        Query inner = query instanceof ConstantScoreQuery c ? c.getQuery() : query;
        return inner instanceof MatchAllDocsQuery && !searcher.getIndexReader().hasDeletions();
    }

    /**
     * Reads the columns of the hits in the order of the index, which only goes forward, and hands them back as asked.
     */
    private List<Row> rows(FieldDoc[] hits, List<Field<?>> columns) throws IOException {
        Rows rows = new Rows(columns);
        Integer[] byDoc = new Integer[hits.length];
        Arrays.setAll(byDoc, i -> i);
        Arrays.sort(byDoc, Comparator.comparingInt(i -> hits[i].doc));
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        Map<Integer, Rows.Moving> segments = new HashMap<>();
        Row[] out = new Row[hits.length];
        for (int i : byDoc) {
            ScoreDoc hit = hits[i];
            int number = ReaderUtil.subIndex(hit.doc, leaves);
            LeafReaderContext leaf = leaves.get(number);
            Rows.Moving row = segments.get(number);
            if (row == null) {
                row = rows.new Moving(leaf.reader());
                segments.put(number, row);
            }
            out[i] = row.at(hit.doc - leaf.docBase).keep();
        }
        return Arrays.asList(out);
    }
}
