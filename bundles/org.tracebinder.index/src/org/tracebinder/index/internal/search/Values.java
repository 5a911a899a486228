// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.search;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;
import org.tracebinder.index.internal.store.Amount;
import org.tracebinder.index.internal.store.Column;
import org.tracebinder.index.internal.store.IdCode;

/** Reads one column of one segment. Documents are asked in rising order, the same one may be asked again. */
interface Values {

    /** @return the value in the form that the field gives it, or null */
    Object get(int doc) throws IOException;

    /** @return the values of the column in the segment */
    static Values of(Column column, LeafReader reader) throws IOException {
        return switch (column.kind()) {
            case KEYWORD -> keyword(DocValues.getSorted(reader, column.name()));
            case KEYWORDS -> keywords(DocValues.getSortedSet(reader, column.name()));
            case ID -> id(DocValues.getBinary(reader, column.name()));
            case IDS -> ids(DocValues.getBinary(reader, column.name()));
            case LONG -> number(DocValues.getNumeric(reader, column.name()));
            case DECIMAL -> decimal(DocValues.getNumeric(reader, column.name()),
                    DocValues.getBinary(reader, column.name() + Column.EXACT));
            case TEXT -> throw new IllegalArgumentException(
                    "the words of '" + column.field().id() + "' are not kept in the index; read the event");
        };
    }

    private static Values keyword(SortedDocValues values) {
        Texts texts = new Texts(values.getValueCount(), ord -> values.lookupOrd((int) ord));
        return doc -> values.advanceExact(doc) ? texts.get(values.ordValue()) : null;
    }

    private static Values keywords(SortedSetDocValues values) {
        Texts texts = new Texts(values.getValueCount(), values::lookupOrd);
        return doc -> {
            if (!values.advanceExact(doc)) {
                return List.of();
            }
            int n = values.docValueCount();
            List<String> out = new ArrayList<>(n);
            for (int i = 0; i < n; i++) {
                out.add(texts.get(values.nextOrd()));
            }
            return out;
        };
    }

    private static Values id(BinaryDocValues values) {
        return new Values() {
            private BytesRef last = new BytesRef();
            private String text;

            @Override
            public Object get(int doc) throws IOException {
                if (!values.advanceExact(doc)) {
                    return null;
                }
                BytesRef code = values.binaryValue();
                if (text == null || !last.bytesEquals(code)) {
                    last = BytesRef.deepCopyOf(code);
                    text = IdCode.decode(code);
                }
                return text;
            }
        };
    }

    private static Values ids(BinaryDocValues values) {
        return doc -> {
            if (!values.advanceExact(doc)) {
                return List.of();
            }
            return idList(values.binaryValue());
        };
    }

    /** @return the ids that lie one behind the other, each after its length */
    static List<String> idList(BytesRef all) {
        List<String> out = new ArrayList<>(2);
        int end = all.offset + all.length;
        for (int i = all.offset; i < end; ) {
            int length = (all.bytes[i] & 0xff) << 8 | all.bytes[i + 1] & 0xff;
            out.add(IdCode.decode(all.bytes, i + 2, length));
            i += 2 + length;
        }
        return out;
    }

    private static Values number(NumericDocValues values) {
        return doc -> values.advanceExact(doc) ? (Long) values.longValue() : null;
    }

    private static Values decimal(NumericDocValues values, BinaryDocValues exact) {
        return doc -> {
            if (!values.advanceExact(doc)) {
                return null;
            }
            if (exact.advanceExact(doc)) {
                BytesRef text = exact.binaryValue();
                return Amount.plain(new BigDecimal(
                        new String(text.bytes, text.offset, text.length, StandardCharsets.US_ASCII)));
            }
            return Amount.of(values.longValue());
        };
    }

    /** Looks up a text by its number. */
    interface Lookup {
        BytesRef get(long ord) throws IOException;
    }

    /** Texts by number: those of small dictionaries are made once. */
    final class Texts {
        private static final int KEPT = 1 << 16;
        private final String[] kept;
        private final Lookup lookup;

        Texts(long count, Lookup lookup) {
            this.kept = count <= KEPT ? new String[(int) count] : null;
            this.lookup = lookup;
        }

        String get(long ord) throws IOException {
            if (kept == null) {
                return lookup.get(ord).utf8ToString();
            }
            String text = kept[(int) ord];
            if (text == null) {
                text = lookup.get(ord).utf8ToString();
                kept[(int) ord] = text;
            }
            return text;
        }
    }
}
