// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.query;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FilterWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.MatchesIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.tracebinder.index.internal.store.Column;

/**
 * A word or phrase that has to stand in the prompt, or in the answer, or in either: looks at the positions of what
 * matched.
 */
final class RegionQuery extends Query {

    private final Query words;
    private final Region region;

    /** @param words a term or phrase query of the text field */
    RegionQuery(Query words, Region region) {
        this.words = words;
        this.region = region;
    }

    /** @return the query for either region when this and the other one ask for the same words in both, else null */
    RegionQuery either(Query other) {
        return other instanceof RegionQuery o && o.region != region && o.region != Region.SPOKEN
                && region != Region.SPOKEN && o.words.equals(words) ? new RegionQuery(words, Region.SPOKEN) : null;
    }

    @Override
    public Query rewrite(IndexSearcher searcher) throws IOException {
        Query better = words.rewrite(searcher);
        return better == words ? this : new RegionQuery(better, region);
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) throws IOException {
        Weight inner = words.createWeight(searcher, mode, boost);
        return new FilterWeight(this, inner) {
            @Override
            public int count(LeafReaderContext leaf) {
                return -1;
            }

            @Override
            public ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
                ScorerSupplier supplier = inner.scorerSupplier(leaf);
                if (supplier == null) {
                    return null;
                }
                Check check = check(inner, leaf);
                return new ScorerSupplier() {
                    @Override
                    public Scorer get(long leadCost) throws IOException {
                        return new Checked(supplier.get(leadCost), check);
                    }

                    @Override
                    public long cost() {
                        return supplier.cost();
                    }
                };
            }
        };
    }

    private interface Check {
        boolean inside(int doc) throws IOException;
    }

    private Check check(Weight inner, LeafReaderContext leaf) throws IOException {
        Region.Bounds bounds = region.in(leaf.reader());
        if (!(words instanceof TermQuery term)) {
            return doc -> {
                if (bounds.everywhere(doc)) {
                    return true;
                }
                bounds.move(doc);
                Matches matches = inner.matches(leaf, doc);
                MatchesIterator each = matches == null ? null : matches.getMatches(Column.TEXT);
                while (each != null && each.next()) {
                    if (bounds.holds(each.startPosition())) {
                        return true;
                    }
                }
                return false;
            };
        }
        TermsEnum terms = leaf.reader().terms(Column.TEXT).iterator();
        if (!terms.seekExact(term.getTerm().bytes())) {
            return doc -> false;
        }
        PostingsEnum places = terms.postings(null, PostingsEnum.POSITIONS);
        return doc -> {
            if (bounds.everywhere(doc)) {
                return true;
            }
            if (places.docID() < doc && places.advance(doc) != doc) {
                return false;
            }
            bounds.move(doc);
            return places.docID() == doc && anyInside(places, bounds);
        };
    }

    /** @return true when one of the places in the current document lies in the region */
    static boolean anyInside(PostingsEnum places, Region.Bounds bounds) throws IOException {
        for (int i = places.freq(); i > 0; i--) {
            int position = places.nextPosition();
            if (!bounds.before(position)) {
                return bounds.holds(position);
            }
        }
        return false;
    }

    private static final class Checked extends Scorer {
        private final Scorer in;
        private final Check check;

        Checked(Scorer scorer, Check check) {
            this.in = scorer;
            this.check = check;
        }

        @Override
        public int docID() {
            return in.docID();
        }

        @Override
        public float score() throws IOException {
            return in.score();
        }

        @Override
        public DocIdSetIterator iterator() {
            return TwoPhaseIterator.asDocIdSetIterator(twoPhaseIterator());
        }

        @Override
        public TwoPhaseIterator twoPhaseIterator() {
            TwoPhaseIterator phrase = in.twoPhaseIterator();
            DocIdSetIterator candidates = phrase == null ? in.iterator() : phrase.approximation();
            return new TwoPhaseIterator(candidates) {
                @Override
                public boolean matches() throws IOException {
                    return (phrase == null || phrase.matches()) && check.inside(candidates.docID());
                }

                @Override
                public float matchCost() {
                    return 100 + (phrase == null ? 0 : phrase.matchCost());
                }
            };
        }

        @Override
        public float getMaxScore(int upTo) throws IOException {
            return in.getMaxScore(upTo);
        }
    }

    @Override
    public String toString(String field) {
        return region + "(" + words + ")";
    }

    @Override
    public void visit(QueryVisitor visitor) {
        words.visit(visitor);
    }

    @Override
    public boolean equals(Object other) {
        return sameClassAs(other) && words.equals(((RegionQuery) other).words)
                && region == ((RegionQuery) other).region;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * classHash() + words.hashCode()) + region.hashCode();
    }
}
