// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Scrollable;

/**
 * Scroll bars that are seen. Some desktops hide a bar until the pointer moves; then words that end at the edge of a
 * pane look like all there is. Belongs to the user-interface thread.
 */
public final class ScrollBars {

    private ScrollBars() {
    }

    /**
     * @param scrolled whose bars stay in sight from now on while there is something to scroll
     * @return the same
     */
    public static <T extends Scrollable> T keep(T scrolled) {
        scrolled.setScrollbarsMode(SWT.NONE);
        return scrolled;
    }
}
