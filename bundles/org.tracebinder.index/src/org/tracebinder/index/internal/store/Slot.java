// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.store;

import java.io.Reader;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.InvertableType;
import org.apache.lucene.document.StoredValue;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.IndexableFieldType;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;
import org.apache.lucene.util.UnicodeUtil;
import org.tracebinder.index.internal.text.WordStream;

/** One value of a document, used again for the next document: an import makes no garbage here. Not thread-safe. */
class Slot implements IndexableField {

    static final IndexableFieldType KEYWORD = type(IndexOptions.DOCS, DocValuesType.SORTED, 0);
    static final IndexableFieldType KEYWORDS = type(IndexOptions.DOCS, DocValuesType.SORTED_SET, 0);
    static final IndexableFieldType ID = type(IndexOptions.DOCS, DocValuesType.BINARY, 0);
    static final IndexableFieldType TERM = type(IndexOptions.DOCS, DocValuesType.NONE, 0);
    static final IndexableFieldType BLOB = type(IndexOptions.NONE, DocValuesType.BINARY, 0);
    static final IndexableFieldType NUMBER = type(IndexOptions.NONE, DocValuesType.NUMERIC, Long.BYTES);
    static final IndexableFieldType PLAIN_NUMBER = type(IndexOptions.NONE, DocValuesType.NUMERIC, 0);
    static final IndexableFieldType TEXT = text();

    final BytesRef bytes = new BytesRef(new byte[64]);
    private final String name;
    private final IndexableFieldType type;
    private final WordStream words;
    private long number;

    private Slot(String name, IndexableFieldType type, WordStream words) {
        this.name = name;
        this.type = type;
        this.words = words;
    }

    Slot(String name, IndexableFieldType type) {
        this(name, type, null);
    }

    /** @param words gives the words of the document when they are asked for */
    static Slot words(String name, WordStream words) {
        return new Slot(name, TEXT, words);
    }

    /**
     * The number of words of one text. It is known when the words were taken, so this has to stand behind them in the
     * document.
     */
    static Slot count(String name, WordStream words, int text) {
        return new Slot(name, PLAIN_NUMBER) {
            @Override
            public Number numericValue() {
                return (long) words.count(text);
            }
        };
    }

    Slot number(long value) {
        number = value;
        if (type.pointDimensionCount() > 0) {
            NumericUtils.longToSortableBytes(value, bytes.bytes, 0);
            bytes.length = Long.BYTES;
        }
        return this;
    }

    Slot keyword(String value) {
        bytes.length = 0;
        return append(value, IdCode.cut(value, IdCode.MAX_CHARS));
    }

    Slot append(String value, int chars) {
        room(chars * 3);
        bytes.length = UnicodeUtil.UTF16toUTF8(value, 0, chars, bytes.bytes, bytes.length);
        return this;
    }

    Slot append(byte b) {
        room(1);
        bytes.bytes[bytes.length++] = b;
        return this;
    }

    Slot append(BytesRef more) {
        room(more.length);
        System.arraycopy(more.bytes, more.offset, bytes.bytes, bytes.length, more.length);
        bytes.length += more.length;
        return this;
    }

    Slot id(String value) {
        IdCode.encode(value, bytes);
        return this;
    }

    private void room(int more) {
        if (bytes.bytes.length < bytes.length + more) {
            byte[] larger = new byte[Math.max(bytes.length + more, 2 * bytes.bytes.length)];
            System.arraycopy(bytes.bytes, 0, larger, 0, bytes.length);
            bytes.bytes = larger;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public IndexableFieldType fieldType() {
        return type;
    }

    @Override
    public TokenStream tokenStream(Analyzer analyzer, TokenStream reuse) {
        return words;
    }

    @Override
    public BytesRef binaryValue() {
        return words == null ? bytes : null;
    }

    @Override
    public String stringValue() {
        return null;
    }

    @Override
    public Reader readerValue() {
        return null;
    }

    @Override
    public Number numericValue() {
        return type.docValuesType() == DocValuesType.NUMERIC ? (Number) number : null;
    }

    @Override
    public StoredValue storedValue() {
        return null;
    }

    @Override
    public InvertableType invertableType() {
        return words == null ? InvertableType.BINARY : InvertableType.TOKEN_STREAM;
    }

    private static IndexableFieldType type(IndexOptions index, DocValuesType values, int pointBytes) {
        FieldType type = new FieldType();
        type.setOmitNorms(true);
        type.setTokenized(false);
        type.setIndexOptions(index);
        type.setDocValuesType(values);
        if (pointBytes > 0) {
            type.setDimensions(1, pointBytes);
        }
        type.freeze();
        return type;
    }

    private static IndexableFieldType text() {
        FieldType type = new FieldType();
        type.setTokenized(true);
        type.setOmitNorms(true); // the length of a text says nothing to an auditor, and costs a fifth of writing it
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        type.freeze();
        return type;
    }
}
