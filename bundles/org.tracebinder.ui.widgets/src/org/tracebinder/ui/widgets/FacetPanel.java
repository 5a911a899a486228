// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeColumn;
import org.eclipse.swt.widgets.TreeItem;
import org.tracebinder.core.query.SearchResult.FacetValue;

/**
 * Values of some fields with their counts. A double click or Enter asks for one value, the context menu can do more.
 */
public final class FacetPanel extends Composite {

    private static final int PADDING = 14;

    /**
     * What a person asked for.
     *
     * @param field id of the field
     * @param value the value
     */
    public record Choice(String field, String value) {
    }

    /**
     * One group of values.
     *
     * @param field  id of the field
     * @param label  its name for people
     * @param values most frequent first
     * @param more   true when there are more values than these
     */
    public record Group(String field, String label, List<FacetValue> values, boolean more) {
    }

    private final Tree tree;
    private final int countWidth;
    private final Set<String> closed = new HashSet<>();
    private final Map<TreeItem, Choice> choices = new HashMap<>();
    private final Map<TreeItem, Double> shares = new HashMap<>();
    private Palette palette;
    private Consumer<Choice> chosen = c -> { };
    private Consumer<String> more = f -> { };
    private BiConsumer<Menu, Choice> filler = (m, c) -> { };

    /** @param parent of the panel */
    public FacetPanel(Composite parent) {
        super(parent, SWT.NONE);
        setLayout(new FillLayout());
        palette = Palette.fitting(parent.getBackground());
        tree = new Tree(this, SWT.FULL_SELECTION | SWT.SINGLE | SWT.V_SCROLL);
        ScrollBars.keep(tree);
        tree.setHeaderVisible(true);
        column(Messages.Facets_value, SWT.LEFT);
        GC gc = new GC(tree);
        countWidth = gc.textExtent(Messages.Facets_count).x + PADDING;
        gc.dispose();
        column(Messages.Facets_count, SWT.RIGHT).setWidth(countWidth);
        tree.addListener(SWT.Resize, e -> fit());
        tree.addListener(SWT.DefaultSelection, this::activate);
        tree.addListener(SWT.Collapse, e -> closed.add(field((TreeItem) e.item)));
        tree.addListener(SWT.Expand, e -> closed.remove(field((TreeItem) e.item)));
        tree.addListener(SWT.EraseItem, this::bar);
        Names.set(tree, Messages.Facets_name);
        CellTips.on(tree);
        menu();
    }

    /** @param groups in reading order */
    public void setGroups(List<Group> groups) {
        tree.setRedraw(false);
        TreeItem top = tree.getItemCount() > 0 ? tree.getTopItem() : null;
        int scroll = top == null ? 0 : tree.getVerticalBar().getSelection();
        tree.removeAll();
        choices.clear();
        shares.clear();
        for (Group group : groups) {
            fill(group);
        }
        tree.getVerticalBar().setSelection(scroll);
        tree.setRedraw(true);
        // A scroll bar that appears takes room, and no platform tells of that.
        tree.getDisplay().asyncExec(() -> {
            if (!tree.isDisposed()) {
                fit();
            }
        });
    }

    /** @param listener called when a person asks for a value */
    public void onChoice(Consumer<Choice> listener) {
        chosen = listener;
    }

    /** @param listener called with the id of the field whose further values are wanted */
    public void onMore(Consumer<String> listener) {
        more = listener;
    }

    /** @param fills gets the empty menu of a value each time that it is opened */
    public void onMenu(BiConsumer<Menu, Choice> fills) {
        filler = fills;
    }

    /** @param colours the colours */
    public void setPalette(Palette colours) {
        palette = colours;
        tree.setBackground(colours.background());
        tree.setForeground(colours.foreground());
        tree.redraw();
    }

    /** @return the selected value, empty when none is or when it is a name of a group */
    public Optional<Choice> selected() {
        return tree.getSelectionCount() == 1 ? Optional.ofNullable(choices.get(tree.getSelection()[0]))
                : Optional.empty();
    }

    /** @return the tree, for tests */
    public Tree tree() {
        return tree;
    }

    @Override
    public boolean setFocus() {
        return tree.setFocus();
    }

    private void fill(Group group) {
        TreeItem head = new TreeItem(tree, SWT.NONE);
        head.setText(group.label());
        head.setData(group.field());
        long most = Math.max(1, group.values().stream().mapToLong(FacetValue::count).max().orElse(1));
        for (FacetValue value : group.values()) {
            TreeItem item = new TreeItem(head, SWT.NONE);
            item.setText(new String[] {Formats.oneLine(value.value()), Formats.number(value.count())});
            choices.put(item, new Choice(group.field(), value.value()));
            shares.put(item, (double) value.count() / most);
        }
        if (group.values().isEmpty()) {
            TreeItem item = new TreeItem(head, SWT.NONE);
            item.setText(Messages.Facets_empty);
            item.setForeground(palette.muted());
        }
        if (group.more()) {
            TreeItem item = new TreeItem(head, SWT.NONE);
            item.setText(Messages.Facets_more);
            item.setForeground(palette.accent());
        }
        head.setExpanded(!closed.contains(group.field()));
    }

    private void activate(Event e) {
        TreeItem item = (TreeItem) e.item;
        Choice choice = choices.get(item);
        if (choice != null) {
            chosen.accept(choice);
        } else if (item.getParentItem() != null && item.getText().equals(Messages.Facets_more)) {
            more.accept(field(item.getParentItem()));
        } else {
            item.setExpanded(!item.getExpanded());
        }
    }

    private void menu() {
        Menu menu = new Menu(tree);
        menu.addListener(SWT.Show, e -> {
            for (MenuItem old : menu.getItems()) {
                old.dispose();
            }
            selected().ifPresent(choice -> filler.accept(menu, choice));
        });
        tree.setMenu(menu);
    }

    /** Draws how much of the largest value this one is, behind its count. */
    private void bar(Event e) {
        Double share = shares.get(e.item);
        if (e.index == 1 && share != null && (e.detail & SWT.SELECTED) == 0) {
            int width = Math.max(2, (int) Math.round(share * (e.width - 4)));
            e.gc.setBackground(palette.soft());
            e.gc.fillRectangle(e.x + e.width - width - 2, e.y + 2, width, Math.max(2, e.height - 4));
            e.detail &= ~SWT.HOT;
        }
    }

    private TreeColumn column(String text, int align) {
        TreeColumn column = new TreeColumn(tree, align);
        column.setText(text);
        return column;
    }

    private void fit() {
        int width = tree.getClientArea().width;
        tree.getColumn(0).setWidth(Math.max(80, width - countWidth - 2));
    }

    private static String field(TreeItem group) {
        return String.valueOf(group.getData());
    }
}
