// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.RankedRows;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest.Sort;

/** Long texts are not in the index; events are put in the order of their texts all the same. */
class TextOrderTest {

    @TempDir
    private Path dir;

    @Test
    void textsAreInOrderAndThoseWithoutComeLast() throws Exception {
        try (Binder binder = Binder.create(dir.resolve("b"), "b", null)) {
            binder.importPaths(Samples.trail(), ImportOptions.DEFAULT, Progress.NONE);
            for (boolean descending : new boolean[] {false, true}) {
                List<EventId> ids = new ArrayList<>();
                binder.trail().scan("", List.of(), row -> ids.add(row.id()), Progress.NONE);
                Comparator<String> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
                List<String> keys = new ArrayList<>();
                for (EventId id : ids) {
                    keys.add(key(binder, id));
                }
                keys.sort(Comparator.nullsLast(order));
                RankedRows rows = binder.trail().ranked("", new Sort(Fields.PROMPT, descending));
                List<String> found = new ArrayList<>();
                for (int from = 0; from < ids.size(); from += 100) {
                    for (Row row : rows.rows(from, 100, List.of(Fields.KIND), Progress.NONE)) {
                        found.add(key(binder, row.id()));
                    }
                }
                assertEquals(keys, found);
            }
        }
    }

    private static String key(Binder binder, EventId id) throws Exception {
        String prompt = binder.trail().event(id).orElseThrow().prompt();
        if (prompt == null) {
            return null;
        }
        String text = prompt.strip();
        return text.substring(0, Math.min(120, text.length())).toLowerCase(Locale.ROOT);
    }
}
