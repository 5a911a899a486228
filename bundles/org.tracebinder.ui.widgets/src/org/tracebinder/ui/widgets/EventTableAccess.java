// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.nebula.widgets.nattable.NatTable;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.tracebinder.core.query.Row;

/** What a screen reader hears of the own-drawn event table: how many rows there are, and the selected one in words. */
final class EventTableAccess {

    private EventTableAccess() {
    }

    static void install(NatTable grid, EventTable table) {
        grid.setData(Names.KEY, Messages.EventTable_title);
        var accessible = grid.getAccessible();
        accessible.addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = Messages.bind(Messages.EventTable_name, Formats.number(table.rowCount()));
            }

            @Override
            public void getDescription(AccessibleEvent e) {
                e.result = words(table);
            }
        });
        accessible.addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent e) {
                e.detail = ACC.ROLE_TABLE;
            }

            @Override
            public void getValue(AccessibleControlEvent e) {
                e.result = words(table);
            }
        });
        table.onSelection(row -> accessible.selectionChanged());
    }

    private static String words(EventTable table) {
        Optional<Row> row = table.selected();
        return row.map(r -> Messages.bind(Messages.EventTable_row, Formats.number(table.selectedIndex() + 1L),
                table.visibleColumns().stream().filter(c -> !c.cell(r).isEmpty())
                        .map(c -> c.label() + " " + c.cell(r)).collect(Collectors.joining(", "))))
                .orElse(Messages.EventTable_noneSelected);
    }
}
