// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;

/** Says what the active part is for and which keys it knows. */
public final class HelpHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        IWorkbenchPart part = HandlerUtil.getActivePart(event);
        String id = part == null ? "start" : part.getSite().getId();
        String topic = id.substring(id.lastIndexOf('.') + 1);
        MessageDialog.openInformation(window.getShell(), part == null ? Messages.Help_title : part.getTitle(),
                FieldLabels.word("help." + topic, Messages.Help_general));
        return null;
    }
}
