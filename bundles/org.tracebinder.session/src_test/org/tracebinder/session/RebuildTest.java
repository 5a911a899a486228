// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tracebinder.session.Samples.decision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.SearchRequest;

/** A source that can't be read any more does not take the others from the auditor. */
class RebuildTest {

    @TempDir
    private Path folder;
    private Path file;
    private Path binder;
    private byte[] before;
    private FileTime time;

    /** S1 is only referred to and gone; S2 repeats one of its records and has one with the same id. */
    @BeforeEach
    void aBinderWhoseFirstSourceIsGone() throws Exception {
        binder = folder.resolve("a.binder");
        file = Files.writeString(folder.resolve("far.jsonl"), decision("d1", "t1", "allow")
                + decision("d2", "t1", "allow"));
        Path other = Files.writeString(folder.resolve("near.jsonl"), decision("d1", "t1", "allow")
                + decision("d2", "t1", "deny") + decision("d3", "t1", "allow"));
        try (Binder made = Binder.create(binder, "Test", null)) {
            made.importPaths(List.of(file), ImportOptions.DEFAULT.byReference(), Progress.NONE);
            made.importPaths(List.of(other), ImportOptions.DEFAULT, Progress.NONE);
        }
        before = Files.readAllBytes(file);
        time = Files.getLastModifiedTime(file);
        Files.delete(file);
    }

    private void bringBack() throws IOException {
        Files.write(file, before);
        Files.setLastModifiedTime(file, time);
    }

    private static String hits(Binder open, String query) throws Exception {
        return open.trail().search(new SearchRequest(query, new SearchRequest.Sort(null, false), 100, null, List.of(),
                List.of(), 0, null), Progress.NONE).hits().stream().map(h -> h.id().toString()).sorted().toList()
                .toString();
    }

    private static boolean complete(Binder open) throws Exception {
        return open.trail().search(new SearchRequest("*:*", new SearchRequest.Sort(null, false), 0, null, List.of(),
                List.of(), 0, null), Progress.NONE).complete();
    }

    private void loseTheIndex() throws IOException {
        try (Stream<Path> all = Files.walk(binder.resolve("index"))) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void theIndexKeepsWhatItHadOfASourceThatIsGone() throws Exception {
        String all;
        String conflicts;
        try (Binder open = Binder.openForRepair(binder)) {
            all = hits(open, "*:*");
            conflicts = hits(open, "conflict:true");
            List<ImportReport.Warning> left = open.rebuild(Progress.NONE);
            assertEquals("[index.kept S1]", left.stream().map(w -> w.code() + " " + w.source()).toList().toString());
            assertTrue(left.get(0).text().contains("is gone"), left.toString());
        }
        try (Binder open = Binder.open(binder)) {
            assertEquals(all, hits(open, "*:*"));
            assertEquals(conflicts, hits(open, "conflict:true"));
            assertTrue(complete(open));
            assertTrue(open.sources().warnings().stream().anyMatch(w -> w.code().equals("index.kept")));
            bringBack();
            assertEquals(List.of(), open.rebuild(Progress.NONE));
            assertTrue(open.sources().warnings().stream().noneMatch(w -> w.code().startsWith("index.")));
            assertEquals(all, hits(open, "*:*"));
            assertEquals(conflicts, hits(open, "conflict:true"));
            assertTrue(open.doctor(Progress.NONE).ok(), open.doctor(Progress.NONE).toString());
        }
    }

    @Test
    void aSourceThatIsGoneWithTheIndexIsLeftOutByName() throws Exception {
        loseTheIndex();
        try (Binder open = Binder.openForRepair(binder)) {
            assertEquals("[index.lacking S1]", open.rebuild(Progress.NONE).stream().map(w -> w.code() + " "
                    + w.source()).toList().toString());
        }
        try (Binder open = Binder.open(binder)) {
            assertTrue(hits(open, "*:*").contains("S2:3"), hits(open, "*:*"));
            assertFalse(complete(open), "an answer says that it is not the whole");
            assertTrue(assertThrows(TracebinderException.class, () -> open.check(List.of(), Progress.NONE)).getMessage()
                    .contains("S1"), "what is not found must not pass");
            String index = open.doctor(Progress.NONE).checks().stream().filter(c -> c.name().equals("index S1"))
                    .findFirst().orElseThrow().detail();
            assertTrue(index.contains("Bring back the original"), index);
            bringBack();
            assertEquals(List.of(), open.rebuild(Progress.NONE));
            assertTrue(complete(open));
            assertTrue(open.doctor(Progress.NONE).ok(), open.doctor(Progress.NONE).toString());
        }
    }

    @Test
    void aDamagedFrameStopsNoOtherSource() throws Exception {
        bringBack();
        try (Stream<Path> kept = Files.list(binder.resolve("vault"))) {
            Path frames = kept.filter(f -> f.toString().endsWith(".zst")).findFirst().orElseThrow();
            byte[] bytes = Files.readAllBytes(frames);
            bytes[20] ^= 0x55;
            Files.write(frames, bytes);
        }
        try (Binder open = Binder.openForRepair(binder)) {
            String all = hits(open, "*:*");
            assertEquals("[index.kept S2]", open.rebuild(Progress.NONE).stream().map(w -> w.code() + " "
                    + w.source()).toList().toString());
            assertEquals(all, hits(open, "*:*"));
        }
        Binder.open(binder).close();
    }

    @Test
    void aRebuildThatIsGivenUpChangesNothing() throws Exception {
        bringBack();
        try (Binder open = Binder.open(binder)) {
            String all = hits(open, "*:*");
            int acts = open.ledger().size();
            Progress broken = new Progress() {
                @Override
                public void task(String name, long total) {
                    if (name.startsWith("S2")) {
                        throw new CancellationException();
                    }
                }

                @Override
                public void advance(long units) {
                    // of no interest here
                }

                @Override
                public void check() {
                    // goes on until the second source
                }
            };
            assertThrows(CancellationException.class, () -> open.rebuild(broken));
            assertEquals(all, hits(open, "*:*"));
            assertEquals(acts, open.ledger().size());
        }
        try (Binder open = Binder.open(binder)) {
            assertTrue(open.doctor(Progress.NONE).ok());
        }
    }
}
