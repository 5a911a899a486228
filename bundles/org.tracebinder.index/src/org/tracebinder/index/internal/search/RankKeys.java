// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.search;

import java.io.IOException;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.OrdinalMap;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.LongValues;
import org.apache.lucene.util.packed.PackedInts;
import org.tracebinder.index.internal.store.Column;

/**
 * The value that hits are sorted by as a number that rises in the order of the hits: the number itself, or the rank of
 * the word among all words of the column; turned round for a falling order. Hits without a value have the largest key.
 */
final class RankKeys {

    /** Key of a hit without a value. */
    static final long NONE = Long.MAX_VALUE;

    private final Column column;
    private final boolean descending;
    private final OrdinalMap words;
    private final long low;
    private final long high;
    private final long firstRecord;
    private final long lastRecord;

    private RankKeys(Column column, boolean descending, OrdinalMap words, long[] values, long[] records) {
        this.column = column;
        this.descending = descending;
        this.words = words;
        this.low = descending ? ~values[1] : values[0];
        this.high = descending ? ~values[0] : values[1];
        this.firstRecord = records[0];
        this.lastRecord = records[1];
    }

    static boolean can(Column column) {
        return column != null && (column.number() || column.kind() == Column.Kind.KEYWORD
                || column.kind() == Column.Kind.KEYWORDS);
    }

    static RankKeys of(IndexReader reader, Column column, boolean descending) throws IOException {
        long[] records = span(reader, Column.RECORD);
        if (column.number()) {
            return new RankKeys(column, descending, null, span(reader, column.name()), records);
        }
        SortedSetDocValues[] segments = new SortedSetDocValues[reader.leaves().size()];
        for (LeafReaderContext leaf : reader.leaves()) {
            segments[leaf.ord] = DocValues.getSortedSet(leaf.reader(), column.name());
        }
        OrdinalMap map = OrdinalMap.build(null, segments, PackedInts.DEFAULT);
        return new RankKeys(column, descending, map, new long[] {0, Math.max(0, map.getValueCount() - 1)}, records);
    }

    private static long[] span(IndexReader reader, String field) throws IOException {
        byte[] least = PointValues.getMinPackedValue(reader, field);
        byte[] most = PointValues.getMaxPackedValue(reader, field);
        return least == null ? new long[] {0, 0}
                : new long[] {LongPoint.decodeDimension(least, 0), LongPoint.decodeDimension(most, 0)};
    }

    /** @return the least key of a hit with a value */
    long low() {
        return low;
    }

    /** @return the largest key of a hit with a value */
    long high() {
        return high;
    }

    long firstRecord() {
        return firstRecord;
    }

    long lastRecord() {
        return lastRecord;
    }

    /**
     * @param value null for all values; else the one key whose hits are wanted
     * @param from  least key, or with a value least record
     * @param to    largest key, or with a value largest record
     * @return the query, narrowed where the index can do that quickly; counters still look at each hit
     */
    Query within(Query query, Long value, long from, long to) {
        BooleanQuery.Builder both = new BooleanQuery.Builder().add(query, Occur.MUST);
        boolean whole = value == null && from <= low && to >= high;
        if (value != null) {
            both.add(LongPoint.newRangeQuery(Column.RECORD, from, to), Occur.FILTER);
            if (column.number() && value != NONE) {
                both.add(range(value, value), Occur.FILTER);
            }
        } else if (!whole && column.number() && from <= high) {
            both.add(range(from, Math.min(to, high)), Occur.FILTER);
        } else {
            return query;
        }
        return new ConstantScoreQuery(both.build());
    }

    private Query range(long from, long to) {
        return LongPoint.newRangeQuery(column.name(), descending ? ~to : from, descending ? ~from : to);
    }

    /** Looks at hits by key, record and number in the record. */
    abstract static class Counter implements Tally.Counter {
        private final RankKeys keys;
        private Long value;
        private long from;
        private long to;
        private boolean none;
        private Segment segment;

        Counter(RankKeys keys) {
            this.keys = keys;
        }

        /** What to look at: keys from and to, or of one key records from and to; and hits without a value or not. */
        final void range(Long one, long least, long most, boolean withNone) {
            value = one;
            from = least;
            to = most;
            none = withNone;
        }

        @Override
        public final void open(LeafReaderContext leaf) throws IOException {
            segment = keys.new Segment(leaf);
        }

        @Override
        public final void close() {
            segment = null;
        }

        @Override
        public final void count(int[] docs, int n) throws IOException {
            for (int i = 0; i < n; i++) {
                long key = segment.key(docs[i]);
                if (value == null) {
                    if (key == NONE ? none : key >= from && key <= to) {
                        take(key, segment, docs[i]);
                    }
                } else if (key == value) {
                    long record = segment.record(docs[i]);
                    if (record >= from && record <= to) {
                        take(record, segment, docs[i]);
                    }
                }
            }
        }

        /** @param key of the hit, or with one value its record */
        abstract void take(long key, Segment segment, int doc) throws IOException;
    }

    /** Keys of the hits of one segment, which are asked in rising order. */
    final class Segment {
        private final int base;
        private final NumericDocValues numbers;
        private final SortedSetDocValues ords;
        private final LongValues ranks;
        private final NumericDocValues records;
        private final NumericDocValues ordinals;

        Segment(LeafReaderContext leaf) throws IOException {
            base = leaf.docBase;
            numbers = words == null ? DocValues.getNumeric(leaf.reader(), column.name()) : null;
            ords = words == null ? null : DocValues.getSortedSet(leaf.reader(), column.name());
            ranks = words == null ? null : words.getGlobalOrds(leaf.ord);
            records = DocValues.getNumeric(leaf.reader(), Column.RECORD);
            ordinals = DocValues.getNumeric(leaf.reader(), Column.ORDINAL);
        }

        long key(int doc) throws IOException {
            long value;
            if (numbers != null) {
                if (!numbers.advanceExact(doc)) {
                    return NONE;
                }
                value = numbers.longValue();
            } else {
                if (!ords.advanceExact(doc)) {
                    return NONE;
                }
                value = ranks.get(ords.nextOrd()); // of several words the least counts, in both directions
            }
            return descending ? ~value : value;
        }

        long record(int doc) throws IOException {
            records.advanceExact(doc);
            return records.longValue();
        }

        long ordinal(int doc) throws IOException {
            ordinals.advanceExact(doc);
            return ordinals.longValue();
        }

        int document(int doc) {
            return base + doc;
        }
    }
}
