// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tracebinder.controls.CheckMap.Label.GOOD_PRACTICE;
import static org.tracebinder.controls.CheckMap.Label.PROXY;
import static org.tracebinder.controls.ControlOutcome.DOCUMENTS_ONLY;
import static org.tracebinder.controls.ControlOutcome.GAP;
import static org.tracebinder.controls.ControlOutcome.MIXED;
import static org.tracebinder.controls.ControlOutcome.NOT_ASSESSABLE;
import static org.tracebinder.controls.ControlOutcome.SUPPORTED;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tracebinder.controls.CheckMap.Label;
import org.tracebinder.controls.CheckMap.Link;
import org.tracebinder.controls.Control.LogDerivable;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.core.Message;
import org.tracebinder.core.Progress;

class AssessorTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    private final List<Link> links = new ArrayList<>();
    private final List<CheckResult> results = new ArrayList<>();

    @Test
    void outcomesOfChecksMakeTheOutcomeOfAControl() {
        assertEquals(SUPPORTED, of(Outcome.SUPPORTED));
        assertEquals(SUPPORTED, of(Outcome.SUPPORTED, Outcome.SUPPORTED));
        assertEquals(GAP, of(Outcome.GAP));
        assertEquals(GAP, of(Outcome.GAP, Outcome.NOT_ASSESSABLE));
        assertEquals(MIXED, of(Outcome.GAP, Outcome.SUPPORTED));
        assertEquals(MIXED, of(Outcome.GAP, Outcome.SUPPORTED, Outcome.NOT_ASSESSABLE));
        assertEquals(NOT_ASSESSABLE, of(Outcome.NOT_ASSESSABLE));
        // what is missing does not pass
        assertEquals(NOT_ASSESSABLE, of(Outcome.SUPPORTED, Outcome.NOT_ASSESSABLE));
        assertEquals(NOT_ASSESSABLE, of(Outcome.SUPPORTED, Outcome.FAILED));
        // what failed hides no contrary records
        assertEquals(GAP, of(Outcome.GAP, Outcome.FAILED));
        assertEquals(MIXED, of(Outcome.GAP, Outcome.SUPPORTED, Outcome.FAILED));
        assertEquals(NOT_ASSESSABLE, of());
    }

    @Test
    void aPartThatNoCheckLooksAtKeepsTheControlOpenAndIsNamed() {
        results.add(new CheckResult("part", Outcome.SUPPORTED, "summary", "", "", 3, 3, 0, List.of(), false, List.of(),
                List.of(), Map.of()));
        links.add(new Link("part", "c", PROXY, "place", "why", "whether it is cold"));
        ControlResult open = assess(control(LogDerivable.FULL, DAY)).controls().get(0);
        assertEquals(NOT_ASSESSABLE, open.result());
        assertTrue(open.basis().contains("whether it is cold"), open.basis());
    }

    @Test
    void aCheckThatDidNotRunKeepsTheControlOpen() {
        link("never.ran", PROXY);
        add("ran", PROXY, Outcome.SUPPORTED);
        ControlResult r = assess(control(LogDerivable.FULL, DAY)).controls().get(0);
        assertEquals(NOT_ASSESSABLE, r.result());
        assertTrue(r.basis().contains("The check was not run."), r.basis());
    }

    @Test
    void logsThatCannotShowItLeaveItToDocuments() {
        assertEquals(DOCUMENTS_ONLY, assess(control(LogDerivable.NONE, DAY)).controls().get(0).result());
        assertEquals(NOT_ASSESSABLE, assess(control(LogDerivable.PARTIAL, DAY)).controls().get(0).result());
    }

    @Test
    void goodPracticeDecidesOnlyWhatIsVoluntary() {
        add("a", GOOD_PRACTICE, Outcome.GAP);
        add("b", PROXY, Outcome.SUPPORTED);
        ControlResult law = assess(control(LogDerivable.FULL, DAY)).controls().get(0);
        assertEquals(SUPPORTED, law.result());
        assertEquals(List.of("a", "b"), law.checks());
        assertEquals(0, law.contrary());
        assertTrue(law.basis().contains("a (good-practice, place): gap, shown without deciding"), law.basis());
        assertEquals(MIXED, assess(control(LogDerivable.FULL, null)).controls().get(0).result());
    }

    @Test
    void goodPracticeAloneSaysWhyItLeavesTheLawOpen() {
        add("a", GOOD_PRACTICE, Outcome.GAP);
        ControlResult law = assess(control(LogDerivable.FULL, DAY)).controls().get(0);
        assertEquals(NOT_ASSESSABLE, law.result());
        assertTrue(law.basis().startsWith("What is shown here is good practice, which does not decide"), law.basis());
        links.clear();
        assertEquals("No check decides this control. The trail lacks 2 of the 3 kinds of evidence that it asks for; the"
                + " list of requests says what to ask for.", assess(control(LogDerivable.FULL, DAY)).controls().get(0)
                        .basis());
    }

    @Test
    void aFailedCheckIsSeen() {
        add("b", PROXY, Outcome.FAILED);
        add("a", PROXY, Outcome.SUPPORTED);
        Assessment assessment = assess(control(LogDerivable.FULL, DAY));
        assertTrue(assessment.anyFailed());
        assertEquals(List.of("b"), assessment.failed());
        assertTrue(assessment.controls().get(0).basis().startsWith("A check failed"));
        add("c", PROXY, Outcome.GAP);
        assertTrue(assess(control(LogDerivable.FULL, DAY)).controls().get(0).basis()
                .startsWith("Supporting and contrary records, and a check failed.\n"));
        results.removeIf(r -> r.id().equals("b"));
        assertFalse(assess(control(LogDerivable.FULL, DAY)).anyFailed());
    }

    @Test
    void saysWhatTheTrailCannotShow() {
        ControlResult r = assess(control(LogDerivable.FULL, DAY)).controls().get(0);
        assertEquals(List.of("eval.result", "doc.policy"), r.cannotShow());
    }

    @Test
    void rolesThatAreNotBoundAreMarked() {
        Control control = control(LogDerivable.FULL, DAY);
        assertTrue(assess(control).controls().get(0).addressed());
        assertTrue(Assessor.assess(catalog(control), new CheckMap(links), results, facts(), DAY,
                SystemProfile.of("deployer", null)).controls().get(0).addressed());
        assertFalse(Assessor.assess(catalog(control), new CheckMap(links), results, facts(), DAY,
                SystemProfile.of("importer", null)).controls().get(0).addressed());
    }

    @Test
    void everyControlHasAResultAndTotalsAddUp() throws Exception {
        Catalogs catalogs = Catalogs.builtIn();
        MemoryTrail empty = new MemoryTrail();
        for (Catalog catalog : catalogs.all()) {
            Assessment a = TrailgenTruthTest.assess(catalogs, catalog, empty, TrailgenTruthTest.run(empty));
            assertEquals(catalog.controls().size(), a.controls().size());
            assertEquals(catalog.controls().size(), a.totals().values().stream().mapToLong(Long::longValue).sum());
            assertEquals(Set.of(ControlOutcome.values()), a.totals().keySet());
            a.controls().forEach(c -> {
                assertTrue(c.result() == NOT_ASSESSABLE || c.result() == DOCUMENTS_ONLY, c.toString());
                assertEquals(catalog.control(c.id()).orElseThrow().evidenceKinds(), c.cannotShow());
                assertFalse(c.basis().toLowerCase(java.util.Locale.ROOT).contains("compliant"), c.basis());
            });
        }
    }

    @Test
    void factsComeFromEventsAndDocumentsAreNeverHeld() throws Exception {
        MemoryTrail trail = new MemoryTrail().add(1, Event.of(EventKind.INFERENCE).modelServed("m")
                .addInput(new Message("user", "hi")).build());
        Catalogs catalogs = Catalogs.builtIn();
        assertEquals(Set.of("inference.record", "inference.input", "inference.model-version"),
                TrailFacts.read(catalogs.evidenceQueries(), trail, Progress.NONE).held());
        trail.add(2, Event.of(EventKind.LINEAGE).lineage(new LineageFact("COMPLETE", "r", null, "n", "j", List.of(),
                List.of(new LineageFact.Dataset("n", "models.m", "1", null)))).build());
        Set<String> held = TrailFacts.read(catalogs.evidenceQueries(), trail, Progress.NONE).held();
        assertTrue(held.contains("lineage.model-training"));
        assertFalse(held.contains("lineage.deployment"));
    }

    @Test
    void onlyTheAuditorSaysNotApplicable() {
        add("a", PROXY, Outcome.GAP);
        Control control = control(LogDerivable.FULL, DAY);
        for (ControlOutcome said : ControlOutcome.values()) {
            Conclusion conclusion = new Conclusion("c", said, "because", "me", "2026-11-20T00:00:00Z",
                    ControlOutcome.GAP);
            ControlResult r = Assessor.assess(catalog(control), new CheckMap(links), results, facts(), DAY,
                    SystemProfile.UNKNOWN, java.util.Map.of("c", conclusion)).controls().get(0);
            assertEquals(ControlOutcome.GAP, r.computed());
            assertEquals(said == ControlOutcome.NOT_APPLICABLE ? said : ControlOutcome.GAP, r.result());
            assertEquals(conclusion, r.conclusion());
        }
    }

    @Test
    void whoIsNotBoundKeepsItByChoice() {
        Control control = control(LogDerivable.FULL, DAY);
        assertEquals(LegalState.IN_FORCE, LegalState.of(control, DAY, SystemProfile.of("deployer,importer",
                "annex-i")).state());
        LegalState.Dated other = LegalState.of(control, DAY, SystemProfile.of("importer", null));
        assertEquals(LegalState.VOLUNTARY, other.state());
        assertTrue(other.basis().contains("importer"), other.basis());
        assertEquals(SystemProfile.UNKNOWN, SystemProfile.of("", ""));
    }

    @Test
    void everyKindOfEvidenceHasARequestOfItsOwn() {
        Catalogs catalogs = Catalogs.builtIn();
        List<Assessment> nothing = new java.util.ArrayList<>();
        catalogs.all().forEach(c -> nothing.add(Assessor.assess(c, catalogs.checkMap(), List.of(),
                new TrailFacts(Set.of()), DAY, SystemProfile.UNKNOWN)));
        List<RequestList.Request> all = RequestList.of(catalogs, nothing).requests();
        assertEquals(catalogs.kinds().size(), all.size() + catalogs.kinds().stream().filter(k -> catalogs.all().stream()
                .flatMap(c -> c.controls().stream()).noneMatch(c -> c.evidenceKinds().contains(k.id()))).count());
        assertEquals(all.size(), all.stream().map(RequestList.Request::ask).distinct().count());
        all.forEach(r -> assertFalse(r.ask().isBlank() || r.owner().isBlank() || r.controls().isEmpty(), r.kind()));
        // a deployer is not asked for what binds the provider
        List<Assessment> deployer = List.of(Assessor.assess(catalogs.byId("eu-ai-act").orElseThrow(),
                catalogs.checkMap(), List.of(), new TrailFacts(Set.of()), DAY, SystemProfile.of("deployer", null)));
        RequestList.of(catalogs, deployer).requests().forEach(r -> r.controls().forEach(a -> assertTrue(
                a.control().addressed(), a.control().id())));
    }

    private ControlOutcome of(Outcome... outcomes) {
        links.clear();
        results.clear();
        for (int i = 0; i < outcomes.length; i++) {
            add("check" + i, PROXY, outcomes[i]);
        }
        return assess(control(LogDerivable.FULL, DAY)).controls().get(0).result();
    }

    private void link(String check, Label label) {
        links.add(new Link(check, "c", label, "place", "why"));
    }

    private void add(String check, Label label, Outcome outcome) {
        link(check, label);
        boolean gap = outcome == Outcome.GAP;
        results.add(new CheckResult(check, outcome, "summary", "", "", 3, gap ? 1 : 3, gap ? 2 : 0, List.of(), false,
                List.of(), List.of(), Map.of()));
    }

    private static Control control(LogDerivable derivable, LocalDate from) {
        return new Control("c", "1", "title", "label", "", "obligation", List.of("provider", "deployer"), "o", from,
                List.of(),
                List.of("inference.record", "eval.result", "doc.policy"), "", derivable, List.of(), true, "", "");
    }

    private static Catalog catalog(Control control) {
        return new Catalog("cat", "1", "t", "t", "", "", List.of(control));
    }

    private static TrailFacts facts() {
        return new TrailFacts(Set.of("inference.record"));
    }

    private Assessment assess(Control control) {
        return Assessor.assess(catalog(control), new CheckMap(links), results, facts(), DAY, SystemProfile.UNKNOWN);
    }
}
