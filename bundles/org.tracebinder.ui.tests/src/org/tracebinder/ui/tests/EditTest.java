// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PartInitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.controls.ControlOutcome;
import org.tracebinder.core.EventId;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.widgets.Names;

/** The Edit menu, and undo where people expect it: of what was typed, and of what was written into the binder. */
class EditTest {

    private static final String UNDO = "org.eclipse.ui.edit.undo";
    private static final String REDO = "org.eclipse.ui.edit.redo";

    @TempDir
    private Path folder;
    private Binder binder;

    @BeforeEach
    void open() throws PartInitException {
        binder = Bench.sample(folder);
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        Bench.window().getActivePage().showView(Parts.NOTES);
        Bench.settle();
    }

    @AfterEach
    void close() {
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        var page = Bench.window().getActivePage();
        if (page.findView(Parts.NOTES) != null) {
            page.hideView(page.findView(Parts.NOTES));
        }
        Bench.close();
    }

    private static <T extends Control> T named(Class<T> type, String name) {
        return Bench.visible(type).stream().filter(c -> name.equals(c.getData(Names.KEY))).findFirst().orElseThrow();
    }

    private static void press(Control on, int key, int held) {
        Event down = new Event();
        down.keyCode = key;
        down.character = held == SWT.MOD1 ? (char) (key - 'a' + 1) : (char) key;
        down.stateMask = held;
        on.notifyListeners(SWT.KeyDown, down);
        Bench.settle();
    }

    private List<String> acts() {
        return Bench.away(() -> binder.ledger().stream().map(e -> e.act()).toList());
    }

    private int notes() {
        return Bench.away(() -> binder.notes().all()).size();
    }

    private Text noted() {
        Bench.service(Investigation.class).select(EventId.parse("S1:3"));
        Bench.settle();
        Text text = named(Text.class, "What did you see?");
        assertTrue(text.forceFocus());
        Bench.until("focus", text::isFocusControl);
        text.insert("Asked twice.");
        Bench.settle();
        Bench.visible(Button.class).stream().filter(b -> b.getText().equals("Add note")).findFirst().orElseThrow()
                .notifyListeners(SWT.Selection, new Event());
        Bench.until("note", () -> named(Table.class, "Notes").getItemCount() == 1 && text.getText().isEmpty());
        text.forceFocus();
        Bench.settle();
        return text;
    }

    @Test
    void undoAfterANoteTakesTheNoteBackAndRedoBringsItAgain() {
        Text text = noted();
        press(text, 'z', SWT.MOD1);
        Bench.until("taken back", () -> named(Table.class, "Notes").getItemCount() == 0);
        assertEquals("", text.getText(), "a note that is gone leaves no half of it in the field");
        assertEquals(0, notes());
        press(text, 'y', SWT.MOD1);
        Bench.until("again", () -> named(Table.class, "Notes").getItemCount() == 1);
        assertEquals("Asked twice.", Bench.away(() -> binder.notes().all()).get(0).text());
        List<String> acts = acts();
        assertEquals(List.of("note.add", "note.remove", "note.add"), acts.subList(acts.size() - 3, acts.size()));
        text.insert("draft");
        press(text, 'z', SWT.MOD1);
        assertEquals("", text.getText(), "what is typed is taken back before what is kept");
        assertEquals(1, notes());
    }

    @Test
    void theCommandsOfTheEditMenuWorkOnWhatHasTheKeyboard() {
        noted();
        Table table = named(Table.class, "Notes");
        assertTrue(table.forceFocus());
        MenuItem edit = Arrays.stream(Bench.window().getShell().getMenuBar().getItems())
                .filter(i -> i.getText().replace("&", "").equals("Edit")).findFirst().orElseThrow();
        edit.getMenu().notifyListeners(SWT.Show, new Event());
        Bench.settle();
        List<String> labels = Arrays.stream(edit.getMenu().getItems()).map(i -> i.getText().replace("&", ""))
                .toList();
        edit.getMenu().notifyListeners(SWT.Hide, new Event());
        for (String wanted : List.of("Undo\tCtrl+Z", "Redo\tCtrl+Y", "Cut\tCtrl+X", "Copy\tCtrl+C",
                "Paste\tCtrl+V", "Delete\tDelete", "Select All\tCtrl+A", "Find\tCtrl+F")) {
            assertTrue(labels.stream().anyMatch(l -> l.startsWith(wanted.substring(0, wanted.indexOf('\t')))
                    && l.endsWith(wanted.substring(wanted.indexOf('\t')))), wanted + " in " + labels);
        }
        table.select(0);
        table.notifyListeners(SWT.Selection, new Event());
        Bench.command("org.eclipse.ui.edit.copy");
        Clipboard clipboard = new Clipboard(Display.getCurrent());
        assertTrue(String.valueOf(clipboard.getContents(TextTransfer.getInstance())).contains("Asked twice."));
        clipboard.dispose();
        Bench.command("org.eclipse.ui.edit.findReplace");
        assertEquals("Find in notes: text, tag, author, subject",
                String.valueOf(Display.getCurrent().getFocusControl().getData(Names.KEY)));
        table.forceFocus();
        Bench.command("org.eclipse.ui.edit.delete");
        Bench.until("deleted", () -> table.getItemCount() == 0);
        Bench.command(UNDO);
        Bench.until("back", () -> table.getItemCount() == 1);
        Bench.command(UNDO);
        Bench.until("the first act is taken back", () -> table.getItemCount() == 0);
        Bench.command(REDO);
        Bench.until("done again", () -> table.getItemCount() == 1);
    }

    @Test
    void aConclusionIsTakenBackAsAFurtherActOfTheLedger() throws Exception {
        CurrentBinder current = Bench.service(CurrentBinder.class);
        Assessments assessments = Bench.service(Assessments.class);
        assessments.start();
        Bench.until("assessment", () -> assessments.results().isPresent());
        var results = assessments.results().orElseThrow();
        var control = results.catalogs().get(0).controls().get(0);
        assessments.select(control.id());
        Bench.command(Parts.COMMAND_CONCLUDE);
        var shell = Arrays.stream(Display.getCurrent().getShells()).filter(s -> s.getText().startsWith("Conclu"))
                .findFirst().orElseThrow();
        Bench.below(shell, Text.class, c -> c.isVisible()).stream().filter(t -> t.getEditable()).reduce((a, b) -> b)
                .orElseThrow().setText("Seen on site.");
        Button supported = Bench.below(shell, Button.class, c -> true).stream()
                .filter(b -> (b.getStyle() & SWT.RADIO) != 0).findFirst().orElseThrow();
        supported.setSelection(true);
        supported.notifyListeners(SWT.Selection, new Event());
        shell.getDefaultButton().notifyListeners(SWT.Selection, new Event());
        Bench.until("kept", () -> acts().contains("conclude") && shell.isDisposed());
        assertEquals("conclusion on " + control.ref(), current.acts().undoable().orElseThrow());
        Bench.until("shown", () -> conclusion(control.id()) != null);
        current.acts().undo(words -> assertTrue(words.contains(control.ref()), words));
        Bench.until("taken back", () -> acts().contains("conclusion.remove"));
        Bench.until("gone", () -> conclusion(control.id()) == null);
        current.acts().redo(words -> { });
        Bench.until("again", () -> conclusion(control.id()) == ControlOutcome.values()[0]);
        assertFalse(current.acts().redoable().isPresent());
    }

    private static ControlOutcome conclusion(String control) {
        var found = Bench.service(Assessments.class).results().orElseThrow().of(control).orElseThrow().conclusion();
        return found == null ? null : found.result();
    }
}
