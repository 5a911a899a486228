// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Display;

/**
 * Lengths that hold words grow with the words. Where the platform enlarges pixels as a whole (200 %), SWT does so by
 * itself; where it enlarges the letters alone (125 or 150 % on many desktops, large text), columns and charts of a
 * fixed width would cut them. Belongs to the user-interface thread.
 */
public final class Zoom {

    /** Pixels of a line of the usual font at 100 %; the fonts of the platforms need 15 to 19. */
    private static final double USUAL = 19;

    private static double factor;

    private Zoom() {
    }

    /**
     * @param pixels at letters of the usual size
     * @return as many as the letters of this desktop need, never fewer
     */
    public static int px(int pixels) {
        return (int) Math.ceil(pixels * factor());
    }

    private static double factor() {
        if (factor == 0) {
            GC gc = new GC(Display.getCurrent());
            gc.setFont(Display.getCurrent().getSystemFont());
            factor = of(gc.getFontMetrics().getHeight());
            gc.dispose();
        }
        return factor;
    }

    /** @return how much larger everything is that holds words, for a line of that height */
    static double of(int line) {
        return Math.max(1, line / USUAL);
    }
}
