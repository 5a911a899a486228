// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.ControlOutcome;
import org.tracebinder.controls.LegalState;
import org.tracebinder.controls.Measure;
import org.tracebinder.controls.Outcome;
import org.tracebinder.controls.Scorecard;
import org.tracebinder.controls.SystemProfile;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Attachment.Bearing;

/** Conclusions, attached evidence, the day and the system stand beside what is computed, in ledger and pack. */
class WorkpapersTest {

    private static final String CONTROL = "aia.art12.1";

    @TempDir
    private Path folder;

    private Binder binder() throws Exception {
        Binder binder = Binder.create(folder.resolve("a.binder"), "Test", null);
        Path file = Files.writeString(folder.resolve("one.jsonl"), Samples.decision("d1", "t1", "allow")
                + Samples.decision("d2", "t2", "deny"));
        binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE);
        return binder;
    }

    private static String lastAct(Binder binder) throws Exception {
        return binder.ledger().get(binder.ledger().size() - 1).act();
    }

    @Test
    void evidenceIsTiedToWhatItWas() throws Exception {
        try (Binder binder = binder()) {
            Workpapers papers = binder.workpapers();
            Attachment event = papers.attachEvent(CONTROL, "S1:2", Bearing.CONTRARY, " The tool ran. ");
            assertEquals(Hash.of(binder.raw("S1:2")), event.sha256());
            assertEquals("The tool ran.", event.text());
            assertEquals("evidence.attach", lastAct(binder));
            assertFalse(binder.ledger().toString().contains("The tool ran"));
            Attachment query = papers.attachQuery(CONTROL, "policy:deny", Bearing.SUPPORTING, "", Progress.NONE);
            assertEquals(1, query.size());
            byte[] words = "Log policy, version 3.".getBytes(StandardCharsets.UTF_8);
            Path file = Files.write(folder.resolve("policy.txt"), words);
            Attachment document = papers.attachDocument(CONTROL, file, Bearing.CONTEXT, "p. 4", Progress.NONE);
            assertEquals(Hash.of(words), document.sha256());
            assertEquals("policy.txt", document.reference());
            assertEquals(List.of(event, query, document), papers.attached());
            Files.delete(file);
            Path copy = folder.resolve("copy.txt");
            papers.copy(document.number(), copy);
            assertArrayEquals(words, Files.readAllBytes(copy));
            assertTrue(binder.doctor(Progress.NONE).ok());
            Path kept = binder.folder().resolve("documents").resolve(document.sha256().toString());
            Files.writeString(kept, "Log policy, version 4.");
            assertFalse(binder.doctor(Progress.NONE).ok());
            assertThrows(TracebinderException.class, () -> papers.copy(document.number(), folder.resolve("c2.txt")));
            papers.detach(document.number());
            assertFalse(Files.exists(kept));
            assertEquals("evidence.remove", lastAct(binder));
            assertTrue(binder.doctor(Progress.NONE).ok());
        }
        try (Binder binder = Binder.open(folder.resolve("a.binder"))) {
            assertEquals(2, binder.workpapers().attached().size());
        }
    }

    @Test
    void nothingIsAttachedToWhatIsNotThere() throws Exception {
        try (Binder binder = binder()) {
            Workpapers papers = binder.workpapers();
            for (String event : List.of("S1:3", "S1:2.7", "S2:1", "x")) {
                assertThrows(TracebinderException.class, () -> papers.attachEvent(CONTROL, event, Bearing.CONTEXT, ""));
            }
            assertThrows(TracebinderException.class, () -> papers.attachEvent("no.control", "S1:1", Bearing.CONTEXT,
                    ""));
            assertThrows(TracebinderException.class, () -> papers.attachQuery(CONTROL, "a AND (", Bearing.CONTEXT, "",
                    Progress.NONE));
            assertThrows(TracebinderException.class, () -> papers.attachDocument(CONTROL, folder, Bearing.CONTEXT, "",
                    Progress.NONE));
            assertThrows(TracebinderException.class, () -> papers.attachDocument("no.control",
                    folder.resolve("one.jsonl"), Bearing.CONTEXT, "", Progress.NONE));
            assertFalse(Files.exists(binder.folder().resolve("documents")));
            assertThrows(TracebinderException.class, () -> papers.detach(1));
            assertEquals(List.of(), papers.attached());
        }
    }

    @Test
    void evidenceGoesIntoPacks() throws Exception {
        Path pack = folder.resolve("p.zip");
        try (Binder binder = binder()) {
            binder.workpapers().attachEvent(CONTROL, "S1:2", Bearing.CONTRARY, "The tool ran.");
            binder.export(pack, ExportOptions.ALL, Progress.NONE);
        }
        assertTrue(FinishedPack.verify(pack, Progress.NONE).ok());
        try (ZipFile zip = new ZipFile(pack.toFile())) {
            var entry = zip.stream().filter(e -> e.getName().endsWith("findings.json")).findFirst().orElseThrow();
            String found = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(found.contains("The tool ran."), found);
            assertTrue(found.contains("aia.art12.1 (contrary evidence, event)"), found);
        }
    }

    @Test
    void aRunIsAssessedAgainWithoutRunningTheChecks() throws Exception {
        try (Binder binder = binder()) {
            Workpapers papers = binder.workpapers();
            AssessmentRun run = papers.run(AssessOptions.DEFAULTS, Progress.NONE);
            assertEquals(binder.assess("all", null, Progress.NONE), run.assessments());
            assertEquals(LegalState.IN_FORCE, run.control("aia.art5.1.a").orElseThrow().status());
            papers.say(SystemProfile.of("deployer", "annex-iii"), LocalDate.parse("2025-01-31"));
            papers.conclude(run, CONTROL, ControlOutcome.NOT_APPLICABLE, "A prototype.");
            assertFalse(papers.outdated(run));
            AssessmentRun again = papers.again(run, Progress.NONE);
            assertEquals(run.checks(), again.checks());
            assertEquals(LocalDate.parse("2025-01-31"), again.asOf());
            assertEquals(Optional.of(again.asOf()), papers.asOf());
            assertEquals(LegalState.NOT_YET, again.control("aia.art5.1.a").orElseThrow().status());
            assertEquals(ControlOutcome.NOT_APPLICABLE, again.control(CONTROL).orElseThrow().result());
            assertEquals(run.control(CONTROL).orElseThrow().computed(),
                    again.control(CONTROL).orElseThrow().conclusion().computed());
            assertEquals(binder.assess("all", null, Progress.NONE), again.assessments());
            binder.importPaths(List.of(Files.writeString(folder.resolve("two.jsonl"),
                    Samples.decision("d3", "t3", "allow"))), ImportOptions.DEFAULT, Progress.NONE);
            assertTrue(papers.outdated(again));
            papers.say(SystemProfile.UNKNOWN, null);
            assertEquals(Optional.empty(), papers.asOf());
        }
    }

    @Test
    void whatSpeaksForIsFoundByAsManyEventsAsItSays() throws Exception {
        try (Binder binder = binder()) {
            for (CheckResult result : binder.check(List.of(), Progress.NONE)) {
                Optional<String> query = binder.workpapers().supporting(result, Progress.NONE);
                assertEquals(false, query.isPresent() && result.supporting() == 0, result.id());
                if (query.isPresent()) {
                    assertEquals(result.supporting(), binder.trail().count(query.get(), Progress.NONE), result.id());
                }
            }
            CheckResult made = new CheckResult("x", Outcome.GAP, "", "", "policy:deny", 2, 1, 1, List.of("S1:2"), false,
                    List.of("t2"), List.of(), Map.of(), List.of(), "kind:policy");
            assertEquals(Optional.of("(kind:policy) AND NOT (policy:deny)"),
                    binder.workpapers().supporting(made, Progress.NONE));
            CheckResult elsewhere = new CheckResult("x", Outcome.GAP, "", "", "kind:tool", 2, 1, 1, List.of(), false,
                    List.of("t2"), List.of(), Map.of(), List.of(), "kind:policy");
            assertEquals(Optional.of("(kind:policy) AND NOT trace:(\"t2\")"),
                    binder.workpapers().supporting(elsewhere, Progress.NONE));
        }
    }

    @Test
    void goalsOfTheScorecardAreFilledIn() throws Exception {
        try (Binder binder = binder()) {
            Scorecard before = binder.scorecard(Progress.NONE);
            Measure m = before.lines().get(0).measure();
            binder.workpapers().goals(new Measure(m.id(), m.title(), m.unit(), m.figure(), 0.5,
                    new Measure.Bound(true, 2), new Measure.Bound(false, 0.25), "Ines", "weekly"));
            binder.workpapers().decide("Loan desk", "go, with limits");
            assertEquals("scorecard", lastAct(binder));
            Scorecard after = binder.scorecard(Progress.NONE);
            Measure now = after.lines().get(0).measure();
            assertEquals(0.5, now.baseline());
            assertEquals(new Measure.Bound(true, 2), now.target());
            assertEquals(new Measure.Bound(false, 0.25), now.stop());
            assertEquals("Ines", now.owner());
            assertEquals("Loan desk", after.system());
            assertEquals(before.lines().size(), after.lines().size());
            binder.workpapers().goals(new Measure(m.id(), m.title(), m.unit(), m.figure(), null, null, null, "", ""));
            assertNull(binder.scorecard(Progress.NONE).lines().get(0).measure().target());
        }
    }
}
