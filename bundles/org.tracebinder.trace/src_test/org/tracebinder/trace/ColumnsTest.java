// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.core.LineageFact.ColumnUse;
import org.tracebinder.core.LineageFact.Dataset;
import org.tracebinder.core.Progress;

/** Which column rests on which, as of a moment. */
class ColumnsTest {

    private final MemoryTrail trail = new MemoryTrail();

    private static Dataset data(String name, String version) {
        return new Dataset("lake", name, version, "dataset");
    }

    private static ColumnUse use(Dataset out, String column, String in, String field, String subtype) {
        return new ColumnUse(out, column, "lake", in, field, "DIRECT", subtype, null, "MASK".equals(subtype));
    }

    private void run(String id, String state, long day, List<Dataset> in, List<Dataset> out, List<ColumnUse> columns) {
        trail.add(1, Event.of(EventKind.LINEAGE).time(day * 86_400_000_000_000L, null, null)
                .lineage(new LineageFact(state, id, null, "lake", "job-" + id, in, out, columns, List.of())).build());
    }

    private ColumnView ask(String subject, boolean down, Long day) throws Exception {
        return Lineage.of(trail, Progress.NONE).columns(subject, down, day == null ? null
                : Instant.ofEpochSecond(day * 86_400), 100, Progress.NONE);
    }

    private static List<String> edges(ColumnView view) {
        return view.edges().stream().map(e -> short_(e.from()) + " <- " + short_(e.to()) + " " + e.subtype()).toList();
    }

    private static String short_(String id) {
        return id.replace("dataset:lake/", "");
    }

    private void chain() {
        Dataset clean1 = data("clean", "1");
        Dataset clean2 = data("clean", "2");
        run("a", "COMPLETE", 1, List.of(data("raw", "1")), List.of(clean1),
                List.of(use(clean1, "name", "raw", "full", "MASK")));
        run("b", "COMPLETE", 5, List.of(data("raw", "2")), List.of(clean2), List.of(
                use(clean2, "name", "raw", "first", "IDENTITY"), use(clean2, "name", "raw", "last", "IDENTITY")));
        Dataset features = data("features", "1");
        run("c", "COMPLETE", 3, List.of(data("clean", null)), List.of(features), List.of(
                use(features, "key", "clean", "name", "HASH"), use(features, null, "clean", "age", "FILTER")));
    }

    @Test
    void upstreamIsThatOfTheMoment() throws Exception {
        chain();
        assertEquals(List.of("features@1#key <- clean@1#name HASH", "features@1#key <- clean@1#age FILTER",
                "clean@1#name <- raw@1#full MASK"), edges(ask("features#key", false, null)));
        assertEquals(List.of("clean@1#name <- raw@1#full MASK"), edges(ask("clean#name", false, 2L)));
        assertEquals(List.of("clean@2#name <- raw@2#first IDENTITY", "clean@2#name <- raw@2#last IDENTITY"),
                edges(ask("clean#name", false, 6L)));
        ColumnView.Edge masked = ask("clean@1#name", false, null).edges().get(0);
        assertEquals(Boolean.TRUE, masked.masking());
        assertEquals(Basis.OBSERVED, masked.basis());
        assertEquals("job-a", masked.job());
        assertEquals(1, masked.events().size());
        assertEquals(Basis.INFERRED, ask("features#key", false, null).edges().get(0).basis(),
                "the version that was read is told by the time only");
    }

    @Test
    void downstreamFollowsTheVersionThatWasRead() throws Exception {
        chain();
        assertEquals(List.of("clean@1#name <- raw@1#full MASK", "features@1#key <- clean@1#name HASH"),
                edges(ask("raw@1#full", true, null)));
        assertEquals(List.of("clean@2#name <- raw@2#last IDENTITY"), edges(ask("raw#last", true, null)));
        assertEquals(List.of("features@1#* <- clean@1#age FILTER"), edges(ask("clean@1#age", true, null)));
    }

    @Test
    void whatIsNotThereIsSaid() throws Exception {
        chain();
        assertTrue(ask("clean#nobody", false, null).missing().get(0).contains("recorded are age, name"),
                ask("clean#nobody", false, null).missing().toString());
        assertTrue(ask("nothing#x", false, null).missing().get(0).contains("No lineage source"));
        assertEquals(0, ask("nothing#x", false, null).nodes().size());
        assertEquals(2, ask("clean@1", false, null).nodes().stream().filter(n -> n.name().equals("clean")).count());
        Dataset begun = data("begun", "1");
        run("d", "START", 9, List.of(data("clean", "2")), List.of(begun),
                List.of(use(begun, "x", "clean", "name", "IDENTITY")));
        ColumnView view = ask("begun#x", false, null);
        assertEquals(Basis.DECLARED, view.edges().get(0).basis());
        assertTrue(view.missing().get(0).contains("not recorded as complete"), view.missing().toString());
    }

    @Test
    void circlesEnd() throws Exception {
        Dataset a = data("a", null);
        Dataset b = data("b", null);
        run("1", "COMPLETE", 1, List.of(b), List.of(a), List.of(use(a, "x", "b", "y", "IDENTITY")));
        run("2", "COMPLETE", 1, List.of(a), List.of(b), List.of(use(b, "y", "a", "x", "IDENTITY")));
        assertEquals(2, ask("a#x", false, null).nodes().size());
        assertEquals(2, ask("a#x", true, null).nodes().size());
        assertEquals("Some of these rest on themselves, in a circle: dataset:lake/a#x, dataset:lake/b#y.",
                String.join(" ", ask("a#x", false, null).missing()));
    }

    @Test
    void tenThousandColumnsAreCutAndItIsSaid() throws Exception {
        Dataset wide = data("wide", "1");
        List<ColumnUse> uses = new ArrayList<>();
        for (int i = 0; i < 12_000; i++) {
            uses.add(use(wide, "c" + i, "raw", "f" + i, "IDENTITY"));
        }
        run("w", "COMPLETE", 1, List.of(data("raw", "1")), List.of(wide), uses);
        ColumnView view = Cpu.within(10_000, () -> ask("wide", false, null));
        assertEquals(12_000, view.nodes().stream().filter(n -> n.name().equals("wide")).count());
        assertTrue(view.missing().get(0).contains("cut at"), view.missing().toString());
        assertEquals(1, Cpu.within(5_000, () -> ask("wide#c7", false, null)).edges().size());
    }

    @Test
    void aColumnThatWasWrittenTwiceRestsOnWhatBothRunsTell() throws Exception {
        Dataset r = data("r", null);
        run("1", "COMPLETE", 1, List.of(data("q", null)), List.of(r), List.of(use(r, "z", "q", "x", "MASK")));
        run("2", "COMPLETE", 2, List.of(data("q", null)), List.of(r), List.of(use(r, "z", "q", "y", "IDENTITY")));
        for (int i = 0; i < 2; i++) {
            ColumnView up = ask(i == 0 ? "r#z" : "r", false, null);
            assertEquals(List.of("r#z <- q#x MASK", "r#z <- q#y IDENTITY"), edges(up).stream().sorted().toList());
            up.edges().forEach(e -> assertEquals(e.subtype().equals("MASK") ? Basis.INFERRED : Basis.OBSERVED,
                    e.basis()));
            assertTrue(up.missing().get(0).startsWith("2 runs have written r: run 1 of job-1 at "),
                    () -> up.missing().toString());
        }
        assertEquals(List.of("r#z <- q#x MASK"), edges(ask("r#z", false, 1L)));
        ColumnView down = ask("q#x", true, null);
        assertEquals(Basis.INFERRED, down.edges().get(0).basis());
        assertTrue(down.missing().get(0).startsWith("2 runs have written r: "), down.missing().toString());
        assertEquals(Basis.OBSERVED, ask("q#y", true, null).edges().get(0).basis());
    }

    @Test
    void runsThatDidNotCompleteAreToldOfDownstream() throws Exception {
        Dataset out = data("out", "1");
        run("s", "START", 1, List.of(data("raw", "1")), List.of(out), List.of(use(out, "z", "raw", "x", "MASK")));
        run("f", "FAIL", 2, List.of(data("raw", "1")), List.of(out), List.of(use(out, "z", "raw", "x", "MASK")));
        ColumnView down = ask("raw@1#x", true, null);
        assertEquals(List.of(), down.edges());
        assertEquals(List.of("Run s of job-s read raw@1 and is not recorded as complete; what it would have written is "
                + "not followed: out@1.", "Run f of job-f read raw@1 and failed; what it would have written is not "
                + "followed: out@1."), down.missing());
    }
}
