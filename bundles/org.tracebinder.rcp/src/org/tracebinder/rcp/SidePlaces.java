// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.rcp;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPlaceholderFolderLayout;
import org.tracebinder.ui.Parts;

/** Where help, checklist and notes appear in every perspective once they are asked for: at the right, full height. */
final class SidePlaces {

    private static final float LEFT_SHARE = 0.7f;
    private static final float MOST_SHARE = 0.36f;
    /** Pixels of a line of the usual font at 100 %. */
    private static final float USUAL_LINE = 19;

    private SidePlaces() {
    }

    /**
     * @param usual the share of the width that a narrow part has with letters of the usual size
     * @return its share with the letters of this desktop, at most a good third
     */
    static float share(float usual) {
        GC gc = new GC(Display.getCurrent());
        gc.setFont(Display.getCurrent().getSystemFont());
        float letters = gc.getFontMetrics().getHeight() / USUAL_LINE;
        gc.dispose();
        return Math.min(MOST_SHARE, usual * Math.max(1, letters));
    }

    /** @param layout of a perspective that has no parts yet */
    static void add(IPageLayout layout) {
        IPlaceholderFolderLayout side = layout.createPlaceholderFolder("side", IPageLayout.RIGHT, LEFT_SHARE,
                layout.getEditorArea());
        side.addPlaceholder(Parts.HELP);
        side.addPlaceholder(Parts.FIRST_AUDIT);
        side.addPlaceholder(Parts.NOTES);
    }
}
