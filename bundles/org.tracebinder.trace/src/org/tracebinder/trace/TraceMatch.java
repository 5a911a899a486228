// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import org.tracebinder.core.EventId;

/**
 * Something that an id leads to. Exactly one of {@code trace} and {@code session} is set, or neither for an event that
 * stands alone.
 *
 * @param how     what the id was found as: {@code trace}, {@code event}, {@code record}, {@code span}, {@code id} or
 *                {@code session}
 * @param trace   the trace, null when the event belongs to none
 * @param session the session, when it was only found as one
 * @param event   the one event that was named, or null when a whole trace or session was
 */
public record TraceMatch(String how, String trace, String session, EventId event) {

    /** @return how to name it to a person */
    public String label() {
        return trace != null ? trace : session != null ? session : String.valueOf(event);
    }

    /** @return the query that selects the events of the trace or session; null for an event that stands alone */
    public String query() {
        return trace != null ? Words.equal("trace", trace) : session != null ? Words.equal("session", session) : null;
    }
}
