// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.tracebinder.core.EventId;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Log;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Queries;
import org.tracebinder.ui.internal.notes.NotesView;
import org.tracebinder.ui.widgets.Formats;

/**
 * What a person can do with any value on the screen: search for it, keep only events with it, leave them out, write a
 * note.
 *
 * @param investigation whose query is changed
 * @param page          shows the notes
 */
record ValueMenu(Investigation investigation, IWorkbenchPage page) {

    private static final int SHORT = 60;

    /** Takes all entries out, before a menu is filled again. */
    static void clear(Menu menu) {
        for (MenuItem old : menu.getItems()) {
            old.dispose();
        }
    }

    /**
     * @param field id of the field
     * @param value exactly this value
     */
    void fill(Menu menu, String field, String value) {
        String clause = Queries.is(field, value);
        String words = Formats.oneLine(clause);
        String shown = words.length() > SHORT ? words.substring(0, SHORT - 1) + "\u2026" : words;
        item(menu, Messages.bind(Messages.Row_search, shown), () -> investigation.ask(clause));
        item(menu, Messages.bind(Messages.Row_only, shown), () -> investigation.refine(clause));
        item(menu, Messages.bind(Messages.Row_without, shown), () -> investigation.refine(Queries.not(clause)));
    }

    /** @param event that a note is written on */
    void note(Menu menu, EventId event) {
        item(menu, Messages.bind(Messages.Row_note, event), () -> note(event.toString()));
    }

    /** @param subject of the note: an event, control or source */
    void note(String subject) {
        try {
            if (page.showView(Parts.NOTES) instanceof NotesView notes) {
                notes.about(subject);
                notes.setFocus();
            }
        } catch (PartInitException e) {
            Log.warn("Showing the notes", e);
        }
    }

    static void item(Menu menu, String text, Runnable run) {
        MenuItem item = new MenuItem(menu, SWT.PUSH);
        item.setText(text.replace("&", "&&"));
        item.addListener(SWT.Selection, e -> run.run());
    }
}
