// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.search;

import java.util.Arrays;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;

/** A few documents of one reader, by number. Of no use with another reader. */
final class DocsQuery extends Query {

    private final int[] docs;

    /** @param docs global numbers, rising */
    DocsQuery(int[] docs) {
        this.docs = docs;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
                int base = leaf.docBase;
                int from = from(base);
                int to = from(base + leaf.reader().maxDoc());
                return from == to ? null
                        : ConstantScoreScorerSupplier.fromIterator(within(base, from, to), score(), mode,
                                leaf.reader().maxDoc());
            }

            @Override
            public boolean isCacheable(LeafReaderContext leaf) {
                return false;
            }
        };
    }

    private int from(int doc) {
        int found = Arrays.binarySearch(docs, doc);
        return found < 0 ? -found - 1 : found;
    }

    private DocIdSetIterator within(int base, int from, int to) {
        return new DocIdSetIterator() {
            private int next = from;
            private int doc = -1;

            @Override
            public int docID() {
                return doc;
            }

            @Override
            public int nextDoc() {
                doc = next == to ? NO_MORE_DOCS : docs[next++] - base;
                return doc;
            }

            @Override
            public int advance(int target) {
                do {
                    nextDoc();
                } while (doc < target);
                return doc;
            }

            @Override
            public long cost() {
                return to - from;
            }
        };
    }

    @Override
    public String toString(String field) {
        return docs.length + " documents";
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public boolean equals(Object other) {
        return sameClassAs(other) && Arrays.equals(docs, ((DocsQuery) other).docs);
    }

    @Override
    public int hashCode() {
        return 31 * classHash() + Arrays.hashCode(docs);
    }
}
