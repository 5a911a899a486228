// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PartInitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.EventId;
import org.tracebinder.session.Binder;
import org.tracebinder.session.Note;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;

/** A note is written where something was seen, and found again from a list. */
class NotesTest {

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
        for (String perspective : List.of(Parts.PERSPECTIVE_ASSESS, Parts.PERSPECTIVE_INVESTIGATE)) {
            Bench.perspective(perspective);
            var page = Bench.window().getActivePage();
            if (page.findView(Parts.NOTES) != null) {
                page.hideView(page.findView(Parts.NOTES));
            }
        }
        Bench.close();
    }

    private void write(String text, String tags) {
        int before = Bench.away(() -> binder.notes().all()).size();
        Bench.named(Text.class, "What did you see?").setText(text);
        Bench.named(Text.class, "Tags, separated by commas").setText(tags);
        assertTrue(Bench.button("Add note").isEnabled());
        Bench.button("Add note").notifyListeners(SWT.Selection, new Event());
        Bench.until("note", () -> Bench.named(Table.class, "Notes").getItemCount() == before + 1);
    }

    @Test
    void aNoteOnAnEventIsTiedToItsRecordAndCanBeTakenBack() {
        assertFalse(Bench.button("Add note").isEnabled());
        EventId id = EventId.parse("S1:3");
        Bench.service(Investigation.class).select(id);
        Bench.settle();
        write("Asked for a second opinion.", "ask, oversight");
        Note note = Bench.away(() -> binder.notes().on("S1:3")).get(0);
        assertEquals(List.of("ask", "oversight"), note.tags());
        assertTrue(note.anchor().isPresent());
        Table table = Bench.named(Table.class, "Notes");
        assertEquals("Asked for a second opinion.", table.getItem(0).getText(0));
        assertEquals("", Bench.named(Text.class, "What did you see?").getText());
        Text filter = Bench.named(Text.class, "Find in notes: text, tag, author, subject");
        filter.setText("oversight s1:3");
        assertEquals(1, table.getItemCount());
        filter.setText("nothing like it");
        assertEquals(0, table.getItemCount());
        filter.setText("");
        table.select(0);
        table.notifyListeners(SWT.Selection, new Event());
        Bench.button("Take back").notifyListeners(SWT.Selection, new Event());
        Bench.until("gone", () -> table.getItemCount() == 0);
        assertEquals(List.of(), Bench.away(() -> binder.notes().all()));
        Event undo = new Event();
        undo.keyCode = 'z';
        undo.stateMask = SWT.MOD1;
        table.notifyListeners(SWT.KeyDown, undo);
        Bench.until("back", () -> table.getItemCount() == 1);
        assertEquals(List.of("ask", "oversight"), Bench.away(() -> binder.notes().all()).get(0).tags());
    }

    @Test
    void aNoteOnAControlStandsOnItsPageAndTheResultsStay() throws PartInitException {
        Assessments assessments = Bench.service(Assessments.class);
        Bench.perspective(Parts.PERSPECTIVE_ASSESS);
        assessments.start();
        Bench.until("assessment", () -> assessments.results().isPresent());
        var catalog = assessments.results().orElseThrow().catalogs().get(0);
        assessments.select(new Assessments.Selected(catalog, catalog.controls().get(0)));
        Bench.window().getActivePage().showView(Parts.NOTES);
        Bench.settle();
        write("Training records were asked for.", "");
        Bench.window().getActivePage().showView(Parts.CONTROL); // another part may lie on top of it from before
        Bench.until("page",
                () -> Bench.named(StyledText.class, "Control").getText().contains("records were asked for"));
        Bench.settle();
        assertTrue(assessments.results().isPresent());
        assertEquals(Note.Kind.CONTROL, Bench.away(() -> binder.notes().all()).get(0).kind());
    }
}
