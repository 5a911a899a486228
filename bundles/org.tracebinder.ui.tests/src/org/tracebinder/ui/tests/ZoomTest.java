// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Display;
import org.junit.jupiter.api.Test;
import org.tracebinder.ui.widgets.Zoom;

/** What holds words grows with the letters of the desktop, and never shrinks. */
class ZoomTest {

    @Test
    void lengthsFollowTheLetters() {
        GC gc = new GC(Display.getCurrent());
        gc.setFont(Display.getCurrent().getSystemFont());
        int line = gc.getFontMetrics().getHeight();
        gc.dispose();
        assertEquals(0, Zoom.px(0));
        assertEquals(line <= 19 ? 100 : Math.ceil(100 * line / 19.0), Zoom.px(100));
        assertTrue(Zoom.px(18) >= Math.min(line, 18), "an axis holds a line: " + line + " px");
    }
}
