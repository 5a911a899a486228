// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.tracebinder.core.Event;

/** Reads one format. Stateless; {@link #read} runs on several threads at once. */
public interface FormatReader {

    /** @return short id for files and the command line, for example {@code otlp} */
    String id();

    /** @return name for people */
    String label();

    /**
     * Looks at the beginning of a content. Cheap; never throws, whatever the bytes are.
     *
     * @param head name, first bytes and first values
     * @return whether this reader knows it, with what spoke for it
     */
    Match probe(Head head);

    /**
     * @param head the same as in {@link #probe}
     * @return how the content is cut into records
     */
    Framing framing(Head head);

    /**
     * Turns one record into events. A record that holds several events gives them in the order of its bytes; the order
     * is part of their ids and must not change between versions of the reader. A record may hold no event at all.
     *
     * @param record one record as it was framed
     * @param events takes the events; when this method throws, none of them is kept
     * @throws BadRecordException when the record is not one of this format, with a reason for the user
     */
    void read(RawRecord record, Consumer<Event> events) throws BadRecordException;

    /**
     * Finds where the events of a record stand in it ({@link Event#from()}, {@link Event#to()}). By default reads the
     * record; a reader of large trails overrides this with something quicker that gives the same.
     *
     * @param record one record that {@link #read} has taken before
     * @return begin and end of the first event, then of the second and so on, in order; null where each event is the
     *         whole record
     * @throws BadRecordException when the record is not one of this format
     */
    default int[] places(RawRecord record) throws BadRecordException {
        IntStream.Builder places = IntStream.builder();
        read(record, e -> places.add(e.from()).add(e.to()));
        return places.build().toArray();
    }

    /**
     * @param head the same as in {@link #probe}, of a content that is about to be read
     * @return what this reader was told to find and does not find there, in words for the user; empty for nothing
     */
    default List<String> doubts(Head head) {
        return List.of();
    }
}
