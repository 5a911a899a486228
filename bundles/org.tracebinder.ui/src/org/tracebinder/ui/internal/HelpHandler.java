// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.help.HelpView;

/** Opens the help page of the active part. */
public final class HelpHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchPart part = HandlerUtil.getActivePart(event);
        IWorkbenchPage page = HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage();
        String id = part == null ? Parts.START : part.getSite().getId();
        try {
            ((HelpView) page.showView(Parts.HELP)).about(id.substring(id.lastIndexOf('.') + 1));
        } catch (PartInitException e) {
            throw new ExecutionException("The help can't be shown", e);
        }
        return null;
    }
}
