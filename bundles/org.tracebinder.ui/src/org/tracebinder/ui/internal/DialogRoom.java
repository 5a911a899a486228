// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.tracebinder.ui.widgets.CellTips;
import org.tracebinder.ui.widgets.Names;

/** A dialog is no larger than the window it belongs to, however large its letters are; its page scrolls then. */
public final class DialogRoom {

    /** Pixels that a dialog may have where the window is very small. */
    private static final Rectangle LEAST = new Rectangle(0, 0, 800, 560);
    /** Pixels of a dialog beside the words of its page. */
    private static final int BESIDE = 80;

    private DialogRoom() {
    }

    /**
     * @param window of the dialog, or null
     * @param wanted bounds that fit the screen
     * @return bounds within those of the window
     */
    public static Rectangle within(Shell window, Rectangle wanted) {
        if (window == null || window.isDisposed()) {
            return wanted;
        }
        Rectangle room = window.getBounds();
        int width = Math.min(wanted.width, Math.max(room.width, LEAST.width));
        int height = Math.min(wanted.height, Math.max(room.height, LEAST.height));
        int x = width == wanted.width ? wanted.x : room.x + (room.width - width) / 2;
        int y = height == wanted.height ? wanted.y : room.y + (room.height - height) / 2;
        return new Rectangle(Math.max(0, x), Math.max(0, y), width, height);
    }

    /**
     * @param window of the dialog
     * @return pixels that a line of words may have in it
     */
    public static int line(Shell window) {
        return Math.max(window.getBounds().width, LEAST.width) - BESIDE;
    }

    /**
     * Gives a grid fewer columns until its lines fit.
     *
     * @param grid filled, with a grid layout
     * @param line pixels
     */
    public static void fold(Composite grid, int line) {
        GridLayout layout = (GridLayout) grid.getLayout();
        while (layout.numColumns > 1 && grid.computeSize(-1, -1).x > line) {
            layout.numColumns--;
            grid.layout();
        }
    }

    /**
     * Shortens the words of a button that are longer than a line; its tip and its name say all.
     *
     * @param button with words
     * @param line   pixels
     */
    public static void shorten(Button button, int line) {
        int more = button.computeSize(-1, -1).x - line;
        if (more > 0) {
            String words = button.getText().replace("&&", "&");
            GC gc = new GC(button);
            gc.setFont(button.getFont());
            String brief = CellTips.brief(gc, words, gc.textExtent(words).x - more);
            gc.dispose();
            button.setText(brief.replace("&", "&&"));
            button.setToolTipText(words.replace("&", "&&"));
            Names.set(button, words);
        }
    }
}
