// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.tracebinder.core.DataSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventPieces;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.trace.TraceView;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Palette;

/** Every field that the event has, and everything else that its record says. */
final class FactsTab implements DetailTab {

    private final ValueMenu values;
    private Table table;
    private Palette palette;
    private EventId event;

    FactsTab(ValueMenu values) {
        this.values = values;
    }

    @Override
    public String title() {
        return Messages.Facts_title;
    }

    @Override
    public Control create(Composite parent) {
        table = Trees.table(parent, Messages.Facts_title, SWT.NONE,
                List.of(new Trees.Col(Messages.Facts_field, 220, false),
                new Trees.Col(Messages.Facts_value, 560, false), new Trees.Col(Messages.Facts_name, 190, false)));
        Menu menu = new Menu(table);
        menu.addListener(SWT.Show, e -> fill(menu));
        table.setMenu(menu);
        return table;
    }

    @Override
    public void setPalette(Palette colours) {
        palette = colours;
        table.setBackground(colours.background());
        table.setForeground(colours.foreground());
    }

    @Override
    public void show(Detail detail) {
        event = detail.id();
        Event e = detail.event();
        table.setRedraw(false);
        table.removeAll();
        for (Field<?> field : Fields.ALL) {
            Object value = field.read().apply(e);
            if (value == null || value instanceof List<?> list && list.isEmpty() || field.type() == Field.Type.TEXT) {
                continue;
            }
            row(FieldLabels.of(field), field == Fields.TIME_START ? Formats.instant((Long) value).toString()
                    : Formats.cell(field, value), field.id(), Formats.plain(field, value));
        }
        more(e).forEach((label, value) -> row(label, value, "", null));
        row(Messages.Facts_source, detail.source().id() + "  " + detail.source().path(), "source",
                detail.source().id());
        row(Messages.Facts_format, Spoken.in(detail.source().formatLabel()) + "  ("
                + detail.source().confidence() + " %: "
                + Spoken.in(detail.source().why()) + ")", "", null);
        e.extra().forEach((key, value) -> row(key.equals(EventPieces.RECORDS) ? Messages.Facts_also : key,
                Formats.oneLine(value), "extra." + key, value));
        table.setRedraw(true);
    }

    @Override
    public void show(Detail detail, Optional<TraceView> trace, String why) {
        // Facts come from the event alone.
    }

    private static Map<String, String> more(Event e) {
        Map<String, String> facts = new LinkedHashMap<>();
        if (e.timeText() != null) {
            facts.put(Messages.Facts_timeText, e.timeText() + (e.timeRule() == null ? ""
                    : "  (" + FieldLabels.word("timeRule." + e.timeRule().name(), e.timeRule().label()) + ")"));
        }
        if (e.modelRequested() != null && !e.modelRequested().equals(e.modelServed())) {
            facts.put(Messages.Facts_requested, e.modelRequested());
        }
        facts.put(Messages.Facts_content, FieldLabels.word("content." + e.content().name(), e.content().name()));
        int number = 1;
        for (DataSource data : e.dataSources()) {
            facts.put(Messages.bind(Messages.Facts_data, number++), String.join("  ", Stream
                    .of(data.id(), data.name(), data.version(), data.score() == null ? null : data.score().toString())
                    .filter(Objects::nonNull).toList()));
        }
        if (e.evaluation() != null) {
            facts.put(Messages.Facts_evaluation, String.join("  ", Stream.of(e.evaluation().suite(),
                    e.evaluation().test(), e.evaluation().passed() == null ? null : e.evaluation().passed()
                            ? Messages.Facts_passed : Messages.Facts_notPassed)
                    .filter(Objects::nonNull).toList()));
        }
        return facts;
    }

    private void row(String label, String value, String name, String plain) {
        TableItem item = new TableItem(table, SWT.NONE);
        item.setText(new String[] {label, value, name});
        item.setData(plain);
        item.setForeground(2, palette.muted());
    }

    private void fill(Menu menu) {
        ValueMenu.clear(menu);
        if (table.getSelectionCount() != 1) {
            return;
        }
        TableItem row = table.getSelection()[0];
        String field = row.getText(2);
        if (row.getData() instanceof String value && !field.isEmpty()) {
            values.fill(menu, field, value);
        }
        values.note(menu, event);
        ValueMenu.item(menu, Messages.Row_copyValue, () -> Trees.copy(table,
                row.getData() instanceof String plain ? plain : row.getText(1)));
    }
}
