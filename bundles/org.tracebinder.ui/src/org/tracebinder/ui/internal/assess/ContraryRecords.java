// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.util.List;
import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.core.Fields;
import org.tracebinder.core.query.SearchRequest.Sort;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Question;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.internal.investigate.RowMenu;
import org.tracebinder.ui.internal.investigate.ValueMenu;
import org.tracebinder.ui.widgets.Column;
import org.tracebinder.ui.widgets.EventTable;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.StatePane;

/**
 * The records that speak against a control, or what was looked at where none does: the rows of the check's own query,
 * so that
 * table and count can be compared. A check whose records are not indexed a second time gives its ids only.
 */
final class ContraryRecords extends Composite {

    private static final int IDS = 1_000;

    private final CurrentBinder current;
    private final Latest latest = new Latest();
    private final StackLayout stack = new StackLayout();
    private final StatePane pane;
    private final EventTable events;
    private final Table ids;

    /** @param open gets the id of the event that a person opens */
    ContraryRecords(Composite parent, CurrentBinder current, ValueMenu values, Consumer<String> open) {
        super(parent, SWT.NONE);
        this.current = current;
        setLayout(stack);
        pane = new StatePane(this);
        pane.content().setLayout(new FillLayout());
        events = new EventTable(pane.content(), Column.all(FieldLabels::of), current.jobs());
        events.onOpen(row -> open.accept(row.id().toString()));
        events.setRowMenu(RowMenu.of(events, values));
        ids = Trees.table(this, Messages.Control_records, SWT.NONE,
                List.of(new Trees.Col(Messages.Control_record, 240, false)));
        ids.addListener(SWT.DefaultSelection, e -> open.accept(((TableItem) e.item).getText()));
        values.on(ids, item -> new ValueMenu.Subject(List.of(new ValueMenu.Value(Messages.Control_record, "id",
                item.getText())), item.getText()));
        stack.topControl = pane;
    }

    void setPalette(Palette p) {
        events.setPalette(p);
        ids.setBackground(p.background());
        ids.setForeground(p.foreground());
    }

    void show(CheckResult result) {
        latest.cancel();
        boolean asked = !result.query().isEmpty();
        stack.topControl = asked || result.records().isEmpty() ? pane : ids;
        layout();
        if (asked) {
            ask(result);
        } else if (result.records().isEmpty()) {
            pane.showMessage(Messages.Control_noRecords, result.missing().isEmpty() ? ""
                    : Messages.bind(Messages.Control_missing, String.join(", ", result.missing())));
        } else {
            ids.removeAll();
            result.records().stream().limit(IDS).forEach(id -> new TableItem(ids, SWT.NONE).setText(id));
        }
    }

    private void ask(CheckResult result) {
        pane.showMessage(Messages.Results_asking, "");
        Question question = new Question(result.query(), new Sort(Fields.TIME_START, true));
        current.binder().ifPresent(binder -> latest.ask(current.jobs(), result.id(),
                p -> question.rows(binder.trail(), p), rows -> {
                    events.setSort(question.sort());
                    events.setRows(rows);
                    pane.showContent();
                }, e -> pane.showMessage(Messages.Results_failed, CurrentBinder.words(e))));
    }
}
