// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Message;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.TimeRule;
import org.tracebinder.core.query.RankedRows;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;

/** Hit number n is the same hit, whether one walks there or jumps. */
class RankedRowsTest {

    private static final int EVENTS = 40_000;

    @TempDir
    private Path folder;

    @Test
    void aJumpFindsTheSameHitsAsWalking() throws Exception {
        Random random = new Random(7);
        try (EventIndex index = EventIndex.openForWriting(folder, 16)) {
            for (int i = 1; i <= EVENTS; i++) {
                index.add(new EventId(new RecordId(1 + i % 3, i), 0), event(random, i));
                if (i == EVENTS / 2) {
                    index.commit(Map.of());
                }
            }
            index.commit(Map.of());
            List<Field<?>> fields = List.of(Fields.TIME_START, Fields.MODEL, Fields.ACTOR, Fields.DURATION_NANOS,
                    Fields.COST, Fields.PII, Fields.TRACE, Fields.SESSION);
            for (Field<?> field : fields) {
                boolean time = field == Fields.TIME_START;
                for (boolean descending : new boolean[] {true, false}) {
                    for (String query : time ? List.of("", "kind:tool", "kind:tool AND model:m1") : List.of("")) {
                        compare(index, query, new SearchRequest.Sort(field, descending), random);
                    }
                }
            }
        }
    }

    /** By relevance, where pages are walked, and by values that only the words of the index give. */
    @Test
    void ordersWithoutAColumnAreWalkedToTheLastHit() throws Exception {
        Random random = new Random(11);
        Map<EventId, String> regions = new HashMap<>();
        try (EventIndex index = EventIndex.openForWriting(folder, 16)) {
            for (int i = 1; i <= EVENTS; i++) {
                EventId id = new EventId(new RecordId(1 + i % 3, i), 0);
                Event event = event(random, i);
                regions.put(id, event.extra().get("region"));
                index.add(id, event);
                if (i == EVENTS / 2) {
                    index.commit(Map.of());
                }
            }
            index.commit(Map.of());
            compare(index, "loan OR rate", new SearchRequest.Sort(null, true), random);
            Field<String> region = new Field<>("extra.region", "region", Field.Type.KEYWORD, e -> e.extra()
                    .get("region"));
            for (boolean descending : new boolean[] {true, false}) {
                List<Row> rows = index.ranked("", new SearchRequest.Sort(region, descending)).orElseThrow()
                        .rows(0, EVENTS, List.of(), Progress.NONE);
                Comparator<String> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
                List<EventId> expected = regions.keySet().stream().sorted(Comparator.comparing((EventId id) ->
                        regions.get(id), Comparator.nullsLast(order)).thenComparing(Comparator.naturalOrder()))
                        .toList();
                assertEquals(expected, rows.stream().map(Row::id).toList());
            }
            assertEquals(EVENTS, index.ranked("", new SearchRequest.Sort(Fields.IDS, false)).orElseThrow()
                    .rows(0, 100_000, List.of(), Progress.NONE).size());
            assertFalse(EventIndex.pages(new SearchRequest.Sort(Fields.IDS, false)));
            assertTrue(index.ranked("", new SearchRequest.Sort(Fields.PROMPT, false)).isEmpty());
        }
    }

    private static Event event(Random random, int i) {
        Event.Builder e = Event.of(random.nextBoolean() ? EventKind.INFERENCE : EventKind.TOOL);
        if (random.nextInt(20) > 0) {
            // Half of the events share one moment, as an export without times of its own gives them.
            e.time(random.nextBoolean() ? Samples.START : Samples.START + random.nextLong(400L * Samples.DAY), "",
                    TimeRule.EPOCH_NANOS);
        }
        if (random.nextInt(4) > 0) {
            e.modelServed("m" + random.nextInt(2)).actor("u" + random.nextInt(3_000)).duration(random.nextInt(50));
            e.trace(String.format(Locale.ROOT, "%032x", random.nextInt(9_000))).session("session-" + random
                    .nextInt(500));
            e.addInput(new Message("user", "loan ".repeat(1 + random.nextInt(3)) + (random.nextBoolean() ? "rate"
                    : "")));
            e.extra("region", "R" + random.nextInt(70)).addId("id-" + random.nextInt(20_000));
        }
        return e.build();
    }

    private static void compare(EventIndex index, String query, SearchRequest.Sort sort, Random random)
            throws Exception {
        List<EventId> walked = new ArrayList<>();
        String cursor = null;
        do {
            var page = index.search(new SearchRequest(query, sort, 50_000, cursor, List.of(), List.of(), 0, null),
                    Progress.NONE);
            page.hits().forEach(h -> walked.add(h.id()));
            cursor = page.next();
        } while (cursor != null);
        smallPages(index, query, sort, walked);
        RankedRows rows = index.ranked(query, sort).orElseThrow();
        assertTrue(walked.size() > 1_000);
        for (int n = 0; n < 12; n++) {
            int from = n == 0 ? 0 : n == 1 ? walked.size() - 100 : random.nextInt(walked.size());
            List<EventId> jumped = rows.rows(from, 256, List.of(Fields.KIND), Progress.NONE).stream().map(Row::id)
                    .toList();
            assertEquals(walked.subList(from, Math.min(walked.size(), from + 256)), jumped,
                    query + " by " + sort.field() + " from " + from);
        }
        assertEquals(List.of(), rows.rows(walked.size() + 5, 10, List.of(), Progress.NONE));
    }

    /** A small page is looked for among the values where it begins, a large one among all hits. */
    private static void smallPages(EventIndex index, String query, SearchRequest.Sort sort, List<EventId> walked)
            throws Exception {
        String cursor = null;
        int from = 0;
        for (int n = 0; n < 40; n++) {
            int limit = n % 4 == 3 ? 900 : 60;
            var page = index.search(new SearchRequest(query, sort, limit, cursor, List.of(), List.of(), 0, null),
                    Progress.NONE);
            assertEquals(walked.subList(Math.min(from, walked.size()), Math.min(walked.size(), from + limit)),
                    page.hits().stream().map(Row::id).toList(), query + " by " + sort.field() + " page " + n);
            assertEquals(walked.size(), page.total());
            from += limit;
            cursor = page.next();
            if (cursor == null) {
                return;
            }
        }
    }
}
