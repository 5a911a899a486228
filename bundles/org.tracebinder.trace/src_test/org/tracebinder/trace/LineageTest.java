// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.LineageFact;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.SourceInfo;

/** Lineage as of a moment: what is followed, what is said, what is never invented. */
class LineageTest {

    private final MemoryTrail trail = new MemoryTrail();

    private Lineage lineage() throws Exception {
        return Lineage.of(trail, Progress.NONE);
    }

    private LineageView up(String subject, String asOf) throws Exception {
        return lineage().upstream(subject, asOf == null ? null : Instant.parse(asOf), Progress.NONE);
    }

    private void lines(Event... events) {
        for (Event e : events) {
            trail.add(1, e);
        }
    }

    private void scorer() {
        lines(Facts.complete("2026-01-01T00:00:00Z", "f1", "raw@1 bureau@1", "features@1"),
                Facts.complete("2026-01-02T00:00:00Z", "t1", "features@1", "models.scorer@1.0"),
                Facts.complete("2026-01-03T00:00:00Z", "d1", "models.scorer@1.0", "serving.scorer@1.0"),
                Facts.complete("2026-02-01T00:00:00Z", "f2", "raw@2", "features@2"),
                Facts.complete("2026-02-02T00:00:00Z", "t2", "features@2", "models.scorer@2.0"),
                Facts.complete("2026-02-03T00:00:00Z", "d2", "models.scorer@2.0", "serving.scorer@2.0"));
    }

    private static final Set<String> ONE = Set.of("serving.scorer@1.0", "models.scorer@1.0", "features@1", "raw@1",
            "bureau@1");
    private static final Set<String> TWO = Set.of("serving.scorer@2.0", "models.scorer@2.0", "features@2", "raw@2");

    @Test
    void deploymentIsLiveFromItsCompleteOnThatInstantIncluded() throws Exception {
        scorer();
        EventId last = trail.add(2, Facts.use("2026-02-02T23:59:59.999999999Z", "scorer", null)).get(0);
        EventId first = trail.add(2, Facts.use("2026-02-03T00:00:00Z", "scorer", null)).get(0);
        assertEquals(ONE, Facts.versions(up(last.toString(), null).nodes()));
        LineageView view = up(first.toString(), null);
        assertEquals(TWO, Facts.versions(view.nodes()));
        assertEquals(Instant.parse("2026-02-03T00:00:00Z"), view.asOf());
        assertEquals(List.of(), view.missing());
        assertEquals(Set.of("inference:S2:2 > serving.scorer@2.0 inferred",
                "serving.scorer@2.0 > models.scorer@2.0 observed", "models.scorer@2.0 > features@2 observed",
                "features@2 > raw@2 observed"), Facts.edges(view.edges()));
        LineageView.Edge trained = view.edges().get(2);
        assertEquals("job-t2", trained.job());
        assertEquals("t2", trained.run());
        assertEquals(List.of(EventId.parse("S1:5")), trained.events());
    }

    @Test
    void versionOnTheEventIsObservedAndNamesEitherDeployment() throws Exception {
        scorer();
        trail.add(2, Facts.use("2026-02-10T00:00:00Z", "scorer", "2.0"));
        LineageView agreed = up("S2:1", null);
        assertTrue(Facts.edges(agreed.edges()).contains("inference:S2:1 > serving.scorer@2.0 observed"));
        assertEquals(List.of(), agreed.missing());
        trail.add(2, Facts.use("2026-02-10T00:00:00Z", "scorer", "1.0"));
        LineageView stale = up("S2:2", null);
        assertEquals(ONE, Facts.versions(stale.nodes()));
        assertEquals("lineage-conflict", stale.notes().get(0).code());
        assertTrue(stale.missing().get(0).contains("serving.scorer@2.0 had replaced"), stale.missing().toString());
    }

    @Test
    void nothingIsInvented() throws Exception {
        scorer();
        trail.add(2, Facts.use("2026-02-10T00:00:00Z", "gpt-5-mini-2026-01-15", null));
        trail.add(2, Facts.use("2026-02-10T00:00:00Z", "scorer", "9.9"));
        trail.add(2, Facts.use("2025-01-01T00:00:00Z", "scorer", null));
        trail.add(2, Facts.use("2026-02-10T00:00:00Z", "corer", null));
        for (String id : List.of("S2:1", "S2:2", "S2:3", "S2:4")) {
            LineageView view = up(id, null);
            assertEquals(1, view.nodes().size(), id);
            assertEquals(0, view.edges().size(), id);
            assertEquals(1, view.missing().size(), id);
        }
        assertTrue(up("S2:1", null).missing().get(0).startsWith(
                "No source in this binder tells where gpt-5-mini-2026-01-15 comes from"));
        assertEquals(0, up("nobody", null).nodes().size());
        assertEquals("no-lineage", up("nobody", null).notes().get(0).code());
        assertEquals(0, up("raw@7", null).nodes().size());
        assertTrue(up("raw@7", null).missing().get(0).contains("raw@1, raw@2"));
    }

    @Test
    void subjectsByName() throws Exception {
        scorer();
        assertEquals(ONE, Facts.versions(up("scorer@1.0", "2026-01-20T00:00:00Z").nodes()));
        assertEquals(ONE, Facts.versions(up("scorer@1.0", null).nodes()));
        assertEquals(List.of(), up("scorer@1.0", null).missing());
        assertEquals(ONE, Facts.versions(up("scorer", "2026-01-20T00:00:00Z").nodes()));
        assertEquals(TWO, Facts.versions(up("scorer", null).nodes()));
        Set<String> trained = new HashSet<>(ONE);
        trained.remove("serving.scorer@1.0");
        assertEquals(trained, Facts.versions(up("models.scorer@1.0", null).nodes()));
        assertEquals(Set.of("features@1", "raw@1", "bureau@1"), Facts.versions(up("ns:features@1", null).nodes()));
        assertEquals(Set.of("features@2", "raw@2"), Facts.versions(up("features", null).nodes()));
        assertEquals(Set.of("features@1", "raw@1", "bureau@1"),
                Facts.versions(up("features", "2026-01-20T00:00:00Z").nodes()));
        String id = up("features@1", null).nodes().get(0).id();
        assertEquals("dataset:ns/features@1", id);
        assertEquals(Set.of("features@1", "raw@1", "bureau@1"), Facts.versions(up(id, null).nodes()));
        assertEquals(TWO, Facts.versions(up("d2", null).nodes()));
    }

    @Test
    void startAndCompleteAreOneRun() throws Exception {
        lines(Facts.event("2026-01-01T01:00:00Z", "COMPLETE", "r", "", "b@1"),
                Facts.event("2026-01-01T00:00:00Z", "START", "r", "a", "b"),
                Facts.event("2026-01-01T00:30:00Z", "RUNNING", "r", "a@1", ""));
        LineageView view = up("b@1", null);
        assertEquals(Set.of("b@1 > a@1 observed"), Facts.edges(view.edges()));
        assertEquals(3, view.edges().get(0).events().size());
        assertEquals(1, up("b@1", "2026-01-01T00:59:59Z").nodes().size());
        assertTrue(up("b@1", "2026-01-01T00:59:59Z").missing().get(0).contains("before run r"));
    }

    @Test
    void runsThatNeverCompletedProducedNothing() throws Exception {
        lines(Facts.event("2026-01-01T00:00:00Z", "START", "r1", "a@1", "b@1"),
                Facts.event("2026-01-01T00:00:00Z", "START", "r2", "a@1", "c@1"),
                Facts.event("2026-01-02T00:00:00Z", "FAIL", "r2", "", ""),
                Facts.complete("2026-01-03T00:00:00Z", "r3", "b@1 c@1", "models.m@1"));
        LineageView view = up("models.m@1", null);
        assertEquals(Set.of("models.m@1", "b@1", "c@1"), Facts.versions(view.nodes()));
        assertEquals(2, view.notes().size());
        assertTrue(view.missing().get(0).contains("not recorded as complete"), view.missing().get(0));
        assertTrue(view.missing().get(1).contains("failed"), view.missing().get(1));
        lines(Facts.complete("2026-01-01T12:00:00Z", "r4", "z@1", "b@1"));
        LineageView mended = up("models.m@1", null);
        assertTrue(Facts.versions(mended.nodes()).contains("z@1"));
        assertFalse(Facts.versions(mended.nodes()).contains("a@1"));
        assertEquals(1, mended.notes().size());
    }

    @Test
    void contradictionsAreSaid() throws Exception {
        lines(Facts.complete("2026-01-01T00:00:00Z", "r1", "a@1", "d@1"),
                Facts.complete("2026-01-02T00:00:00Z", "r2", "b@1", "d@1"));
        LineageView later = up("d@1", null);
        assertEquals(Set.of("d@1 > b@1 observed", "d@1 > a@1 inferred"), Facts.edges(later.edges()));
        assertEquals("lineage-conflict", later.notes().get(0).code());
        assertEquals(Set.of("d@1", "a@1"), Facts.versions(up("d@1", "2026-01-01T00:00:00Z").nodes()));
        assertEquals(0, up("d@1", "2026-01-01T00:00:00Z").notes().size());
        lines(Facts.complete("2026-01-02T00:00:00Z", "r3", "c@1", "d@1"));
        assertEquals(Set.of("d@1 > b@1 observed", "d@1 > c@1 observed", "d@1 > a@1 inferred"),
                Facts.edges(up("d@1", null).edges()));
        lines(Facts.event("2026-01-02T00:00:01Z", "FAIL", "r3", "", ""));
        assertTrue(up("d@1", null).missing().stream().anyMatch(m -> m.contains("completed and to have failed")));
    }

    @Test
    void variantsOfAnEventAreBothFollowedAndSaid() throws Exception {
        EventId first = trail.add(1, Facts.complete("2026-01-01T00:00:00Z", "r1", "a@1", "d@1")).get(0);
        EventId second = trail.add(1, Facts.complete("2026-01-01T00:00:00Z", "r1", "b@1", "d@1")).get(0);
        trail.conflict(second, first);
        LineageView view = up("d@1", null);
        assertEquals(Set.of("d@1", "a@1", "b@1"), Facts.versions(view.nodes()));
        assertTrue(view.missing().get(0).startsWith("S1:2 and S1:1 have the same identity"));
    }

    @Test
    void withoutVersionsTimeDecides() throws Exception {
        lines(Facts.complete("2026-01-01T00:00:00Z", "w1", "src@1", "d"),
                Facts.complete("2026-01-02T00:00:00Z", "r1", "d", "models.m@1"),
                Facts.complete("2026-01-03T00:00:00Z", "w2", "src@2 d", "d"),
                Facts.complete("2026-01-04T00:00:00Z", "r2", "d", "models.m@2"));
        assertEquals(Set.of("models.m@1", "src@1"), Facts.versions(up("models.m@1", null).nodes()));
        LineageView two = up("models.m@2", null);
        assertEquals(Set.of("models.m@2", "src@1", "src@2"), Facts.versions(two.nodes()));
        assertEquals(Set.of("models.m@2 > d inferred", "d > src@2 observed", "d > src@1 observed", "d > d inferred"),
                Facts.edges(two.edges()));
        assertTrue(two.missing().get(0).contains("circle"), two.missing().toString());
        assertEquals(Set.of("src@1"), Facts.versions(up("d", "2026-01-01T12:00:00Z").nodes()));
    }

    @Test
    void unversionedReadFindsTheVersionWrittenLast() throws Exception {
        lines(Facts.complete("2026-01-01T00:00:00Z", "w1", "", "d@1"),
                Facts.complete("2026-01-02T00:00:00Z", "w2", "", "d@2"),
                Facts.complete("2026-01-01T12:00:00Z", "r1", "d", "e@1"));
        assertEquals(Set.of("e@1 > d@1 inferred"), Facts.edges(up("e@1", null).edges()));
    }

    @Test
    void circlesEnd() throws Exception {
        lines(Facts.complete("2026-01-01T00:00:00Z", "r1", "b@1", "a@1"),
                Facts.complete("2026-01-01T00:00:00Z", "r2", "a@1", "b@1"),
                Facts.complete("2026-01-01T00:00:00Z", "r3", "c@1", "c@1"));
        LineageView view = up("a@1", null);
        assertEquals(Set.of("a@1 > b@1 observed", "b@1 > a@1 observed"), Facts.edges(view.edges()));
        assertTrue(view.missing().get(0).contains("in a circle: dataset:ns/a@1, dataset:ns/b@1"));
        assertEquals(Set.of("c@1 > c@1 observed"), Facts.edges(up("c@1", null).edges()));
        assertEquals(1, up("c@1", null).missing().size());
    }

    @Test
    void documentsDeclare() throws Exception {
        scorer();
        LineageFact card = new LineageFact(null, null, null, null, null,
                List.of(new LineageFact.Dataset(null, "census", "1990", "dataset"),
                        new LineageFact.Dataset("ns", "features", null, "dataset")),
                List.of(new LineageFact.Dataset(null, "scorer", "1.0", "model")));
        trail.add(3, Facts.event(null, card));
        LineageView view = up("serving.scorer@1.0", null);
        assertTrue(Facts.edges(view.edges()).contains("models.scorer@1.0 > /census@1990 declared")
                || Facts.edges(view.edges()).contains("models.scorer@1.0 > census@1990 declared"),
                Facts.edges(view.edges()).toString());
        assertFalse(view.nodes().stream().anyMatch(n -> n.name().equals("features") && n.version() == null));
        assertEquals(TWO, Facts.versions(up("serving.scorer@2.0", null).nodes()));
    }

    @Test
    void deploymentWithoutModelIsJoinedByName() throws Exception {
        lines(Facts.complete("2026-01-01T00:00:00Z", "t", "raw@1", "models.m@1"),
                Facts.complete("2026-01-02T00:00:00Z", "d", "", "serving.m@1"));
        assertEquals(Set.of("serving.m@1 > models.m@1 inferred", "models.m@1 > raw@1 observed"),
                Facts.edges(up("m", null).edges()));
    }

    @Test
    void namespaceMayBeLeftOut() throws Exception {
        lines(Facts.complete("2026-01-01T00:00:00Z", "w", "raw@1", "d@1"),
                Facts.event("2026-01-02T00:00:00Z", new LineageFact("COMPLETE", "r", null, null, "job",
                        List.of(new LineageFact.Dataset(null, "d", "1", null)), Facts.things("e@1"))));
        assertEquals(Set.of("e@1 > d@1 inferred", "d@1 > raw@1 observed"), Facts.edges(up("e@1", null).edges()));
    }

    @Test
    void whatRestsOnADataset() throws Exception {
        scorer();
        DownstreamView view = lineage().downstream("features@1", Progress.NONE);
        assertEquals(Set.of("features@1", "models.scorer@1.0", "serving.scorer@1.0"), Facts.versions(view.nodes()));
        assertEquals(Set.of("models.scorer@1.0 > features@1 observed",
                "serving.scorer@1.0 > models.scorer@1.0 observed"),                Facts.edges(view.edges()));
        DownstreamView.Selection unnamed = view.selections().stream().filter(s -> s.version() == null
                && s.node().equals("deployment:ns/serving.scorer@1.0")).findFirst().orElseThrow();
        assertEquals(Instant.parse("2026-01-03T00:00:00Z"), unnamed.from());
        assertEquals(Instant.parse("2026-02-03T00:00:00Z"), unnamed.to());
        assertEquals(Basis.INFERRED, unnamed.basis());
        assertEquals(List.of("scorer", "serving.scorer"), unnamed.models());
        assertEquals(0, lineage().downstream("nobody", Progress.NONE).nodes().size());
        assertEquals(1, lineage().downstream("nobody", Progress.NONE).notes().size());
    }

    @Test
    void selectionIsTheMirrorOfUpstream() throws Exception {
        scorer();
        lines(Facts.complete("2026-02-20T00:00:00Z", "d3", "models.scorer@1.0", "serving.scorer@1.0"),
                Facts.complete("2026-02-21T00:00:00Z", "t9", "features@1", "models.lone@5"),
                Facts.complete("2026-02-22T00:00:00Z", "u", "raw", "models.old"));
        Random random = new Random(11);
        Instant begin = Instant.parse("2025-12-25T00:00:00Z");
        List<String> models = List.of("scorer", "serving.scorer", "models.scorer", "lone", "old", "gpt");
        List<String> versions = new ArrayList<>(List.of("1.0", "2.0", "5", "9"));
        versions.add(null);
        versions.add(null);
        for (int i = 0; i < 3_000; i++) {
            Instant at = begin.plus(Duration.ofHours(random.nextInt(24 * 70)));
            trail.add(2, Facts.use(at.toString(), models.get(random.nextInt(models.size())),
                    versions.get(random.nextInt(versions.size()))));
        }
        Lineage lineage = lineage();
        for (String subject : List.of("raw@1", "raw@2", "features@1", "models.scorer@1.0", "serving.scorer@2.0")) {
            String query = lineage.downstream(subject, Progress.NONE).query();
            Set<EventId> selected = new HashSet<>();
            trail.scan(query, List.of(), r -> selected.add(r.id()), Progress.NONE);
            int hits = 0;
            for (int i = 1; i <= 3_000; i++) {
                EventId id = EventId.parse("S2:" + i);
                Event event = trail.event(id).orElseThrow();
                boolean rests = Facts.versions(lineage.upstream(id, event, null, Progress.NONE).nodes())
                        .contains(subject);
                hits += rests ? 1 : 0;
                assertEquals(rests, selected.contains(id), subject + " " + event.model() + " " + event.version() + " "
                        + event.timeText() + "\n" + query);
            }
            assertTrue(hits > 50, subject + " " + hits);
        }
    }

    @Test
    void orderOfEventsDoesNotMatter() throws Exception {
        Random random = new Random(3);
        for (int round = 0; round < 40; round++) {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String state = List.of("START", "COMPLETE", "COMPLETE", "COMPLETE", "FAIL").get(random.nextInt(5));
                String time = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * random.nextInt(80)).toString();
                events.add(Facts.event(time, state, "r" + random.nextInt(45), some(random), some(random)));
            }
            Set<List<String>> answers = new HashSet<>();
            for (int turn = 0; turn < 5; turn++) {
                MemoryTrail shuffled = new MemoryTrail();
                events.forEach(e -> shuffled.add(1, e));
                Collections.shuffle(events, random);
                Lineage lineage = Lineage.of(shuffled, Progress.NONE);
                List<String> answer = new ArrayList<>();
                for (String subject : List.of("d1@1", "d2", "models.m@1", "m", "serving.m@2")) {
                    LineageView v = lineage.upstream(subject, Instant.parse("2026-01-01T01:00:00Z"), Progress.NONE);
                    answer.add(v.nodes().toString());
                    v.edges().forEach(e -> answer.add(e.from() + e.to() + e.basis() + e.job() + e.run()));
                    answer.addAll(v.missing());
                    DownstreamView d = lineage.downstream(subject, Progress.NONE);
                    answer.add(d.nodes().toString() + d.selections());
                }
                answers.add(answer);
            }
            assertEquals(1, answers.size());
        }
    }

    private static String some(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(3); n > 0; n--) {
            text.append(List.of("d1", "d2", "d3", "models.m", "serving.m").get(random.nextInt(5)));
            text.append(random.nextInt(3) == 0 ? "" : "@" + (1 + random.nextInt(3))).append(' ');
        }
        return text.toString();
    }

    @Test
    void tenThousandNodesWithinASecond() throws Exception {
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 1; i <= 10_000; i++) {
            String inputs = "d" + (i - 1) + "@1 side" + i % 50 + (i > 2 ? " d" + (i - 2) + "@1" : "");
            trail.add(new RecordId(1, i), List.of(
                    Facts.complete(at.plusSeconds(i).toString(), "r" + i, inputs, "d" + i + "@1")));
        }
        Lineage lineage = lineage();
        LineageView up = Cpu.within(30_000, () -> lineage.upstream("d10000@1", null, Progress.NONE));
        assertEquals(10_051, up.nodes().size());
        DownstreamView down = Cpu.within(30_000, () -> lineage.downstream("d0@1", Progress.NONE));
        assertEquals(10_001, down.nodes().size());
    }

    @Test
    void appendingForeverIsWalkedInTime() throws Exception {
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 1; i <= 20_000; i++) {
            trail.add(new RecordId(1, i), List.of(
                    Facts.complete(at.plusSeconds(i).toString(), "r" + i, "log", "log")));
        }
        Lineage lineage = lineage();
        LineageView view = Cpu.within(30_000, () -> lineage.upstream("log", null, Progress.NONE));
        assertEquals(1, view.nodes().size());
    }

    @Test
    void cacheLivesAsLongAsTheState() throws Exception {
        scorer();
        LineageCache cache = new LineageCache();
        Lineage first = cache.get(trail, Progress.NONE);
        assertSame(first, cache.get(trail, Progress.NONE));
        trail.sources.add(new SourceInfo(1, "a", 1, null, "f", "F", 1, "", 0, 1, null,
                Map.of(), 0, 0, 0, 0, null));
        assertNotSame(first, cache.get(trail, Progress.NONE));
    }
}
