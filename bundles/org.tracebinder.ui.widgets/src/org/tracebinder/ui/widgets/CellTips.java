// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
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
    /** Pixels by which the words of a cell begin before the place that SWT tells for them. */
    private static final int SHIFT = "gtk".equals(SWT.getPlatform()) ? 2 : 0;
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
            return new Cells(row::getTextBounds, row::getBounds, row::getText, row::getImage, row::getImageBounds,
                    row::getForeground, row::getFont, i -> i < tree.getColumnCount()
                            && tree.getColumn(i).getAlignment() == SWT.RIGHT);
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
            return new Cells(row::getTextBounds, row::getBounds, row::getText, row::getImage, row::getImageBounds,
                    row::getForeground, row::getFont, i -> i < table.getColumnCount()
                            && table.getColumn(i).getAlignment() == SWT.RIGHT);
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
            IntFunction<Image> images, IntFunction<Rectangle> pictures, IntFunction<Color> colours,
            IntFunction<Font> fonts, IntPredicate figures) {

        /** What the cell shows: its words, those before a gap that keeps others out on purpose, or a beginning. */
        String shown(GC gc, int column) {
            String text = texts.apply(column);
            Rectangle cell = bounds.apply(column);
            int room = cell.x + cell.width - left(column) - EDGE;
            int gap = text.indexOf(GAP);
            return gap < 0 ? brief(gc, text, room) : gc.textExtent(text).x <= room ? text : text.substring(0, gap);
        }

        /** Words that are cut at the left because they are figures begin at the left edge, too. */
        private int left(int column) {
            int cell = bounds.apply(column).x;
            int own = words.apply(column).x - SHIFT;
            return own >= cell ? own : cell + EDGE;
        }

        void draw(GC gc, int column) {
            Image image = images.apply(column);
            if (image != null) {
                Rectangle place = pictures.apply(column);
                gc.drawImage(image, place.x, place.y);
            }
            String shown = shown(gc, column);
            Rectangle cell = bounds.apply(column);
            Point size = gc.textExtent(shown, SWT.DRAW_TRANSPARENT);
            boolean whole = shown.equals(texts.apply(column));
            gc.drawText(shown, whole && figures.test(column) ? cell.x + cell.width - size.x - EDGE : left(column),
                    cell.y + (cell.height - size.y) / 2, SWT.DRAW_TRANSPARENT);
        }
    }

    /** Cells that are cut, and those with a colour, which the platform forgets for a table that is drawn with help. */
    private static void ellipsis(Composite control, Function<Widget, Cells> rows) {
        control.addListener(SWT.EraseItem, e -> {
            if (own(control, rows.apply(e.item), e)) {
                e.detail &= ~SWT.FOREGROUND;
            }
        });
        control.addListener(SWT.PaintItem, e -> {
            Cells cells = rows.apply(e.item);
            if (own(control, cells, e)) {
                cells.draw(e.gc, e.index);
            }
        });
    }

    private static boolean own(Composite control, Cells cells, Event e) {
        String text = cells.texts().apply(e.index);
        e.gc.setFont(cells.fonts().apply(e.index));
        return !text.isEmpty() && (!cells.colours().apply(e.index).equals(control.getForeground())
                || !text.contains(GAP) && !text.equals(cells.shown(e.gc, e.index)));
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
