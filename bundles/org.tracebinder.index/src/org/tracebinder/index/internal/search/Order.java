// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.search;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedSetSortField;
import org.apache.lucene.util.BytesRef;
import org.tracebinder.core.Field;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.index.internal.store.Column;

/**
 * The order of hits, and the place of a hit in it as a text: the value that it was sorted by and its id. The text is
 * safe in an address and opens only with the same order.
 */
final class Order {

    private static final byte VERSION = 1;
    private static final String RELEVANCE = "relevance";
    private static final String WRONG = "the cursor does not belong to this search; begin again with the first page";

    private final String name;
    private final boolean descending;
    private final Column column;
    private final boolean place;
    private final Sort sort;

    /** @throws QueryException when hits can't be sorted so */
    Order(SearchRequest.Sort wanted) throws QueryException {
        Field<?> field = wanted == null ? null : wanted.field();
        name = field == null ? RELEVANCE : field.id();
        descending = wanted == null || wanted.descending();
        column = field == null ? null : Column.of(field);
        if (!can(field)) {
            throw new QueryException("hits can't be sorted by '" + field.id() + "'", 0);
        }
        place = SearchRequest.Sort.PLACE.equals(field);
        sort = new Sort(first(), new SortField(Column.RECORD, SortField.Type.LONG),
                new SortField(Column.ORDINAL, SortField.Type.LONG, place && descending));
    }

    /** @return true when the index has what hits are to be sorted by, one value for each */
    static boolean can(Field<?> field) {
        Column column = field == null ? null : Column.of(field);
        return field == null || SearchRequest.Sort.PLACE.equals(field)
                || column != null && column.kind() != Column.Kind.TEXT && column.kind() != Column.Kind.IDS;
    }

    Sort sort() {
        return sort;
    }

    boolean byRelevance() {
        return column == null && !place;
    }

    /**
     * @return the end of the order where the page after the given hit begins, or null when it has none to look at alone
     */
    BestEnd bestEnd(IndexReader reader, FieldDoc after, int wanted, long total) throws IOException {
        if (column == null || !column.number()) {
            return null;
        }
        Long value = after == null ? null : (Long) after.fields[0];
        return BestEnd.of(reader, column.name(), descending, value, wanted, total);
    }

    /** Events without a value come last in both directions. */
    private SortField first() {
        if (place) {
            return new SortField(Column.RECORD, SortField.Type.LONG, descending);
        }
        if (column == null) {
            return new SortField(null, SortField.Type.SCORE, !descending);
        }
        Object missing = descending ? SortField.STRING_FIRST : SortField.STRING_LAST;
        return switch (column.kind()) {
            case KEYWORD -> new SortField(column.name(), SortField.Type.STRING, descending, missing);
            case ID -> new SortField(column.name(), SortField.Type.STRING_VAL, descending, missing);
            case KEYWORDS -> {
                SortField set = new SortedSetSortField(column.name(), descending);
                set.setMissingValue(missing);
                yield set;
            }
            default -> new SortField(column.name(), SortField.Type.LONG, descending,
                    descending ? Long.MIN_VALUE : Long.MAX_VALUE);
        };
    }

    /** @return the place of the hit */
    String cursor(FieldDoc hit) {
        byte[] field = name.getBytes(StandardCharsets.UTF_8);
        Object value = hit.fields[0];
        byte[] bytes = value instanceof BytesRef b ? BytesRef.deepCopyOf(b).bytes : null;
        ByteBuffer out = ByteBuffer.allocate(64 + field.length + (bytes == null ? 0 : bytes.length));
        out.put(VERSION).put((byte) (descending ? 1 : 0)).put((byte) field.length).put(field);
        switch (value) {
            case null -> out.put((byte) 0);
            case Long number -> out.put((byte) 1).putLong(number);
            case Float score -> out.put((byte) 2).putFloat(score);
            default -> out.put((byte) 3).putInt(bytes.length).put(bytes);
        }
        out.putLong((Long) hit.fields[1]).putLong((Long) hit.fields[2]);
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(Arrays.copyOf(out.array(), out.position()));
    }

    /** @return the place that the cursor names, or null for none */
    FieldDoc after(String cursor) throws QueryException {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            boolean same = in.get() == VERSION && in.get() == (descending ? 1 : 0);
            byte[] field = new byte[same ? in.get() & 0xff : 0];
            in.get(field);
            if (!same || !name.equals(new String(field, StandardCharsets.UTF_8))) {
                throw new QueryException(WRONG, 0);
            }
            Object value = value(in);
            Object[] fields = {value, in.getLong(), in.getLong()};
            if (in.hasRemaining()) {
                throw new QueryException(WRONG, 0);
            }
            return new FieldDoc(Integer.MAX_VALUE, Float.NaN, fields);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new QueryException(WRONG, 0);
        }
    }

    private Object value(ByteBuffer in) throws QueryException {
        byte type = in.get();
        boolean bytes = column != null && !column.number();
        if (type == 0 && bytes) {
            return null;
        }
        if (type == 1 && (place || column != null && column.number())) {
            return in.getLong();
        }
        if (type == 2 && byRelevance()) {
            return in.getFloat();
        }
        if (type == 3 && bytes) {
            int length = in.getInt();
            if (length >= 0 && length <= in.remaining()) {
                byte[] value = new byte[length];
                in.get(value);
                return new BytesRef(value);
            }
        }
        throw new QueryException(WRONG, 0);
    }
}
