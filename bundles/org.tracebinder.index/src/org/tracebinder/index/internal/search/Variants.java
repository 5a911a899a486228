// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.index.internal.query.EventsQuery;
import org.tracebinder.index.internal.store.Column;
import org.tracebinder.index.internal.store.EventDocument;

/**
 * Events in conflict count once. An event with the identity of an earlier one is left out of an answer when the
 * earlier one is in it; of several such events without the earlier one the first by id stays. Costs nothing where
 * there are none.
 */
final class Variants {

    private Variants() {
    }

    /** @return true when the index holds events in conflict */
    static boolean any(IndexSearcher searcher) throws IOException {
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            PointValues points = leaf.reader().getPointValues(Column.FIRST_RECORD);
            if (points != null && points.getDocCount() > 0) {
                return true;
            }
        }
        return false;
    }

    private record Found(EventId id, int doc) {
    }

    /** @return the query without events that count with another one */
    static Query collapse(IndexSearcher searcher, Query query, Progress progress) throws IOException {
        Map<EventId, Found> stays = new HashMap<>();
        Set<Integer> dropped = new HashSet<>();
        Query variants = both(query, new FieldExistsQuery(Column.FIRST_RECORD));
        each(searcher, variants, progress, (leaf, doc) -> {
            EventId first = id(leaf, doc, Column.FIRST_RECORD, Column.FIRST_ORDINAL);
            Found found = new Found(id(leaf, doc, Column.RECORD, Column.ORDINAL), leaf.docBase + doc);
            Found other = stays.putIfAbsent(first, found);
            if (other != null) {
                boolean earlier = found.id.compareTo(other.id) < 0;
                dropped.add(earlier ? other.doc : found.doc);
                if (earlier) {
                    stays.put(first, found);
                }
            }
        });
        if (stays.isEmpty()) {
            return query;
        }
        each(searcher, both(query, new EventsQuery(stays.keySet())), progress,
                (leaf, doc) -> dropped.add(stays.get(id(leaf, doc, Column.RECORD, Column.ORDINAL)).doc));
        if (dropped.isEmpty()) {
            return query;
        }
        int[] docs = dropped.stream().mapToInt(Integer::intValue).sorted().toArray();
        return new BooleanQuery.Builder().add(query, Occur.MUST).add(new DocsQuery(docs), Occur.MUST_NOT).build();
    }

    private interface Each {
        void take(LeafReaderContext leaf, int doc) throws IOException;
    }

    private static void each(IndexSearcher searcher, Query query, Progress progress, Each each) throws IOException {
        Leaves.search(searcher, query, new Tally(List.of(new Tally.Counter() {
            private LeafReaderContext current;

            @Override
            public void open(LeafReaderContext leaf) {
                current = leaf;
            }

            @Override
            public void count(int[] docs, int n) throws IOException {
                for (int i = 0; i < n; i++) {
                    each.take(current, docs[i]);
                }
            }

            @Override
            public void close() {
                current = null;
            }
        }), progress), progress);
    }

    private static EventId id(LeafReaderContext leaf, int doc, String record, String ordinal) throws IOException {
        return EventDocument.unpack(value(leaf, doc, record), (int) value(leaf, doc, ordinal));
    }

    private static long value(LeafReaderContext leaf, int doc, String field) throws IOException {
        NumericDocValues values = DocValues.getNumeric(leaf.reader(), field);
        return values.advanceExact(doc) ? values.longValue() : 0;
    }

    private static Query both(Query a, Query b) {
        return new BooleanQuery.Builder().add(a, Occur.FILTER).add(b, Occur.FILTER).build();
    }
}
