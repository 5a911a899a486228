// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.tracebinder.core.EventId;
import org.tracebinder.trace.Basis;
import org.tracebinder.trace.LineageView.Edge;
import org.tracebinder.trace.LineageView.Node;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.Palette;

/** The same lineage as in the graph, as a tree with columns: for the keyboard, for screen readers, for copying. */
final class LineageTree {

    private static final int MOST = 2_000;

    private final Tree tree;
    private Palette palette;
    private int drawn;

    /** What a row stands for. */
    private record Item(String node, List<EventId> events) {
    }

    /**
     * @param parent of the tree
     * @param chosen gets the node of the row that a person selects
     * @param opened gets the first record of the row that a person opens
     */
    LineageTree(Composite parent, Consumer<String> chosen, Consumer<EventId> opened) {
        tree = Trees.create(parent, Messages.Lineage_title, List.of(
                new Trees.Col(Messages.Lineage_node, 260, false), new Trees.Col(Messages.Lineage_type, 110, false),
                new Trees.Col(Messages.Lineage_version, 100, false), new Trees.Col(Messages.Lineage_basis, 90, false),
                new Trees.Col(Messages.Lineage_job, 200, false), new Trees.Col(Messages.Lineage_records, 140, false)));
        tree.addListener(SWT.Selection, e -> {
            if (e.item.getData() instanceof Item item) {
                chosen.accept(item.node);
            }
        });
        tree.addListener(SWT.DefaultSelection, e -> {
            if (e.item.getData() instanceof Item item && !item.events.isEmpty()) {
                opened.accept(item.events.get(0));
            }
        });
    }

    /** @param fills gets the empty menu and the node of the selected row */
    void onMenu(BiConsumer<Menu, String> fills) {
        Menu menu = new Menu(tree);
        menu.addListener(SWT.Show, e -> {
            ValueMenu.clear(menu);
            if (tree.getSelectionCount() == 1 && tree.getSelection()[0].getData() instanceof Item item) {
                fills.accept(menu, item.node);
            }
            ValueMenu.item(menu, Messages.Row_copy, () -> Trees.copy(tree, Trees.rows(tree)),
                    tree.getSelectionCount() > 0);
        });
        tree.setMenu(menu);
    }

    void setPalette(Palette colours) {
        palette = colours;
        tree.setBackground(colours.background());
        tree.setForeground(colours.foreground());
    }

    /** @param down true to hang what rests on a thing below it, false for what it rests on */
    void show(List<Node> nodes, List<Edge> edges, List<String> roots, boolean down) {
        Map<String, Node> byId = new LinkedHashMap<>();
        nodes.forEach(n -> byId.put(n.id(), n));
        Map<String, List<Edge>> next = new LinkedHashMap<>();
        edges.forEach(e -> next.computeIfAbsent(down ? e.to() : e.from(), k -> new ArrayList<>()).add(e));
        tree.setRedraw(false);
        tree.removeAll();
        drawn = 0;
        for (String root : roots) {
            if (byId.containsKey(root)) {
                add(new TreeItem(tree, SWT.NONE), byId.get(root), null, byId, next, down, new HashSet<>());
            }
        }
        for (TreeItem item : tree.getItems()) {
            expand(item);
        }
        tree.setRedraw(true);
    }

    /** @param node of the graph whose row is to be selected, if it has one */
    void select(String node) {
        for (TreeItem item : tree.getItems()) {
            TreeItem found = find(item, node);
            if (found != null) {
                tree.setSelection(found);
                return;
            }
        }
    }

    private static TreeItem find(TreeItem item, String node) {
        if (item.getData() instanceof Item data && data.node.equals(node)) {
            return item;
        }
        for (TreeItem child : item.getItems()) {
            TreeItem found = find(child, node);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private void add(TreeItem item, Node node, Edge edge, Map<String, Node> byId, Map<String, List<Edge>> next,
            boolean down, Set<String> above) {
        drawn++;
        String name = node.namespace() == null ? node.name() : node.name() + "  (" + node.namespace() + ")";
        String version = node.version() == null ? Messages.Lineage_noVersion : node.version();
        boolean versioned = !node.type().equals("inference") && !node.type().equals("trace");
        item.setText(new String[] {name, FieldLabels.word("node." + node.type(), node.type()), versioned ? version : "",
            edge == null ? "" : LineageGraph.word(edge.basis()),
            edge == null || edge.job() == null ? "" : edge.job() + (edge.run() == null ? "" : "  " + edge.run()),
            edge == null ? "" : edge.events().stream().limit(5).map(EventId::toString)
            .collect(Collectors.joining(" "))});
        item.setData(new Item(node.id(), edge == null ? List.of() : edge.events()));
        if (edge != null && edge.basis() != Basis.OBSERVED) {
            item.setForeground(3, edge.basis() == Basis.MISSING ? palette.bad() : palette.warning());
        }
        if (above.add(node.id())) {
            for (Edge e : next.getOrDefault(node.id(), List.of())) {
                Node to = byId.get(down ? e.from() : e.to());
                if (to != null && drawn < MOST) {
                    add(new TreeItem(item, SWT.NONE), to, e, byId, next, down, above);
                }
            }
            above.remove(node.id());
        }
    }

    /** From the top down: below a closed row GTK forgets that a row was opened. */
    private static void expand(TreeItem item) {
        item.setExpanded(true);
        for (TreeItem child : item.getItems()) {
            expand(child);
        }
    }
}
