// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.tracebinder.core.Field;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.index.internal.query.Meaning;
import org.tracebinder.index.internal.query.QueryReader;
import org.tracebinder.index.internal.store.Column;

/**
 * Finds hits by their number without sorting all of them. One run over the hits counts how many have a key in each of
 * some thousand equal ranges; the sums say in which range hit number n lies. A range with few hits is sorted, a range
 * with many is divided again, and one with a single value by the place of the record. What was counted is kept, so that
 * the next jump only looks at one small range. Numbers are exact. For one state of the index; not thread-safe.
 */
public final class Ranking implements HitList {

    /** Hits of a range that are sorted rather than divided further. */
    static final int SORTED = 16_384;

    private final Object state;
    private final Query query;
    private final RankKeys keys;
    private final Level top;

    /** Counts over a part of the hits: values in a range, or of one value the records in a range. */
    private static final class Level {
        /** The one value of all hits here, when records are what is counted. */
        private final Long value;
        private final long low;
        private final int shift;
        /** The range of hits without a value, or -1. */
        private final int none;
        /** Hits before each range, and at the end all of them. */
        private final long[] before;
        private final Level[] finer;

        Level(Long value, long low, int shift, int none, long[] before) {
            this.value = value;
            this.low = low;
            this.shift = shift;
            this.none = none;
            this.before = before;
            this.finer = new Level[before.length - 1];
        }

        int bucket(long row) {
            int at = Arrays.binarySearch(before, row);
            int bucket = at < 0 ? -at - 2 : at;
            while (before[bucket + 1] == row) {
                bucket++; // empty ranges end where they begin
            }
            return bucket;
        }
    }

    /**
     * Counts over all hits.
     *
     * @throws QueryException when the query can't be understood, or hits can't be sorted so
     */
    public Ranking(IndexReader reader, String text, SearchRequest.Sort sort, Progress progress)
            throws QueryException, IOException {
        new Order(sort);
        state = state(reader);
        IndexSearcher searcher = searcher(reader);
        Meaning meaning = new Meaning(reader);
        Query read = searcher.rewrite(meaning.of(QueryReader.read(text)));
        if (!meaning.conflictNamed() && Variants.any(searcher)) {
            read = Variants.collapse(searcher, read, progress);
        }
        query = searcher.rewrite(new ConstantScoreQuery(read));
        keys = RankKeys.of(reader, Column.of(sort.field()), sort.descending());
        top = level(searcher, null, keys.low(), keys.high(), true, progress);
    }

    /** @return true when hits can be ranked in this order */
    public static boolean can(SearchRequest.Sort sort) {
        return sort != null && sort.field() != null && RankKeys.can(Column.of(sort.field()));
    }

    @Override
    public boolean holds(IndexReader reader) {
        return state != null && state.equals(state(reader));
    }

    private static Object state(IndexReader reader) {
        return reader.getReaderCacheHelper() == null ? null : reader.getReaderCacheHelper().getKey();
    }

    private static IndexSearcher searcher(IndexReader reader) {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        return searcher;
    }

    @Override
    public List<Row> rows(IndexReader reader, long from, int count, List<Field<?>> columns, Progress progress)
            throws IOException {
        IndexSearcher searcher = searcher(reader);
        long total = top.before[top.before.length - 1];
        int[] docs = new int[(int) Math.max(0, Math.min(count, total - from))];
        int n = 0;
        while (n < docs.length) {
            n += take(searcher, top, from + n, docs, n, progress);
        }
        return rows(reader, docs, columns);
    }

    /** Fills in some of the wanted hits, at least one; {@code row} counts from the first hit of the level. */
    private int take(IndexSearcher searcher, Level level, long row, int[] docs, int n, Progress progress)
            throws IOException {
        int bucket = level.bucket(row);
        boolean none = bucket == level.none;
        long low = none ? RankKeys.NONE : level.low + ((long) bucket << level.shift);
        long high = none ? RankKeys.NONE : low + (1L << level.shift) - 1;
        high = high < low ? RankKeys.NONE : high;
        long first = level.before[bucket];
        long hits = level.before[bucket + 1] - first;
        boolean oneRecord = level.value != null && level.shift == 0;
        if (hits <= SORTED || oneRecord) {
            RankHits found = new RankHits(keys, (int) hits);
            collect(searcher, level.value, low, high, none, found, progress);
            return found.copy((int) (row - first), docs, n);
        }
        if (level.finer[bucket] == null) {
            level.finer[bucket] = level.shift > 0 && !none ? level(searcher, level.value, low, high, false, progress)
                    : level(searcher, low, keys.firstRecord(), keys.lastRecord(), false, progress);
        }
        return take(searcher, level.finer[bucket], row - first, docs, n, progress);
    }

    private Level level(IndexSearcher searcher, Long value, long low, long high, boolean none, Progress progress)
            throws IOException {
        RankCounts counts = new RankCounts(keys, low, high, none);
        collect(searcher, value, low, high, none, counts, progress);
        return new Level(value, low, counts.shift(), counts.none(), counts.sums());
    }

    private void collect(IndexSearcher searcher, Long value, long low, long high, boolean none,
            RankKeys.Counter counter, Progress progress) throws IOException {
        counter.range(value, low, high, none);
        searcher.search(searcher.rewrite(keys.within(query, value, low, high)),
                new Tally(List.of(counter), progress));
    }

    /** Reads the columns in the order of the index, which only goes forward, and hands the hits back as asked. */
    static List<Row> rows(IndexReader reader, int[] docs, List<Field<?>> columns) throws IOException {
        Rows rows = new Rows(columns);
        long[] byDoc = new long[docs.length];
        for (int i = 0; i < docs.length; i++) {
            byDoc[i] = (long) docs[i] << 32 | i;
        }
        Arrays.sort(byDoc);
        List<LeafReaderContext> leaves = reader.leaves();
        Row[] out = new Row[docs.length];
        Rows.Moving moving = null;
        int segment = -1;
        for (long each : byDoc) {
            int doc = (int) (each >>> 32);
            int number = ReaderUtil.subIndex(doc, leaves);
            if (number != segment) {
                segment = number;
                moving = rows.new Moving(leaves.get(number).reader());
            }
            out[(int) each] = moving.at(doc - leaves.get(number).docBase).keep();
        }
        return new ArrayList<>(Arrays.asList(out));
    }
}
