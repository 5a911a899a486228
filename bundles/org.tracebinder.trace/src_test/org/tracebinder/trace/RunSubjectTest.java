// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Event;
import org.tracebinder.core.LineageFact;
import org.tracebinder.core.Progress;

/** Runs, jobs and code are part of lineage, and are asked for by their names. */
class RunSubjectTest {

    private static final String COMMIT = "3f2a9c1";
    private final MemoryTrail trail = new MemoryTrail();

    private LineageView up(String subject, String asOf) throws Exception {
        return Lineage.of(trail, Progress.NONE).upstream(subject, asOf == null ? null : Instant.parse(asOf),
                Progress.NONE);
    }

    private long down(String subject) throws Exception {
        DownstreamView view = Lineage.of(trail, Progress.NONE).downstream(subject, Progress.NONE);
        return view.query() == null ? 0 : trail.count(view.query(), Progress.NONE);
    }

    private static Event ran(String time, String run, String job, String input, String output, String version) {
        return Facts.event(time, new LineageFact("COMPLETE", run, null, "ns", job, Facts.things(input),
                Facts.things(output)).withCode(LineageFact.Code.of("https://git.example/ml", "src/" + job + ".py", null,
                version)));
    }

    private void trained() {
        trail.add(1, ran("2026-01-01T00:00:00Z", "f1", "prepare", "raw@1", "feat@1", "aaa1111"));
        trail.add(1, ran("2026-01-02T00:00:00Z", "t1", "train", "feat@1", "models.m@1", COMMIT));
        trail.add(1, ran("2026-01-04T00:00:00Z", "t2", "train", "feat@1", "models.m@2", "bbb2222"));
        trail.add(2, Facts.use("2026-01-05T00:00:00Z", "m", "1"));
        trail.add(2, Facts.use("2026-01-05T01:00:00Z", "m", "2"));
        trail.add(2, Facts.use("2026-01-05T02:00:00Z", "m", "2"));
    }

    @Test
    void codeIsAPartOfLineage() throws Exception {
        trained();
        LineageView view = up("S2:1", null);
        LineageView.Node code = view.nodes().stream().filter(n -> n.type().equals("code")
                && COMMIT.equals(n.version())).findFirst().orElseThrow();
        assertEquals("https://git.example/ml src/train.py", code.namespace() + " " + code.name());
        LineageView.Edge edge = view.edges().stream().filter(e -> e.to().equals(code.id())).findFirst().orElseThrow();
        assertEquals("model:ns/models.m@1 train t1 observed [S1:2]", edge.from() + " " + edge.job() + " " + edge.run()
                + " " + edge.basis().id() + " " + edge.events());
        assertTrue(view.nodes().stream().anyMatch(n -> n.name().equals("src/prepare.py")));
    }

    @Test
    void runsJobsAndCodeAreAskedForByName() throws Exception {
        trained();
        assertEquals(3, down("prepare"));
        assertEquals(3, down("train"));
        assertEquals(1, down("t1"));
        assertEquals(2, down("run:t2"));
        assertEquals(1, down(COMMIT));
        assertEquals(3, down("https://git.example/ml"));
        assertEquals(3, down("src/train.py"));
        assertEquals(2, down("code:https://git.example/ml/src/train.py@bbb2222"));
        assertEquals("dataset:ns/feat@1", up("prepare", null).nodes().get(0).id());
        LineageView last = up("train", null);
        assertEquals("model:ns/models.m@2", last.nodes().get(0).id());
        assertEquals(List.of("Job train ran 2 times; the answer is about run t2 of train."), last.missing());
        assertEquals("model:ns/models.m@1", up("train", "2026-01-03T00:00:00Z").nodes().get(0).id());
        assertEquals(List.of("No run of job train had ended by then."), up("train", "2025-01-03T00:00:00Z").missing());
        assertEquals(List.of("This code ran in 1 run: run t1 of train at 2026-01-02T00:00:00Z. What code rests on is "
                + "not recorded."), up(COMMIT, null).missing());
        assertEquals(0, up("nobody", null).nodes().size());
    }

    @Test
    void aRunThatFailedIsShownAndNothingRestsOnIt() throws Exception {
        trail.add(1, Facts.event("2026-01-01T00:00:00Z", "FAIL", "r1", "raw@1", "models.m@1"));
        trail.add(2, Facts.use("2026-01-05T00:00:00Z", "m", "1"));
        DownstreamView view = Lineage.of(trail, Progress.NONE).downstream("r1", Progress.NONE);
        assertTrue(view.missing().contains("Run r1 of job-r1 is not recorded to have completed and written anything."),
                view.missing().toString());
        assertEquals(0, down("r1"));
        assertTrue(view.nodes().size() > 0);
    }

    @Test
    void aRunThatWroteNothingShowsWhatItRead() throws Exception {
        trail.add(1, ran("2026-01-01T00:00:00Z", "r1", "score", "raw@1", "", COMMIT));
        LineageView view = up("r1", null);
        assertEquals(Set.of("raw@1", "src/score.py@" + COMMIT), Facts.versions(view.nodes()));
        assertEquals("Run r1 records nothing that it wrote.", view.missing().get(0));
    }

    @Test
    void aThingIsMeantBeforeAJobOfItsName() throws Exception {
        trail.add(1, ran("2026-01-01T00:00:00Z", "r1", "lake", "raw@1", "lake", COMMIT));
        LineageView view = up("lake", null);
        assertTrue(view.missing().contains("A job has this name, too; job:lake asks for it."),
                view.missing().toString());
        assertEquals("dataset:ns/lake", view.nodes().get(0).id());
        assertEquals("dataset:ns/lake", up("job:lake", null).nodes().get(0).id());
    }
}
