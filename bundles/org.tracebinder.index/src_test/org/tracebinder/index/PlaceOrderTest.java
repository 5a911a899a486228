// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult;

/** Hits in the order of their place in the trail, and back, page by page. */
class PlaceOrderTest {

    private static final List<String> IDS = List.of("S1:2", "S1:10.1", "S1:10.2", "S2:1", "S2:3", "S10:1");

    @TempDir
    private Path dir;

    @Test
    void pagesFollowThePlaceInBothDirections() throws Exception {
        try (EventIndex index = EventIndex.openForWriting(dir.resolve("index"), 16)) {
            for (int i : new int[] {3, 0, 5, 2, 4, 1}) {
                index.add(EventId.parse(IDS.get(i)), Event.of(EventKind.INFERENCE).build());
            }
            index.commit(Map.of());
            assertEquals(IDS, paged(index, "id", false));
            assertEquals(IDS.reversed(), paged(index, "source", true));
        }
    }

    private static List<String> paged(EventIndex index, String name, boolean descending) throws Exception {
        List<String> all = new ArrayList<>();
        String after = null;
        do {
            SearchResult page = index.search(new SearchRequest("*", new SearchRequest.Sort(
                    SearchRequest.Sort.named(name).orElseThrow(), descending), 4, after, List.of(), List.of(), 0, null),
                    Progress.NONE);
            page.hits().forEach(row -> all.add(row.id().toString()));
            after = page.next();
        } while (after != null);
        return all;
    }
}
