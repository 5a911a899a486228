// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.SearchRequest;

/**
 * Measures adding and asking on this machine, with invented events. No test: {@code Measure FOLDER [events] [threads]}.
 */
final class Measure {

    private Measure() {
    }

    private interface Question {
        Object ask() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        Path dir = Path.of(args[0]);
        int events = args.length > 1 ? Integer.parseInt(args[1]) : 200_000;
        int threads = args.length > 2 ? Integer.parseInt(args[2]) : 2;
        try (EventIndex index = EventIndex.openForWriting(dir, 256)) {
            long start = System.nanoTime();
            List<Thread> adding = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int number = t;
                adding.add(Thread.ofPlatform().start(() -> add(index, number, events / threads)));
            }
            for (Thread thread : adding) {
                thread.join();
            }
            index.commit(Map.of());
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(Locale.ROOT, "%d events, %.1f s, %.0f a second, %d bytes an event%n", events, seconds,
                    events / seconds, size(dir) / events);
            time("newest 50", () -> index.search(SearchRequest.newest("", 50, List.of(Fields.SPAN)), Progress.NONE));
            time("word, newest 50", () -> index.search(SearchRequest.newest("loan", 50, List.of(Fields.SPAN)),
                    Progress.NONE));
            time("phrase", () -> index.count("\"loan credit income\"", Progress.NONE));
            time("word of the prompt", () -> index.count("prompt:loan", Progress.NONE));
            time("phrase of the prompt", () -> index.count("prompt:\"loan credit\"", Progress.NONE));
            time("pattern of the answer", () -> index.count("answer:r*", Progress.NONE));
            time("facets and days", () -> index.search(new SearchRequest("loan", null, 10, null, List.of(),
                    List.of(Fields.MODEL, Fields.APP, Fields.TRACE), 10, "day"), Progress.NONE));
            time("scan of four columns", () -> {
                long[] sum = new long[1];
                index.scan("", List.of(Fields.TRACE, Fields.SPAN, Fields.MODEL, Fields.TIME_START), row -> {
                    String trace = row.get(Fields.TRACE);
                    String model = row.get(Fields.MODEL);
                    Long time = row.get(Fields.TIME_START);
                    sum[0] += (trace == null ? 0 : trace.length()) + (model == null ? 0 : 1) + (time == null ? 0 : 1);
                }, Progress.NONE);
                return sum[0];
            });
        }
    }

    private static void add(EventIndex index, int thread, int events) {
        Random random = new Random(thread);
        try {
            for (int i = 0; i < events; i++) {
                Event event = Samples.event(random);
                index.add(new EventId(new RecordId(thread + 1, i + 1), 0), event);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void time(String name, Question question) throws Exception {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            long start = System.nanoTime();
            question.ask();
            times.add((System.nanoTime() - start) / 1e6);
        }
        times.sort(null);
        System.out.printf(Locale.ROOT, "%-24s median %8.3f ms, least %8.3f ms%n", name, times.get(30), times.get(0));
    }

    private static long size(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            return files.mapToLong(f -> f.toFile().length()).sum();
        }
    }
}
