// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.io.IOException;
import java.util.List;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.Trail;

/** Reads events by record, so that a record of many events is parsed once. */
final class Records {

    /** Takes one event. */
    interface Taker {
        void take(EventId id, Event event);
    }

    private Records() {
    }

    /** @param ids sorted */
    static void read(Trail trail, List<EventId> ids, Progress progress, Taker taker) throws IOException {
        int i = 0;
        while (i < ids.size()) {
            RecordId record = ids.get(i).record();
            int end = i;
            while (end < ids.size() && ids.get(end).record().equals(record)) {
                end++;
            }
            progress.check();
            List<Event> events = trail.events(record);
            for (; i < end; i++) {
                int ordinal = ids.get(i).ordinal();
                int index = ordinal == 0 ? 0 : ordinal - 1;
                if (index < events.size()) {
                    taker.take(ids.get(i), events.get(index));
                }
                progress.advance(1);
            }
        }
    }
}
