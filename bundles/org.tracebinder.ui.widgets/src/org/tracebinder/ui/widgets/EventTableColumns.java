// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;

/** Menus for the columns of an event table: everything that a mouse does to them, for the keyboard too. */
public final class EventTableColumns {

    private EventTableColumns() {
    }

    /**
     * Fills a menu with a menu for each column on the screen, the choice of columns, and how to release them.
     *
     * @param menu  gets the entries
     * @param table whose columns they change
     */
    public static void fill(Menu menu, EventTable table) {
        for (Column column : table.visibleColumns()) {
            MenuItem item = new MenuItem(menu, SWT.CASCADE);
            item.setText(words(column));
            Menu below = new Menu(item);
            one(below, table, column);
            item.setMenu(below);
        }
        new MenuItem(menu, SWT.SEPARATOR);
        MenuItem item = new MenuItem(menu, SWT.CASCADE);
        item.setText(Messages.Columns_choose);
        Menu below = new Menu(item);
        choice(below, table);
        item.setMenu(below);
    }

    static void one(Menu menu, EventTable table, Column column) {
        List<Column> shown = table.visibleColumns();
        int at = shown.indexOf(column);
        if (column.sortable()) {
            item(menu, Messages.Columns_rising, true, () -> table.sortBy(column, false));
            item(menu, Messages.Columns_falling, true, () -> table.sortBy(column, true));
        }
        item(menu, Messages.Columns_left, at > 0, () -> table.move(column, at - 1));
        item(menu, Messages.Columns_right, at < shown.size() - 1, () -> table.move(column, at + 1));
        item(menu, Messages.Columns_freeze, at < shown.size() - 1, () -> table.freeze(at + 1));
        item(menu, Messages.Columns_release, table.frozen() > 0, () -> table.freeze(0));
        item(menu, Messages.Columns_hide, shown.size() > 1, () -> table.setVisible(column, false));
    }

    static void choice(Menu menu, EventTable table) {
        List<Column> shown = table.visibleColumns();
        for (Column column : table.columns()) {
            MenuItem item = new MenuItem(menu, SWT.CHECK);
            item.setText(words(column));
            item.setSelection(shown.contains(column));
            item.addListener(SWT.Selection, e -> table.setVisible(column, item.getSelection()));
        }
    }

    private static void item(Menu menu, String text, boolean enabled, Runnable run) {
        MenuItem item = new MenuItem(menu, SWT.PUSH);
        item.setText(text);
        item.setEnabled(enabled);
        item.addListener(SWT.Selection, e -> run.run());
    }

    private static String words(Column column) {
        return column.label().replace("&", "&&");
    }
}
