// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SourceInfo;

/** Kills an import at random moments: nothing committed is lost, nothing half is shown, and the next run goes on. */
class CrashTest {

    private static final int KILLS = 20;
    private static final int FILES = 8;
    /** A slow machine waits no longer than this for a kill, in milliseconds: 20 kills take minutes at most. */
    private static final long LONGEST = 8_000;

    @TempDir
    private Path folder;

    /** What the killed process runs: imports a folder, with a checkpoint behind each file. */
    public static final class Child {
        /** @param args binder, folder, and the number of the file at whose begin it waits for its end; 0 for none */
        public static void main(String[] args) throws Exception {
            Path binder = Path.of(args[0]);
            try (Binder open = Binder.isBinder(binder) ? Binder.open(binder) : Binder.create(binder, "Crash", null)) {
                System.out.println("go");
                run(open, Path.of(args[1]), new Waiting(Integer.parseInt(args[2])));
            }
        }
    }

    /** Stops at the begin of a file. */
    private static final class Waiting implements Progress {
        private int files;

        Waiting(int file) {
            this.files = file;
        }

        @Override
        public void task(String name, long total) {
            if (name.startsWith("trail/") && --files == 0) {
                System.out.println("waiting");
                try {
                    TimeUnit.MINUTES.sleep(1); // whoever started this is to kill it; else it ends by itself
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public void advance(long units) {
            // not of interest
        }

        @Override
        public void check() {
            // is never cancelled
        }
    }

    private static ImportReport run(Binder binder, Path trail, Progress progress) throws Exception {
        return binder.importPaths(List.of(trail), new ImportOptions(Optional.empty(), 2, false, Duration.ZERO),
                progress);
    }

    @Test
    void whereverItIsKilledTheNextRunGoesOnToTheSameEnd() throws Exception {
        Path trail = trail();
        String undisturbed;
        long begin = System.nanoTime();
        try (Binder binder = Binder.create(folder.resolve("calm"), "Crash", null)) {
            run(binder, trail, Progress.NONE);
            undisturbed = digests(binder);
        }
        long took = Math.clamp((System.nanoTime() - begin) / 1_000_000, 200, LONGEST);
        Random random = new Random(20);
        int kills = 0;
        int between = 0;
        for (int round = 0; kills < KILLS; round++) {
            Path binder = folder.resolve("killed-" + round);
            boolean whole = false;
            for (int i = 0; i < 4 && !whole; i++) {
                // most kills come at any moment; some are sure to come between two checkpoints, on every machine
                int file = round % 3 == 0 && i == 0 ? 2 + random.nextInt(FILES - 1) : 0;
                long alone = killed(binder, trail, random.nextLong(took), file);
                whole = alone > 0;
                took = whole ? Math.max(200, Math.min(took, alone)) : took; // the machine has less to do than before
                kills += whole ? 0 : 1;
                if (Binder.isBinder(binder)) {
                    try (Binder open = Binder.open(binder)) {
                        DoctorReport report = open.doctor(Progress.NONE);
                        assertTrue(report.ok(), report.toString());
                        int sources = open.sources().sources().size();
                        between += sources > 0 && sources < FILES ? 1 : 0;
                        whole |= sources == FILES; // killed behind its end: running again would be another import
                    }
                }
            }
            try (Binder open = Binder.isBinder(binder) ? Binder.open(binder) : Binder.create(binder, "Crash", null)) {
                if (!whole) {
                    assertEquals(FILES, run(open, trail, Progress.NONE).sources().size(), "sources of all runs");
                }
                assertEquals(undisturbed, digests(open));
            }
        }
        assertTrue(between > 0, "no kill came between two checkpoints: the test shows nothing");
    }

    /** @return how long the import took when it came to its end before it was killed, in milliseconds; else 0 */
    private long killed(Path binder, Path trail, long millis, int file) throws Exception {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                classPath(), Child.class.getName(), binder.toString(), trail.toString(), Integer.toString(file))
                .redirectErrorStream(true).start();
        long begin;
        try (var out = child.inputReader()) {
            StringBuilder said = new StringBuilder();
            String line;
            while ((line = out.readLine()) != null && !line.equals(file > 0 ? "waiting" : "go")) {
                said.append(line).append('\n');
            }
            assertTrue(line != null, "the child did not start: " + said);
            begin = System.nanoTime();
            if (file > 0 || !child.waitFor(millis, TimeUnit.MILLISECONDS)) {
                child.destroyForcibly(); // SIGKILL
            }
        }
        return child.waitFor() != 0 ? 0 : Math.max(1, (System.nanoTime() - begin) / 1_000_000);
    }

    /** @return the class path of this test, whoever runs it */
    static String classPath() throws Exception {
        if (CrashTest.class.getClassLoader() instanceof URLClassLoader loader) {
            List<String> places = new ArrayList<>();
            for (URL url : loader.getURLs()) {
                places.add(Path.of(url.toURI()).toString());
            }
            return String.join(File.pathSeparator, places);
        }
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** @return a folder with a dozen files that repeat each other in part */
    private Path trail() throws IOException {
        Path trail = Files.createDirectory(folder.resolve("trail"));
        for (int f = 0; f < FILES; f++) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 1_200; i++) {
                lines.append(Samples.decision("d" + (f * 1_000 + i), "t" + i, i % 50 == 0 && f % 2 == 0 ? "deny"
                        : "allow"));
            }
            Files.writeString(trail.resolve("part-" + (char) ('a' + f) + ".jsonl"), lines);
        }
        return trail;
    }

    private static String digests(Binder binder) throws Exception {
        StringBuilder all = new StringBuilder();
        for (SourceInfo s : binder.sources().sources()) {
            all.append(s.id()).append(' ').append(s.path()).append(' ').append(s.sha256()).append(' ')
                    .append(s.merkleRoot())
                    .append(' ').append(s.totals()).append(s.events()).append(s.conflicts()).append('\n');
        }
        binder.trail().search(new SearchRequest("policy:deny", new SearchRequest.Sort(Fields.TIME_START, false), 1_000,
                null, List.of(), List.of(), 0, null), Progress.NONE).hits().forEach(h -> all.append(h.id())
                .append(' '));
        binder.check(List.of("log.duplicate", "log.conflict"), Progress.NONE)
                .forEach(c -> all.append('\n').append(c.contrary()).append(c.traces()));
        return Hash.of(all.toString().getBytes(StandardCharsets.UTF_8)) + ", " + binder.sources().sources().size()
                + " sources";
    }
}
