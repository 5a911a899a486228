// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.query;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;

/**
 * Read access to everything that was imported: the events through the index, the records through the vault.
 * Thread-safe. All methods may read from disk: never call them on a user-interface thread.
 */
public interface Trail {

    /** @return all sources, by number */
    List<SourceInfo> sources();

    /** @return numbers of the sources that say themselves that records follow which are not in the trail, and how */
    default Map<Integer, More> more() throws IOException {
        return Map.of();
    }

    /**
     * @param request the question
     * @return one page of the answer
     * @throws QueryException when the query can't be understood
     */
    SearchResult search(SearchRequest request, Progress progress) throws QueryException, IOException;

    /**
     * @param query in the query language
     * @return exact number of events
     */
    long count(String query, Progress progress) throws QueryException, IOException;

    /**
     * @param query in the query language, one that found nothing
     * @return the query with its words and values as the trail spells them, where only accents, letters that look the
     *         same or the case of a value differ; nothing when there are none, or the trail can't tell
     * @throws QueryException when the query can't be understood
     */
    default Optional<String> otherSpellings(String query) throws QueryException, IOException {
        return Optional.empty();
    }

    /**
     * Opens the hits of a question by number. What is opened keeps some kilobytes and no file; an import meanwhile may
     * shift the numbers.
     *
     * @param query in the query language; read when the first rows are asked for
     * @param sort  as for {@link #search}
     * @return the hits in the order of {@link #search}; a trail that can jump to any of them at once does so
     */
    default RankedRows ranked(String query, SearchRequest.Sort sort) {
        return new SteppedRows(this, query, sort);
    }

    /**
     * Reads columns of all events that match, in no particular order, in bounded memory.
     *
     * @param query   in the query language
     * @param columns what is read
     * @param rows    called on the calling thread; the row is reused
     */
    void scan(String query, List<Field<?>> columns, Consumer<Row> rows, Progress progress)
            throws QueryException, IOException;

    /** @return the whole event, read again from its original bytes, or empty when there is no such event */
    Optional<Event> event(EventId id) throws IOException;

    /** @return all events that the record holds, in order */
    List<Event> events(RecordId id) throws IOException;

    /** @return the place of the record, or empty when there is no such record */
    Optional<RecordRef> record(RecordId id) throws IOException;

    /**
     * @return the original bytes of the record
     * @throws IOException when there is no such record, or the vault can't be read
     */
    byte[] bytes(RecordId id) throws IOException;

    /**
     * Reads the original bytes of events: of each its own piece of the record, or the whole record where the event is
     * all of it, or where the record is not in UTF-8.
     *
     * @param ids  the events; a record that holds several of them is read once when they stand side by side
     * @param each called on the calling thread for each id in the given order
     * @throws IOException when there is no such event, or the vault can't be read
     */
    default void bytes(List<EventId> ids, BiConsumer<EventId, byte[]> each) throws IOException {
        for (EventId id : ids) {
            Event event = event(id).orElseThrow(() -> new IOException("there is no event " + id + " in this binder"));
            byte[] record = bytes(id.record());
            each.accept(id, event.to() < 0 ? record : Arrays.copyOfRange(record, event.from(), event.to()));
        }
    }

    /** @param each called for every quarantined record, by id */
    void quarantine(Consumer<Quarantined> each) throws IOException;

    /** @param each called for every duplicate record, by id */
    void duplicates(Consumer<Duplicate> each) throws IOException;

    /** @param each called for every event that has the identity of an earlier one and other content, by id */
    void conflicts(Consumer<Conflict> each) throws IOException;

    /**
     * @param record the bad record
     * @param reason in words for the user
     */
    record Quarantined(RecordRef record, String reason) {
    }

    /**
     * @param copy  the record that repeats
     * @param first the record that it repeats
     */
    record Duplicate(RecordId copy, RecordId first) {
    }

    /**
     * @param variant the later event
     * @param first   the earlier event of the same identity
     */
    record Conflict(EventId variant, EventId first) {
    }
}
