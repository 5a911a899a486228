// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.DataSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Message;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.SearchRequest;

/** Documents that stood behind an answer, and revisions of policies, are found by whoever has only their names. */
class DocumentsTest {

    @TempDir
    private Path dir;

    @Test
    void documentsAndRevisionsAreFound() throws Exception {
        try (EventIndex index = EventIndex.openForWriting(dir.resolve("index"), 16)) {
            index.add(EventId.parse("S1:4"), Event.of(EventKind.RETRIEVAL).addDataSource(
                    new DataSource("first", null, null, null)).build());
            index.add(EventId.parse("S1:1"), Event.of(EventKind.RETRIEVAL).addId("call-1").addDataSource(
                    new DataSource("kb://lending-policy/17@v6", "Lending policy", "v6", 0.5)).build());
            index.add(EventId.parse("S1:2"), Event.of(EventKind.RETRIEVAL).addDataSource(
                    new DataSource("kb://lending-policy/17", null, "v5", null)).build());
            index.add(EventId.parse("S1:3"), Event.of(EventKind.POLICY).addDecision(
                    new PolicyDecision("opa", "limits", "r112", "deny", List.of())).build());
            index.add(EventId.parse("S1:5"), Event.of(EventKind.INFERENCE)
                    .addInput(new Message("user", "limits")).addDecision(
                    new PolicyDecision("opa", "limits", "r113", "deny", List.of())).build());
            index.commit(Map.of());
            assertEquals("[S1:5]", index.ids("text:*", Progress.NONE).toString(), "documents are no recorded text");
            assertEquals("[]", index.ids("prompt:r113 OR answer:r113", Progress.NONE).toString());
            assertEquals("[S1:5]", index.ids("prompt:limits OR answer:limits", Progress.NONE).toString());
            for (String query : List.of("\"kb://lending-policy/17@v6\"", "17@v6", "ids:\"kb://lending-policy/17@v6\"",
                    "\"Lending policy\" AND v6")) {
                assertEquals("[S1:1]", index.ids(query, Progress.NONE).toString(), query);
            }
            assertEquals("[S1:1, S1:2]", index.ids("ids:\"kb://lending-policy/17\"", Progress.NONE).toString());
            assertEquals("[S1:2]", index.ids("ids:\"kb://lending-policy/17@v5\"", Progress.NONE).toString());
            assertEquals("[S1:3]", index.ids("r112", Progress.NONE).toString());
            assertEquals(List.of("call-1"), index.search(new SearchRequest("ids:call-1", null, 1, null,
                    List.of(Fields.IDS), List.of(), 0, null), Progress.NONE).hits().get(0).get(Fields.IDS),
                    "documents are no ids by which events are joined");
        }
    }
}
