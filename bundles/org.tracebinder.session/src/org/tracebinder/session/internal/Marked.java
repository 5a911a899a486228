// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.tracebinder.core.EventId;

/** Remembers ids of events with about one bit each. Not thread-safe. */
final class Marked {

    private record Row(int source, int ordinal) {
    }

    private final Map<Row, BitSet> rows = new HashMap<>();

    void add(EventId id) {
        rows.computeIfAbsent(new Row(id.record().source(), id.ordinal()), k -> new BitSet())
                .set((int) id.record().record());
    }

    boolean has(EventId id) {
        BitSet bits = rows.get(new Row(id.record().source(), id.ordinal()));
        return bits != null && bits.get((int) id.record().record());
    }
}
