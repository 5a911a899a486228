// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.nebula.widgets.nattable.NatTable;
import org.eclipse.nebula.widgets.nattable.config.DefaultNatTableStyleConfiguration;
import org.eclipse.nebula.widgets.nattable.freeze.CompositeFreezeLayer;
import org.eclipse.nebula.widgets.nattable.freeze.FreezeLayer;
import org.eclipse.nebula.widgets.nattable.freeze.command.FreezeColumnCommand;
import org.eclipse.nebula.widgets.nattable.freeze.command.UnFreezeGridCommand;
import org.eclipse.nebula.widgets.nattable.grid.GridRegion;
import org.eclipse.nebula.widgets.nattable.grid.data.DefaultColumnHeaderDataProvider;
import org.eclipse.nebula.widgets.nattable.grid.cell.AlternatingRowConfigLabelAccumulator;
import org.eclipse.nebula.widgets.nattable.grid.layer.ColumnHeaderLayer;
import org.eclipse.nebula.widgets.nattable.grid.layer.config.DefaultRowStyleConfiguration;
import org.eclipse.nebula.widgets.nattable.hideshow.ColumnHideShowLayer;
import org.eclipse.nebula.widgets.nattable.layer.CompositeLayer;
import org.eclipse.nebula.widgets.nattable.layer.DataLayer;
import org.eclipse.nebula.widgets.nattable.layer.DefaultHorizontalDpiConverter;
import org.eclipse.nebula.widgets.nattable.layer.NoScalingDpiConverter;
import org.eclipse.nebula.widgets.nattable.layer.cell.ColumnLabelAccumulator;
import org.eclipse.nebula.widgets.nattable.layer.command.ConfigureScalingCommand;
import org.eclipse.nebula.widgets.nattable.layer.event.RowStructuralRefreshEvent;
import org.eclipse.nebula.widgets.nattable.reorder.ColumnReorderLayer;
import org.eclipse.nebula.widgets.nattable.reorder.command.ColumnReorderCommand;
import org.eclipse.nebula.widgets.nattable.selection.SelectionLayer;
import org.eclipse.nebula.widgets.nattable.selection.command.SelectRowsCommand;
import org.eclipse.nebula.widgets.nattable.selection.config.RowOnlySelectionBindings;
import org.eclipse.nebula.widgets.nattable.selection.config.RowOnlySelectionConfiguration;
import org.eclipse.nebula.widgets.nattable.selection.event.ISelectionEvent;
import org.eclipse.nebula.widgets.nattable.sort.SortDirectionEnum;
import org.eclipse.nebula.widgets.nattable.sort.SortHeaderLayer;
import org.eclipse.nebula.widgets.nattable.sort.config.SingleClickSortConfiguration;
import org.eclipse.nebula.widgets.nattable.ui.menu.PopupMenuBuilder;
import org.eclipse.nebula.widgets.nattable.viewport.ViewportLayer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest.Sort;

/**
 * A table over any number of events: only the rows on the screen are fetched, in blocks, in the background. Columns can
 * be
 * chosen, moved, resized and sorted by.
 */
public final class EventTable extends Composite {

    /** Pixels are counted in int: 90 million rows of 22 pixels still fit. */
    static final int MAX_ROWS = 90_000_000;

    private static final int ROW_PADDING = 7;
    private static final String FROZEN = "frozen";

    private final List<Column> columns;
    private final RowBlocks blocks;
    private final NatTable table;
    private final DataLayer data;
    private final SelectionLayer selection;
    private final ViewportLayer viewport;
    private final ColumnHideShowLayer visible;
    private final CompositeFreezeLayer body;
    private int frozen;
    private final EventTableSort sort;
    private final List<Consumer<Optional<Row>>> selectionListeners = new ArrayList<>();
    private Consumer<Exception> failed = e -> { };
    private Consumer<Row> opened = r -> { };
    private Palette palette;
    private Menu menu;

    /**
     * @param parent  of the table
     * @param columns all columns that can be shown
     * @param workers threads for fetching
     */
    public EventTable(Composite parent, List<Column> columns, Workers workers) {
        super(parent, SWT.NONE);
        GridLibraries.load();
        setLayout(new FillLayout());
        this.columns = List.copyOf(columns);
        this.blocks = new RowBlocks(workers, this::arrived, e -> failed.accept(e));
        this.sort = new EventTableSort(this.columns);
        this.palette = Palette.fitting(parent.getBackground());

        int rowHeight = lineHeight() + ROW_PADDING;
        data = new DataLayer(new EventTableData(this.columns, blocks), 100, rowHeight);
        data.setConfigLabelAccumulator(new ColumnLabelAccumulator(data.getDataProvider()));
        for (int i = 0; i < this.columns.size(); i++) {
            data.setDefaultColumnWidthByPosition(i, this.columns.get(i).width());
        }
        visible = new ColumnHideShowLayer(new ColumnReorderLayer(data));
        selection = new SelectionLayer(visible, false);
        selection.addConfiguration(new RowOnlySelectionConfiguration());
        viewport = new ViewportLayer(selection);
        body = new CompositeFreezeLayer(new FreezeLayer(selection), viewport, selection, false);
        String[] labels = this.columns.stream().map(Column::label).toArray(String[]::new);
        DataLayer headerData = new DataLayer(new DefaultColumnHeaderDataProvider(labels), 100, rowHeight + 2);
        headerData.setConfigLabelAccumulator(new ColumnLabelAccumulator());
        SortHeaderLayer<Row> header =
                new SortHeaderLayer<>(new ColumnHeaderLayer(headerData, body, selection), sort);
        CompositeLayer all = new CompositeLayer(1, 2);
        all.setChildLayer(GridRegion.COLUMN_HEADER, header, 0, 0);
        all.setChildLayer(GridRegion.BODY, body, 0, 1);
        all.setConfigLabelAccumulatorForRegion(GridRegion.BODY, new AlternatingRowConfigLabelAccumulator(body));

        table = new NatTable(this, all, false);
        table.addConfiguration(new DefaultNatTableStyleConfiguration());
        table.addConfiguration(new DefaultRowStyleConfiguration());
        table.addConfiguration(new RowOnlySelectionBindings());
        table.addConfiguration(new SingleClickSortConfiguration());
        table.addConfiguration(new EventTableKeys(this));
        table.configure();
        // The height of a row is measured in letters, which are enlarged already: once more is twice.
        table.doCommand(new ConfigureScalingCommand(new DefaultHorizontalDpiConverter(), new NoScalingDpiConverter()));
        EventTableStyle.apply(table, this.columns, palette);
        hideOptionalColumns();
        table.addLayerListener(event -> {
            if (event instanceof ISelectionEvent) {
                selectionListeners.forEach(l -> l.accept(selected()));
            }
        });
        EventTableAccess.install(table, this);
    }

    /**
     * Shows other rows, from the top.
     *
     * @param rows the rows; their total must be known
     */
    public void setRows(RowProvider rows) {
        selection.clear(false);
        blocks.show(rows);
        viewport.setOriginY(0);
        // Rows only: a refresh of everything would put moved columns back.
        data.fireLayerEvent(new RowStructuralRefreshEvent(data));
    }

    /** @param colours for all parts of the table */
    public void setPalette(Palette colours) {
        palette = colours;
        EventTableStyle.apply(table, columns, colours);
        table.refresh(false);
    }

    /** @param listener called with the row that was selected last, or empty while it is on its way or none is */
    public void onSelection(Consumer<Optional<Row>> listener) {
        selectionListeners.add(listener);
    }

    /** @param listener called with the row that a person opens with Enter or a double click */
    public void onOpen(Consumer<Row> listener) {
        opened = listener;
    }

    /** Opens the selected row, as Enter does. */
    void open() {
        selected().ifPresent(opened);
    }

    /** @param listener called when rows could not be fetched */
    public void onFailure(Consumer<Exception> listener) {
        failed = listener;
    }

    /** @param listener called with the new order when a person clicks on a header */
    public void onSort(Consumer<Sort> listener) {
        sort.onChange(order -> {
            listener.accept(order);
            table.redraw();
        });
    }

    /** @param order shown in the headers; the rows come from {@link #setRows} */
    public void setSort(Sort order) {
        sort.show(order);
        table.redraw();
    }

    /** @return the row that was selected last, or empty while it is on its way or when none is */
    public Optional<Row> selected() {
        int at = selectedIndex();
        return at < 0 ? Optional.empty() : Optional.ofNullable(blocks.row(at));
    }

    /** @return number of the row that was selected last, from 0, or -1 */
    public int selectedIndex() {
        var last = selection.getLastSelectedCellPosition();
        if (last != null && selection.isRowPositionSelected(last.rowPosition)) {
            return last.rowPosition;
        }
        return selection.getSelectedRowPositions().stream().mapToInt(r -> r.start).min().orElse(-1);
    }

    /** @return how many rows are selected */
    public int selectedCount() {
        return selection.getSelectedRowCount();
    }

    /** @return the selected rows that are loaded, in the order of the table */
    public List<Row> selectedRows() {
        List<Row> rows = new ArrayList<>();
        selection.getSelectedRowPositions().stream().sorted((a, b) -> Integer.compare(a.start, b.start)).forEach(r -> {
            for (int i = r.start; i < r.end && rows.size() < EventTableCopy.MOST; i++) {
                Row row = blocks.row(i);
                if (row != null) {
                    rows.add(row);
                }
            }
        });
        return rows;
    }

    /**
     * Selects a row and scrolls to it.
     *
     * @param index of the row, from 0
     */
    public void select(int index) {
        if (index >= 0 && index < rowCount()) {
            selection.doCommand(new SelectRowsCommand(selection, 0, index, false, false));
            viewport.moveRowPositionIntoViewport(index);
        }
    }

    /**
     * Selects two rows, as a click and another with Ctrl do.
     *
     * @param first  number of a row, from 0
     * @param second number of another row
     */
    public void selectTwo(int first, int second) {
        select(first);
        selection.doCommand(new SelectRowsCommand(selection, 0, second, false, true));
    }

    /** Puts the selected rows on the clipboard, as text with tabs. */
    public void copy() {
        EventTableCopy.copy(getDisplay(), visibleColumns(), selectedRows());
    }

    /** Puts the selected rows on the clipboard as CSV. */
    public void copyCsv() {
        EventTableCopy.copyCsv(getDisplay(), visibleColumns(), selectedRows());
    }

    /** @param manager the menu of the rows */
    public void setRowMenu(MenuManager manager) {
        menu = new PopupMenuBuilder(table, manager).build();
    }

    /** @return the menu of the rows, or null */
    public Menu rowMenu() {
        return menu;
    }

    /** @return the columns on the screen, from left to right */
    public List<Column> visibleColumns() {
        List<Column> shown = new ArrayList<>();
        for (int i = 0; i < visible.getColumnCount(); i++) {
            shown.add(columns.get(visible.getColumnIndexByPosition(i)));
        }
        return shown;
    }

    /** @return all columns */
    public List<Column> columns() {
        return columns;
    }

    /**
     * @param column one of the columns
     * @param show   whether it is on the screen
     */
    public void setVisible(Column column, boolean show) {
        int index = columns.indexOf(column);
        if (show) {
            visible.showColumnIndexes(index);
        } else if (visible.getColumnCount() > 1) {
            visible.hideColumnIndexes(index);
        }
    }

    /**
     * Keeps the first columns in sight when the others are scrolled.
     *
     * @param count how many, 0 for none
     */
    public void freeze(int count) {
        frozen = Math.max(0, Math.min(count, visible.getColumnCount() - 1));
        table.doCommand(new UnFreezeGridCommand());
        if (frozen > 0) {
            body.doCommand(new FreezeColumnCommand(body, frozen - 1, false, true));
        }
        table.refresh(false);
    }

    /** @return how many columns stay in sight */
    public int frozen() {
        return frozen;
    }

    /**
     * Puts a column elsewhere.
     *
     * @param column one that is on the screen
     * @param to     its new position, from 0
     */
    public void move(Column column, int to) {
        int from = visibleColumns().indexOf(column);
        if (from >= 0 && to >= 0 && to < visible.getColumnCount() && from != to) {
            int keep = frozen;
            freeze(0);
            visible.doCommand(new ColumnReorderCommand(visible, from, to > from ? to + 1 : to));
            freeze(keep);
        }
    }

    /**
     * Asks for another order, as a click on a header does.
     *
     * @param column     that is sorted by
     * @param descending largest first
     */
    public void sortBy(Column column, boolean descending) {
        sort.sort(columns.indexOf(column), descending ? SortDirectionEnum.DESC : SortDirectionEnum.ASC, false);
    }

    /** @return the selected rows as numbers of a first row and how many there are from it on, from the top */
    public List<long[]> selectedRanges() {
        return selection.getSelectedRowPositions().stream().sorted((a, b) -> Integer.compare(a.start, b.start))
                .map(r -> new long[] {r.start, r.end - r.start}).toList();
    }

    /** @return order, widths and choice of columns, for {@link #restore} */
    public Properties save() {
        Properties state = new Properties();
        visible.saveState("columns", state);
        state.setProperty(FROZEN, Integer.toString(frozen));
        return state;
    }

    /** @param state from {@link #save} */
    public void restore(Properties state) {
        visible.loadState("columns", state);
        String count = state.getProperty(FROZEN, "0");
        freeze(count.matches("\\d{1,3}") ? Integer.parseInt(count) : 0);
    }

    /** @return rows that can be scrolled to */
    public int rowCount() {
        return (int) Math.min(blocks.total(), MAX_ROWS);
    }

    /**
     * @param column position of a visible column
     * @param row    number of a row
     * @return what stands there, empty while it is on its way
     */
    public String cell(int column, int row) {
        Row r = blocks.row(row);
        return r == null ? "" : visibleColumns().get(column).cell(r);
    }

    /** @return the control that draws the table, for tests and key contexts */
    public Control control() {
        return table;
    }

    /** @return rows that fit on the screen */
    int pageSize() {
        Rectangle area = table.getClientArea();
        return Math.max(1, area.height / (lineHeight() + ROW_PADDING) - 1);
    }

    @Override
    public boolean setFocus() {
        return table.setFocus();
    }

    private void arrived() {
        table.redraw();
        int at = selectedIndex();
        if (at >= 0) {
            selectionListeners.forEach(l -> l.accept(selected()));
        }
    }

    private void hideOptionalColumns() {
        List<Integer> hidden = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).visible()) {
                hidden.add(i);
            }
        }
        visible.hideColumnIndexes(hidden);
    }

    private int lineHeight() {
        GC gc = new GC(this);
        try {
            return gc.getFontMetrics().getHeight();
        } finally {
            gc.dispose();
        }
    }
}
