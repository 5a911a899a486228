// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.tracebinder.core.EventId;
import org.tracebinder.trace.Basis;
import org.tracebinder.trace.LineageView;
import org.tracebinder.trace.LineageView.Edge;
import org.tracebinder.trace.LineageView.Node;
import org.tracebinder.trace.TraceView;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.StatePane;

/** What the models of the trace rest on, as of the moment of the inference, as a tree; each edge says its basis. */
final class LineageTab implements DetailTab {

    private static final int MOST = 2_000;

    private final Consumer<EventId> select;
    private StatePane pane;
    private Label notes;
    private Tree tree;
    private Palette palette;
    private int drawn;

    LineageTab(Consumer<EventId> select) {
        this.select = select;
    }

    @Override
    public String title() {
        return Messages.Lineage_title;
    }

    @Override
    public Control create(Composite parent) {
        pane = new StatePane(parent);
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(pane.content());
        notes = new Label(pane.content(), SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).indent(6, 4).hint(200, SWT.DEFAULT).applyTo(notes);
        tree = Trees.create(pane.content(), Messages.Lineage_title, List.of(
                new Trees.Col(Messages.Lineage_node, 340, false), new Trees.Col(Messages.Lineage_type, 110, false),
                new Trees.Col(Messages.Lineage_version, 120, false), new Trees.Col(Messages.Lineage_basis, 110, false),
                new Trees.Col(Messages.Lineage_job, 220, false), new Trees.Col(Messages.Lineage_records, 140, false)));
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 60).applyTo(tree);
        tree.addListener(SWT.DefaultSelection, e -> {
            if (e.item.getData() instanceof EventId id) {
                select.accept(id);
            }
        });
        return pane;
    }

    @Override
    public void setPalette(Palette colours) {
        palette = colours;
        tree.setBackground(colours.background());
        tree.setForeground(colours.foreground());
    }

    @Override
    public void show(Detail detail) {
        pane.showMessage(Messages.Lineage_loading, "");
    }

    @Override
    public void show(Detail detail, Optional<TraceView> trace, String why) {
        LineageView view = trace.map(TraceView::lineage).orElse(null);
        if (trace.isEmpty()) {
            pane.showMessage(Messages.Trace_failed, why);
        } else if (view == null || view.nodes().isEmpty()) {
            pane.showMessage(Messages.Lineage_none, view == null ? Messages.Lineage_noneWhy
                    : String.join("\n", view.missing()));
        } else {
            fill(view);
            pane.showContent();
        }
    }

    private void fill(LineageView view) {
        String asOf = view.asOf() == null ? Messages.Lineage_noTime : Messages.bind(Messages.Lineage_asOf, view.asOf());
        notes.setText((asOf + view.missing().stream().map(n -> "\n" + n).collect(Collectors.joining()))
                .replace("&", "&&"));
        tree.setRedraw(false);
        tree.removeAll();
        drawn = 0;
        Set<String> targets = view.edges().stream().map(Edge::to).collect(Collectors.toSet());
        for (Node node : view.nodes()) {
            if (!targets.contains(node.id())) {
                add(view, new TreeItem(tree, SWT.NONE), node, null, new HashSet<>());
            }
        }
        tree.setRedraw(true);
        pane.content().layout();
    }

    private void add(LineageView view, TreeItem item, Node node, Edge edge, Set<String> above) {
        drawn++;
        String name = node.namespace() == null ? node.name() : node.name() + "  (" + node.namespace() + ")";
        String version = node.version() == null ? Messages.Lineage_noVersion : node.version();
        boolean versioned = !node.type().equals("inference") && !node.type().equals("trace");
        item.setText(new String[] {name, FieldLabels.word("node." + node.type(), node.type()), versioned ? version : "",
            edge == null ? "" : FieldLabels.word("basis." + edge.basis().id(), edge.basis().id()),
            edge == null || edge.job() == null ? "" : edge.job() + (edge.run() == null ? "" : "  " + edge.run()),
            edge == null ? "" : edge.events().stream().limit(5).map(EventId::toString)
            .collect(Collectors.joining(" "))});
        if (edge != null && !edge.events().isEmpty()) {
            item.setData(edge.events().get(0));
        }
        if (edge != null && edge.basis() != Basis.OBSERVED) {
            item.setForeground(3, edge.basis() == Basis.MISSING ? palette.bad() : palette.warning());
        }
        if (above.add(node.id()) && drawn < MOST) {
            for (Edge next : view.edges()) {
                if (next.from().equals(node.id())) {
                    view.node(next.to()).ifPresent(to -> add(view, new TreeItem(item, SWT.NONE), to, next, above));
                }
            }
            above.remove(node.id());
        }
        item.setExpanded(true);
    }
}
