// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.PersonalData;
import org.tracebinder.trace.TraceView;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Palette;

/** Decisions of policy engines, redactions, reviews, and what is missing: everything that was decided in the trace. */
final class PolicyTab extends TracedTab {

    private static final int REASONS = 3;

    /** Where a row keeps what it can be searched by. */
    private static final String VALUE = "value";

    private final Consumer<EventId> select;
    private final ValueMenu values;
    private Table table;
    private Label whole;

    PolicyTab(Consumer<EventId> select, ValueMenu values) {
        super(Messages.Policy_title, Messages.Trace_loading);
        this.select = select;
        this.values = values;
    }

    @Override
    void fill(Composite content) {
        GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(content);
        table = Trees.table(content, Messages.Policy_title, SWT.NONE, List.of(
                new Trees.Col(Messages.Policy_what, 162, false), new Trees.Col(Messages.Policy_outcome, 112, false),
                new Trees.Col(Messages.Policy_by, 240, false), new Trees.Col(Messages.Policy_reasons, 240, false),
                new Trees.Col(Messages.Policy_event, 72, false)));
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 60).applyTo(table);
        whole = new Label(content, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).indent(4, 0).hint(200, SWT.DEFAULT).applyTo(whole);
        table.addListener(SWT.Selection, e -> {
            whole.setText(((TableItem) e.item).getText(REASONS).replace("&", "&&"));
            content.layout();
        });
        table.addListener(SWT.DefaultSelection, e -> {
            if (e.item.getData() instanceof EventId id) {
                select.accept(id);
            }
        });
        table.addListener(SWT.Resize, e -> Trees.refill(table, REASONS));
        values.on(table, PolicyTab::subject);
    }

    @Override
    void colour(Palette colours) {
        table.setBackground(colours.background());
        table.setForeground(colours.foreground());
    }

    @Override
    void show(Detail detail, TraceView view) {
        table.setRedraw(false);
        table.removeAll();
        whole.setText("");
        for (TraceView.Decision d : view.policy()) {
            String by = join(d.decision().engine(), d.decision().policy(), d.decision().revision());
            TableItem item = row(Messages.Policy_decision, d.decision().action(), by,
                    String.join("; ", d.decision().reasons()), d.event());
            value(item, Fields.POLICY, d.decision().action());
            item.setForeground(1, "deny".equals(d.decision().action()) ? palette().bad()
                    : "allow".equals(d.decision().action()) ? palette().good() : palette().warning());
        }
        for (TraceView.Step step : view.steps()) {
            for (PersonalData data : step.event().personalData()) {
                TableItem item = row(Messages.Policy_personal,
                        data.declared() ? Messages.Policy_declared : Messages.Policy_clear, data.kind(),
                        Messages.bind(Messages.Policy_times, Formats.number(data.count())), step.id());
                value(item, data.declared() ? Fields.PII : Fields.LEAK, data.kind());
                item.setForeground(1, data.declared() ? palette().muted() : palette().bad());
            }
        }
        for (TraceView.Judgement j : view.reviews()) {
            TableItem item = row(Messages.Policy_review, j.review().value(),
                    join(FieldLabels.word("by." + j.review().by(), j.review().by()), j.review().who(),
                            j.at() == null ? null : j.at().toString()),
                    j.review().comment() == null ? "" : j.review().comment(), j.event());
            value(item, Fields.REVIEW, j.review().value());
        }
        for (TraceView.Gap gap : view.gaps()) {
            TableItem item = row(Messages.Policy_gap, FieldLabels.word("gap." + gap.code(), gap.code()),
                    "", Spoken.in(gap.text()), gap.event());
            item.setForeground(0, palette().warning());
        }
        table.setRedraw(true);
        if (table.getItemCount() == 0) {
            pane().showMessage(Messages.Policy_none, Messages.Policy_noneWhy);
        }
    }

    private static void value(TableItem item, Field<?> field, String value) {
        if (value != null) {
            item.setData(VALUE, new ValueMenu.Value(FieldLabels.of(field), field.id(), value));
        }
    }

    private static ValueMenu.Subject subject(TableItem item) {
        List<ValueMenu.Value> all = new ArrayList<>();
        if (item.getData(VALUE) instanceof ValueMenu.Value value) {
            all.add(value);
        }
        String event = item.getData() instanceof EventId id ? id.toString() : null;
        if (event != null) {
            all.add(new ValueMenu.Value(Messages.Policy_event, "id", event));
        }
        return new ValueMenu.Subject(all, event);
    }

    private TableItem row(String what, String outcome, String by, String reasons, EventId event) {
        TableItem item = new TableItem(table, SWT.NONE);
        item.setText(new String[] {what, outcome == null ? "" : outcome, by, Formats.oneLine(reasons),
            event == null ? "" : event.toString()});
        item.setData(event);
        return item;
    }

    private static String join(String... words) {
        StringBuilder all = new StringBuilder();
        for (String word : words) {
            if (word != null && !word.isEmpty()) {
                all.append(all.isEmpty() ? "" : "  ").append(word);
            }
        }
        return all.toString();
    }
}
