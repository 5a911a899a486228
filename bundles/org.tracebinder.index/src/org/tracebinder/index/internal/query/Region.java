// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.query;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.index.internal.store.Column;
import org.tracebinder.index.internal.text.WordStream;

/** Where the words of one text lie among all words of an event: prompt, then answer, then the others, with gaps. */
enum Region {
    PROMPT, ANSWER,
    /** Prompt or answer. */
    SPOKEN;

    /** @return the region of the field, or null for the field that means all texts */
    static Region of(Column column) {
        Field<?> field = column == null ? null : column.field();
        return Fields.PROMPT.equals(field) ? PROMPT : Fields.ANSWER.equals(field) ? ANSWER : null;
    }

    /** @return what knows the region in the documents of a segment, asked in rising order */
    Bounds in(LeafReader reader) throws IOException {
        return new Bounds(DocValues.getNumeric(reader, Column.of(Fields.PROMPT).name()),
                DocValues.getNumeric(reader, Column.of(Fields.ANSWER).name()),
                DocValues.getNumeric(reader, Column.of(Fields.OTHER_TEXT).name()),
                DocValues.getNumeric(reader, Column.DATA_WORDS));
    }

    /** First and last position of the region in one document after the other. */
    final class Bounds {
        private final NumericDocValues prompt;
        private final NumericDocValues answer;
        private final NumericDocValues other;
        private final NumericDocValues data;
        private long from;
        private long end;

        private Bounds(NumericDocValues prompt, NumericDocValues answer, NumericDocValues other,
                NumericDocValues data) {
            this.prompt = prompt;
            this.answer = answer;
            this.other = other;
            this.data = data;
        }

        /** @return true when all words of the document lie in the region, so that no place has to be looked at */
        boolean everywhere(int doc) throws IOException {
            return Region.this == SPOKEN && !other.advanceExact(doc) && !data.advanceExact(doc);
        }

        void move(int doc) throws IOException {
            long promptWords = prompt.advanceExact(doc) ? prompt.longValue() : 0;
            if (Region.this == PROMPT) {
                from = 0;
                end = promptWords;
            } else {
                from = Region.this == SPOKEN ? 0 : promptWords + WordStream.GAP;
                end = promptWords + WordStream.GAP + (answer.advanceExact(doc) ? answer.longValue() : 0);
            }
        }

        boolean holds(int position) {
            return position >= from && position < end;
        }

        boolean before(int position) {
            return position < from;
        }
    }
}
