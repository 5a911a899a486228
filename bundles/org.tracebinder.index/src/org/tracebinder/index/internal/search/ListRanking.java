// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IntroSorter;
import org.apache.lucene.util.StringHelper;
import org.tracebinder.core.Field;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.index.internal.query.Meaning;
import org.tracebinder.index.internal.query.QueryReader;
import org.tracebinder.index.internal.store.Column;

/**
 * All hits in an order that no column of numbers gives: by ids, by what the records say beside the fields, by
 * relevance. The words of the index, which are sorted already, are gone through once and give each hit its rank; the
 * hits are sorted once by rank and place. Four bytes a hit are kept, twenty while it sorts. For one state of the index;
 * not thread-safe.
 */
public final class ListRanking implements HitList {

    /** Most hits that are put in order so. */
    public static final int MOST = 12_000_000;

    private static final String EXTRA = "extra.";
    private static final int NONE = Integer.MAX_VALUE;

    private final Object state;
    private final int[] docs;

    /**
     * @param sort a field for which {@link #can} is true
     * @throws QueryException when the query can't be understood, or finds too much to be sorted so
     */
    public ListRanking(IndexReader reader, String text, SearchRequest.Sort sort, Progress progress)
            throws QueryException, IOException {
        state = reader.getReaderCacheHelper() == null ? null : reader.getReaderCacheHelper().getKey();
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        Meaning meaning = new Meaning(reader);
        Query query = searcher.rewrite(meaning.of(QueryReader.read(text)));
        if (!meaning.conflictNamed() && Variants.any(searcher)) {
            query = Variants.collapse(searcher, query, progress);
        }
        Hits hits = new Hits(sort, sort.field() == null ? null : ranks(reader, sort.field(), progress), progress);
        searcher.search(sort.field() == null ? query : new ConstantScoreQuery(query), hits);
        if (hits.n > MOST) {
            throw new QueryException("at most " + MOST
                    + " events can be sorted so, and the query finds more; narrow it, "
                    + "for example by time", 0);
        }
        hits.sort(0, hits.n);
        progress.check();
        docs = Arrays.copyOf(hits.docs, hits.n);
    }

    /** @return true when hits can be put into this order */
    public static boolean can(SearchRequest.Sort sort) {
        if (sort == null) {
            return false;
        }
        Column column = sort.field() == null ? null : Column.of(sort.field());
        return sort.field() == null || column != null && column.coded()
                || column == null && sort.field().id().startsWith(EXTRA);
    }

    @Override
    public boolean holds(IndexReader reader) {
        return state != null && reader.getReaderCacheHelper() != null
                && state.equals(reader.getReaderCacheHelper().getKey());
    }

    @Override
    public List<Row> rows(IndexReader reader, long from, int count, List<Field<?>> columns, Progress progress)
            throws IOException {
        int begin = (int) Math.max(0, Math.min(from, docs.length));
        return Ranking.rows(reader, Arrays.copyOfRange(docs, begin, (int) Math.min(docs.length, (long) begin + count)),
                columns);
    }

    /** @return for each document the number of its least word, from 1; 0 for none */
    private static int[] ranks(IndexReader reader, Field<?> field, Progress progress) throws IOException {
        int[] ranks = new int[reader.maxDoc()];
        Column column = Column.of(field);
        Terms terms = MultiTerms.getTerms(reader, column == null ? Column.EXTRA : column.name());
        if (terms == null) {
            return ranks;
        }
        BytesRef prefix = column != null ? new BytesRef()
                : new BytesRef(Column.extraKey(field.id().substring(EXTRA.length())) + '\0');
        TermsEnum each = terms.iterator();
        if (each.seekCeil(prefix) == TermsEnum.SeekStatus.END) {
            return ranks;
        }
        PostingsEnum postings = null;
        int rank = 0;
        for (BytesRef term = each.term(); term != null && StringHelper.startsWith(term, prefix); term = each.next()) {
            if ((rank++ & 0xfff) == 0) {
                progress.check();
            }
            postings = each.postings(postings, PostingsEnum.NONE);
            for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
                if (ranks[doc] == 0) {
                    ranks[doc] = rank;
                }
            }
        }
        return ranks;
    }

    /** Collects hits with what they are sorted by. */
    private static final class Hits extends SimpleCollector {
        private final boolean descending;
        private final int[] ranks;
        private final Progress progress;
        private final Sorter sorter = new Sorter();
        private int[] docs = new int[1_024];
        private int[] keys = new int[1_024];
        private long[] records = new long[1_024];
        private int[] ordinals = new int[1_024];
        private int n;
        private int base;
        private NumericDocValues record;
        private NumericDocValues ordinal;
        private Scorable scorer;

        Hits(SearchRequest.Sort sort, int[] ranks, Progress progress) {
            this.descending = sort.descending();
            this.ranks = ranks;
            this.progress = progress;
        }

        @Override
        public ScoreMode scoreMode() {
            return ranks == null ? ScoreMode.COMPLETE : ScoreMode.COMPLETE_NO_SCORES;
        }

        @Override
        protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
            base = leaf.docBase;
            record = DocValues.getNumeric(leaf.reader(), Column.RECORD);
            ordinal = DocValues.getNumeric(leaf.reader(), Column.ORDINAL);
        }

        @Override
        public void setScorer(Scorable scores) {
            scorer = scores;
        }

        @Override
        public void collect(int doc) throws IOException {
            if ((n & 0xffff) == 0) {
                progress.check();
            }
            if (n >= MOST) {
                n = MOST + 1;
                return;
            }
            if (n == docs.length) {
                int more = Math.min(MOST, n + (n >> 1));
                docs = Arrays.copyOf(docs, more);
                keys = Arrays.copyOf(keys, more);
                records = Arrays.copyOf(records, more);
                ordinals = Arrays.copyOf(ordinals, more);
            }
            docs[n] = base + doc;
            keys[n] = key(doc);
            record.advanceExact(doc);
            records[n] = record.longValue();
            ordinal.advanceExact(doc);
            ordinals[n++] = (int) ordinal.longValue();
        }

        /** Rises in the order of the hits; a hit without a value comes last in both directions. */
        private int key(int doc) throws IOException {
            if (ranks == null) {
                // the bits of a score rise with it, for it is never negative
                int bits = Float.floatToIntBits(Math.max(0, scorer.score()));
                return descending ? -bits : bits;
            }
            int rank = ranks[base + doc];
            return rank == 0 ? NONE : descending ? -rank : rank;
        }

        void sort(int from, int to) {
            sorter.sort(from, Math.min(to, MOST));
        }

        /** Sorts by key, then by place in the trail. */
        private final class Sorter extends IntroSorter {
            private int pivotKey;
            private long pivotRecord;
            private int pivotOrdinal;

            @Override
            protected void setPivot(int i) {
                pivotKey = keys[i];
                pivotRecord = records[i];
                pivotOrdinal = ordinals[i];
            }

            @Override
            protected int comparePivot(int j) {
                int byKey = Integer.compare(pivotKey, keys[j]);
                int byRecord = byKey != 0 ? byKey : Long.compare(pivotRecord, records[j]);
                return byRecord != 0 ? byRecord : Integer.compare(pivotOrdinal, ordinals[j]);
            }

            @Override
            protected void swap(int i, int j) {
                int doc = docs[i];
                docs[i] = docs[j];
                docs[j] = doc;
                int key = keys[i];
                keys[i] = keys[j];
                keys[j] = key;
                long rec = records[i];
                records[i] = records[j];
                records[j] = rec;
                int ord = ordinals[i];
                ordinals[i] = ordinals[j];
                ordinals[j] = ord;
            }
        }
    }
}
