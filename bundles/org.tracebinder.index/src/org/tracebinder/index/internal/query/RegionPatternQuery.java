// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.query;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.tracebinder.index.internal.store.Column;

/** Words that fit a pattern and stand in the prompt, or in the answer. Reads each place of each such word once. */
final class RegionPatternQuery extends Query {

    private final MultiTermQuery words;
    private final Region region;

    RegionPatternQuery(MultiTermQuery words, Region region) {
        this.words = words;
        this.region = region;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
                Terms terms = leaf.reader().terms(Column.TEXT);
                if (terms == null) {
                    return null;
                }
                FixedBitSet found = find(terms, leaf);
                DocIdSetIterator docs = new BitSetIterator(found, found.approximateCardinality());
                return ConstantScoreScorerSupplier.fromIterator(docs, score(), mode, leaf.reader().maxDoc());
            }

            @Override
            public boolean isCacheable(LeafReaderContext leaf) {
                return true;
            }
        };
    }

    private FixedBitSet find(Terms terms, LeafReaderContext leaf) throws IOException {
        FixedBitSet found = new FixedBitSet(leaf.reader().maxDoc());
        TermsEnum fitting = words.getTermsEnum(terms);
        PostingsEnum places = null;
        while (fitting.next() != null) {
            places = fitting.postings(places, PostingsEnum.POSITIONS);
            Region.Bounds bounds = region.in(leaf.reader());
            for (int doc = places.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = places.nextDoc()) {
                if (!found.get(doc)) {
                    bounds.move(doc);
                    if (RegionQuery.anyInside(places, bounds)) {
                        found.set(doc);
                    }
                }
            }
        }
        return found;
    }

    @Override
    public String toString(String field) {
        return region + "(" + words + ")";
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public boolean equals(Object other) {
        return sameClassAs(other) && words.equals(((RegionPatternQuery) other).words)
                && region == ((RegionPatternQuery) other).region;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * classHash() + words.hashCode()) + region.hashCode();
    }
}
