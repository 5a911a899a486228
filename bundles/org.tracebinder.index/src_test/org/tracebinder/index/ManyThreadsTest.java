// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult;

/** Adding on several threads while others search; the same answers whatever the threads and files. */
class ManyThreadsTest {

    private static final int THREADS = 4;
    private static final List<Field<?>> COLUMNS = List.of(Fields.TRACE, Fields.APP, Fields.COST, Fields.TIME_START);

    @TempDir
    private Path dir;

    private interface Work {
        void run(int thread) throws Exception;
    }

    private static void inThreads(int n, Work work) throws Exception {
        ConcurrentLinkedQueue<Throwable> failed = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < n; t++) {
            int number = t;
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    work.run(number);
                } catch (Throwable e) {
                    failed.add(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failed.isEmpty()) {
            throw new AssertionError(failed.peek());
        }
    }

    @Test
    void searchesWhileAdding() throws Exception {
        List<Map.Entry<EventId, Event>> events = new ArrayList<>(Samples.events(2, 4000).entrySet());
        try (EventIndex index = EventIndex.openForWriting(dir, 16)) {
            AtomicBoolean done = new AtomicBoolean();
            AtomicInteger adders = new AtomicInteger(THREADS);
            inThreads(THREADS + 2, t -> {
                if (t < THREADS) {
                    for (int i = t; i < events.size(); i += THREADS) {
                        index.add(events.get(i).getKey(), events.get(i).getValue());
                    }
                    done.set(adders.decrementAndGet() == 0);
                    return;
                }
                long before = 0;
                while (!done.get()) {
                    index.refresh();
                    long now = index.count("", Progress.NONE);
                    assertTrue(now >= before && now <= events.size());
                    before = now;
                    SearchResult page = index.search(request("loan", null), Progress.NONE);
                    assertTrue(page.hits().size() <= page.total());
                }
            });
            index.commit(Map.of());
            assertEquals(events.size(), index.documents());
        }
    }

    @Test
    void aLookAtARunningImportWritesWhatLiesThereAndNoMore() throws Exception {
        try (EventIndex index = EventIndex.openForWriting(dir, 16)) {
            AtomicBoolean looked = new AtomicBoolean();
            AtomicInteger added = new AtomicInteger();
            int most = 400_000;
            inThreads(THREADS + 1, t -> {
                while (t < THREADS && !looked.get() && added.get() < most) {
                    int n = added.incrementAndGet();
                    index.add(new EventId(new RecordId(1, n), 0), Event.of(EventKind.TOOL).trace("t" + n).build());
                }
                if (t == THREADS) {
                    while (added.get() < 500) {
                        Thread.onSpinWait();
                    }
                    index.refresh();
                    looked.set(true);
                }
            });
            assertTrue(added.get() < most, "the look ended before the adding did");
            try (Stream<Path> files = Files.list(dir)) {
                long segments = files.filter(f -> f.toString().endsWith(".si")).count();
                assertTrue(segments > 0 && segments <= 3 * THREADS, segments + " segments");
            }
        }
    }

    private static SearchRequest request(String query, String after) {
        return new SearchRequest(query, new SearchRequest.Sort(Fields.TIME_START, true), 50, after, COLUMNS,
                List.of(Fields.APP, Fields.MODEL, Fields.TRACE), 20, "day");
    }

    /** Everything that an index answers, as text. */
    private static String answers(EventIndex index) throws Exception {
        StringBuilder out = new StringBuilder();
        for (String query : List.of("", "loan", "prompt:\"credit income\"", "model:gpt* AND time:2026-02", "rev*")) {
            String after = null;
            for (int page = 0; page < 3; page++) {
                SearchResult r = index.search(request(query, after), Progress.NONE);
                out.append(r.total()).append(r.facets()).append(r.histogram()).append(r.next());
                for (Row row : r.hits()) {
                    out.append(row);
                }
                after = r.next();
                if (after == null) {
                    break;
                }
            }
        }
        SearchResult relevant = index.search(new SearchRequest("loan AND credit", new SearchRequest.Sort(null, true),
                30, null, List.of(), List.of(), 0, null), Progress.NONE);
        relevant.hits().forEach(out::append);
        return out.toString();
    }

    @Test
    void sameAnswersWhateverTheLayout() throws Exception {
        List<Map.Entry<EventId, Event>> events = new ArrayList<>(Samples.events(3, 2500).entrySet());
        String one = built("one", events, 1, Integer.MAX_VALUE);
        assertEquals(one, built("many", events, THREADS, 300));
        assertEquals(one, built("some", events.reversed(), 2, 901));
    }

    private String built(String name, List<Map.Entry<EventId, Event>> events, int threads, int every) throws Exception {
        Path folder = dir.resolve(name);
        try (EventIndex index = EventIndex.openForWriting(folder, 16)) {
            inThreads(threads, t -> {
                for (int i = t; i < events.size(); i += threads) {
                    Map.Entry<EventId, Event> e = events.get(i);
                    if (i % 9 == 0 && i > 100) {
                        index.addVariant(e.getKey(), e.getValue(), new EventId(e.getKey().record(), 99));
                    } else {
                        index.add(e.getKey(), e.getValue());
                    }
                    if (i % every == every - 1) {
                        index.commit(Map.of("n", "" + i));
                    }
                }
            });
            index.commit(Map.of());
        }
        return again(folder);
    }

    private static String again(Path folder) throws Exception {
        try (EventIndex index = EventIndex.openForReading(folder)) {
            return answers(index);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
