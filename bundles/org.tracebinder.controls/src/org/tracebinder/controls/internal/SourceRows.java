// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.core.EventId;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.More;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;

/** Sources with records, and their totals. The record shown is the last one of the source. */
final class SourceRows {

    private SourceRows() {
    }

    static List<TableRow> read(Trail trail) throws IOException {
        List<TableRow> rows = new ArrayList<>();
        Map<Integer, More> more = trail.more();
        for (SourceInfo s : trail.sources()) {
            long read = s.totals().read();
            if (read > 0) {
                Map<EventId, String> last = new TreeMap<>();
                last.put(new EventId(new RecordId(s.number(), read), 0), null);
                Map<String, Object> values = new HashMap<>(Map.of("source", s.id(), "records", read, "accepted",
                        s.totals().accepted(), "quarantined", s.totals().quarantined(), "duplicates",
                        s.totals().duplicate(), "conflicts", s.conflicts(), "repeated", s.repeated(), "events",
                        s.events().values().stream().mapToLong(Long::longValue).sum()));
                values.put("format", s.format());
                if (more.containsKey(s.number())) {
                    values.put("more", more.get(s.number()).id());
                }
                rows.add(new TableRow(values, last, "source:" + s.id()));
            }
        }
        return rows;
    }
}
