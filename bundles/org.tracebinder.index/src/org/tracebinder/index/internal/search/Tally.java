// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.search;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.DocIdStream;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.tracebinder.core.Progress;

/** Hands all hits to counters, some thousand at a time: each counter runs over its own column in one go. */
final class Tally implements Collector {

    private static final int BATCH = 4096;

    private final List<? extends Counter> counters;
    private final Progress progress;
    private final int[] docs = new int[BATCH];
    private long total;

    Tally(List<? extends Counter> counters, Progress progress) {
        this.counters = counters;
        this.progress = progress;
    }

    /** Takes in the hits of segment after segment. */
    interface Counter {
        /** The next hits are of this segment. */
        void open(LeafReaderContext leaf) throws IOException;

        /** @param docs hits in rising order, the first {@code n} of them */
        void count(int[] docs, int n) throws IOException;

        /** No more hits of this segment. */
        void close() throws IOException;
    }

    long total() {
        return total;
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
        for (Counter counter : counters) {
            counter.open(context);
        }
        return new LeafCollector() {
            private int n;

            @Override
            public void setScorer(Scorable scorer) {
                // counts only
            }

            @Override
            public void collect(int doc) throws IOException {
                docs[n++] = doc;
                if (n == BATCH) {
                    flush();
                }
            }

            @Override
            public void collect(DocIdStream stream) throws IOException {
                flush();
                for (n = stream.intoArray(docs); n > 0; n = stream.intoArray(docs)) {
                    flush();
                }
            }

            @Override
            public void finish() throws IOException {
                flush();
                for (Counter counter : counters) {
                    counter.close();
                }
            }

            private void flush() throws IOException {
                if (n == 0) {
                    return;
                }
                progress.check();
                total += n;
                for (Counter counter : counters) {
                    counter.count(docs, n);
                }
                n = 0;
            }
        };
    }
}
