// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.importing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.tracebinder.session.MappingDraft;
import org.tracebinder.session.MappingDraft.Source;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Trees;

/** Columns or members of a file, some of their values, and the field that each of them fills. */
final class ColumnTable {

    private final Table table;
    private final Map<String, Source> fields = new LinkedHashMap<>();

    ColumnTable(Composite parent) {
        table = Trees.table(parent, ImportWords.Map_columns, SWT.BORDER | SWT.SINGLE, List.of(
                new Trees.Col(ImportWords.Map_column, 190, false), new Trees.Col(ImportWords.Map_samples, 330, false),
                new Trees.Col(ImportWords.Map_field, 190, false), new Trees.Col(ImportWords.Map_written, 170, false)));
        Palettes.follow(table, p -> {
            table.setBackground(p.background());
            table.setForeground(p.foreground());
        });
    }

    Table table() {
        return table;
    }

    /** @return by field, in the order of the file */
    Map<String, Source> fields() {
        Map<String, Source> ordered = new LinkedHashMap<>();
        for (TableItem item : table.getItems()) {
            field(item.getText(0)).ifPresent(f -> ordered.put(f, fields.get(f)));
        }
        return ordered;
    }

    void show(List<MappingDraft.Place> places, MappingDraft draft) {
        fields.clear();
        fields.putAll(draft.fields());
        table.getColumn(0).setText(draft.delimited() ? ImportWords.Map_column : ImportWords.Map_pointer);
        table.removeAll();
        for (MappingDraft.Place place : places) {
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(new String[] {place.name(), String.join("  \u00b7  ", place.samples()), "", ""});
            item.setData(place);
        }
        refresh();
        if (table.getItemCount() > 0) {
            table.select(0);
        }
    }

    /** @return the selected column, or null */
    MappingDraft.Place selected() {
        return table.getSelectionCount() != 1 ? null : (MappingDraft.Place) table.getSelection()[0].getData();
    }

    /** @return the field that a column fills */
    Optional<String> field(String place) {
        return fields.entrySet().stream().filter(e -> e.getValue().place().equals(place)).map(Map.Entry::getKey)
                .findFirst();
    }

    Source source(String field) {
        return fields.get(field);
    }

    /**
     * @param place  a column
     * @param field  what it fills from now on, null for nothing
     * @param source how it is read
     */
    void fill(String place, String field, Source source) {
        field(place).ifPresent(fields::remove);
        if (field != null) {
            fields.put(field, source);
        }
        refresh();
    }

    private void refresh() {
        for (TableItem item : table.getItems()) {
            String field = field(item.getText(0)).orElse(null);
            item.setText(2, field == null ? "" : label(field));
            Source source = field == null ? null : fields.get(field);
            item.setText(3, source == null || source.format() == null ? ""
                    : source.format() + (source.zone() == null ? "" : "  " + source.zone()));
            item.setForeground(2, Palettes.current().accent());
        }
    }

    /** @return name of a field of mappings for people, its name in the file behind it */
    static String label(String field) {
        String word = FieldLabels.word("map." + field, field);
        return word.equals(field) ? field : word + "  (" + field + ")";
    }
}
