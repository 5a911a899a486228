// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.rcp;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPlaceholderFolderLayout;
import org.tracebinder.ui.Parts;

/** Where help, checklist and notes appear in every perspective once they are asked for: at the right, full height. */
final class SidePlaces {

    private static final float LEFT_SHARE = 0.7f;

    private SidePlaces() {
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
