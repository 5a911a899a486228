// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.WorkbenchException;
import org.tracebinder.ui.Log;

/** Goes to another perspective. */
public final class Perspectives {

    private Perspectives() {
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
