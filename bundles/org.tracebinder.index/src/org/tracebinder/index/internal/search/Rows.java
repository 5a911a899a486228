// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.query.Row;
import org.tracebinder.index.internal.store.Column;
import org.tracebinder.index.internal.store.EventDocument;

/** Rows over the columns of one segment after the other. */
final class Rows {

    private final Field<?>[] fields;
    private final Column[] columns;

    /** @throws IllegalArgumentException for a field without a column, such as prompt */
    Rows(List<Field<?>> wanted) {
        fields = wanted.toArray(Field<?>[]::new);
        columns = new Column[fields.length];
        for (int i = 0; i < fields.length; i++) {
            columns[i] = Column.of(fields[i]);
            if (columns[i] == null || columns[i].kind() == Column.Kind.TEXT) {
                throw new IllegalArgumentException("'" + fields[i].id()
                        + "' has no column in the index; read the event itself");
            }
        }
    }

    private int index(Field<?> field) {
        for (int i = 0; i < fields.length; i++) {
            if (fields[i] == field || fields[i].equals(field)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the column '" + field.id() + "' was not asked for");
    }

    /** A row of one segment that moves from document to document. Reads a value when it is asked for. */
    final class Moving implements Row {
        private final Values[] values = new Values[columns.length];
        private final NumericDocValues record;
        private final NumericDocValues ordinal;
        private int doc;

        Moving(LeafReader reader) throws IOException {
            for (int i = 0; i < columns.length; i++) {
                values[i] = Values.of(columns[i], reader);
            }
            record = DocValues.getNumeric(reader, Column.RECORD);
            ordinal = DocValues.getNumeric(reader, Column.ORDINAL);
        }

        Moving at(int document) {
            doc = document;
            return this;
        }

        @Override
        public EventId id() {
            try {
                record.advanceExact(doc);
                ordinal.advanceExact(doc);
                return EventDocument.unpack(record.longValue(), (int) ordinal.longValue());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T get(Field<T> field) {
            return (T) value(index(field));
        }

        private Object value(int index) {
            try {
                return values[index].get(doc);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** @return a row that stays */
        Row keep() {
            List<Object> all = new ArrayList<>(columns.length);
            for (int i = 0; i < columns.length; i++) {
                all.add(value(i));
            }
            return new Kept(id(), all.toArray());
        }
    }

    private final class Kept implements Row {
        private final EventId id;
        private final Object[] values;

        Kept(EventId id, Object[] values) {
            this.id = id;
            this.values = values;
        }

        @Override
        public EventId id() {
            return id;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T get(Field<T> field) {
            return (T) values[index(field)];
        }

        @Override
        public String toString() {
            return id + " " + Arrays.toString(values);
        }
    }
}
