// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.rcp;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.tracebinder.ui.Parts;

/** What a person sees who has no binder open. */
public final class StartPerspective implements IPerspectiveFactory {

    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.setEditorAreaVisible(false);
        SidePlaces.add(layout);
        layout.addStandaloneView(Parts.START, false, IPageLayout.TOP, 1f, layout.getEditorArea());
    }
}
