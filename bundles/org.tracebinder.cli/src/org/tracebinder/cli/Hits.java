// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Hash;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.RecordRef;
import org.tracebinder.core.query.Trail;

/**
 * Reads events with the way back to their bytes. Events of one record follow each other in most answers, so the last
 * few records are kept. Not thread-safe.
 */
final class Hits {

    private static final int KEPT = 8;

    private final Trail trail;
    private final Map<RecordId, Read> kept = new LinkedHashMap<>(KEPT * 2, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RecordId, Read> eldest) {
            return size() > KEPT;
        }
    };

    private record Read(RecordRef ref, Hash sha256, List<Event> events) {
    }

    Hits(Trail trail) {
        this.trail = trail;
    }

    /**
     * @return the event
     * @throws IOException when the index names an event that its record does not hold, or the vault can't be read
     */
    Hit get(EventId id) throws IOException {
        Read read = kept.get(id.record());
        if (read == null) {
            RecordRef ref = trail.record(id.record())
                    .orElseThrow(() -> new IOException("There is no record " + id.record()
                    + "; tracebinder doctor tells more."));
            read = new Read(ref, Hash.of(trail.bytes(id.record())), trail.events(id.record()));
            kept.put(id.record(), read);
        }
        int index = Math.max(0, id.ordinal() - 1);
        if (index >= read.events().size()) {
            throw new IOException("Record " + id.record() + " holds no event " + id
                    + "; tracebinder rebuild mends the index.");
        }
        return new Hit(id, read.events().get(index), read.ref(), read.sha256());
    }
}
