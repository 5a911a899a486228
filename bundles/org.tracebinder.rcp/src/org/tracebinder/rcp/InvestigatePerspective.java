// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.rcp;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.tracebinder.ui.Parts;

/** Search, read and follow single events. Has no editors: a binder is not a document. */
public final class InvestigatePerspective implements IPerspectiveFactory {

    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.setEditorAreaVisible(false);
        SidePlaces.add(layout);
        IFolderLayout above = layout.createFolder("above", IPageLayout.TOP, 0.55f, layout.getEditorArea());
        above.addView(Parts.RESULTS);
        above.addPlaceholder(Parts.RECONCILE);
        layout.addView(Parts.FACETS, IPageLayout.LEFT, SidePlaces.share(0.235f), Parts.RESULTS);
        IFolderLayout below = layout.createFolder("below", IPageLayout.BOTTOM, 0.55f, Parts.RESULTS);
        below.addView(Parts.DETAIL);
        below.addView(Parts.IMPORT);
        below.addPlaceholder(Parts.PACK);
        below.addPlaceholder(Parts.SAVED);
        below.addPlaceholder(Parts.COMPARE);
        below.addPlaceholder(Parts.SAMPLES);
        below.addPlaceholder(Parts.COSTS);
        for (String view : new String[] {Parts.RESULTS, Parts.FACETS, Parts.DETAIL}) {
            layout.getViewLayout(view).setCloseable(false);
        }
        layout.addPerspectiveShortcut(Parts.PERSPECTIVE_CUSTODY);
        layout.addPerspectiveShortcut(Parts.PERSPECTIVE_ASSESS);
    }
}
