// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.tracebinder.ui.Parts;

/** Shows all events of the trace of the event that is shown. */
public final class WholeTraceHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        try {
            if (HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage()
                    .showView(Parts.DETAIL) instanceof DetailView view) {
                view.askForTrace();
            }
            return null;
        } catch (PartInitException e) {
            throw new ExecutionException("Showing " + Parts.DETAIL, e);
        }
    }
}
