// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.PartInitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.ui.Acts;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.widgets.EventTable;
import org.tracebinder.ui.widgets.FacetPanel;
import org.tracebinder.ui.widgets.TimeHistogram;

/** Undo of what was asked, where it was asked; and keys that have nothing to do say so without stopping anybody. */
class UndoTest {

    @TempDir
    private Path folder;
    private Investigation investigation;
    private final List<String> boxes = new ArrayList<>();
    private final Listener shown = e -> {
        if (e.widget instanceof Shell s && s.getText().equals("Information")) {
            boxes.add(s.getText());
            s.getDisplay().asyncExec(s::close);
        }
    };

    @BeforeEach
    void open() {
        Bench.sample(folder);
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        investigation = Bench.service(Investigation.class);
        Bench.answered();
        Display.getCurrent().addFilter(SWT.Show, shown);
        Display.getCurrent().addFilter(SWT.Activate, shown);
    }

    @AfterEach
    void close() {
        Display.getCurrent().removeFilter(SWT.Show, shown);
        Display.getCurrent().removeFilter(SWT.Activate, shown);
        investigation.ask("");
        Bench.answered();
        Bench.close();
    }

    private static void press(Control on, String part, int key, int held) throws PartInitException {
        Bench.window().getActivePage().showView(part);
        assertTrue(on.forceFocus());
        Bench.until("focus", on::isFocusControl);
        Event down = new Event();
        down.keyCode = key;
        down.character = held == SWT.MOD1 ? (char) (key - 'a' + 1) : (char) key;
        down.stateMask = held;
        on.notifyListeners(SWT.KeyDown, down);
        Bench.settle();
        Bench.answered();
    }

    private static Tree facets() {
        return Bench.one(FacetPanel.class).tree();
    }

    /** Selects the first value of a field, as a click does. */
    private static String value() {
        TreeItem first = facets().getItem(0).getItem(0);
        facets().setSelection(first);
        Event event = new Event();
        event.item = first;
        facets().notifyListeners(SWT.Selection, event);
        return first.getText();
    }

    private static void choose() {
        value();
        Event event = new Event();
        event.item = facets().getSelection()[0];
        facets().notifyListeners(SWT.DefaultSelection, event);
        Bench.answered();
    }

    private static boolean atFoot(String words) {
        return Bench.visible(CLabel.class).stream().anyMatch(l -> l.getText().contains(words));
    }

    @Test
    void aKeyThatHasNothingToDoOpensNoBox() throws PartInitException {
        Control table = Bench.one(EventTable.class).control();
        for (int key : new int[] {'z', 'y', 'c', 'x', 'v', 'a'}) {
            press(table, Parts.RESULTS, key, SWT.MOD1);
            press(facets(), Parts.FACETS, key, SWT.MOD1);
        }
        press(table, Parts.RESULTS, SWT.HOME, 0);
        Bench.command("org.eclipse.ui.edit.delete");
        press(facets(), Parts.FACETS, SWT.HOME, 0);
        Bench.command("org.eclipse.ui.edit.delete");
        assertEquals(List.of(), boxes);
        Bench.until("said that nothing can be deleted", () -> atFoot("Nothing here can be deleted"));
        press(facets(), Parts.FACETS, 'y', SWT.MOD1);
        Bench.until("said that nothing is to be done again", () -> atFoot("Nothing to redo"));
        press(facets(), Parts.FACETS, 'z', SWT.MOD1);
        Bench.until("said that nothing is to be undone", () -> atFoot("Nothing to undo"));
    }

    @Test
    void undoWhileAnotherOneIsUnderWaySaysSo() throws Exception {
        Acts acts = Bench.service(CurrentBinder.class).acts();
        CountDownLatch held = new CountDownLatch(1);
        acts.did(new Acts.Act("an old act", (binder, p) -> null));
        acts.did(new Acts.Act("a long act", (binder, p) -> {
            held.await();
            return null;
        }));
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        acts.undo(first::add);
        try {
            acts.undo(second::add);
            assertEquals(1, second.size());
            assertTrue(second.get(0).contains("still being taken back"), second.get(0));
            Bench.window().getActivePage().showView(Parts.FACETS);
            Bench.command("org.eclipse.ui.edit.redo");
            Bench.until("said at the foot", () -> atFoot("still being taken back"));
            assertEquals(List.of(), first);
        } finally {
            held.countDown();
        }
        Bench.until("done", () -> !first.isEmpty());
        assertEquals(Optional.of("an old act"), acts.undoable(), "what was refused is still there");
    }

    @Test
    void narrowingByAValueIsTakenBackWhereItWasDone() throws PartInitException {
        String before = investigation.query();
        choose();
        String narrow = investigation.query();
        assertFalse(narrow.equals(before));
        choose();
        press(facets(), Parts.FACETS, 'z', SWT.MOD1);
        assertEquals(before, investigation.query());
        assertEquals(before, investigation.answer().orElseThrow().question().query());
        press(facets(), Parts.FACETS, 'y', SWT.MOD1);
        assertEquals(narrow, investigation.query());
        press(Bench.one(EventTable.class).control(), Parts.RESULTS, 'z', SWT.MOD1);
        assertEquals(before, investigation.query());
        assertEquals(List.of(), boxes);
    }

    @Test
    void aRangeOfTimeIsTakenBackInTheChart() throws PartInitException {
        TimeHistogram chart = Bench.one(TimeHistogram.class);
        var times = investigation.answer().orElseThrow().histogram();
        investigation.range(times.get(0).from(), times.get(1).from());
        Bench.answered();
        assertTrue(investigation.query().startsWith("time:["), investigation.query());
        press(chart, Parts.RESULTS, 'z', SWT.MOD1);
        assertEquals("", investigation.query());
        assertEquals(List.of(), boxes);
    }

    @Test
    void undoInTheQueryBarAsksAgain() throws PartInitException {
        StyledText query = Bench.visible(StyledText.class).stream().filter(StyledText::getEditable).findFirst()
                .orElseThrow();
        press(query, Parts.RESULTS, 'z', SWT.MOD1);
        choose();
        String narrow = investigation.query();
        press(query, Parts.RESULTS, 'z', SWT.MOD1);
        assertEquals("", query.getText());
        assertEquals("", investigation.query(), "the rows are those of the query that stands above them");
        press(query, Parts.RESULTS, 'y', SWT.MOD1);
        assertEquals(narrow, investigation.query());
        query.setText("kind:infer");
        press(query, Parts.RESULTS, 'z', SWT.MOD1);
        assertEquals(narrow, query.getText());
        query.setText("kind:infer");
        query.setText("kind:in");
        press(query, Parts.RESULTS, 'z', SWT.MOD1);
        assertEquals("kind:infer", query.getText());
        assertEquals(narrow, investigation.query(), "half a query is not asked by undo");
    }

    @Test
    void copyInTheFacetsCopiesTheValue() throws PartInitException {
        String value = value();
        press(facets(), Parts.FACETS, 'c', SWT.MOD1);
        Clipboard clipboard = new Clipboard(Display.getCurrent());
        assertEquals(value, clipboard.getContents(TextTransfer.getInstance()));
        clipboard.dispose();
        assertEquals(List.of(), boxes);
    }
}
