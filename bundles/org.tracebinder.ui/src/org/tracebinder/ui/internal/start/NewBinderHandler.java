// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.start;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.internal.WizardWindow;

/** Makes a new binder. */
public final class NewBinderHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        new WizardWindow(window.getShell(), new NewBinderWizard(window.getService(CurrentBinder.class))).open();
        return null;
    }
}
