// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.query;

import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.tracebinder.core.EventId;
import org.tracebinder.index.internal.store.Column;
import org.tracebinder.index.internal.store.EventDocument;

/** The events with these ids, few or many. */
public final class EventsQuery extends Query {

    private final Set<EventId> ids;
    private final Query records;

    /** @param ids the events wanted; no matter whether they exist */
    public EventsQuery(Collection<EventId> ids) {
        this.ids = Set.copyOf(ids);
        Set<Long> packed = new TreeSet<>();
        ids.forEach(id -> packed.add(EventDocument.pack(id.record())));
        this.records = LongPoint.newSetQuery(Column.RECORD, packed);
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) throws IOException {
        Weight inner = searcher.createWeight(searcher.rewrite(records), ScoreMode.COMPLETE_NO_SCORES, 1);
        return new ConstantScoreWeight(this, boost) {
            @Override
            public ScorerSupplier scorerSupplier(LeafReaderContext context) throws IOException {
                Scorer scorer = inner.scorer(context);
                if (scorer == null) {
                    return null;
                }
                NumericDocValues record = DocValues.getNumeric(context.reader(), Column.RECORD);
                NumericDocValues ordinal = DocValues.getNumeric(context.reader(), Column.ORDINAL);
                TwoPhaseIterator exact = new TwoPhaseIterator(scorer.iterator()) {
                    @Override
                    public boolean matches() throws IOException {
                        int doc = approximation.docID();
                        return record.advanceExact(doc) && ordinal.advanceExact(doc)
                                && ids.contains(EventDocument.unpack(record.longValue(), (int) ordinal.longValue()));
                    }

                    @Override
                    public float matchCost() {
                        return 10;
                    }
                };
                return ConstantScoreScorerSupplier.fromIterator(TwoPhaseIterator.asDocIdSetIterator(exact), score(),
                        mode, context.reader().maxDoc());
            }

            @Override
            public boolean isCacheable(LeafReaderContext context) {
                return true;
            }
        };
    }

    @Override
    public String toString(String field) {
        return "id:" + ids;
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public boolean equals(Object other) {
        return sameClassAs(other) && ids.equals(((EventsQuery) other).ids);
    }

    @Override
    public int hashCode() {
        return 31 * classHash() + ids.hashCode();
    }
}
