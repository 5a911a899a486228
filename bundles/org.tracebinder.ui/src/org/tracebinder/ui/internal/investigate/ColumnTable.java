// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.tracebinder.core.EventId;
import org.tracebinder.trace.ColumnView;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Palette;

/** Which columns rest on which, beside the graph; each can be followed further in both directions. */
final class ColumnTable extends Composite {

    /** Records of a row that its menu offers. */
    private static final int RECORDS = 5;

    private final Label heading;
    private final Table table;
    private Map<String, ColumnView.Node> nodes = Map.of();
    private List<ColumnView.Edge> edges = List.of();

    /**
     * @param parent of the table
     * @param follow gets the id of a column and whether what rests on it is wanted
     * @param open   takes a record
     */
    ColumnTable(Composite parent, BiConsumer<String, Boolean> follow, Consumer<EventId> open) {
        super(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(this);
        heading = new Label(this, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).indent(4, 0).hint(150, SWT.DEFAULT).applyTo(heading);
        table = Trees.table(this, FollowWords.Column_name, SWT.VIRTUAL, List.of(
                new Trees.Col(FollowWords.Column_column, 200, false),
                new Trees.Col(FollowWords.Column_rests, 200, false),
                new Trees.Col(FollowWords.Column_how, 220, false), new Trees.Col(FollowWords.Column_masked, 70, false),
                new Trees.Col(FollowWords.Column_basis, 90, false), new Trees.Col(FollowWords.Column_job, 120, false),
                new Trees.Col(FollowWords.Column_see, 120, false)));
        GridDataFactory.fillDefaults().grab(true, true).hint(150, 60).applyTo(table);
        table.addListener(SWT.SetData, e -> ((TableItem) e.item).setText(cells(edges.get(table.indexOf(
                (TableItem) e.item)))));
        table.addListener(SWT.DefaultSelection, e -> {
            if (table.getSelectionIndex() >= 0) {
                follow.accept(edges.get(table.getSelectionIndex()).to(), false);
            }
        });
        Menu menu = new Menu(table);
        menu.addListener(SWT.Show, e -> {
            ValueMenu.clear(menu);
            if (table.getSelectionCount() == 1) {
                fill(menu, edges.get(table.getSelectionIndex()), follow, open);
            }
        });
        table.setMenu(menu);
    }

    private void fill(Menu menu, ColumnView.Edge edge, BiConsumer<String, Boolean> follow, Consumer<EventId> open) {
        for (String id : List.of(edge.to(), edge.from())) {
            String name = label(id);
            ValueMenu.item(menu, FollowWords.bind(FollowWords.Column_follow, name),
                    () -> follow.accept(id, false), true);
            ValueMenu.item(menu, FollowWords.bind(FollowWords.Column_followDown, name),
                    () -> follow.accept(id, true), true);
        }
        edge.events().stream().limit(RECORDS).forEach(event ->
                ValueMenu.item(menu, event.toString(), () -> open.accept(event), true));
    }

    /** Shows what was found. */
    void show(ColumnView view) {
        Map<String, ColumnView.Node> byId = new HashMap<>();
        view.nodes().forEach(n -> byId.put(n.id(), n));
        nodes = byId;
        edges = view.edges();
        String said = FollowWords.bind(view.down() ? FollowWords.Column_downOf : FollowWords.Column_upOf, name(view));
        String notes = view.missing().stream().map(n -> "\n" + Spoken.in(n)).collect(Collectors.joining());
        heading.setText((said + (edges.isEmpty() ? "\n" + FollowWords.Column_none : "") + notes).replace("&", "&&"));
        table.setItemCount(0);
        table.setItemCount(edges.size());
        layout();
    }

    private String name(ColumnView view) {
        return nodes.containsKey(view.subject()) ? label(view.subject()) : Formats.oneLine(view.subject());
    }

    private String label(String id) {
        ColumnView.Node n = nodes.get(id);
        return n == null ? id : Formats.oneLine(n.name() + (n.version() == null ? "" : "@" + n.version()) + "#"
                + n.column());
    }

    private String[] cells(ColumnView.Edge e) {
        return new String[] {label(e.from()), label(e.to()), Formats.oneLine(e.words()), e.masking() == null ? ""
                : e.masking() ? FollowWords.Column_yes : FollowWords.Column_no, LineageGraph.word(e.basis()),
            e.job() == null ? "" : Formats.oneLine(e.job()), e.events().stream().limit(3).map(EventId::toString)
                    .collect(Collectors.joining(", ")) + (e.events().size() > 3 ? " \u2026" : "")};
    }

    void setPalette(Palette colours) {
        setBackground(colours.background());
        heading.setBackground(colours.background());
        heading.setForeground(colours.foreground());
        table.setBackground(colours.background());
        table.setForeground(colours.foreground());
    }
}
