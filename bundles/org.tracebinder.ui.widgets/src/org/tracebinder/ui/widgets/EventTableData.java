// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.List;
import org.eclipse.nebula.widgets.nattable.data.IDataProvider;
import org.tracebinder.core.query.Row;

/** Gives the grid its cells: words that are there, or a sign that they are on their way. */
record EventTableData(List<Column> columns, RowBlocks blocks) implements IDataProvider {

    /** A row that is still on its way. */
    static final String LOADING = "\u2026";

    @Override
    public Object getDataValue(int column, int row) {
        Row r = blocks.row(row);
        return r == null ? LOADING : columns.get(column).cell(r);
    }

    @Override
    public void setDataValue(int column, int row, Object value) {
        throw new UnsupportedOperationException("Events can't be changed");
    }

    @Override
    public int getColumnCount() {
        return columns.size();
    }

    @Override
    public int getRowCount() {
        return (int) Math.min(blocks.total(), EventTable.MAX_ROWS);
    }
}
