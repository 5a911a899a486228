// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.search;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.tracebinder.core.Progress;

/**
 * Runs a query over one segment after the other. A segment without a hit costs a look at its words and no more: the
 * searcher of the library would first open all columns that hits are sorted by, which takes longer than a rare word
 * itself.
 */
final class Leaves {

    /** Documents between two looks whether somebody still wants the answer. */
    private static final int STEP = 1 << 17;

    private Leaves() {
    }

    /** Hands all hits to the collector; ends with the exception of {@link Progress#check()} when it throws. */
    static void search(IndexSearcher searcher, Query query, Collector collector, Progress progress) throws IOException {
        Weight weight = searcher.createWeight(searcher.rewrite(query), collector.scoreMode(), 1);
        collector.setWeight(weight);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            progress.check();
            ScorerSupplier supplier = weight.scorerSupplier(leaf);
            if (supplier != null) {
                search(leaf, supplier, collector, progress);
            }
        }
    }

    private static void search(LeafReaderContext leaf, ScorerSupplier supplier, Collector collector, Progress progress)
            throws IOException {
        LeafCollector hits;
        try {
            hits = collector.getLeafCollector(leaf);
        } catch (CollectionTerminatedException e) {
            return; // nothing in this segment can be among the best: how a collector says so
        }
        supplier.setTopLevelScoringClause();
        BulkScorer scorer = supplier.bulkScorer();
        Bits live = leaf.reader().getLiveDocs();
        try {
            for (int next = 0; next != DocIdSetIterator.NO_MORE_DOCS;) {
                progress.check();
                int end = next > leaf.reader().maxDoc() - STEP ? DocIdSetIterator.NO_MORE_DOCS : next + STEP;
                next = scorer.score(hits, live, next, end);
            }
        } catch (CollectionTerminatedException e) {
            hits.finish(); // enough was seen of this segment
            return;
        }
        hits.finish();
    }
}
