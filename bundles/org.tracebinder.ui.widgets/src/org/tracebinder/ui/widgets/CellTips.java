// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.swt.widgets.Widget;

/**
 * Words that a column is too narrow for end in an ellipsis and are shown whole under the pointer; not every platform
 * does so by itself. Belongs to the user-interface thread.
 */
public final class CellTips {

    /** Key of an item's data: what is told in place of the words of its first column, as a string. */
    public static final String WHOLE = "org.tracebinder.whole";

    /** Room between a sign and its word that keeps the word out of a column as narrow as the sign. */
    public static final String GAP = "\u2003\u2003\u2003";

    /** Pixels of a cell beside its words. */
    private static final int MARGIN = 6;
    /** Pixels that stay free at the ends of a cell. */
    private static final int EDGE = 2;
    private static final String ELLIPSIS = "\u2026";
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
        ellipsis(tree, item -> {
            TreeItem row = (TreeItem) item;
            return new Cells(row::getTextBounds, row::getBounds, row::getText, row::getImage, row::getImageBounds);
        });
    }

    /** @param table whose cut cells are told whole from now on */
    public static void on(Table table) {
        table.addListener(SWT.MouseMove, e -> {
            TableItem item = table.getItem(new Point(e.x, e.y));
            tip(table, item == null ? "" : cut(table, new Point(e.x, e.y), Math.max(1, table.getColumnCount()),
                    item::getTextBounds, item::getBounds, item::getText, item.getData(WHOLE)));
        });
        ellipsis(table, item -> {
            TableItem row = (TableItem) item;
            return new Cells(row::getTextBounds, row::getBounds, row::getText, row::getImage, row::getImageBounds);
        });
    }

    /**
     * The beginning of a text that has room, with an ellipsis where it is not the whole.
     *
     * @param gc   measures, with the font of the cell
     * @param text one line
     * @param room pixels
     * @return the text itself when it has room, never less than the ellipsis
     */
    public static String brief(GC gc, String text, int room) {
        if (gc.textExtent(text, SWT.DRAW_TRANSPARENT).x <= room) {
            return text;
        }
        int least = 0;
        int most = text.length() - 1;
        while (least < most) {
            int middle = (least + most + 1) / 2;
            if (gc.textExtent(text.substring(0, middle) + ELLIPSIS, SWT.DRAW_TRANSPARENT).x <= room) {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        if (least > 0 && Character.isHighSurrogate(text.charAt(least - 1))) {
            least--;
        }
        return text.substring(0, least).stripTrailing() + ELLIPSIS;
    }

    /** The cells of one row. */
    private record Cells(IntFunction<Rectangle> words, IntFunction<Rectangle> bounds, IntFunction<String> texts,
            IntFunction<Image> images, IntFunction<Rectangle> pictures) {

        /** Empty when the cell has room for its words, or hides some behind a gap on purpose. */
        Optional<String> brief(GC gc, int column) {
            String text = texts.apply(column);
            if (text.isEmpty() || text.contains(GAP)) {
                return Optional.empty();
            }
            String brief = CellTips.brief(gc, text, room(column));
            return brief.equals(text) ? Optional.empty() : Optional.of(brief);
        }

        private int room(int column) {
            Rectangle cell = bounds.apply(column);
            return cell.x + cell.width - left(column) - EDGE;
        }

        /** Words that are cut at the left because they are figures begin at the left edge, too. */
        int left(int column) {
            int cell = bounds.apply(column).x;
            int own = words.apply(column).x;
            return own >= cell ? own : cell + EDGE;
        }
    }

    private static void ellipsis(Composite control, Function<Widget, Cells> rows) {
        control.addListener(SWT.EraseItem, e -> {
            e.gc.setFont(font(e));
            if (rows.apply(e.item).brief(e.gc, e.index).isPresent()) {
                e.detail &= ~SWT.FOREGROUND;
            }
        });
        control.addListener(SWT.PaintItem, e -> {
            Cells cells = rows.apply(e.item);
            cells.brief(e.gc, e.index).ifPresent(brief -> {
                Image image = cells.images().apply(e.index);
                if (image != null) {
                    Rectangle place = cells.pictures().apply(e.index);
                    e.gc.drawImage(image, place.x, place.y);
                }
                Rectangle cell = cells.bounds().apply(e.index);
                int height = e.gc.textExtent(brief, SWT.DRAW_TRANSPARENT).y;
                e.gc.drawText(brief, cells.left(e.index), cell.y + (cell.height - height) / 2, SWT.DRAW_TRANSPARENT);
            });
        });
    }

    private static Font font(Event e) {
        return e.item instanceof TreeItem row ? row.getFont(e.index) : ((TableItem) e.item).getFont(e.index);
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
