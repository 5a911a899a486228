// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Message;
import org.tracebinder.core.PersonalData;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.TimeRule;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult;

/** Adding, changing, reopening, columns, pages, facets, histograms and variants. */
class EventIndexTest {

    private static final long DAY = 86_400_000_000_000L;
    private static final long START = Instant.parse("2026-03-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;

    @TempDir
    private Path dir;
    private EventIndex index;

    @BeforeEach
    void open() throws IOException {
        index = EventIndex.openForWriting(dir.resolve("index"), 16);
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    private static EventId id(String text) {
        return EventId.parse(text);
    }

    private static Event.Builder chat(String prompt) {
        return Event.of(EventKind.INFERENCE).addInput(new Message("user", prompt));
    }

    private static Event.Builder at(long nanos) {
        return Event.of(EventKind.TOOL).time(nanos, "", TimeRule.EPOCH_NANOS);
    }

    private List<String> ids(String query) throws IOException {
        try {
            return index.ids(query, Progress.NONE).stream().map(EventId::toString).toList();
        } catch (QueryException e) {
            throw new AssertionError(e.getMessage() + " at " + e.position(), e);
        }
    }

    private static SearchRequest request(String query, Field<?> sort, boolean descending, int limit, String after,
            Field<?>... facets) {
        return new SearchRequest(query, new SearchRequest.Sort(sort, descending), limit, after, List.of(),
                List.of(facets), 10, null);
    }

    @Test
    void missingIndexIsEmptyUntilItIsThere() throws Exception {
        Path other = dir.resolve("not-yet");
        try (EventIndex reading = EventIndex.openForReading(other)) {
            assertEquals(0, reading.count("*:*", Progress.NONE));
            assertEquals(0, reading.documents());
            assertEquals(Map.of(), reading.committedState());
            assertEquals(List.of(), reading.search(SearchRequest.newest("a AND kind:tool", 10, List.of()),
                    Progress.NONE).hits());
            try (EventIndex writing = EventIndex.openForWriting(other, 16)) {
                writing.add(id("S1:1"), chat("hello").build());
                writing.commit(Map.of());
            }
            reading.refresh();
            assertEquals(1, reading.count("hello", Progress.NONE));
        }
    }

    @Test
    void commitAndStateSurviveAndTheRestDoesNot() throws Exception {
        index.add(id("S1:1"), chat("first").build());
        index.commit(Map.of("head", "abc"));
        index.add(id("S1:2"), chat("second").build());
        assertEquals(List.of("S1:1"), ids(""));
        index.refresh();
        assertEquals(List.of("S1:1", "S1:2"), ids(""));
        index.close();
        index = EventIndex.openForWriting(dir.resolve("index"), 16);
        assertEquals(Map.of("head", "abc"), index.committedState());
        assertEquals(List.of("S1:1"), ids("*:*"));
        index.add(id("S1:3"), chat("third").build());
        index.rollback();
        assertEquals(List.of("S1:1"), ids("*"));
        index.add(id("S1:4"), chat("fourth").build());
        index.commit(Map.of("head", "def"));
        assertEquals(Map.of("head", "def"), index.committedState());
        assertEquals(List.of("S1:1", "S1:4"), ids("*"));
    }

    @Test
    void saysWhetherSomebodyAskedSinceItLookedAtWhatWasAdded() throws Exception {
        index.refresh();
        assertFalse(index.asked());
        index.add(id("S1:1"), chat("first").build());
        assertFalse(index.asked());
        assertEquals(List.of(), ids("first"));
        assertTrue(index.asked());
        index.refresh();
        assertFalse(index.asked());
        assertEquals(List.of("S1:1"), ids("first"));
    }

    @Test
    void removesByEventRecordAndSource() throws Exception {
        for (String id : List.of("S1:1", "S1:2.1", "S1:2.2", "S2:1", "S3:5.1")) {
            index.add(id(id), chat("x").build());
        }
        index.remove(id("S1:2.1"));
        index.refresh();
        assertEquals(List.of("S1:1", "S1:2.2", "S2:1", "S3:5.1"), ids(""));
        index.removeRecord(new RecordId(1, 2));
        index.removeSource(2);
        index.commit(Map.of());
        assertEquals(List.of("S1:1", "S3:5.1"), ids(""));
        assertEquals(2, index.documents());
        assertEquals(2, index.search(request("", Fields.TIME_START, true, 0, null, Fields.KIND), Progress.NONE)
                .facets().get("kind").get(0).count());
    }

    @Test
    void columnsComeBackAsTheyWere() throws Exception {
        List<Field<?>> columns = new ArrayList<>(Fields.ALL);
        columns.removeIf(f -> f.type() == Field.Type.TEXT);
        List<Event> events = List.of(
                Event.of(EventKind.INFERENCE).app("loan").env("prod").actor("u1@x.example").provider("openai")
                        .modelRequested("gpt-5").modelServed("gpt-5-mini-2026-01-15").version("7").operation("chat")
                        .tool("t").status("ok").name("chat gpt").session("s-bca840e0c6")
                        .trace("bca840e0c62b155b44b7f8507e395b54").span("e693be1df67407df").parent("ABC")
                        .addId("resp_5ab9edafe568ed01").addId("req-1").addId("b0828840-30c3-4121-8fa5-43a6ef83c24c")
                        .time(START + 1, "", TimeRule.EPOCH_NANOS).duration(5).tokensIn(0).tokensOut(-7)
                        .cost(new BigDecimal("0.000261000000"))
                        .addPersonalData(new PersonalData("IBAN", 1, true))
                        .addPersonalData(new PersonalData("EMAIL_ADDRESS", 2, false)).build(),
                Event.of(EventKind.OTHER).trace("B0828840-30C3-4121-8FA5-43A6EF83C24C").span("\u0001odd\u0002")
                        .parent("é界😀abcdefab").session("x".repeat(3000)).cost(new BigDecimal("-12.3456789012345678"))
                        .build(),
                Event.of(EventKind.OTHER).span("abcdef123").cost(new BigDecimal("1e40")).build(),
                Event.of(EventKind.OTHER).cost(new BigDecimal("100")).build());
        for (int i = 0; i < events.size(); i++) {
            index.add(new EventId(new RecordId(7, i + 1), i), events.get(i));
        }
        index.commit(Map.of());
        List<Row> hits = index.search(new SearchRequest("", new SearchRequest.Sort(Fields.SPAN, false), 10, null,
                columns, List.of(), 0, null), Progress.NONE).hits();
        assertEquals(4, hits.size());
        for (Row row : hits) {
            Event event = events.get(row.id().ordinal());
            for (Field<?> field : columns) {
                Object want = field.read().apply(event);
                Object got = row.get(field);
                if (want instanceof BigDecimal amount) {
                    assertEquals(0, amount.compareTo((BigDecimal) got), field.id());
                } else if (want instanceof List<?> list) {
                    assertEquals(list.stream().map(Object::toString).sorted().toList(),
                            ((List<?>) got).stream().map(Object::toString).sorted().toList(), field.id());
                } else {
                    assertEquals(want, got, field.id());
                }
            }
        }
        assertEquals("100", hits.stream().filter(r -> r.id().ordinal() == 3).findFirst().orElseThrow()
                .get(Fields.COST).toPlainString());
        assertThrows(IllegalArgumentException.class, () -> index.scan("", List.of(Fields.PROMPT), r -> { },
                Progress.NONE));
        index.scan("", List.of(Fields.APP), r -> assertThrows(IllegalArgumentException.class, () -> r.get(Fields.ENV)),
                Progress.NONE);
    }

    @Test
    void pagesToTheLastHitInEveryOrder() throws Exception {
        int n = 700;
        for (int i = 0; i < n; i++) {
            Event.Builder e = Event.of(EventKind.INFERENCE).addInput(new Message("user", "word ".repeat(1 + i % 4)));
            if (i % 3 != 0) {
                e.time(START + i % 50 * DAY, "", TimeRule.EPOCH_NANOS).app("app" + i % 5)
                        .trace(String.format("%032x", i % 11)).cost(BigDecimal.valueOf(i % 7, 2))
                        .addPersonalData(new PersonalData("K" + i % 3, 1, true));
            }
            index.add(new EventId(new RecordId(1 + i % 2, i + 1), i % 4), e.build());
            if (i % 200 == 0) {
                index.refresh();
            }
        }
        index.commit(Map.of());
        List<Field<?>> sorts = new ArrayList<>(List.of(Fields.TIME_START, Fields.APP, Fields.TRACE, Fields.COST,
                Fields.PII));
        sorts.add(null);
        for (Field<?> sort : sorts) {
            for (boolean descending : new boolean[] {true, false}) {
                List<EventId> all = new ArrayList<>();
                String after = null;
                List<Field<?>> columns = sort == null ? List.of() : List.of(sort);
                boolean missing = false;
                Comparable<Object> before = null;
                EventId idBefore = null;
                do {
                    SearchResult page = index.search(new SearchRequest("word", new SearchRequest.Sort(sort, descending),
                            37, after, columns, List.of(), 0, null), Progress.NONE);
                    assertEquals(n, page.total());
                    assertTrue(page.exact() && page.complete());
                    for (Row row : page.hits()) {
                        all.add(row.id());
                        if (sort != null && sort != Fields.PII) {
                            @SuppressWarnings("unchecked")
                            Comparable<Object> value = (Comparable<Object>) row.get(sort);
                            assertTrue(!missing || value == null, "missing last");
                            missing = value == null;
                            int cmp = before == null || value == null ? 0 : before.compareTo(value);
                            assertTrue(descending ? cmp >= 0 : cmp <= 0, sort.id());
                            if (cmp == 0 && idBefore != null && (before == null) == (value == null)) {
                                assertTrue(idBefore.compareTo(row.id()) < 0, "ties by id");
                            }
                            before = value;
                            idBefore = row.id();
                        }
                    }
                    after = page.next();
                    assertTrue(after == null || after.matches("[A-Za-z0-9_-]+"), after);
                } while (after != null);
                assertEquals(n, all.size());
                assertEquals(n, all.stream().distinct().count());
            }
        }
        String cursor = index.search(request("", Fields.TIME_START, true, 5, null), Progress.NONE).next();
        assertThrows(QueryException.class,
                () -> index.search(request("", Fields.APP, true, 5, cursor), Progress.NONE));
        assertThrows(QueryException.class,
                () -> index.search(request("", Fields.TIME_START, true, 5, "AAAA*"), Progress.NONE));
        assertThrows(QueryException.class,
                () -> index.search(request("", Fields.IDS, true, 5, null), Progress.NONE));
        assertNull(index.search(request("", Fields.APP, true, n, null), Progress.NONE).next());
        assertNotNull(index.search(request("", Fields.APP, true, n - 1, null), Progress.NONE).next());
    }

    @Test
    void facetsAreExactOverAllHits() throws Exception {
        for (int i = 0; i < 300; i++) {
            index.add(new EventId(new RecordId(1, i + 1), 0), Event.of(i % 2 == 0 ? EventKind.TOOL : EventKind.POLICY)
                    .app(i % 10 == 0 ? null : "app" + i % 10).trace(String.format("%032x", i / 3))
                    .addPersonalData(new PersonalData("A", 1, true))
                    .addPersonalData(new PersonalData(i % 3 == 0 ? "B" : "C", 1, true)).addId("one")
                    .addId("id-" + i % 4).build());
            if (i == 100) {
                index.refresh();
            }
        }
        index.commit(Map.of());
        for (String query : List.of("", "time:* OR NOT time:*")) {
            SearchResult all = index.search(request(query, Fields.TIME_START, true, 0, null, Fields.KIND, Fields.APP,
                    Fields.PII, Fields.TRACE, Fields.IDS), Progress.NONE);
            assertEquals(300, all.total());
            assertEquals("[FacetValue[value=policy, count=150], FacetValue[value=tool, count=150]]",
                    all.facets().get("kind").toString());
            assertEquals(9, all.facets().get("app").size());
            assertEquals("app1", all.facets().get("app").get(0).value());
            assertEquals("[FacetValue[value=A, count=300], FacetValue[value=C, count=200], "
                    + "FacetValue[value=B, count=100]]", all.facets().get("pii").toString());
            assertEquals(10, all.facets().get("trace").size());
            assertEquals(String.format("%032x", 0), all.facets().get("trace").get(0).value());
            assertEquals(300, all.facets().get("ids").get(0).count());
            assertEquals("id-0", all.facets().get("ids").get(1).value());
        }
        assertThrows(QueryException.class,
                () -> index.search(request("", Fields.APP, true, 5, null, Fields.COST), Progress.NONE));
    }

    private List<SearchResult.Bucket> histogram(String step) throws Exception {
        return index.search(new SearchRequest("", new SearchRequest.Sort(Fields.TIME_START, true), 1, null, List.of(),
                List.of(), 0, step), Progress.NONE).histogram();
    }

    @Test
    void histogramsFillGapsInUtc() throws Exception {
        String[] times = {"2026-02-27T23:59:59.999999999Z", "2026-03-01T00:00:00Z", "2026-03-01T00:00:59Z",
            "2026-03-02T12:00:00Z"};
        for (int i = 0; i < times.length; i++) {
            Instant t = Instant.parse(times[i]);
            index.add(new EventId(new RecordId(1, i + 1), 0),
                    at(t.getEpochSecond() * 1_000_000_000L + t.getNano()).build());
        }
        index.add(id("S2:1"), Event.of(EventKind.OTHER).build());
        index.commit(Map.of());
        assertEquals("[Bucket[from=2026-02-27T00:00:00Z, count=1], Bucket[from=2026-02-28T00:00:00Z, count=0], "
                + "Bucket[from=2026-03-01T00:00:00Z, count=2], Bucket[from=2026-03-02T00:00:00Z, count=1]]",
                histogram("day").toString());
        assertEquals("[Bucket[from=2026-02-01T00:00:00Z, count=1], Bucket[from=2026-03-01T00:00:00Z, count=3]]",
                histogram("month").toString());
        assertEquals("[Bucket[from=2026-02-23T00:00:00Z, count=3], Bucket[from=2026-03-02T00:00:00Z, count=1]]",
                histogram("week").toString());
        assertEquals(62, histogram("hour").size());
        assertEquals(4, histogram("minute").stream().mapToLong(SearchResult.Bucket::count).sum());
        assertThrows(QueryException.class, () -> histogram("second"));
        index.add(id("S3:1"), at(0).build());
        index.add(id("S3:2"), at(-1).build());
        index.commit(Map.of());
        assertThrows(QueryException.class, () -> histogram("minute"));
        assertEquals("1969-12-31T00:00:00Z", histogram("day").get(0).from().toString());
        assertEquals("1969-12-01T00:00:00Z", histogram("month").get(0).from().toString());
    }

    @Test
    void variantsCountWithTheFirst() throws Exception {
        index.add(id("S1:1"), chat("loan approved").app("a").build());
        index.add(id("S1:2"), chat("loan other").app("a").build());
        index.addVariant(id("S2:1"), chat("loan declined").app("b").build(), id("S1:1"));
        index.addVariant(id("S2:2"), chat("loan declined again").app("b").build(), id("S1:1"));
        index.addVariant(id("S2:3"), chat("gone").app("b").build(), id("S9:9"));
        index.commit(Map.of());
        assertEquals(List.of("S1:1", "S1:2"), ids("loan"));
        assertEquals(2, index.count("loan", Progress.NONE));
        assertEquals(List.of("S2:1"), ids("declined"));
        assertEquals(List.of("S2:2"), ids("again"));
        assertEquals(List.of("S2:2"), ids("id:S2:2"));
        assertEquals(List.of("S2:1", "S2:2", "S2:3"), ids("conflict:true"));
        assertEquals(List.of("S1:1", "S1:2"), ids("conflict:false"));
        assertEquals(List.of("S1:1", "S1:2", "S2:3"), ids(""));
        assertEquals(List.of("S2:1", "S2:3"), ids("source:S2"));
        SearchResult all = index.search(request("", Fields.TIME_START, true, 10, null, Fields.APP), Progress.NONE);
        assertEquals(3, all.total());
        assertEquals(3, all.hits().size());
        assertEquals("[FacetValue[value=a, count=2], FacetValue[value=b, count=1]]",
                all.facets().get("app").toString());
        index.removeSource(1);
        index.commit(Map.of());
        assertEquals(List.of("S2:1"), ids("loan"));
    }

    @Test
    void completesValues() throws Exception {
        index.add(id("S1:1"), chat("Kreditkarte kreditwürdig").modelServed("gpt-5").trace("bca840e0c62b155b44b7f850")
                .build());
        index.add(id("S1:2"), chat("Kredit").modelServed("gpt-4o").extra("llm.temperature", "0.2").build());
        index.add(id("S1:3"), chat("Kredit").modelServed("gpt-5").extra("region", "EU").build());
        index.add(id("S1:4"), chat("x").modelServed("claude").build());
        index.commit(Map.of());
        assertEquals(List.of("gpt-5", "gpt-4o"), index.complete(Fields.MODEL, "GP", 10));
        assertEquals(List.of("gpt-5"), index.complete(Fields.MODEL, "", 1));
        assertEquals(List.of("bca840e0c62b155b44b7f850"), index.complete(Fields.TRACE, "bca", 5));
        assertEquals(List.of("kredit", "kreditkarte", "kreditwürdig"), index.complete(Fields.OTHER_TEXT, "Kred", 5));
        assertEquals(List.of("llm.temperature", "region"), index.extraKeys(10));
    }

    @Test
    void cancelledWorkStops() throws Exception {
        for (int i = 0; i < 2000; i++) {
            index.add(new EventId(new RecordId(1, i + 1), 0),
                    chat(i % 3 == 0 ? "a" : i % 3 == 1 ? "b" : "a b").build());
        }
        index.commit(Map.of());
        Progress cancelled = new Progress() {
            private int calls;

            @Override
            public void task(String name, long total) {
                // not wanted
            }

            @Override
            public void advance(long units) {
                // not wanted
            }

            @Override
            public void check() {
                if (++calls > 1) {
                    throw new CancellationException();
                }
            }
        };
        assertThrows(CancellationException.class, () -> index.count("a AND b", cancelled));
        assertThrows(CancellationException.class, () -> index.scan("a", List.of(), r -> { }, cancelled));
    }

    @Test
    void refusesAForeignIndexAndASecondWriter() throws Exception {
        assertThrows(IOException.class, () -> EventIndex.openForWriting(dir.resolve("index"), 16));
        try (EventIndex reading = EventIndex.openForReading(dir.resolve("index"))) {
            assertThrows(IllegalStateException.class, () -> reading.add(id("S1:1"), chat("x").build()));
        }
    }

    @Test
    void hexadecimalIdsAreFoundInEverySpelling() throws Exception {
        String hex = "4bf92f3577b34da6a3ce929d0e0abc08";
        String uuid = "4bf92f35-77b3-4da6-a3ce-929d0e0abc08";
        index.add(id("S1:1"), chat("a").trace(hex).span("00f067aa0ba902b7").build());
        index.add(id("S1:2"), chat("b").trace(hex.toUpperCase(Locale.ROOT)).parent("00F067AA0BA902B7").build());
        index.add(id("S1:3"), chat("c").trace(uuid).build());
        index.add(id("S1:4"), chat("d").trace(uuid.toUpperCase(Locale.ROOT)).build());
        index.add(id("S1:5"), chat("e").trace("Order-8").build());
        index.refresh();
        for (String asked : List.of(hex, uuid)) {
            for (String spelling : List.of(asked, asked.toUpperCase(Locale.ROOT))) {
                assertEquals(List.of("S1:1", "S1:2", "S1:3", "S1:4"), ids("trace:" + spelling), spelling);
                assertEquals(List.of("S1:5"), ids("*:* AND NOT trace:" + spelling), spelling);
            }
        }
        assertEquals(List.of("S1:1", "S1:2"), ids("trace:4BF92F3577B3*"));
        assertEquals(List.of("S1:1", "S1:2"), ids("trace:4bf92f3577b3*"));
        assertEquals(List.of("S1:1"), ids("span:00F067AA0BA902B7"));
        assertEquals(List.of("S1:2"), ids("parent:00f067aa0ba902b7"));
        assertEquals(List.of("S1:5"), ids("trace:Order-8"));
        assertEquals(List.of(), ids("trace:order-8"));
    }

    @Test
    void comparisonsNeedNoColon() throws Exception {
        index.add(id("S1:1"), chat("a").tokensIn(50).time(START, "", TimeRule.EPOCH_NANOS).build());
        index.add(id("S1:2"), chat("b").tokensIn(500).time(START + DAY, "", TimeRule.EPOCH_NANOS).build());
        index.refresh();
        assertEquals(List.of("S1:2"), ids("tokensIn>100"));
        assertEquals(List.of("S1:1"), ids("tokensIn<=50"));
        assertEquals(List.of("S1:2"), ids("time>2026-03-01"));
        assertEquals(List.of("S1:1"), ids("a AND time<2026-03-02"));
    }
}
