// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TimeRule;

/** Several runs wrote one thing: none of them is lost on the way, in either direction, unless it was replaced. */
class RewritesTest {

    private final MemoryTrail trail = new MemoryTrail();

    private LineageView up(String subject) throws Exception {
        return Lineage.of(trail, Progress.NONE).upstream(subject, null, Progress.NONE);
    }

    private DownstreamView down(String subject) throws Exception {
        return Lineage.of(trail, Progress.NONE).downstream(subject, Progress.NONE);
    }

    private static Event changed(String time, String run, String input, String output, String change) {
        Event.Builder b = Event.of(EventKind.LINEAGE).lineage(new LineageFact("COMPLETE", run, null, "ns", "job-" + run,
                Facts.things(input), Facts.things(output)));
        b.extra("outputs.lifecycleStateChange[" + output + "]", "{\"lifecycleStateChange\":\"" + change + "\"}");
        return b.time(Moments.nanos(Instant.parse(time)), time, TimeRule.ISO_OFFSET).build();
    }

    private void lake(String change) {
        trail.add(1, Facts.complete("2026-01-01T00:00:00Z", "a", "srcA", "lake"));
        trail.add(1, changed("2026-01-02T00:00:00Z", "b", "srcB", "lake", change));
        trail.add(1, Facts.complete("2026-01-03T00:00:00Z", "t", "lake", "models.m@1"));
        trail.add(2, Facts.use("2026-01-04T00:00:00Z", "m", "1"));
        trail.add(2, Facts.use("2026-01-05T00:00:00Z", "m", null));
    }

    private long resting(DownstreamView view) throws Exception {
        return view.query() == null ? 0 : trail.count(view.query(), Progress.NONE);
    }

    @Test
    void anEdgeNamesTheRecordsThatSayItAndNotTheOnesThatContradictThem() throws Exception {
        trail.add(1, Facts.event("2026-01-01T00:00:00Z", "START", "t", "", ""));
        trail.add(1, Facts.complete("2026-01-02T00:00:00Z", "t", "feat@1 both@1", "models.m@1"));
        trail.add(2, Facts.complete("2026-01-02T00:00:00Z", "t", "other@7 both@1", "models.m@1"));
        trail.add(2, Facts.complete("2026-01-03T00:00:00Z", "u", "models.m@1", "serving.m@1"));
        for (List<LineageView.Edge> edges : List.of(up("m@1").edges(), down("feat@1").edges(), down("other@7").edges(),
                down("both@1").edges())) {
            for (LineageView.Edge e : edges) {
                assertEquals(e.to().endsWith("feat@1") ? "[S1:1, S1:2]" : e.to().endsWith("other@7") ? "[S1:1, S2:1]"
                        : e.to().endsWith("both@1") ? "[S1:1, S1:2, S2:1]" : "[S2:2]", e.events().toString(), e.to());
            }
        }
        assertEquals(4, up("m@1").edges().size());
    }

    @Test
    void whatOneJobAddedToATableIsNotLostToTheNext() throws Exception {
        lake("ALTER");
        LineageView up = up("S2:1");
        assertEquals(Set.of("inference:S2:1 > models.m@1 observed", "models.m@1 > lake inferred",
                "lake > srcB observed", "lake > srcA inferred"), Facts.edges(up.edges()));
        assertEquals("[2 runs have written lake: run a of job-a at 2026-01-01T00:00:00Z, run b of job-b at "
                + "2026-01-02T00:00:00Z. No record says that a later one replaced what was there; all are followed, "
                + "those before the last as inferred.]", up.missing().toString());
        for (String source : List.of("srcA", "srcB")) {
            DownstreamView down = down(source);
            assertEquals(2, resting(down), source);
            assertTrue(Facts.edges(down.edges()).contains("models.m@1 > lake inferred"), source);
        }
        assertEquals(up.missing(), down("srcA").missing());
        assertTrue(Facts.edges(down("srcA").edges()).contains("lake > srcA inferred"));
    }

    @Test
    void whatWasOverwrittenIsNotFollowedAndSaid() throws Exception {
        lake("OVERWRITE");
        assertFalse(Facts.edges(up("S2:1").edges()).contains("lake > srcA inferred"));
        assertEquals(0, up("S2:1").missing().size());
        assertEquals(2, resting(down("srcB")));
        assertEquals(0, resting(down("srcA")));
        assertTrue(down("srcA").missing().get(0).startsWith("What run a of job-a had written to lake was replaced by "
                + "run b of job-b at 2026-01-02T00:00:00Z;"), down("srcA").missing().toString());
    }

    @Test
    void twoSourcesThatNameDifferentRunsForAModelAreBothFollowed() throws Exception {
        trail.add(1, Facts.complete("2026-01-01T00:00:00Z", "f", "raw@1", "feat@1"));
        trail.add(1, Facts.complete("2026-01-02T00:00:00Z", "t1", "feat@1", "models.scorer@1.0"));
        trail.add(1, Facts.complete("2026-01-03T00:00:00Z", "t2", "feat@2", "models.scorer@1.0"));
        trail.add(1, Facts.complete("2026-01-04T00:00:00Z", "d", "models.scorer@1.0", "serving.scorer@1.0"));
        for (int day = 5; day < 10; day++) {
            trail.add(2, Facts.use("2026-01-0" + day + "T00:00:00Z", "scorer", day < 7 ? "1.0" : null));
        }
        assertTrue(Facts.edges(up("S2:1").edges()).contains("models.scorer@1.0 > feat@1 inferred"));
        assertEquals(5, resting(down("raw@1")));
        assertEquals(5, resting(down("feat@2")));
        assertEquals(up("S2:1").missing(), down("raw@1").missing());
        assertTrue(down("raw@1").missing().get(0).startsWith("2 runs have written models.scorer@1.0: "));
    }

    @Test
    void aModelWithoutDeploymentKeepsTheRunsThatAddedToIt() throws Exception {
        trail.add(1, Facts.complete("2026-01-02T00:00:00Z", "t1", "feat@1", "models.m"));
        trail.add(1, Facts.complete("2026-01-03T00:00:00Z", "t2", "feat@2", "models.m"));
        trail.add(2, Facts.use("2026-01-02T12:00:00Z", "m", null));
        trail.add(2, Facts.use("2026-01-05T00:00:00Z", "m", null));
        assertEquals(2, resting(down("feat@1")));
        assertEquals(1, resting(down("feat@2")));
        assertTrue(Facts.versions(up("S2:2").nodes()).containsAll(Set.of("feat@1", "feat@2")));
        assertEquals(Set.of("feat@1"), Facts.versions(up("S2:1").nodes()));
    }

    @Test
    void aRunThatReadsWhatItAddsToStandsForThoseBeforeIt() throws Exception {
        trail.add(1, Facts.complete("2026-01-01T00:00:00Z", "a", "x@1", "d"));
        trail.add(1, Facts.complete("2026-01-02T00:00:00Z", "b", "y@1 d", "d"));
        trail.add(1, Facts.complete("2026-01-03T00:00:00Z", "t", "d", "models.m@1"));
        assertTrue(up("models.m@1").missing().stream().noneMatch(m -> m.contains("runs have written")));
        assertTrue(Facts.edges(up("models.m@1").edges()).contains("d > x@1 observed"));
    }

    @Test
    void aThingWrittenThousandsOfTimesIsWalkedInTime() throws Exception {
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 1; i <= 5_000; i++) {
            trail.add(1, Facts.complete(at.plusSeconds(i).toString(), "w" + i, "src", "lake"));
            trail.add(1, Facts.complete(at.plusSeconds(i).plusMillis(1).toString(), "r" + i, "lake", "out@" + i));
        }
        Lineage lineage = Lineage.of(trail, Progress.NONE);
        assertEquals(3, Cpu.within(20_000, () -> lineage.upstream("out@5000", null, Progress.NONE)).nodes().size());
        assertEquals(5_002, Cpu.within(20_000, () -> lineage.downstream("src", Progress.NONE)).nodes().size());
    }

    @Test
    void runsThatReadItAndDidNotCompleteAreNamed() throws Exception {
        trail.add(1, Facts.event("2026-01-01T00:00:00Z", "START", "s", "raw@1", "models.m@1"));
        trail.add(1, Facts.event("2026-01-01T00:00:00Z", "FAIL", "f", "raw@2", "models.m@2"));
        trail.add(1, Facts.event("2026-01-02T00:00:00Z", "RUNNING", "r1", "raw@3", "models.m@3"));
        trail.add(1, Facts.event("2026-01-02T00:00:00Z", "RUNNING", "r2", "raw@3", "models.m@4"));
        trail.add(1, Facts.complete("2026-01-03T00:00:00Z", "c", "src@1", "raw@1"));
        String note = "Run s of job-s read raw@1 and is not recorded as complete; what it would have written is not "
                + "followed: models.m@1.";
        assertTrue(down("raw@1").missing().contains(note), down("raw@1").missing().toString());
        assertTrue(down("src@1").missing().contains(note), down("src@1").missing().toString());
        assertTrue(down("raw@2").missing().contains("Run f of job-f read raw@2 and failed; what it would have written "
                + "is not followed: models.m@2."), down("raw@2").missing().toString());
        assertTrue(down("raw@3").missing().contains("2 runs read raw@3 and are not recorded as complete; what they "
                + "would have written is not followed. The first is run r1 of job-r1."),
                down("raw@3").missing().toString());
        assertEquals(0, resting(down("raw@1")));
    }
}
