// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.ArrayList;
import java.util.List;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;

/** An event that belongs to a trace, before it has its place. */
final class Joined {

    final EventId id;
    final Event event;
    /** What it stands on; a call that is taken for another one stands on that. */
    Basis basis;
    String why;
    final List<TraceView.Variant> variants = new ArrayList<>(0);
    /** The event whose call this one records a second time, or null. */
    EventId same;

    Joined(EventId id, Event event, Basis basis, String why) {
        this.id = id;
        this.event = event;
        this.basis = basis;
        this.why = why;
    }

    /** Earlier first, then by id; events without a time come last. */
    static int order(Joined a, Joined b) {
        long ta = a.event.time() == Event.NONE ? Long.MAX_VALUE : a.event.time();
        long tb = b.event.time() == Event.NONE ? Long.MAX_VALUE : b.event.time();
        return ta != tb ? Long.compare(ta, tb) : a.id.compareTo(b.id);
    }
}
