// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import org.eclipse.nebula.widgets.nattable.config.AbstractUiBindingConfiguration;
import org.eclipse.nebula.widgets.nattable.grid.GridRegion;
import org.eclipse.nebula.widgets.nattable.ui.binding.UiBindingRegistry;
import org.eclipse.nebula.widgets.nattable.ui.matcher.KeyEventMatcher;
import org.eclipse.nebula.widgets.nattable.ui.matcher.MouseEventMatcher;
import org.eclipse.nebula.widgets.nattable.NatTable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.MouseEvent;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;

/** Keys and menus of the event table beside those of the grid: copy, first and last row, choice of columns. */
final class EventTableKeys extends AbstractUiBindingConfiguration {

    private final EventTable table;

    EventTableKeys(EventTable table) {
        this.table = table;
    }

    @Override
    public void configureUiBindings(UiBindingRegistry registry) {
        registry.registerFirstKeyBinding(new KeyEventMatcher(SWT.MOD1, 'c'), (grid, event) -> table.copy());
        registry.registerFirstKeyBinding(new KeyEventMatcher(SWT.NONE, SWT.CR), (grid, event) -> table.open());
        registry.registerFirstKeyBinding(new KeyEventMatcher(SWT.NONE, SWT.KEYPAD_CR), (grid, event) -> table.open());
        registry.registerDoubleClickBinding(
                new MouseEventMatcher(SWT.NONE, GridRegion.BODY, MouseEventMatcher.LEFT_BUTTON),
                (grid, event) -> table.open());
        registry.registerFirstKeyBinding(new KeyEventMatcher(SWT.NONE, SWT.HOME), (grid, event) -> table.select(0));
        registry.registerFirstKeyBinding(new KeyEventMatcher(SWT.NONE, SWT.END),
                (grid, event) -> table.select(table.rowCount() - 1));
        registry.registerFirstKeyBinding(new KeyEventMatcher(SWT.NONE, SWT.PAGE_DOWN), (grid, event) ->
                table.select(Math.min(table.rowCount() - 1, Math.max(0, table.selectedIndex()) + table.pageSize())));
        registry.registerFirstKeyBinding(new KeyEventMatcher(SWT.NONE, SWT.PAGE_UP), (grid, event) ->
                table.select(Math.max(0, table.selectedIndex() - table.pageSize())));
        registry.registerFirstMouseDownBinding(
                new MouseEventMatcher(SWT.NONE, GridRegion.COLUMN_HEADER, MouseEventMatcher.RIGHT_BUTTON),
                this::chooseColumns);
        registry.registerMouseDownBinding(
                new MouseEventMatcher(SWT.NONE, GridRegion.BODY, MouseEventMatcher.RIGHT_BUTTON), (grid, event) -> {
                    int row = grid.getRowIndexByPosition(grid.getRowPositionByY(event.y));
                    if (row >= 0 && row != table.selectedIndex() && table.selectedCount() <= 1) {
                        table.select(row);
                    }
                    if (table.rowMenu() != null) {
                        table.rowMenu().setVisible(true);
                    }
                });
    }

    private void chooseColumns(NatTable grid, MouseEvent event) {
        Menu menu = new Menu(table.control());
        int column = grid.getColumnIndexByPosition(grid.getColumnPositionByX(event.x));
        if (column >= 0) {
            EventTableColumns.one(menu, table, table.columns().get(column));
            new MenuItem(menu, SWT.SEPARATOR);
        }
        EventTableColumns.choice(menu, table);
        // The menu goes after the choice was handled, not before.
        menu.addListener(SWT.Hide, e -> menu.getDisplay().asyncExec(menu::dispose));
        menu.setVisible(true);
    }
}
