// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.rcp;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.tracebinder.ui.Parts;

/** Is the trail complete and unaltered: sources, quarantine, ledger. */
public final class CustodyPerspective implements IPerspectiveFactory {

    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.setEditorAreaVisible(false);
        SidePlaces.add(layout);
        layout.addView(Parts.SOURCES, IPageLayout.TOP, 0.6f, layout.getEditorArea());
        IFolderLayout below = layout.createFolder("below", IPageLayout.BOTTOM, 0.5f, Parts.SOURCES);
        below.addView(Parts.COVERAGE);
        below.addView(Parts.QUARANTINE);
        below.addView(Parts.LEDGER);
        below.addView(Parts.IMPORT);
        below.addPlaceholder(Parts.PACK);
        for (String view : new String[] {Parts.SOURCES, Parts.COVERAGE, Parts.QUARANTINE, Parts.LEDGER}) {
            layout.getViewLayout(view).setCloseable(false);
        }
    }
}
