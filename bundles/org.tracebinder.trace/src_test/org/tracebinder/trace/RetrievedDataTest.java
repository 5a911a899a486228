// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.DataSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TimeRule;

/** A document that was retrieved is known, and so is what came after it. */
class RetrievedDataTest {

    private final MemoryTrail trail = new MemoryTrail();

    private void add(EventKind kind, String trace, String time, String document) {
        Event.Builder b = Event.of(kind).trace(trace).time(Moments.nanos(Instant.parse(time)), time,
                TimeRule.ISO_OFFSET);
        if (document != null) {
            b.addDataSource(new DataSource(document, "Policy", document.substring(document.indexOf('@') + 1), null));
        }
        trail.add(1, b.build());
    }

    @Test
    void whatRestsOnADocument() throws Exception {
        add(EventKind.INFERENCE, "t1", "2026-01-01T00:00:00Z", null);
        add(EventKind.RETRIEVAL, "t1", "2026-01-01T00:00:01Z", "kb://policy/17@v6");
        add(EventKind.INFERENCE, "t1", "2026-01-01T00:00:02Z", null);
        add(EventKind.RETRIEVAL, "t2", "2026-01-02T00:00:01Z", "kb://policy/17@v7");
        add(EventKind.INFERENCE, "t2", "2026-01-02T00:00:02Z", null);
        Lineage lineage = Lineage.of(trail, Progress.NONE);
        DownstreamView down = lineage.downstream("kb://policy/17@v6", Progress.NONE);
        assertEquals(List.of("dataset:kb://policy/17@v6"), down.nodes().stream().map(LineageView.Node::id).toList());
        assertEquals(Set.of("S1:2"), selected(down.selections().get(0).query()));
        assertEquals(Set.of("S1:3"), selected(down.selections().get(1).query()));
        assertEquals(List.of(Basis.OBSERVED, Basis.INFERRED),
                down.selections().stream().map(DownstreamView.Selection::basis).toList());
        assertEquals(List.of("What came after it in the same trace is taken to rest on kb://policy/17@v6."),
                down.missing());
        assertEquals(Set.of("S1:2", "S1:3", "S1:4", "S1:5"),
                selected(lineage.downstream("kb://policy/17", Progress.NONE).query()));
        assertEquals(List.of("1 event retrieved kb://policy/17@v6; no source in this binder tells where it comes "
                + "from."), lineage.upstream("kb://policy/17@v6", null, Progress.NONE).missing());
        assertEquals(0, lineage.upstream("kb://policy/17@v8", null, Progress.NONE).nodes().size());
    }

    private Set<String> selected(String query) throws Exception {
        Set<String> ids = new TreeSet<>();
        trail.scan(query, List.of(), row -> ids.add(row.id().toString()), Progress.NONE);
        return ids;
    }
}
