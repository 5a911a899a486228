// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jface.action.ContributionItem;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.tracebinder.core.Field;
import org.tracebinder.core.query.Row;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Queries;
import org.tracebinder.ui.widgets.Column;
import org.tracebinder.ui.widgets.EventTable;
import org.tracebinder.ui.widgets.EventTableColumns;
import org.tracebinder.ui.widgets.Formats;

/** The menu of the rows: for each value what can be done with it, then what can be done with rows and columns. */
public final class RowMenu {

    private static final Set<Field.Type> EXACT = EnumSet.of(Field.Type.KEYWORD, Field.Type.TIME, Field.Type.LONG,
            Field.Type.DECIMAL, Field.Type.DURATION, Field.Type.KEYWORDS);
    /** Values of one field of a row that the menu offers. */
    private static final int MOST = 10;

    private RowMenu() {
    }

    static MenuManager of(EventTable table, ValueMenu values, ResultsView view) {
        return filled(menu -> {
            table.selected().ifPresent(row -> values(menu, table, values, row));
            rows(menu, table, view);
        });
    }

    /** @return the menu of a table that stands beside something else: its values and copying */
    public static MenuManager of(EventTable table, ValueMenu values) {
        return filled(menu -> {
            table.selected().ifPresent(row -> values(menu, table, values, row));
            new MenuItem(menu, SWT.SEPARATOR);
            copy(menu, table);
        });
    }

    private static MenuManager filled(Consumer<Menu> fills) {
        MenuManager manager = new MenuManager();
        manager.setRemoveAllWhenShown(true);
        manager.addMenuListener(m -> m.add(new ContributionItem() {
            @Override
            public void fill(Menu menu, int index) {
                fills.accept(menu);
            }

            @Override
            public boolean isDynamic() {
                return true;
            }
        }));
        return manager;
    }

    private static void values(Menu menu, EventTable table, ValueMenu values, Row row) {
        for (Column column : exact(table, row)) {
            List<String> all = column.field() == null ? List.of(column.plain(row))
                    : Queries.values(column.field(), row.get(column.field()));
            for (String value : all.subList(0, Math.min(MOST, all.size()))) {
                MenuItem item = new MenuItem(menu, SWT.CASCADE);
                String words = Formats.oneLine(all.size() == 1 ? column.cell(row) : value);
                item.setText((column.label() + "  " + (words.length() > 50 ? words.substring(0, 49) + "\u2026"
                        : words)).replace("&", "&&"));
                Menu below = new Menu(item);
                values.fill(below, column.id(), value);
                item.setMenu(below);
            }
        }
        new MenuItem(menu, SWT.SEPARATOR);
        values.note(menu, row.id());
    }

    private static void rows(Menu menu, EventTable table, ResultsView view) {
        item(menu, Messages.Row_compare, table.selectedCount() == 2, view::compare);
        new MenuItem(menu, SWT.SEPARATOR);
        boolean some = table.selectedCount() > 0;
        copy(menu, table);
        item(menu, Messages.Row_saveSelected, some, () -> view.saveCsv(false));
        item(menu, Messages.Row_saveAll, true, () -> view.saveCsv(true));
        new MenuItem(menu, SWT.SEPARATOR);
        item(menu, FollowWords.Sort_menu, true, view::sortByAny);
        MenuItem columns = new MenuItem(menu, SWT.CASCADE);
        columns.setText(Messages.Row_columns);
        Menu below = new Menu(columns);
        EventTableColumns.fill(below, table);
        columns.setMenu(below);
    }

    private static void copy(Menu menu, EventTable table) {
        boolean some = table.selectedCount() > 0;
        item(menu, Messages.Row_copy, some, table::copy);
        item(menu, Messages.Row_copyCsv, some, table::copyCsv);
    }

    private static void item(Menu menu, String text, boolean enabled, Runnable run) {
        ValueMenu.item(menu, text, run, enabled);
    }

    /** The columns of a row whose value can be searched for as it is: the event itself, its time, words and figures. */
    private static List<Column> exact(EventTable table, Row row) {
        List<Column> found = new ArrayList<>();
        for (Column column : table.visibleColumns()) {
            if (column.field() == null || EXACT.contains(column.field().type()) && row.get(column.field()) != null) {
                found.add(column);
            }
        }
        return found;
    }
}
