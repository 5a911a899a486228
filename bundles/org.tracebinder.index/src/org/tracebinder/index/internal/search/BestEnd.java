// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.search;

import java.io.IOException;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;

/**
 * The end of a numeric order where a page begins, such as the newest hits. Among many hits a page lies in a small range
 * of values there: ranges are tried from a small one to the whole, and the first with enough hits holds the page, since
 * every hit outside it comes later.
 */
final class BestEnd {

    /** Fewer hits are sorted sooner than a range is found. */
    private static final long MANY = 10_000;
    /** The first range would hold so many pages if values were spread evenly. */
    private static final double PAGES = 4;
    private static final double GROWTH = 16;

    private final String field;
    private final boolean descending;
    private final long begin;
    private final long end;
    private double share;

    private BestEnd(String field, boolean descending, long begin, long end, double share) {
        this.field = field;
        this.descending = descending;
        this.begin = begin;
        this.end = end;
        this.share = share;
    }

    /**
     * @param field  a number with points
     * @param after  the value of the last hit of the page before, or null for the first page
     * @param wanted hits
     * @param total  hits there are
     * @return where to look, or null where all hits have to be looked at
     */
    static BestEnd of(IndexReader reader, String field, boolean descending, Long after, int wanted, long total)
            throws IOException {
        byte[] least = PointValues.getMinPackedValue(reader, field);
        if (total < MANY || least == null) {
            return null;
        }
        long low = LongPoint.decodeDimension(least, 0);
        long high = LongPoint.decodeDimension(PointValues.getMaxPackedValue(reader, field), 0);
        long begin = descending ? high : low;
        if (after != null) {
            begin = descending ? Math.min(begin, after) : Math.max(begin, after);
        }
        if (begin < low || begin > high) {
            return null; // the hits before the page reached those without a value
        }
        return new BestEnd(field, descending, begin, descending ? low : high, PAGES * wanted / total / GROWTH);
    }

    /** @return the query within the next larger range, or null when that would be the whole */
    Query next(Query query) {
        share *= GROWTH;
        double width = share * Math.abs((double) end - begin);
        if (share >= 0.5 || width >= Long.MAX_VALUE / 4) {
            return null;
        }
        long far = descending ? begin - (long) width : begin + (long) width;
        Query range = LongPoint.newRangeQuery(field, Math.min(begin, far), Math.max(begin, far));
        return new ConstantScoreQuery(
                new BooleanQuery.Builder().add(query, Occur.MUST).add(range, Occur.FILTER).build());
    }
}
