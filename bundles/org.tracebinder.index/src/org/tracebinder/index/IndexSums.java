// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.tracebinder.core.Progress;
import org.tracebinder.index.internal.store.Column;
import org.tracebinder.index.internal.store.EventDocument;

/**
 * What an index holds, as sums that do not depend on the order of its documents: for each source and each field one sum
 * over everything that stands there of any event, words with their places, values and numbers. Two indexes of the same
 * events have the same sums; the seed is another each time, so that nobody can make an altered index fit.
 */
public final class IndexSums {

    /** So many documents are looked at in one go: 12 bytes each are in memory. */
    private static final int SLICE = 1 << 20;
    private static final int TERM = 1;
    private static final int VALUE = 2;
    private static final int POINT = 3;

    private final long seed;
    private final Progress progress;
    /** By source: two sums for each field. */
    private final Map<Integer, Map<String, long[]>> sums = new HashMap<>();

    /** Documents of the slice: what each is, and the place of its source among those of the slice. */
    private int from;
    private int to;
    private long[] events;
    private int[] places;
    private int[] sources;
    private long[] added;

    private IndexSums(long seed, Progress progress) {
        this.seed = seed;
        this.progress = progress;
    }

    /** @throws IOException also when a file of the index is not what was written: its checksum tells */
    static IndexSums of(IndexReader reader, long seed, Progress progress) throws IOException {
        IndexSums all = new IndexSums(seed, progress);
        for (LeafReaderContext leaf : reader.leaves()) {
            leaf.reader().checkIntegrity();
            for (int at = 0; at < leaf.reader().maxDoc(); at += SLICE) {
                all.slice(leaf.reader(), at, Math.min(at + SLICE, leaf.reader().maxDoc()));
            }
        }
        return all;
    }

    /**
     * @param source n of S<i>n</i>
     * @param other  of another index, with the same seed
     * @return names of the fields of this source that hold something else there, sorted; empty when all is the same
     */
    public List<String> differing(int source, IndexSums other) {
        Map<String, long[]> mine = sums.getOrDefault(source, Map.of());
        Map<String, long[]> others = other.sums.getOrDefault(source, Map.of());
        TreeSet<String> names = new TreeSet<>(mine.keySet());
        names.addAll(others.keySet());
        names.removeIf(name -> Arrays.equals(mine.get(name), others.get(name)));
        return List.copyOf(names);
    }

    private void slice(LeafReader reader, int begin, int end) throws IOException {
        from = begin;
        to = end;
        documents(reader);
        for (FieldInfo field : reader.getFieldInfos()) {
            progress.check();
            added = new long[2 * sources.length];
            Terms terms = reader.terms(field.name);
            if (terms != null) {
                terms(terms, hash(TERM, field.name));
            }
            if (field.getDocValuesType() != DocValuesType.NONE) {
                values(reader, field, hash(VALUE, field.name));
            }
            PointValues points = reader.getPointValues(field.name);
            if (points != null) {
                points(points, hash(POINT, field.name));
            }
            for (int i = 0; i < sources.length; i++) {
                if (added[2 * i] != 0 || added[2 * i + 1] != 0) {
                    long[] sum = sums.computeIfAbsent(sources[i], s -> new HashMap<>())
                            .computeIfAbsent(field.name, f -> new long[2]);
                    sum[0] += added[2 * i];
                    sum[1] += added[2 * i + 1];
                }
            }
        }
    }

    /** Deleted documents get no place. */
    private void documents(LeafReader reader) throws IOException {
        events = new long[to - from];
        places = new int[to - from];
        Map<Integer, Integer> known = new HashMap<>();
        Bits live = reader.getLiveDocs();
        NumericDocValues records = Objects.requireNonNull(reader.getNumericDocValues(Column.RECORD));
        NumericDocValues ordinals = Objects.requireNonNull(reader.getNumericDocValues(Column.ORDINAL));
        for (int doc = from; doc < to; doc++) {
            if (live != null && !live.get(doc)) {
                places[doc - from] = -1;
                continue;
            }
            long record = records.advanceExact(doc) ? records.longValue() : -1;
            long ordinal = ordinals.advanceExact(doc) ? ordinals.longValue() : -1;
            events[doc - from] = mix(mix(seed ^ record) + ordinal);
            int source = EventDocument.unpack(record, 0).record().source();
            places[doc - from] = known.computeIfAbsent(source, s -> known.size());
        }
        sources = new int[known.size()];
        known.forEach((source, place) -> sources[place] = source);
    }

    private void add(int doc, long what) {
        if (doc < from || doc >= to || places[doc - from] < 0) {
            return;
        }
        long value = mix(events[doc - from] + what);
        int at = 2 * places[doc - from];
        added[at] += value;
        added[at + 1] += mix(value ^ seed);
    }

    private void terms(Terms terms, long field) throws IOException {
        int wanted = terms.hasPositions() ? PostingsEnum.POSITIONS : terms.hasFreqs() ? PostingsEnum.FREQS
                : PostingsEnum.NONE;
        TermsEnum all = terms.iterator();
        PostingsEnum postings = null;
        int count = 0;
        for (BytesRef term; (term = all.next()) != null;) {
            if ((++count & 0xFFF) == 0) {
                progress.check();
            }
            long hash = hash(field, term);
            postings = all.postings(postings, wanted);
            for (int doc = postings.advance(from); doc < to; doc = postings.nextDoc()) {
                long what = hash;
                if (wanted != PostingsEnum.NONE) {
                    int times = postings.freq();
                    what = mix(what + times);
                    for (int i = 0; wanted == PostingsEnum.POSITIONS && i < times; i++) {
                        what = mix(what + postings.nextPosition());
                    }
                }
                add(doc, what);
            }
        }
    }

    private void values(LeafReader reader, FieldInfo field, long hash) throws IOException {
        switch (field.getDocValuesType()) {
            case NUMERIC -> {
                NumericDocValues values = reader.getNumericDocValues(field.name);
                each(values, doc -> mix(hash ^ values.longValue()));
            }
            case BINARY -> {
                BinaryDocValues values = reader.getBinaryDocValues(field.name);
                each(values, doc -> hash(hash, values.binaryValue()));
            }
            case SORTED -> {
                SortedDocValues values = reader.getSortedDocValues(field.name);
                each(values, doc -> hash(hash, values.lookupOrd(values.ordValue())));
            }
            case SORTED_SET -> {
                SortedSetDocValues values = reader.getSortedSetDocValues(field.name);
                each(values, doc -> {
                    long what = hash;
                    for (int i = values.docValueCount(); i > 0; i--) {
                        what = hash(what, values.lookupOrd(values.nextOrd()));
                    }
                    return what;
                });
            }
            default -> throw new IOException("the index keeps " + field.name + " in a way that this program does not");
        }
    }

    private interface Value {
        long of(int doc) throws IOException;
    }

    private void each(DocIdSetIterator docs, Value value) throws IOException {
        for (int doc = docs.advance(from); doc < to; doc = docs.nextDoc()) {
            add(doc, value.of(doc));
        }
    }

    private void points(PointValues points, long hash) throws IOException {
        BytesRef value = new BytesRef();
        points.intersect(new PointValues.IntersectVisitor() {
            @Override
            public void visit(int doc) {
                throw new IllegalStateException("no range is wholly inside");
            }

            @Override
            public void visit(int doc, byte[] packed) {
                value.bytes = packed;
                value.length = packed.length;
                add(doc, hash(hash, value));
            }

            @Override
            public PointValues.Relation compare(byte[] least, byte[] greatest) {
                return PointValues.Relation.CELL_CROSSES_QUERY;
            }
        });
    }

    private long hash(int sort, String name) {
        return hash(seed + sort, new BytesRef(name));
    }

    private static long hash(long start, BytesRef bytes) {
        long h = start + bytes.length;
        for (int i = bytes.offset; i < bytes.offset + bytes.length; i++) {
            h = (h ^ bytes.bytes[i] & 0xFF) * 0x100000001B3L;
            h ^= h >>> 29;
        }
        return mix(h);
    }

    /** The finishing step of SplitMix64: every bit of the number decides on every bit of the answer. */
    private static long mix(long number) {
        long z = number + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
