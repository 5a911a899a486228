// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeColumn;
import org.eclipse.swt.widgets.TreeItem;
import org.tracebinder.ui.widgets.CellTips;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.ScrollBars;
import org.tracebinder.ui.widgets.Zoom;

/** Small trees and tables with columns, a name, and copying with Ctrl+C. */
public final class Trees {

    /** Set on a tree or table: copies its selected rows. */
    public static final String COPY = "org.tracebinder.ui.copy";

    /** Pixels of a cell beside its words. */
    private static final int MARGIN = 14;

    private Trees() {
    }

    /**
     * A column.
     *
     * @param label header
     * @param width pixels at letters of the usual size; the words of the header when they need more, 0 is hidden
     * @param right true for numbers
     */
    public record Col(String label, int width, boolean right) {
    }

    /**
     * @param parent  of the tree
     * @param name    what a screen reader calls it
     * @param columns from left to right
     * @return an empty tree
     */
    public static Tree create(Composite parent, String name, List<Col> columns) {
        Tree tree = new Tree(parent, SWT.FULL_SELECTION | SWT.MULTI);
        ScrollBars.keep(tree);
        tree.setHeaderVisible(true);
        for (Col col : columns) {
            TreeColumn column = new TreeColumn(tree, col.right() ? SWT.RIGHT : SWT.LEFT);
            column.setText(col.label());
            column.setMoveable(true);
            column.pack();
            column.setWidth(wide(col, column.getWidth()));
        }
        Names.set(tree, name);
        CellTips.on(tree);
        copyKey(tree, () -> rows(tree), tree::getSelectionCount);
        return tree;
    }

    /** No column is narrower than its header, which is longer in one language than in another. */
    private static int wide(Col col, int header) {
        return col.width() == 0 ? 0 : Math.max(Zoom.px(col.width()), header);
    }

    /** @return the selected rows, their columns between tabs */
    public static String rows(Tree tree) {
        StringBuilder lines = new StringBuilder();
        for (TreeItem item : tree.getSelection()) {
            lines.append(IntStream.range(0, tree.getColumnCount()).mapToObj(item::getText).map(CellTips::close)
                    .collect(Collectors.joining("\t"))).append('\n');
        }
        return lines.toString();
    }

    /** @return the selected rows, their columns between tabs */
    public static String rows(Table table) {
        StringBuilder lines = new StringBuilder();
        for (TableItem item : table.getSelection()) {
            lines.append(IntStream.range(0, table.getColumnCount()).mapToObj(item::getText)
                    .collect(Collectors.joining("\t"))).append('\n');
        }
        return lines.toString();
    }

    /**
     * @param parent  of the table
     * @param name    what a screen reader calls it
     * @param style   {@link SWT#VIRTUAL} or {@link SWT#NONE}
     * @param columns from left to right
     * @return an empty table
     */
    public static Table table(Composite parent, String name, int style, List<Col> columns) {
        Table table = new Table(parent, SWT.FULL_SELECTION | SWT.MULTI | style);
        ScrollBars.keep(table);
        table.setHeaderVisible(true);
        for (Col col : columns) {
            TableColumn column = new TableColumn(table, col.right() ? SWT.RIGHT : SWT.LEFT);
            column.setText(col.label());
            column.setMoveable(true);
            column.pack();
            column.setWidth(wide(col, column.getWidth()));
        }
        Names.set(table, name);
        CellTips.on(table);
        copyKey(table, () -> rows(table), table::getSelectionCount);
        return table;
    }

    /**
     * Makes a column as wide as its longest words, within bounds; narrower than it was it never gets.
     *
     * @param table  some table, filled
     * @param column its position
     * @param most   pixels at letters of the usual size that it gets at most
     */
    public static void widen(Table table, int column, int most) {
        GC gc = new GC(table);
        int wanted = 0;
        for (TableItem item : table.getItems()) {
            wanted = Math.max(wanted, gc.textExtent(item.getText(column)).x + Zoom.px(MARGIN));
        }
        gc.dispose();
        TableColumn wide = table.getColumn(column);
        if (wanted > wide.getWidth()) {
            wide.setWidth(Math.max(wide.getWidth(), Math.min(wanted, Zoom.px(most))));
        }
    }

    /**
     * Gives the column all the width that the others leave.
     *
     * @param tree   some tree
     * @param column its position
     */
    public static void refill(Tree tree, int column) {
        int others = 0;
        for (int i = 0; i < tree.getColumnCount(); i++) {
            others += i == column ? 0 : tree.getColumn(i).getWidth();
        }
        tree.getColumn(column).setWidth(Math.max(Zoom.px(120), tree.getClientArea().width - others - 2));
    }

    /**
     * Gives the column all the width that the others leave.
     *
     * @param table  some table
     * @param column its position
     */
    public static void refill(Table table, int column) {
        int others = 0;
        for (int i = 0; i < table.getColumnCount(); i++) {
            others += i == column ? 0 : table.getColumn(i).getWidth();
        }
        table.getColumn(column).setWidth(Math.max(Zoom.px(200), table.getClientArea().width - others - 2));
    }

    /**
     * @param text put on the clipboard
     * @param on   some control of the display
     */
    public static void copy(Control on, String text) {
        if (!text.isEmpty()) {
            Clipboard clipboard = new Clipboard(on.getDisplay());
            try {
                clipboard.setContents(new Object[] {text}, new Transfer[] {TextTransfer.getInstance()});
            } finally {
                clipboard.dispose();
            }
        }
    }

    /** A view that has more to offer puts its own menu in the place of this one. */
    private static void copyKey(Control control, Supplier<String> text, IntSupplier selected) {
        Menu menu = new Menu(control);
        MenuItem item = new MenuItem(menu, SWT.PUSH);
        item.setText(Messages.Row_copy);
        item.addListener(SWT.Selection, e -> copy(control, text.get()));
        menu.addListener(SWT.Show, e -> item.setEnabled(selected.getAsInt() > 0));
        control.setMenu(menu);
        Runnable copy = () -> copy(control, text.get());
        control.setData(COPY, copy);
        control.addListener(SWT.KeyDown, e -> {
            if (e.keyCode == 'c' && (e.stateMask & SWT.MODIFIER_MASK) == SWT.MOD1) {
                copy(control, text.get());
            }
        });
    }
}
