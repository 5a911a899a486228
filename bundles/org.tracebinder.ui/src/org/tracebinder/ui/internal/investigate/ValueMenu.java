// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.tracebinder.core.EventId;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Log;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Perspectives;
import org.tracebinder.ui.internal.Queries;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.internal.notes.NotesView;
import org.tracebinder.ui.widgets.Formats;

/**
 * What a person can do with any value on the screen: search for it, keep only events with it, leave them out, write a
 * note, copy it.
 *
 * @param investigation whose query is changed; shown when another perspective is in front
 * @param page          shows the notes
 */
public record ValueMenu(Investigation investigation, IWorkbenchPage page) {

    private static final int SHORT = 60;
    /** Characters of a text that are searched for: more of them stand in one place only. */
    private static final int MOST_WORDS = 200;

    /**
     * One value of a row.
     *
     * @param label what it is, for people
     * @param field id of the field that it is searched in
     * @param value exactly this value
     */
    public record Value(String label, String field, String value) {
    }

    /**
     * What a row is about.
     *
     * @param values what can be searched for, may be empty
     * @param note   the event, source or control that a note can be written on, or null for none
     */
    public record Subject(List<Value> values, String note) {
    }

    /** Takes all entries out, before a menu is filled again. */
    public static void clear(Menu menu) {
        for (MenuItem old : menu.getItems()) {
            old.dispose();
        }
    }

    /** @param of tells what a row is about */
    public void on(Table table, Function<TableItem, Subject> of) {
        Menu menu = new Menu(table);
        menu.addListener(SWT.Show, e -> {
            clear(menu);
            if (table.getSelectionCount() == 1) {
                fill(menu, of.apply(table.getSelection()[0]));
            }
            item(menu, Messages.Row_copy, () -> Trees.copy(table, Trees.rows(table)), table.getSelectionCount() > 0);
        });
        table.setMenu(menu);
    }

    /** @param of tells what a row is about */
    public void on(Tree tree, Function<TreeItem, Subject> of) {
        Menu menu = new Menu(tree);
        menu.addListener(SWT.Show, e -> {
            clear(menu);
            if (tree.getSelectionCount() == 1) {
                fill(menu, of.apply(tree.getSelection()[0]));
            }
            item(menu, Messages.Row_copy, () -> Trees.copy(tree, Trees.rows(tree)), tree.getSelectionCount() > 0);
        });
        tree.setMenu(menu);
    }

    /**
     * The selected words, or the word under the pointer, can be searched for.
     *
     * @param event that a note is written on; may give null
     */
    public void on(StyledText text, Supplier<EventId> event) {
        Menu menu = new Menu(text);
        int[] at = {-1};
        text.addListener(SWT.MenuDetect, e -> at[0] = e.detail == SWT.MENU_MOUSE ? text.getOffsetAtPoint(
                text.toControl(e.x, e.y)) : text.getCaretOffset());
        menu.addListener(SWT.Show, e -> {
            clear(menu);
            String words = words(text, at[0]);
            if (!words.isEmpty()) {
                fill(menu, Queries.words(words));
            }
            if (event.get() != null) {
                note(menu, event.get());
            }
            if (menu.getItemCount() > 0) {
                new MenuItem(menu, SWT.SEPARATOR);
            }
            item(menu, Messages.Text_copy, text::copy, text.getSelectionCount() > 0);
            item(menu, Messages.Text_selectAll, text::selectAll, text.getCharCount() > 0);
        });
        text.setMenu(menu);
    }

    private static String words(StyledText text, int at) {
        String all = text.getText();
        String chosen = text.getSelectionText().strip();
        if (chosen.isEmpty() && at >= 0 && at < all.length()) {
            int from = at;
            int to = at;
            while (from > 0 && Character.isLetterOrDigit(all.charAt(from - 1))) {
                from--;
            }
            while (to < all.length() && Character.isLetterOrDigit(all.charAt(to))) {
                to++;
            }
            chosen = all.substring(from, to);
        }
        return chosen.length() > MOST_WORDS ? chosen.substring(0, MOST_WORDS) : chosen;
    }

    /** @param subject its values and what a note can be written on */
    void fill(Menu menu, Subject subject) {
        for (Value value : subject.values()) {
            if (subject.values().size() == 1) {
                fill(menu, value.field(), value.value());
            } else {
                MenuItem item = new MenuItem(menu, SWT.CASCADE);
                item.setText((value.label() + "  " + brief(Formats.oneLine(value.value()))).replace("&", "&&"));
                Menu below = new Menu(item);
                fill(below, value.field(), value.value());
                item.setMenu(below);
            }
        }
        if (subject.note() != null) {
            item(menu, Messages.bind(Messages.Row_note, subject.note()), () -> note(subject.note()));
        }
        if (menu.getItemCount() > 0) {
            new MenuItem(menu, SWT.SEPARATOR);
        }
    }

    /**
     * @param field id of the field
     * @param value exactly this value
     */
    public void fill(Menu menu, String field, String value) {
        fill(menu, Queries.is(field, value));
    }

    /** @param clause one clause of a query */
    void fill(Menu menu, String clause) {
        String shown = brief(Formats.oneLine(clause));
        item(menu, Messages.bind(Messages.Row_search, shown), () -> ask(() -> investigation.ask(clause)));
        narrow(menu, clause);
    }

    /** @param clause one clause of a query, that the events on the screen are narrowed by */
    void narrow(Menu menu, String clause) {
        String shown = brief(Formats.oneLine(clause));
        item(menu, Messages.bind(Messages.Row_only, shown), () -> ask(() -> investigation.refine(clause)));
        item(menu, Messages.bind(Messages.Row_without, shown),
                () -> ask(() -> investigation.refine(Queries.not(clause))));
    }

    private static String brief(String words) {
        return words.length() > SHORT ? words.substring(0, SHORT - 1) + "\u2026" : words;
    }

    /** The answer is shown where answers are. */
    private void ask(Runnable question) {
        question.run();
        if (!page.getPerspective().getId().equals(Parts.PERSPECTIVE_INVESTIGATE)) {
            Perspectives.show(page.getWorkbenchWindow(), Parts.PERSPECTIVE_INVESTIGATE);
        }
    }

    /** @param event that a note is written on */
    void note(Menu menu, EventId event) {
        item(menu, Messages.bind(Messages.Row_note, event), () -> note(event.toString()));
    }

    /** @param subject of the note: an event, control or source */
    public void note(String subject) {
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
        item(menu, text, run, true);
    }

    static void item(Menu menu, String text, Runnable run, boolean enabled) {
        MenuItem item = new MenuItem(menu, SWT.PUSH);
        item.setText(text.replace("&", "&&"));
        item.setEnabled(enabled);
        item.addListener(SWT.Selection, e -> run.run());
    }
}
