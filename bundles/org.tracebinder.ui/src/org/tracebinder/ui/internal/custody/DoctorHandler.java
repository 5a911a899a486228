// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.custody;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Perspectives;

/** Verifies the whole binder again, in the part that shows what came of it. */
public final class DoctorHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        Perspectives.show(window, Parts.PERSPECTIVE_CUSTODY);
        try {
            if (window.getActivePage().showView(Parts.SOURCES) instanceof SourcesView sources) {
                sources.verify();
            }
        } catch (PartInitException e) {
            throw new ExecutionException("Showing the sources", e);
        }
        return null;
    }
}
