// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefHash;
import org.tracebinder.core.query.SearchResult.FacetValue;
import org.tracebinder.index.internal.store.Column;
import org.tracebinder.index.internal.store.IdCode;

/** Counts how often each value of a field occurs in the hits. Exact; values are joined over segments by their bytes. */
final class Facet implements Tally.Counter {

    private static final int MOST_VALUES = 8_000_000;

    private final Column column;
    private final BytesRefHash values = new BytesRefHash();
    private long[] totals = new long[64];
    private SortedDocValues single;
    private SortedSetDocValues several;
    private BinaryDocValues binary;
    private int[] counts;

    Facet(Column column) {
        this.column = column;
    }

    @Override
    public void open(LeafReaderContext leaf) throws IOException {
        single = null;
        several = null;
        binary = null;
        counts = null;
        LeafReader reader = leaf.reader();
        switch (column.kind()) {
            case KEYWORD -> {
                single = DocValues.getSorted(reader, column.name());
                counts = new int[single.getValueCount()];
            }
            case KEYWORDS -> {
                several = DocValues.getSortedSet(reader, column.name());
                counts = new int[Math.toIntExact(several.getValueCount())];
            }
            default -> binary = DocValues.getBinary(reader, column.name());
        }
    }

    @Override
    public void count(int[] docs, int n) throws IOException {
        if (single != null) {
            for (int i = 0; i < n; i++) {
                if (single.advanceExact(docs[i])) {
                    counts[single.ordValue()]++;
                }
            }
        } else if (several != null) {
            for (int i = 0; i < n; i++) {
                if (several.advanceExact(docs[i])) {
                    for (int k = several.docValueCount(); k > 0; k--) {
                        counts[(int) several.nextOrd()]++;
                    }
                }
            }
        } else {
            for (int i = 0; i < n; i++) {
                if (binary.advanceExact(docs[i])) {
                    binary(binary.binaryValue());
                }
            }
        }
    }

    private void binary(BytesRef value) throws IOException {
        if (column.kind() == Column.Kind.ID) {
            add(value, 1);
            return;
        }
        for (String id : Values.idList(value).stream().distinct().toList()) {
            add(IdCode.encode(id), 1);
        }
    }

    @Override
    public void close() throws IOException {
        if (counts == null) {
            return;
        }
        for (int ord = 0; ord < counts.length; ord++) {
            if (counts[ord] > 0) {
                add(single != null ? single.lookupOrd(ord) : several.lookupOrd(ord), counts[ord]);
            }
        }
    }

    /** Counts all events of a segment without deletions: the index keeps these numbers. */
    void countAll(LeafReader reader) throws IOException {
        Terms terms = reader.terms(column.name());
        if (terms == null) {
            return;
        }
        TermsEnum all = terms.iterator();
        for (BytesRef term = all.next(); term != null; term = all.next()) {
            add(term, all.docFreq());
        }
    }

    private void add(BytesRef value, long count) throws IOException {
        int id = values.add(value);
        if (id < 0) {
            id = -id - 1;
        } else if (id >= totals.length) {
            if (id > MOST_VALUES) {
                throw new IOException("'" + column.field().id() + "' has more than " + MOST_VALUES
                        + " values here; search for fewer events to count them");
            }
            totals = Arrays.copyOf(totals, totals.length * 2);
        }
        totals[id] += count;
    }

    /** @return the most frequent values, ties by value */
    List<FacetValue> top(int size) {
        Comparator<FacetValue> order = Comparator.comparingLong(FacetValue::count).reversed()
                .thenComparing(FacetValue::value);
        PriorityQueue<FacetValue> best = new PriorityQueue<>(order.reversed());
        BytesRef value = new BytesRef();
        for (int id = 0; id < values.size() && size > 0; id++) {
            if (best.size() == size && totals[id] < best.peek().count()) {
                continue;
            }
            values.get(id, value);
            best.add(new FacetValue(column.coded() ? IdCode.decode(value) : value.utf8ToString(), totals[id]));
            if (best.size() > size) {
                best.poll();
            }
        }
        List<FacetValue> out = new ArrayList<>(best);
        out.sort(order);
        return out;
    }
}
