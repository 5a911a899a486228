// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.search;

import java.io.IOException;
import java.util.Arrays;

/** The hits of one small range, put in order: by key, then by place in the trail. */
final class RankHits extends RankKeys.Counter {

    private final Hit[] hits;
    private int n;

    private record Hit(long key, long record, long ordinal, int doc) implements Comparable<Hit> {
        @Override
        public int compareTo(Hit o) {
            int byKey = Long.compare(key, o.key);
            int byRecord = byKey != 0 ? byKey : Long.compare(record, o.record);
            return byRecord != 0 ? byRecord : Long.compare(ordinal, o.ordinal);
        }
    }

    /** @param count hits that will be found */
    RankHits(RankKeys keys, int count) {
        super(keys);
        hits = new Hit[count];
    }

    @Override
    void take(long key, RankKeys.Segment segment, int doc) throws IOException {
        hits[n++] = new Hit(key, segment.record(doc), segment.ordinal(doc), segment.document(doc));
    }

    /** @return how many were copied: from the given one to the last, as far as there is room */
    int copy(int from, int[] docs, int at) {
        Arrays.sort(hits, 0, n);
        int count = Math.min(n - from, docs.length - at);
        for (int i = 0; i < count; i++) {
            docs[at + i] = hits[from + i].doc;
        }
        return count;
    }
}
