// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.index.EventIndex;

/** An index that tells something else of one event than its record says is found. */
class ThoroughDoctorTest {

    @TempDir
    private Path folder;
    private Path binder;

    /** Several imports, duplicates, conflicts, pieces and archives. */
    @BeforeEach
    void importTrail() throws Exception {
        binder = folder.resolve("a.binder");
        Path more = Files.writeString(folder.resolve("more.jsonl"), Samples.decision("d1", "t1", "allow")
                + Samples.decision("d1", "t1", "deny") + Samples.decision("d2", "t1", "allow")
                + Samples.decision("d2", "t1", "allow") + "no record\n");
        try (Binder made = Binder.create(binder, "Test", null)) {
            List<Path> trail = Samples.trail();
            made.importPaths(trail.subList(0, trail.size() / 2), ImportOptions.DEFAULT, Progress.NONE);
            made.importPaths(trail.subList(trail.size() / 2, trail.size()), ImportOptions.DEFAULT, Progress.NONE);
            made.importPaths(List.of(more), ImportOptions.DEFAULT, Progress.NONE);
        }
    }

    private DoctorReport thorough() throws Exception {
        try (Binder open = Binder.openForRepair(binder)) {
            return open.thoroughDoctor(Progress.NONE);
        }
    }

    private static List<String> wrong(DoctorReport report) {
        return report.checks().stream().filter(c -> !c.ok()).map(c -> c.name() + ": " + c.detail()).toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(binder)) {
            return all.filter(Files::isRegularFile).filter(f -> !f.getFileName().toString().contains("lock")).sorted()
                    .toList();
        }
    }

    @Test
    void aSoundBinderIsFoundSound() throws Exception {
        List<Path> before = files();
        DoctorReport report = thorough();
        assertEquals(List.of(), wrong(report));
        assertTrue(report.checks().stream().filter(c -> c.name().startsWith("contents S")).count() > 3);
        assertEquals(before, files(), "the second index is gone");
        try (Binder open = Binder.open(binder)) {
            open.rebuild(Progress.NONE);
        }
        assertEquals(List.of(), wrong(thorough()));
    }

    @Test
    void oneAlteredEventIsFound() throws Exception {
        EventId id;
        try (Binder open = Binder.open(binder)) {
            id = EventId.parse(last(open) + ":1");
        }
        try (EventIndex index = EventIndex.openForWriting(binder.resolve("index/lucene"), 16)) {
            Map<String, String> note = index.committedState();
            index.remove(id);
            Event.Builder other = Event.of(EventKind.POLICY).app("loans").trace("t1");
            index.add(id, other.build());
            index.commit(note);
        }
        try (Binder open = Binder.openForRepair(binder)) {
            assertEquals(List.of(), wrong(open.doctor(Progress.NONE)), "the counts are those of the import");
        }
        List<String> wrong = wrong(thorough());
        assertEquals(1, wrong.size(), wrong.toString());
        assertTrue(wrong.get(0).startsWith("contents " + last() + ": the index holds other words or values")
                && wrong.get(0).contains("time"), wrong.get(0));
        String detail = wrong.get(0).substring(wrong.get(0).indexOf(": ") + 2);
        assertNotEquals(detail, Translation.to(Locale.GERMAN).say(detail));
        try (Binder open = Binder.openForRepair(binder)) {
            open.rebuild(Progress.NONE);
        }
        assertEquals(List.of(), wrong(thorough()));
    }

    @Test
    void whatIsLeftOfABrokenComparisonIsPutAway() throws Exception {
        Path left = Files.createDirectories(binder.resolve("index/compare/lucene")).resolve("segment");
        Files.writeString(left, "half");
        Binder.open(binder).close();
        assertFalse(Files.exists(left));
    }

    @Test
    void asReaderBesideAWriterNothingIsCompared() throws Exception {
        try (Binder writer = Binder.open(binder); Binder reader = Binder.open(binder)) {
            assertThrows(TracebinderException.class, () -> reader.thoroughDoctor(Progress.NONE));
            assertTrue(writer.thoroughDoctor(Progress.NONE).ok());
        }
    }

    private static String last(Binder open) throws IOException {
        return "S" + open.trail().sources().size();
    }

    private String last() throws Exception {
        try (Binder open = Binder.open(binder)) {
            return last(open);
        }
    }
}
