// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Fields;
import org.tracebinder.session.compare.Reconciliation;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.internal.investigate.ReconcileAnswer.Differing;
import org.tracebinder.ui.internal.investigate.ReconcileAnswer.Lone;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Palette;

/** The lists of a reconciliation: only in A, only in B, in both with other values, and how each value fares. */
final class ReconcileLists {

    private final CTabFolder folder;
    private final Table onlyA;
    private final Table onlyB;
    private final Table differing;
    private final Table fields;
    private List<Lone> a = List.of();
    private List<Lone> b = List.of();
    private List<Differing> pairs = List.of();
    private List<Reconciliation.FieldTotals> totals = List.of();

    /**
     * @param parent  of the lists
     * @param values  what can be done with a value
     * @param select  takes the event of the selected row
     * @param event   opens the event of a row
     * @param compare shows the two events of a pair side by side
     */
    ReconcileLists(Composite parent, ValueMenu values, Consumer<EventId> select, Consumer<EventId> event,
            Consumer<Reconciliation.Pair> compare) {
        folder = new CTabFolder(parent, SWT.TOP | SWT.FLAT);
        onlyA = lone(FollowWords.Reconcile_onlyA, () -> a, values, select, event);
        onlyB = lone(FollowWords.Reconcile_onlyB, () -> b, values, select, event);
        differing = virtual(FollowWords.Reconcile_differing, List.of(new Trees.Col("A", 80, false),
                new Trees.Col("B", 80, false), new Trees.Col(FollowWords.Reconcile_value, 130, false),
                new Trees.Col(FollowWords.Reconcile_saysA, 220, false),
                new Trees.Col(FollowWords.Reconcile_saysB, 220, false),
                new Trees.Col(FollowWords.Reconcile_joined, 320, false)), i -> cells(pairs.get(i)));
        values.on(differing, item -> {
            Differing d = pairs.get(differing.indexOf(item));
            String field = d.value().field();
            List<ValueMenu.Value> all = new ArrayList<>();
            if (field.startsWith("extra.") || Fields.byId(field).isPresent()) {
                add(all, field, d.value().a());
                add(all, field, d.value().b());
            }
            return new ValueMenu.Subject(all, d.pair().a().toString());
        });
        differing.addListener(SWT.Selection, e -> chosen(differing, i -> select.accept(pairs.get(i).pair().a())));
        differing.addListener(SWT.DefaultSelection, e -> chosen(differing, i -> compare.accept(pairs.get(i).pair())));
        fields = virtual(FollowWords.Reconcile_fields, List.of(new Trees.Col(FollowWords.Reconcile_value, 150, false),
                new Trees.Col(FollowWords.Reconcile_equal, 90, true),
                new Trees.Col(FollowWords.Reconcile_differs, 90, true),
                new Trees.Col(FollowWords.Reconcile_onlyA, 90, true),
                new Trees.Col(FollowWords.Reconcile_onlyB, 90, true),
                new Trees.Col(FollowWords.Reconcile_examples, 420, false)), i -> cells(totals.get(i)));
        folder.setSelection(0);
    }

    private static void add(List<ValueMenu.Value> all, String field, String value) {
        if (value != null) {
            all.add(new ValueMenu.Value(field, field, value));
        }
    }

    private static void chosen(Table table, IntConsumer take) {
        if (table.getSelectionIndex() >= 0) {
            take.accept(table.getSelectionIndex());
        }
    }

    private Table lone(String name, Supplier<List<Lone>> rows, ValueMenu values,
            Consumer<EventId> select, Consumer<EventId> event) {
        Table table = virtual(name, List.of(new Trees.Col(FollowWords.Reconcile_event, 90, false),
                new Trees.Col(FollowWords.Reconcile_time, 190, false),
                new Trees.Col(FieldLabels.of(Fields.KIND), 110, false),
                new Trees.Col(FieldLabels.of(Fields.APP), 140, false),
                new Trees.Col(FieldLabels.of(Fields.ACTOR), 140, false),
                new Trees.Col(FollowWords.Reconcile_modelOrTool, 200, false),
                new Trees.Col(FieldLabels.of(Fields.STATUS), 90, false)), i -> cells(rows.get().get(i)));
        values.on(table, item -> {
            Lone row = rows.get().get(table.indexOf(item));
            List<ValueMenu.Value> all = new ArrayList<>();
            add(all, "kind", row.kind());
            add(all, "app", row.app());
            add(all, "actor", row.actor());
            add(all, "status", row.status());
            return new ValueMenu.Subject(all, row.id().toString());
        });
        table.addListener(SWT.Selection, e -> chosen(table, i -> select.accept(rows.get().get(i).id())));
        table.addListener(SWT.DefaultSelection, e -> chosen(table, i -> event.accept(rows.get().get(i).id())));
        return table;
    }

    private Table virtual(String name, List<Trees.Col> columns, Function<Integer, String[]> cells) {
        Table table = Trees.table(folder, name, SWT.VIRTUAL, columns);
        table.addListener(SWT.SetData, e -> ((TableItem) e.item).setText(cells.apply(table
                .indexOf((TableItem) e.item))));
        CTabItem item = new CTabItem(folder, SWT.NONE);
        item.setText(name.replace("&", "&&"));
        item.setControl(table);
        return table;
    }

    private static String[] cells(Lone row) {
        return new String[] {row.id().toString(), row.time() == null ? "" : Formats.time(row.time()),
            row.kind() == null ? "" : FieldLabels.word("kind." + row.kind(), row.kind()), said(row.app(), ""),
            said(row.actor(), ""), said(row.model(), ""), said(row.status(), "")};
    }

    private static String[] cells(Differing d) {
        return new String[] {d.pair().a().toString(), d.pair().b().toString(), d.value().field(),
            said(d.value().a(), Messages.Compare_notSaid), said(d.value().b(), Messages.Compare_notSaid),
            LineageGraph.word(d.pair().basis()) + ": " + Spoken.in(d.pair().why())};
    }

    private static String[] cells(Reconciliation.FieldTotals f) {
        StringBuilder examples = new StringBuilder();
        for (Reconciliation.Values v : f.examples()) {
            examples.append(examples.isEmpty() ? "" : ";  ").append(said(v.a(), Messages.Compare_notSaid)).append(" / ")
                    .append(said(v.b(), Messages.Compare_notSaid)).append(" (").append(Formats.number(v.count()))
                    .append(')');
        }
        return new String[] {f.field(), Formats.number(f.equal()), Formats.number(f.differ()),
            Formats.number(f.onlyA()),
            Formats.number(f.onlyB()), examples.toString()};
    }

    private static String said(String value, String otherwise) {
        return value == null ? otherwise : Formats.oneLine(value);
    }

    CTabFolder control() {
        return folder;
    }

    void setPalette(Palette colours) {
        for (Table table : List.of(onlyA, onlyB, differing, fields)) {
            table.setBackground(colours.background());
            table.setForeground(colours.foreground());
        }
    }

    void show(ReconcileAnswer answer) {
        a = answer.onlyA();
        b = answer.onlyB();
        pairs = answer.differs();
        totals = answer.result().fields();
        Reconciliation r = answer.result();
        fill(0, onlyA, a.size(), FollowWords.Reconcile_onlyA, r.onlyACount());
        fill(1, onlyB, b.size(), FollowWords.Reconcile_onlyB, r.onlyBCount());
        fill(2, differing, pairs.size(), FollowWords.Reconcile_differing, r.differing());
        fill(3, fields, totals.size(), FollowWords.Reconcile_fields, totals.size());
        int first = r.onlyACount() > 0 ? 0 : r.onlyBCount() > 0 ? 1 : r.differing() > 0 ? 2 : 3;
        folder.setSelection(first);
    }

    private void fill(int page, Table table, int rows, String name, long count) {
        folder.getItem(page).setText((name + " (" + Formats.number(count) + ")").replace("&", "&&"));
        table.setItemCount(0);
        table.setItemCount(rows);
    }
}
