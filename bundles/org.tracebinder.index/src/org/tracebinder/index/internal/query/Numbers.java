// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.query;

import java.math.BigDecimal;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.tracebinder.core.Field;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.index.internal.store.Amount;
import org.tracebinder.index.internal.store.Column;

/** Values and ranges of fields that hold numbers, times and durations. */
final class Numbers {

    private Numbers() {
    }

    static Query value(Column column, String text, int at) throws QueryException {
        Field.Type type = column.field().type();
        if (type == Field.Type.TIME) {
            Times.Span span = Times.time(text, at);
            return LongPoint.newRangeQuery(column.name(), span.from(), span.to());
        }
        Node.Bound bound = new Node.Bound(at, text, true);
        return between(column.name(), low(type, bound), high(type, bound));
    }

    static Query range(Column column, Node.Range range) throws QueryException {
        Field.Type type = column.field().type();
        inOrder(type, range);
        long low = range.low() == null ? Long.MIN_VALUE : low(type, range.low());
        long high = range.high() == null ? Long.MAX_VALUE : high(type, range.high());
        return between(column.name(), low, high);
    }

    private static void inOrder(Field.Type type, Node.Range range) throws QueryException {
        if (range.low() == null || range.high() == null) {
            return;
        }
        switch (type) {
            case TIME -> Slips.inOrder(range, Times.time(range.low().text(), range.low().at()).from(),
                    Times.time(range.high().text(), range.high().at()).to());
            case DECIMAL -> Slips.inOrder(range, decimal(range.low()), decimal(range.high()));
            default -> Slips.inOrder(range, whole(type, range.low()), whole(type, range.high()));
        }
    }

    /** Where few events are left to look at, their values are looked at, else the tree of all values. */
    static Query between(String field, long low, long high) {
        return low > high ? new MatchNoDocsQuery("empty range")
                : new IndexOrDocValuesQuery(LongPoint.newRangeQuery(field, low, high),
                        NumericDocValuesField.newSlowRangeQuery(field, low, high));
    }

    /** @return the least value that belongs to the range */
    private static long low(Field.Type type, Node.Bound bound) throws QueryException {
        return switch (type) {
            case TIME -> {
                Times.Span span = Times.time(bound.text(), bound.at());
                yield bound.inclusive() ? span.from() : after(span.whole() ? span.to() : span.from());
            }
            case DECIMAL -> {
                BigDecimal value = decimal(bound);
                yield bound.inclusive() ? Amount.ceiling(value) : after(Amount.floor(value));
            }
            default -> {
                long value = whole(type, bound);
                yield bound.inclusive() ? value : after(value);
            }
        };
    }

    /** @return the largest value that belongs to the range */
    private static long high(Field.Type type, Node.Bound bound) throws QueryException {
        return switch (type) {
            case TIME -> {
                Times.Span span = Times.time(bound.text(), bound.at());
                yield !bound.inclusive() ? before(span.from()) : span.whole() ? span.to() : span.from();
            }
            case DECIMAL -> {
                BigDecimal value = decimal(bound);
                yield bound.inclusive() ? Amount.floor(value) : before(Amount.ceiling(value));
            }
            default -> {
                long value = whole(type, bound);
                yield bound.inclusive() ? value : before(value);
            }
        };
    }

    private static long after(long value) {
        return value == Long.MAX_VALUE ? value : value + 1;
    }

    private static long before(long value) {
        return value == Long.MIN_VALUE ? value : value - 1;
    }

    private static long whole(Field.Type type, Node.Bound bound) throws QueryException {
        if (type == Field.Type.DURATION) {
            return Times.duration(bound.text(), bound.at());
        }
        try {
            return Long.parseLong(bound.text());
        } catch (NumberFormatException e) {
            throw new QueryException("a whole number expected, not '" + Names.shorten(bound.text()) + "'", bound.at());
        }
    }

    private static BigDecimal decimal(Node.Bound bound) throws QueryException {
        if (bound.text().matches("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,3})?")) {
            return new BigDecimal(bound.text());
        }
        throw new QueryException("a number such as 0.25 expected, not '" + Names.shorten(bound.text()) + "'",
                bound.at());
    }
}
