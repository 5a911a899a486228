// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.rcp;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** Search, read and follow single events. Has no editors: a binder is not a document. */
public final class InvestigatePerspective implements IPerspectiveFactory {

    /** The id in plugin.xml. */
    public static final String ID = "org.tracebinder.rcp.investigate";

    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.setEditorAreaVisible(false);
    }
}
