// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.io.IOException;
import java.util.Optional;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Hash;
import org.tracebinder.core.query.RecordRef;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;
import org.tracebinder.session.MarkedBytes;
import org.tracebinder.session.Snippets;

/**
 * One event down to its bytes.
 *
 * @param id     the event
 * @param event  what it says
 * @param record its record
 * @param source the source of the record
 * @param bytes  the original bytes of the record
 * @param sha256 their digest
 * @param query  what is looked for
 * @param marked where the words of the query stand in the bytes
 */
record Detail(EventId id, Event event, RecordRef record, SourceInfo source, byte[] bytes, String sha256, String query,
        MarkedBytes marked) {

    /** Words that are marked in one text. */
    static final int MOST_MARKS = 500;

    /**
     * @param trail what is read; blocks
     * @param id    an event
     * @param query what is looked for in its words
     * @return the event, or empty when there is none of that id
     * @throws IOException when the trail can't be read
     */
    static Optional<Detail> read(Trail trail, EventId id, String query) throws IOException {
        Optional<Event> event = trail.event(id);
        Optional<RecordRef> record = trail.record(id.record());
        Optional<SourceInfo> source = trail.sources().stream().filter(s -> s.number() == id.record().source())
                .findFirst();
        if (event.isEmpty() || record.isEmpty() || source.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = trail.bytes(id.record());
        return Optional.of(new Detail(id, event.get(), record.get(), source.get(), bytes, Hash.of(bytes).toString(),
                query, new Snippets(query).places(event.get(), bytes, MOST_MARKS)));
    }

    /** @return end of the event's own bytes in its record (exclusive) */
    int end() {
        return event.to() < 0 ? bytes.length : event.to();
    }
}
