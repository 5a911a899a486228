// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.nebula.widgets.nattable.sort.ISortModel;
import org.eclipse.nebula.widgets.nattable.sort.SortDirectionEnum;
import org.tracebinder.core.query.SearchRequest.Sort;

/** The order that the headers show. Sorting itself is a question to the trail: no row is compared here. */
final class EventTableSort implements ISortModel {

    private final List<Column> columns;
    private Consumer<Sort> changed = s -> { };
    private int column = -1;
    private SortDirectionEnum direction = SortDirectionEnum.NONE;

    EventTableSort(List<Column> columns) {
        this.columns = columns;
    }

    void onChange(Consumer<Sort> listener) {
        changed = listener;
    }

    void show(Sort sort) {
        column = -1;
        direction = SortDirectionEnum.NONE;
        for (int i = 0; i < columns.size(); i++) {
            if (sort.field() != null && sort.field().equals(columns.get(i).field())) {
                column = i;
                direction = sort.descending() ? SortDirectionEnum.DESC : SortDirectionEnum.ASC;
            }
        }
    }

    @Override
    public void sort(int index, SortDirectionEnum wanted, boolean accumulate) {
        Column by = columns.get(index);
        if (!by.sortable()) {
            return;
        }
        // A third click would mean "unsorted", which a trail does not have: it means the other direction again.
        boolean descending = wanted == SortDirectionEnum.DESC;
        Sort order = new Sort(by.field(), descending);
        show(order);
        changed.accept(order);
    }

    @Override
    public void clear() {
        column = -1;
        direction = SortDirectionEnum.NONE;
    }

    @Override
    public List<Integer> getSortedColumnIndexes() {
        return column < 0 ? List.of() : List.of(column);
    }

    @Override
    public boolean isColumnIndexSorted(int index) {
        return index == column;
    }

    @Override
    public SortDirectionEnum getSortDirection(int index) {
        return index == column ? direction : SortDirectionEnum.NONE;
    }

    @Override
    public int getSortOrder(int index) {
        return index == column ? 0 : -1;
    }

    @SuppressWarnings("rawtypes")
    @Override
    public List<Comparator> getComparatorsForColumnIndex(int index) {
        return List.of();
    }

    @Override
    public Comparator<?> getColumnComparator(int index) {
        return null;
    }
}
