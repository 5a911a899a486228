// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.keys.IBindingService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.controls.ControlOutcome;
import org.tracebinder.controls.Scorecard;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.session.Attachment;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Imports;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.widgets.CellTips;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Names;

/** Assessing in the window: results, a control's page, what an auditor adds, scorecard and requests. */
class AssessTest {

    private static final String CONTROL = "aia.art12.1";

    @TempDir
    private Path folder;
    private Binder binder;
    private Assessments assessments;

    @BeforeEach
    void open() {
        binder = Bench.sample(folder);
        assessments = Bench.service(Assessments.class);
        Bench.command(Parts.COMMAND_ASSESS);
        Bench.until("assessment", () -> assessments.results().isPresent());
        Bench.settle();
    }

    @AfterEach
    void close() {
        for (Shell shell : Display.getCurrent().getShells()) {
            if (shell.getParent() != null && shell.isVisible()) {
                shell.close();
            }
        }
        Bench.close();
    }

    private static void click(Link link, String target) {
        Event event = new Event();
        event.text = target;
        link.notifyListeners(SWT.Selection, event);
        Bench.settle();
    }

    private static Shell dialog(String title) {
        Shell[] found = new Shell[1];
        Bench.until("dialog " + title, () -> {
            found[0] = Arrays.stream(Display.getCurrent().getShells())
                    .filter(s -> s.isVisible() && s.getText().startsWith(title)).findFirst().orElse(null);
            return found[0] != null;
        });
        List<String> nameless = new ArrayList<>();
        for (Control c : Bench.below(found[0], Control.class, Control::isVisible)) {
            boolean silent = c instanceof Button b ? b.getText().isEmpty()
                    : (c instanceof Text t && (t.getStyle() & SWT.READ_ONLY) == 0 || c instanceof Table)
                            && !(c.getData(Names.KEY) instanceof String);
            if (silent) {
                nameless.add(c.toString());
            }
        }
        assertEquals(List.of(), nameless);
        return found[0];
    }

    private static Button button(Shell shell, String label) {
        return Bench.below(shell, Button.class, Control::isVisible).stream().filter(b -> b.getText().contains(label))
                .findFirst().orElseThrow(() -> new AssertionError("no button " + label));
    }

    /** A radio button or check box is pressed; the others of its group go out, as SWT does for a person. */
    private static void choose(Shell shell, String label) {
        Button chosen = button(shell, label);
        if ((chosen.getStyle() & SWT.RADIO) != 0) {
            for (Control other : chosen.getParent().getChildren()) {
                if (other instanceof Button b && (b.getStyle() & SWT.RADIO) != 0) {
                    b.setSelection(b == chosen);
                }
            }
        } else {
            chosen.setSelection(true);
        }
        chosen.notifyListeners(SWT.Selection, new Event());
        Bench.settle();
    }

    private static Text field(Shell shell, String name) {
        return Bench.below(shell, Text.class, Control::isVisible).stream()
                .filter(t -> name.equals(t.getData(Names.KEY))).findFirst().orElseThrow();
    }

    private static void press(Shell shell, String label) {
        Button ok = button(shell, label);
        assertTrue(ok.isEnabled(), label);
        ok.notifyListeners(SWT.Selection, new Event());
        Bench.until(label, shell::isDisposed);
    }

    private void select(String control) {
        Tree tree = Bench.named(Tree.class, "Catalogues and what the trail says");
        Event event = new Event();
        event.item = all(tree.getItems()).filter(i -> i.getData() instanceof Assessments.Selected s
                && s.control().id().equals(control)).findFirst().orElseThrow();
        tree.setSelection((TreeItem) event.item);
        tree.notifyListeners(SWT.Selection, event);
        Bench.settle();
        tabs().setSelection(0);
        assertEquals(control, assessments.selected().orElseThrow().control().id());
    }

    private static CTabFolder tabs() {
        return Bench.visible(CTabFolder.class).stream().filter(t -> t.getItemCount() == 3
                && t.getItem(0).getText().equals("Checks and records")).findFirst().orElseThrow();
    }

    private static Stream<TreeItem> all(TreeItem[] items) {
        return Arrays.stream(items).flatMap(i -> Stream.concat(Stream.of(i), all(i.getItems())));
    }

    private static TreeItem row(String begin) {
        Tree tree = Bench.named(Tree.class, "Catalogues and what the trail says");
        return all(tree.getItems()).filter(i -> i.getText().startsWith(begin)).findFirst()
                .orElseThrow(() -> new AssertionError("no row " + begin));
    }

    private static String page() {
        return Bench.named(StyledText.class, "Control").getText();
    }

    private static Link state() {
        return Bench.named(Link.class, "State of the assessment");
    }

    @Test
    void resultsGetOutOfDateAndTheChecksRunAgain() throws IOException {
        assertTrue(state().getText().contains("Run again"), state().getText());
        assertFalse(state().getText().contains("Out of date"));
        long before = assessments.results().orElseThrow().run().changes();
        Path more = Files.writeString(folder.resolve("more.jsonl"), "{\"ts\":\"2026-05-01T10:00:00Z\",\"x\":1}\n");
        Imports imports = Bench.service(Imports.class);
        imports.start(List.of(more), Optional.empty());
        Bench.until("import", () -> imports.state() instanceof Imports.State.Done);
        Bench.until("out of date", () -> assessments.results().orElseThrow().outdated());
        assertTrue(state().getText().contains("Out of date"), state().getText());
        Event again = new Event();
        again.text = "again";
        state().notifyListeners(SWT.Selection, again);
        assertTrue(assessments.state() instanceof Assessments.State.Running);
        assertTrue(state().getText().contains("Cancel"), state().getText());
        assertTrue(assessments.results().isPresent(), "the old results stay meanwhile");
        click(state(), "cancel");
        Bench.until("cancelled", () -> !(assessments.state() instanceof Assessments.State.Running));
        Bench.command(Parts.COMMAND_ASSESS);
        Bench.until("new results", () -> assessments.results().orElseThrow().run().changes() > before
                && !assessments.results().orElseThrow().outdated());
        assertFalse(state().getText().contains("Out of date"), state().getText());
    }

    @Test
    void ownCataloguesAndChecksOfTheBinderTakePart() throws IOException {
        Path catalogs = Files.createDirectories(binder.folder().resolve("catalogs"));
        Path own = Files.writeString(catalogs.resolve("house.json"), """
                {"schema": "tracebinder-control-catalog/0.1", "id": "house", "version": "2026-10",
                 "title": "House rules", "shortTitle": "House rules",
                 "controls": [{"id": "house.1", "ref": "H 1", "title": "No denied tool runs",
                 "obligation": "A tool that was denied does not run.",
                 "logDerivable": "full"}]}
                """);
        Bench.command(Parts.COMMAND_ASSESS);
        Bench.until("again", () -> !(assessments.state() instanceof Assessments.State.Running));
        assertTrue(assessments.state() instanceof Assessments.State.Done, assessments.state().toString());
        assertTrue(row("House rules").getText().contains("own catalogue"), row("House rules").getText());
        Files.writeString(own, "{\"catalog\":\"house\",");
        Bench.command(Parts.COMMAND_ASSESS);
        Bench.until("failed", () -> assessments.state() instanceof Assessments.State.Failed);
        assertTrue(state().getText().contains("house.json"), state().getText());
        assertNotNull(row("House rules"), "earlier results stay");
    }

    @Test
    void whatBindsFollowsTheSystemAndTheDay() {
        assertEquals("2025-02-02 in force", CellTips.close(row("Art. 5(1)(a)").getText(3)));
        Bench.command(Parts.COMMAND_PROFILE);
        Shell dialog = dialog("The audited system");
        choose(dialog, "deployer");
        choose(dialog, "high-risk by Annex III, other than remote biometric identification");
        field(dialog, "Day, such as 2026-12-02").setText("2025-13-01");
        assertFalse(button(dialog, "Keep").isEnabled());
        field(dialog, "Day, such as 2026-12-02").setText("2025-01-31");
        press(dialog, "Keep");
        Bench.until("status", () -> row("Art. 5(1)(a)").getText(3).endsWith("not yet"));
        assertEquals("voluntary", row("Art. 16(a)").getText(3));
        Link system = Bench.named(Link.class, "System and day\u2026");
        assertTrue(system.getText().contains("2025-01-31") && system.getText().contains("deployer"), system.getText());
        assertEquals("[deployer]", Bench.away(() -> binder.profile().roles().toString()));
        assertEquals(Optional.of(LocalDate.of(2025, 1, 31)), Bench.away(() -> binder.workpapers().asOf()));
        assertFalse(assessments.results().orElseThrow().outdated());
    }

    @Test
    void aControlsPageLeadsToTheRecordsForAndAgainst() {
        String id = assessments.results().orElseThrow().library().checkMap().links().stream()
                .filter(l -> l.check().equals("policy.tool-after-deny")).findFirst().orElseThrow().control();
        select(id);
        String page = page();
        for (String part : List.of("What it asks", "Whom it binds", "From when", "The trail:", "Binding:")) {
            assertTrue(page.contains(part), part + " in " + page);
        }
        Table checks = Bench.named(Table.class, "Checks of this control");
        TableItem check = Arrays.stream(checks.getItems()).filter(i -> i.getText(1).contains("gap")
                && i.getText(0).toLowerCase(Locale.ROOT).contains("den")).findFirst().orElseThrow();
        assertTrue(check.getText(5).matches("(required by law|proxy|good practice), .+"), check.getText(5));
        checks.setSelection(check);
        checks.notifyListeners(SWT.Selection, new Event());
        Link about = Bench.named(Link.class, "Contrary records");
        assertTrue(about.getText().contains("Show 1 contrary") && about.getText().contains("Why this check"),
                about.getText());
        var result = assessments.results().orElseThrow().found("policy.tool-after-deny").orElseThrow();
        Investigation investigation = Bench.service(Investigation.class);
        Bench.until("supporting", () -> about.getText().contains("Show " + result.supporting() + " supporting"));
        click(about, "supporting");
        assertEquals(Parts.PERSPECTIVE_INVESTIGATE, Bench.window().getActivePage().getPerspective().getId());
        assertTrue(result.supportingQueries().contains(investigation.query()), investigation.query());
        Bench.until("answer", () -> investigation.answer().isPresent());
        assertEquals(result.supporting(), investigation.answer().orElseThrow().first().total());
        Bench.perspective(Parts.PERSPECTIVE_ASSESS);
        click(Bench.named(Link.class, "Contrary records"), "contrary");
        assertEquals(result.query(), investigation.query());
    }

    @Test
    void aConclusionStandsBesideTheComputedResultAndCanBeTakenBack() {
        select(CONTROL);
        ControlOutcome computed = assessments.results().orElseThrow().of(CONTROL).orElseThrow().computed();
        Bench.command(Parts.COMMAND_CONCLUDE);
        Shell dialog = dialog("Conclusion on Art. 12(1)");
        assertFalse(button(dialog, "Conclude").isEnabled());
        choose(dialog, "not applicable");
        assertFalse(button(dialog, "Conclude").isEnabled(), "no reason yet");
        field(dialog, "Reason, in your words").setText("A prototype without users.");
        press(dialog, "Conclude");
        Bench.until("page", () -> page().contains("A prototype without users."));
        var result = assessments.results().orElseThrow().of(CONTROL).orElseThrow();
        assertEquals(computed, result.computed());
        assertEquals(ControlOutcome.NOT_APPLICABLE, result.conclusion().result());
        assertTrue(row("Art. 12(1)").getText(2).contains("not applicable"), row("Art. 12(1)").getText(2));
        assertFalse(row("Art. 12(1)").getText(1).contains("not applicable"), row("Art. 12(1)").getText(1));
        Bench.command(Parts.COMMAND_CONCLUDE);
        dialog = dialog("Conclusion on Art. 12(1)");
        assertEquals("A prototype without users.", field(dialog, "Reason, in your words").getText());
        field(dialog, "Reason, in your words").setText("It went live.");
        press(dialog, "Take back");
        Bench.until("gone", () -> !page().contains("The auditor:"));
        assertEquals(0, Bench.away(() -> binder.conclusions().size()));
    }

    @Test
    void evidenceIsAttachedShownOpenedAndTakenBack() throws IOException {
        Investigation investigation = Bench.service(Investigation.class);
        investigation.ask("policy:deny");
        Bench.answered();
        select(CONTROL);
        investigation.select(EventId.parse("S1:3"));
        Bench.settle();
        Bench.command(Parts.COMMAND_ATTACH);
        Shell dialog = dialog("Attach evidence");
        assertTrue(button(dialog, "S1:3").getSelection());
        choose(dialog, "speaks against");
        field(dialog, "What it shows, in your words (optional)").setText("No actor.");
        press(dialog, "Attach");
        Bench.command(Parts.COMMAND_ATTACH);
        dialog = dialog("Attach evidence");
        choose(dialog, "What the query finds: policy:deny");
        press(dialog, "Attach");
        Path file = Files.writeString(folder.resolve("log-policy.txt"), "Logs are kept for two years.");
        Bench.command(Parts.COMMAND_ATTACH);
        dialog = dialog("Attach evidence");
        field(dialog, "Path of the file").setText(folder.resolve("nowhere.txt").toString());
        assertFalse(button(dialog, "Attach").isEnabled());
        field(dialog, "Path of the file").setText(file.toString());
        field(dialog, "Find a control: number or word").setText(CONTROL);
        press(dialog, "Attach");
        CTabFolder tabs = tabs();
        Bench.until("three", () -> tabs.getItem(1).getText().equals("Attached evidence (3)"));
        tabs.setSelection(1);
        Table table = Bench.named(Table.class, "Evidence");
        assertEquals(List.of("S1:3", "policy:deny", "log-policy.txt"), Arrays.stream(table.getItems())
                .map(TableItem::getText).toList());
        assertTrue(table.getItem(0).getText(2).contains("speaks against"));
        List<Attachment> kept = Bench.away(() -> binder.workpapers().attached());
        assertEquals(Attachment.Kind.DOCUMENT, kept.get(2).kind());
        assertTrue(Files.exists(binder.folder().resolve("documents").resolve(kept.get(2).sha256().toString())));
        investigation.ask("kind:tool");
        Event open = new Event();
        open.item = table.getItem(1);
        table.notifyListeners(SWT.DefaultSelection, open);
        assertEquals("policy:deny", investigation.query());
        assertEquals(Parts.PERSPECTIVE_INVESTIGATE, Bench.window().getActivePage().getPerspective().getId());
        Bench.perspective(Parts.PERSPECTIVE_ASSESS);
        table.select(2);
        table.notifyListeners(SWT.Selection, new Event());
        button(Bench.window().getShell(), "Take back").notifyListeners(SWT.Selection, new Event());
        Bench.until("two", () -> tabs.getItem(1).getText().equals("Attached evidence (2)"));
        assertFalse(Files.exists(binder.folder().resolve("documents").resolve(kept.get(2).sha256().toString())));
        List<String> told = new ArrayList<>();
        Bench.service(CurrentBinder.class).acts().undo(told::add);
        Bench.until("told", () -> !told.isEmpty());
        assertTrue(told.get(0).contains("Attach the file again"), told.get(0));
        assertEquals(2, Bench.away(() -> binder.workpapers().attached()).size());
    }

    @Test
    void theScorecardIsFilledInAndItsFiguresOpenTheirQueries() throws PartInitException {
        Bench.window().getActivePage().showView(Parts.SCORECARD);
        Bench.until("scorecard", () -> Bench.visible(Table.class).stream()
                .anyMatch(t -> "Scorecard".equals(t.getData(Names.KEY)) && t.getItemCount() > 0));
        Table table = Bench.named(Table.class, "Scorecard");
        table.select(table.getItemCount() - 1); // as a class before this one may leave the part
        table.setSelection(0);
        table.notifyListeners(SWT.Selection, new Event());
        assertTrue(table.getItem(0).getText(2).contains("no target"), table.getItem(0).getText(2));
        Link detail = Bench.named(Link.class, "What the figure rests on");
        assertTrue(detail.getText().contains("Nobody filled in"), detail.getText());
        click(detail, "goals");
        Shell dialog = dialog("Goals");
        choose(dialog, "Target:");
        Bench.settle();
        field(dialog, "Baseline").setText("a lot");
        assertFalse(button(dialog, "Keep").isEnabled());
        field(dialog, "Baseline").setText("0.02");
        field(dialog, "Owner").setText("Ines Okafor");
        press(dialog, "Keep");
        Bench.until("owner", () -> table.getItem(0).getText(6).equals("Ines Okafor"));
        assertEquals("2\u00a0%", table.getItem(0).getText(3));
        Scorecard card = Bench.away(() -> binder.scorecard(Progress.NONE));
        assertEquals(0.02, card.lines().get(0).measure().baseline());
        Scorecard.Line errors = card.lines().get(0);
        assertTrue(table.getItem(0).getText(1).endsWith("\u00a0%"), table.getItem(0).getText(1));
        String part = "% (" + Formats.number(errors.counted()) + " of " + Formats.number(errors.population()) + ")";
        Bench.until(part, () -> detail.getText().contains(part));
        assertEquals(errors.counted(), Bench.away(() -> binder.trail().count("(" + errors.measure().figure().of()
                + ") AND (" + errors.query() + ")", Progress.NONE)));
        table.select(0);
        table.notifyListeners(SWT.DefaultSelection, new Event());
        Bench.settle();
        assertEquals(Parts.PERSPECTIVE_INVESTIGATE, Bench.window().getActivePage().getPerspective().getId());
        assertEquals(card.lines().get(0).query(), Bench.service(Investigation.class).query());
    }

    @Test
    void requestsAreShownWithTheirControls() throws PartInitException {
        Bench.window().getActivePage().showView(Parts.REQUESTS);
        Bench.settle();
        Table table = Bench.named(Table.class, "Requests to the client");
        assertTrue(table.getItemCount() > 20, "requests: " + table.getItemCount());
        String detail = Bench.named(StyledText.class, "Asked for by").getText();
        assertTrue(detail.contains("Asked for by") && detail.contains("EU AI Act"), detail);
        assertTrue(Bench.visible(Label.class).stream()
                .anyMatch(l -> l.getText().equals(table.getItemCount() + " requests to the client")));
        assertEquals(2, Bench.visible(Button.class).stream().filter(b -> b.getText().startsWith("Save as ")).count());
    }

    @Test
    void commandsHaveKeys() {
        IBindingService keys = Bench.service(IBindingService.class);
        for (String command : List.of(Parts.COMMAND_ASSESS, Parts.COMMAND_PROFILE, Parts.COMMAND_CONCLUDE,
                Parts.COMMAND_ATTACH)) {
            assertNotNull(keys.getBestActiveBindingFor(command), command);
        }
        List<String> shown = Arrays.stream(keys.getBindings()).filter(b -> b.getParameterizedCommand() != null)
                .map(b -> b.getParameterizedCommand().getParameterMap().toString() + b.getTriggerSequence()).toList();
        for (String part : List.of(Parts.SCORECARD, Parts.REQUESTS)) {
            assertTrue(shown.stream().anyMatch(s -> s.contains(part)), part);
        }
    }
}
