// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.pack;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.WizardWindow;

/** Opens the export wizard, or says why there is nothing to export. */
public final class ExportHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        if (window.getService(CurrentBinder.class).binder().isEmpty()) {
            MessageDialog.openInformation(window.getShell(), Messages.Pack_title, Messages.Results_noneWhy);
        } else {
            new WizardWindow(window.getShell(), new ExportWizard(window)).open();
        }
        return null;
    }
}
