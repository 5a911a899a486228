// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.Objects;
import java.util.function.IntFunction;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;

/**
 * Words that a column is too narrow for are shown whole under the pointer; not every platform does so by itself.
 * Belongs to the user-interface thread.
 */
public final class CellTips {

    /** Key of an item's data: what is told in place of the words of its first column, as a string. */
    public static final String WHOLE = "org.tracebinder.whole";

    /** Room between a sign and its word that keeps the word out of a column as narrow as the sign. */
    public static final String GAP = "\u2003\u2003\u2003";

    /** Pixels of a cell beside its words. */
    private static final int MARGIN = 6;
    /** A tip is no page. */
    private static final int MOST = 600;

    private CellTips() {
    }

    /** @param tree whose cut cells are told whole from now on */
    public static void on(Tree tree) {
        tree.addListener(SWT.MouseMove, e -> {
            TreeItem item = tree.getItem(new Point(e.x, e.y));
            tip(tree, item == null ? "" : cut(tree, new Point(e.x, e.y), Math.max(1, tree.getColumnCount()),
                    item::getTextBounds, item::getBounds, item::getText, item.getData(WHOLE)));
        });
    }

    /** @param table whose cut cells are told whole from now on */
    public static void on(Table table) {
        table.addListener(SWT.MouseMove, e -> {
            TableItem item = table.getItem(new Point(e.x, e.y));
            tip(table, item == null ? "" : cut(table, new Point(e.x, e.y), Math.max(1, table.getColumnCount()),
                    item::getTextBounds, item::getBounds, item::getText, item.getData(WHOLE)));
        });
    }

    /** @return the words of a cell without the room that keeps some of them out of sight */
    public static String close(String cell) {
        return cell.replace(GAP, " ");
    }

    private static String cut(Composite control, Point at, int columns, IntFunction<Rectangle> words,
            IntFunction<Rectangle> cells, IntFunction<String> texts, Object whole) {
        for (int i = 0; i < columns; i++) {
            if (!cells.apply(i).contains(at)) {
                continue;
            }
            String text = texts.apply(i);
            if (i == 0 && whole != null && !whole.equals(text)) {
                return whole.toString();
            }
            Rectangle cell = cells.apply(i);
            int room = cell.x + cell.width - words.apply(i).x - MARGIN;
            GC gc = new GC(control);
            int wanted = gc.textExtent(text).x;
            gc.dispose();
            return wanted > room ? close(text) : "";
        }
        return "";
    }

    private static void tip(Composite control, String words) {
        String brief = words.length() > MOST ? words.substring(0, MOST) + "\u2026" : words;
        String told = brief.isEmpty() ? null : brief.replace("&", "&&");
        if (!Objects.equals(told, control.getToolTipText())) {
            control.setToolTipText(told);
        }
    }
}
