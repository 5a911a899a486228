// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PartInitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.controls.Scorecard;
import org.tracebinder.core.Progress;
import org.tracebinder.session.Binder;
import org.tracebinder.session.SamplePlan;
import org.tracebinder.session.SavedQuery;
import org.tracebinder.ui.Acts;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.widgets.Names;

/** Saved queries, goals and decision of the scorecard, profile and samples are taken back and done again. */
class UndoneActsTest {

    @TempDir
    private Path folder;
    private Binder binder;
    private Acts acts;

    @BeforeEach
    void open() {
        binder = Bench.sample(folder);
        acts = Bench.service(CurrentBinder.class).acts();
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        Bench.answered();
    }

    @AfterEach
    void close() {
        var page = Bench.window().getActivePage();
        for (String part : List.of(Parts.SAMPLES, Parts.SAVED)) {
            if (page.findView(part) != null) {
                page.hideView(page.findView(part));
            }
        }
        Bench.service(Investigation.class).ask("");
        Bench.answered();
        Bench.close();
    }

    private static void press(Composite in, String label) {
        List<Button> found = new ArrayList<>();
        Bench.until(label, () -> {
            found.clear();
            Bench.below(in, Button.class, Control::isVisible).stream().filter(b -> b.isEnabled()
                    && b.getText().replace("&", "").equals(label)).forEach(found::add);
            return !found.isEmpty();
        });
        found.get(found.size() - 1).notifyListeners(SWT.Selection, new Event());
    }

    private static Text field(Composite in, String name) {
        return Bench.below(in, Text.class, Control::isVisible).stream()
                .filter(c -> name.equals(c.getData(Names.KEY))).findFirst().orElseThrow();
    }

    private static Shell dialog(String title) {
        List<Shell> found = new ArrayList<>();
        Bench.until(title, () -> {
            Arrays.stream(Display.getCurrent().getShells()).filter(s -> s.isVisible()
                    && s.getText().startsWith(title)).forEach(found::add);
            return !found.isEmpty();
        });
        return found.get(0);
    }

    private static void select(Table table, int row) {
        table.setSelection(row);
        Event event = new Event();
        event.item = table.getItem(row);
        table.notifyListeners(SWT.Selection, event);
    }

    /** Takes back or does again, and waits until it is done. */
    private String go(boolean back) {
        List<String> told = new ArrayList<>();
        Bench.until("an act", () -> (back ? acts.undoable() : acts.redoable()).isPresent());
        if (back) {
            acts.undo(told::add);
        } else {
            acts.redo(told::add);
        }
        Bench.until("told", () -> !told.isEmpty() && !acts.busy());
        return told.get(0);
    }

    @Test
    void aSavedQueryGoesAndComesBack() throws PartInitException {
        Investigation investigation = Bench.service(Investigation.class);
        investigation.ask("kind:inference");
        Bench.answered();
        Bench.window().getActivePage().showView(Parts.SAVED);
        Table table = Bench.named(Table.class, "Saved queries");
        Bench.named(Text.class, "Name").setText("all answers");
        press(Bench.window().getShell(), "Save current query");
        Bench.until("saved", () -> table.getItemCount() == 1 && acts.undoable().equals(
                Optional.of("saved query all answers")));
        SavedQuery kept = Bench.away(() -> binder.queries().all()).get(0);
        go(true);
        Bench.until("gone", () -> table.getItemCount() == 0);
        go(false);
        Bench.until("again", () -> table.getItemCount() == 1);
        select(table, 0);
        press(Bench.window().getShell(), "Remove");
        Bench.until("removed", () -> table.getItemCount() == 0
                && acts.undoable().equals(Optional.of("saved query all answers, with what it finds now")));
        go(true);
        Bench.until("back", () -> table.getItemCount() == 1);
        SavedQuery now = Bench.away(() -> binder.queries().all()).get(0);
        assertEquals(List.of(kept.name(), kept.text(), kept.total()), List.of(now.name(), now.text(), now.total()));
    }

    @Test
    void goalsAndDecisionOfTheScorecardAreTakenBack() throws PartInitException {
        Bench.perspective(Parts.PERSPECTIVE_ASSESS);
        Bench.window().getActivePage().showView(Parts.SCORECARD);
        Table table = Bench.named(Table.class, "Scorecard");
        Bench.until("measures", () -> table.getItemCount() > 0);
        select(table, 1);
        Event click = new Event();
        click.text = "goals";
        Bench.named(Link.class, "What the figure rests on").notifyListeners(SWT.Selection, click);
        Shell goals = dialog("Goals");
        field(goals, "Owner").setText("Ines Okafor");
        field(goals, "Baseline").setText("4000");
        press(goals, "Keep");
        Bench.until("kept", () -> table.getItem(1).getText(6).equals("Ines Okafor"));
        Bench.named(Link.class, "System and decision").notifyListeners(SWT.Selection, new Event());
        Shell decision = dialog("System and decision");
        field(decision, "Decision").setText("go");
        press(decision, "Keep");
        Bench.until("decided", () -> card().decision().equals("go"));
        Bench.until("an act", () -> acts.undoable().equals(Optional.of("decision of the scorecard")));
        go(true);
        assertEquals("", card().decision());
        go(true);
        Bench.until("not filled in", () -> !table.getItem(1).getText(6).equals("Ines Okafor"));
        assertEquals(null, card().lines().get(1).measure().baseline());
        go(false);
        assertEquals(4000.0, card().lines().get(1).measure().baseline());
        go(false);
        assertEquals("go", card().decision());
    }

    private Scorecard card() {
        return Bench.away(() -> binder.scorecard(Progress.NONE));
    }

    @Test
    void theProfileOfTheSystemIsTakenBack() {
        Bench.perspective(Parts.PERSPECTIVE_ASSESS);
        var before = Bench.away(() -> binder.profile());
        Bench.command(Parts.COMMAND_PROFILE);
        Shell dialog = dialog("The audited system");
        Button role = Bench.below(dialog, Button.class, c -> c.isVisible()).stream()
                .filter(b -> (b.getStyle() & SWT.CHECK) != 0).findFirst().orElseThrow();
        role.setSelection(!role.getSelection());
        role.notifyListeners(SWT.Selection, new Event());
        dialog.getDefaultButton().notifyListeners(SWT.Selection, new Event());
        Bench.until("kept", dialog::isDisposed);
        assertTrue(!Bench.away(() -> binder.profile()).equals(before));
        Bench.until("an act", () -> acts.undoable().equals(Optional.of("roles and kind of the system")));
        go(true);
        assertEquals(before, Bench.away(() -> binder.profile()));
    }

    @Test
    void aSampleIsTakenBackAndARemovedOneIsRefusedWithAWord() throws PartInitException {
        Bench.service(Investigation.class).ask("kind:inference");
        Bench.answered();
        Bench.window().getActivePage().showView(Parts.SAMPLES);
        Bench.until("ready", () -> Bench.button("Draw a sample\u2026").isEnabled());
        Bench.button("Draw a sample\u2026").notifyListeners(SWT.Selection, new Event());
        Shell draw = dialog("Draw a sample");
        field(draw, "Name").setText("answers");
        field(draw, "Tolerable rate of deviations, in %").setText("30");
        press(draw, "Draw a sample");
        Bench.until("drawn", draw::isDisposed);
        SamplePlan plan = Bench.away(() -> binder.samples().plan("answers"));
        assertEquals(Optional.of("sample answers"), acts.undoable());
        go(true);
        assertEquals(List.of(), Bench.away(() -> binder.samples().all()));
        go(false);
        SamplePlan again = Bench.away(() -> binder.samples().plan("answers"));
        assertEquals(List.of(plan.seed(), plan.size(), plan.populationHash()),
                List.of(again.seed(), again.size(), again.populationHash()));
        press(Bench.window().getShell(), "Remove\u2026");
        Shell remove = dialog("Remove the sample answers");
        field(remove, "Why is it removed?").setText("a wrong period");
        press(remove, "Remove");
        Bench.until("removed", remove::isDisposed);
        String told = go(true);
        assertTrue(told.contains("not put back") && told.contains(plan.seed()), told);
        assertEquals(List.of(), Bench.away(() -> binder.samples().all()));
    }
}
