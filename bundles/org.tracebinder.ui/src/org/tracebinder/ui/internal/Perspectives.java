// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.WorkbenchException;
import org.tracebinder.ui.Log;

/** Goes to another perspective. */
public final class Perspectives {

    private Perspectives() {
    }

    /**
     * @param page where
     * @param view gets the keyboard; shown when it is not there
     */
    public static void activate(IWorkbenchPage page, String view) {
        try {
            page.showView(view);
        } catch (PartInitException e) {
            Log.warn("Showing the part " + view, e);
        }
    }

    /**
     * @param page where
     * @param view is brought into sight; the keyboard stays where it is
     */
    public static void keep(IWorkbenchPage page, String view) {
        try {
            page.showView(view, null, IWorkbenchPage.VIEW_VISIBLE);
        } catch (PartInitException e) {
            Log.warn("Showing the part " + view, e);
        }
    }

    /**
     * @param window where
     * @param id     of the perspective
     */
    public static void show(IWorkbenchWindow window, String id) {
        try {
            window.getWorkbench().showPerspective(id, window);
        } catch (WorkbenchException e) {
            Log.warn("Showing the perspective " + id, e);
        }
    }
}
