// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.List;
import java.util.TreeSet;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.core.EventId;

/**
 * Collects contrary records and their traces in bounded memory. Whatever the order in which they come, the smallest are
 * kept, so the same trail gives the same lists. Not thread-safe.
 */
final class Evidence {

    private final TreeSet<EventId> records = new TreeSet<>();
    private final TreeSet<String> traces = new TreeSet<>();
    private boolean truncated;

    /** @param trace may be null */
    void add(EventId id, String trace) {
        if (records.size() == CheckResult.RECORDS && id.compareTo(records.last()) > 0) {
            truncated = true; // most of a long list comes in order: it is not put in to be taken out again
        } else if (records.add(id) && records.size() > CheckResult.RECORDS) {
            records.pollLast();
            truncated = true;
        }
        trace(trace);
    }

    void trace(String trace) {
        if (trace != null && traces.size() == CheckResult.TRACES && trace.compareTo(traces.last()) > 0) {
            truncated = true;
        } else if (trace != null && traces.add(trace) && traces.size() > CheckResult.TRACES) {
            traces.pollLast();
            truncated = true;
        }
    }

    List<String> records() {
        return records.stream().map(EventId::toString).toList();
    }

    List<String> traces() {
        return List.copyOf(traces);
    }

    boolean truncated() {
        return truncated;
    }
}
