// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.rcp;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.tracebinder.ui.Parts;

/** What the trail says about each control of each catalogue. */
public final class AssessPerspective implements IPerspectiveFactory {

    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.setEditorAreaVisible(false);
        SidePlaces.add(layout);
        layout.addView(Parts.CATALOGS, IPageLayout.LEFT, 0.49f, layout.getEditorArea());
        IFolderLayout right = layout.createFolder("right", IPageLayout.RIGHT, 0.49f, Parts.CATALOGS);
        right.addView(Parts.CONTROL);
        right.addView(Parts.SCORECARD);
        right.addView(Parts.REQUESTS);
        right.addPlaceholder(Parts.SAMPLES);
        right.addPlaceholder(Parts.PACK);
        for (String view : new String[] {Parts.CATALOGS, Parts.CONTROL}) {
            layout.getViewLayout(view).setCloseable(false);
        }
    }
}
