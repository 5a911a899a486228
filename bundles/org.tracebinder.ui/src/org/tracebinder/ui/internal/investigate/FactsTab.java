// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import org.tracebinder.core.query.CostCurrency;
import org.tracebinder.trace.TraceView;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Queries;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Palette;

/** Every field that the event has, and everything else that its record says. */
final class FactsTab implements DetailTab {

    /** Values of one fact that its menu offers. */
    private static final int MOST = 20;

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
                    : Formats.cell(field, value) + (field == Fields.COST ? " " + currency(e) : ""), field.id(),
                    Queries.values(field, value));
        }
        more(e).forEach((label, value) -> row(label, value, "", List.of()));
        data(e);
        row(Messages.Facts_source, detail.source().id() + "  " + detail.source().path(), "source",
                List.of(detail.source().id()));
        row(Messages.Facts_format, Spoken.in(detail.source().formatLabel()) + "  ("
                + detail.source().confidence() + " %: "
                + Spoken.in(detail.source().why()) + ")", "", List.of());
        e.extra().forEach((key, value) -> row(key.equals(EventPieces.RECORDS) ? Messages.Facts_also : key,
                Formats.oneLine(value), "extra." + key, List.of(value)));
        table.setRedraw(true);
    }

    @Override
    public void show(Detail detail, Optional<TraceView> trace, String why) {
        // Facts come from the event alone.
    }

    /** Documents and tables behind the event; they are found among its ids. */
    private void data(Event e) {
        int number = 1;
        for (DataSource data : e.dataSources()) {
            row(Messages.bind(Messages.Facts_data, number++), String.join("  ", Stream
                    .of(data.id(), data.name(), data.version(), data.score() == null ? null : data.score().toString())
                    .filter(Objects::nonNull).toList()), data.id() == null ? "" : Fields.IDS.id(),
                    data.id() == null ? List.of() : List.of(data.id()));
        }
    }

    /** What a cost is in when its source does not say is what the sums of a trace and the price list take it for. */
    private static String currency(Event e) {
        return Formats.oneLine(e.extra().getOrDefault("currency", CostCurrency.UNSAID).toUpperCase(Locale.ROOT));
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
        if (e.evaluation() != null) {
            facts.put(Messages.Facts_evaluation, String.join("  ", Stream.of(e.evaluation().suite(),
                    e.evaluation().test(), e.evaluation().passed() == null ? null : e.evaluation().passed()
                            ? Messages.Facts_passed : Messages.Facts_notPassed)
                    .filter(Objects::nonNull).toList()));
        }
        return facts;
    }

    private void row(String label, String value, String name, List<String> plain) {
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
        List<String> all = ((List<?>) row.getData()).stream().map(String::valueOf).limit(MOST).toList();
        if (!all.isEmpty() && !field.isEmpty()) {
            values.fill(menu, new ValueMenu.Subject(all.stream().map(v -> new ValueMenu.Value(row.getText(0), field, v))
                    .toList(), null));
        }
        values.note(menu, event);
        ValueMenu.item(menu, Messages.Row_copyValue, () -> Trees.copy(table,
                all.size() == 1 ? all.get(0) : row.getText(1)));
    }
}
