// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.store;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.IndexableFieldType;
import org.tracebinder.core.DataSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Fields;
import org.tracebinder.core.RecordId;
import org.tracebinder.index.internal.text.WordStream;

/** Turns events into documents. One for each thread that adds: everything in it is used again. */
public final class EventDocument {

    private static final int SOURCE_SHIFT = 40;

    private final List<IndexableField> document = new ArrayList<>();
    private final WordStream words = new WordStream();
    private final Slot record = new Slot(Column.RECORD, Slot.NUMBER);
    private final Slot ordinal = new Slot(Column.ORDINAL, Slot.PLAIN_NUMBER);
    private final Slot firstRecord = new Slot(Column.FIRST_RECORD, Slot.NUMBER);
    private final Slot firstOrdinal = new Slot(Column.FIRST_ORDINAL, Slot.PLAIN_NUMBER);
    private final Slot text = Slot.words(Column.TEXT, words);
    private final Slot promptWords = Slot.count(Column.of(Fields.PROMPT).name(), words, 0);
    private final Slot answerWords = Slot.count(Column.of(Fields.ANSWER).name(), words, 1);
    private final Slot otherWords = Slot.count(Column.of(Fields.OTHER_TEXT).name(), words, 2);
    private final Slot dataWords = Slot.count(Column.DATA_WORDS, words, 2);
    private final Slots extra = new Slots(Column.EXTRA, Slot.TERM);
    private final List<Filler> fillers = new ArrayList<>();

    /** A new, empty document. */
    public EventDocument() {
        for (Column column : Column.all()) {
            if (column.kind() != Column.Kind.TEXT) {
                fillers.add(filler(column));
            }
        }
    }

    /** @return source and record in one number that sorts like them */
    public static long pack(RecordId id) {
        return pack(id.source(), id.record());
    }

    /** @return source and record in one number that sorts like them */
    public static long pack(int source, long record) {
        return (long) source << SOURCE_SHIFT | record;
    }

    /** @return the id from its two numbers */
    public static EventId unpack(long packed, int ordinal) {
        return new EventId(new RecordId((int) (packed >>> SOURCE_SHIFT), packed & (1L << SOURCE_SHIFT) - 1), ordinal);
    }

    /**
     * @param first the earlier event of the same identity, or null
     * @return fields that are valid until the next call
     */
    public Iterable<IndexableField> fill(EventId id, Event event, EventId first) {
        document.clear();
        document.add(record.number(pack(id.record())));
        document.add(ordinal.number(id.ordinal()));
        if (first != null) {
            document.add(firstRecord.number(pack(first.record())));
            document.add(firstOrdinal.number(first.ordinal()));
        }
        for (int i = 0; i < fillers.size(); i++) {
            fillers.get(i).fill(event);
        }
        texts(event);
        extra.restart();
        for (Map.Entry<String, String> entry : event.extra().entrySet()) {
            String value = Column.extraValue(entry.getValue());
            Slot slot = extra.next().keyword(Column.extraKey(entry.getKey())).append((byte) 0);
            document.add(slot.append(value, value.length()));
        }
        return document;
    }

    private interface Filler {
        void fill(Event event);
    }

    private Filler filler(Column column) {
        return switch (column.kind()) {
            case KEYWORD -> keyword(column);
            case KEYWORDS -> keywords(column);
            case ID -> id(column);
            case IDS -> ids(column);
            case LONG -> number(column);
            case DECIMAL -> decimal(column);
            case TEXT -> throw new IllegalArgumentException("all texts lie in one field");
        };
    }

    private Filler keyword(Column column) {
        Slot slot = new Slot(column.name(), Slot.KEYWORD);
        return event -> {
            String value = (String) column.field().read().apply(event);
            if (value != null) {
                document.add(slot.keyword(value));
            }
        };
    }

    private Filler keywords(Column column) {
        Slots slots = new Slots(column.name(), Slot.KEYWORDS);
        return event -> {
            List<?> values = (List<?>) column.field().read().apply(event);
            slots.restart();
            for (int i = 0; i < values.size(); i++) {
                document.add(slots.next().keyword((String) values.get(i)));
            }
        };
    }

    private Filler id(Column column) {
        Slot slot = new Slot(column.name(), Slot.ID);
        return event -> {
            String value = (String) column.field().read().apply(event);
            if (value != null) {
                document.add(slot.id(value));
            }
        };
    }

    /**
     * All ids in one doc value: each with its length in two bytes before it. Data that stood behind the event is found
     * by its ids too, but these are no ids of the event, which others could be joined by: they are terms only. (Lucene
     * wants a doc value wherever there are terms, if only an empty one.)
     */
    private Filler ids(Column column) {
        Slots slots = new Slots(column.name(), Slot.TERM);
        Slot all = new Slot(column.name(), Slot.BLOB);
        return event -> {
            List<?> values = (List<?>) column.field().read().apply(event);
            slots.restart();
            for (DataSource source : event.dataSources()) {
                DataWords.ids(source, id -> document.add(slots.next().id(id)));
            }
            if (values.isEmpty() && slots.used == 0) {
                return;
            }
            all.bytes.length = 0;
            for (int i = 0; i < values.size(); i++) {
                Slot slot = slots.next().id((String) values.get(i));
                document.add(slot);
                all.append((byte) (slot.bytes.length >> 8)).append((byte) slot.bytes.length).append(slot.bytes);
            }
            document.add(all);
        };
    }

    private Filler number(Column column) {
        Slot slot = new Slot(column.name(), Slot.NUMBER);
        return event -> {
            Long value = (Long) column.field().read().apply(event);
            if (value != null) {
                document.add(slot.number(value));
            }
        };
    }

    private Filler decimal(Column column) {
        Slot slot = new Slot(column.name(), Slot.NUMBER);
        Slot exact = new Slot(column.name() + Column.EXACT, Slot.BLOB);
        return event -> {
            BigDecimal value = (BigDecimal) column.field().read().apply(event);
            if (value == null) {
                return;
            }
            document.add(slot.number(Amount.floor(value)));
            if (!Amount.exact(value)) {
                exact.bytes.bytes = value.toString().getBytes(StandardCharsets.US_ASCII);
                exact.bytes.length = exact.bytes.bytes.length;
                document.add(exact);
            }
        };
    }

    /**
     * All words lie in one field: asking it is as fast as it gets. The numbers of words tell the texts apart. Words of
     * documents and revisions stand behind the texts; an event that has no others has no text.
     */
    private void texts(Event event) {
        String prompt = event.prompt();
        String answer = event.answer();
        String said = event.otherText();
        String other = DataWords.otherText(event);
        if (prompt == null && answer == null && other == null) {
            return;
        }
        words.texts(prompt, answer, other);
        document.add(text);
        if (prompt != null) {
            document.add(promptWords);
        }
        if (answer != null) {
            document.add(answerWords);
        }
        if (said != null) {
            document.add(otherWords);
        } else if (other != null) {
            document.add(dataWords);
        }
    }

    /** As many slots of one name as the largest document needed so far. */
    private static final class Slots {
        private final String name;
        private final IndexableFieldType type;
        private final List<Slot> slots = new ArrayList<>();
        private int used;

        Slots(String name, IndexableFieldType type) {
            this.name = name;
            this.type = type;
        }

        void restart() {
            used = 0;
        }

        Slot next() {
            if (used == slots.size()) {
                slots.add(new Slot(name, type));
            }
            return slots.get(used++);
        }
    }
}
