// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.compare.FieldDifference;
import org.tracebinder.session.compare.SourceComparison;

class CompareTest {

    @TempDir
    private Path folder;

    private SourceComparison compare(List<String> a, List<String> b) throws Exception {
        Path one = Files.writeString(folder.resolve("one.jsonl"), String.join("", a));
        Path two = Files.writeString(folder.resolve("two.jsonl"), String.join("", b));
        try (Binder binder = Binder.create(folder.resolve("b.binder"), "Test", null)) {
            binder.importPaths(List.of(one, two), ImportOptions.DEFAULT, Progress.NONE);
            return binder.comparisons().sources(List.of(1), List.of(2), Progress.NONE);
        }
    }

    @Test
    void countsWhatWasTakenPutInAndChangedWhateverTheOrder() throws Exception {
        Random random = new Random(7);
        List<String> a = new ArrayList<>();
        List<String> b = new ArrayList<>();
        int missing = 0;
        int added = 0;
        int altered = 0;
        for (int i = 0; i < 600; i++) {
            String line = Samples.decision("d" + i, "t" + i, "allow");
            switch (random.nextInt(12)) {
                case 0 -> {
                    a.add(line);
                    missing++;
                }
                case 1 -> {
                    b.add(line);
                    added++;
                }
                case 2 -> {
                    a.add(line);
                    b.add(Samples.decision("d" + i, "t" + i, "deny"));
                    altered++;
                }
                default -> {
                    a.add(line);
                    b.add(line);
                }
            }
        }
        Collections.shuffle(b, random);
        SourceComparison c = compare(a, b);
        assertFalse(c.same());
        assertEquals(new SourceComparison.Side(List.of("S1"), a.size(), a.size() - missing - altered, altered, missing,
                0,
                c.a().firstTime(), c.a().lastTime()), c.a());
        assertEquals(new SourceComparison.Side(List.of("S2"), b.size(), b.size() - added - altered, altered, added, 0,
                c.b().firstTime(), c.b().lastTime()), c.b());
        assertEquals(new SourceComparison.Events(0, altered, missing, added), c.events());
        assertEquals(missing, c.missing().size());
        assertEquals(added, c.added().size());
        for (RecordId id : c.missing()) {
            assertFalse(b.contains(a.get((int) id.record() - 1)));
        }
        for (SourceComparison.Alteration x : c.altered()) {
            String left = a.get((int) x.a().record().record() - 1);
            assertEquals(left.replace("allow", "deny"), b.get((int) x.b().record().record() - 1));
            assertTrue(x.fields().contains(new FieldDifference("decisions.0.action", "allow", "deny")),
                    x.fields().toString());
        }
    }

    @Test
    void theSameLinesInAnotherOrderAreTheSame() throws Exception {
        List<String> a = List.of(Samples.decision("a", "t", "allow"), Samples.decision("b", "t", "deny"));
        assertTrue(compare(a, a.reversed()).same());
    }

    @Test
    void aRepetitionCountsAsOftenAsItStands() throws Exception {
        String line = Samples.decision("a", "t", "allow");
        SourceComparison c = compare(List.of(line, line, line), List.of(line, Samples.decision("b", "t", "allow")));
        assertEquals(1, c.a().same());
        assertEquals(2, c.a().only());
        assertEquals(List.of(RecordId.parse("S2:2")), c.added());
    }

    @Test
    void badRecordsAreComparedByTheirBytes() throws Exception {
        String good = Samples.decision("a", "t", "allow");
        SourceComparison c = compare(List.of(good, "{\"decision_id\": broken\n"), List.of(good,
                "{\"decision_id\": cut\n"));
        assertEquals(1, c.a().same());
        assertEquals(List.of(RecordId.parse("S1:2")), c.missing());
        assertEquals(List.of(RecordId.parse("S2:2")), c.added());
    }

    private static String span(String id, String name) {
        return "{\"traceId\":\"5b8efff798038103d269b633813fc60c\",\"spanId\":\"" + id + "\",\"name\":\"" + name
                + "\",\"startTimeUnixNano\":\"1767225600000000000\",\"endTimeUnixNano\":\"1767225601000000000\"}";
    }

    private static String batch(String... spans) {
        return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + String.join(",", spans) + "]}]}]}\n";
    }

    @Test
    void spansInOtherBatchesAreTheSameEvents() throws Exception {
        String one = span("eee19b7ec3c1b171", "a");
        String two = span("eee19b7ec3c1b172", "b");
        String three = span("eee19b7ec3c1b173", "c");
        SourceComparison c = compare(List.of(batch(one, two), batch(three)),
                List.of(batch(one), batch(two, span("eee19b7ec3c1b173", "changed"))));
        assertEquals(new SourceComparison.Events(2, 1, 0, 0), c.events());
        assertEquals(1, c.a().regrouped());
        assertEquals(1, c.a().altered());
        assertEquals(EventId.parse("S2:2.2"), c.altered().get(0).b());
        assertEquals(List.of(new FieldDifference("name", "c", "changed")), c.altered().get(0).fields());
    }

    @Test
    void aSourceThatIsNotThereOrNamedTwiceIsRefused() throws Exception {
        Path file = Files.write(folder.resolve("x.jsonl"), Samples.decision("a", "t", "deny")
                .getBytes(StandardCharsets.UTF_8));
        try (Binder binder = Binder.create(folder.resolve("x.binder"), "Test", null)) {
            binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE);
            assertThrows(TracebinderException.class, () -> binder.comparisons().sources(List.of(1), List.of(2),
                    Progress.NONE));
            assertThrows(TracebinderException.class, () -> binder.comparisons().sources(List.of(1), List.of(1),
                    Progress.NONE));
        }
    }
}
