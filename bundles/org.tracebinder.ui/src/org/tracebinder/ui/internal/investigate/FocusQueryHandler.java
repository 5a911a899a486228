// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.WorkbenchException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.tracebinder.ui.Parts;

/** Puts the keyboard into the query bar, from wherever the person is. */
public final class FocusQueryHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        try {
            window.getWorkbench().showPerspective(Parts.PERSPECTIVE_INVESTIGATE, window);
            ((ResultsView) window.getActivePage().showView(Parts.RESULTS)).focusQuery();
        } catch (WorkbenchException e) {
            throw new ExecutionException("Showing the query bar", e);
        }
        return null;
    }
}
