// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.pack;

import java.nio.file.Path;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.tracebinder.ui.Packs;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Messages;

/** Asks for an evidence pack and verifies it. */
public final class VerifyHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        FileDialog dialog = new FileDialog(window.getShell(), SWT.OPEN);
        dialog.setText(Messages.Pack_chooseVerify);
        dialog.setFilterExtensions(new String[] {"*.zip;*.json", "*.*"});
        String file = dialog.open();
        if (file != null) {
            try {
                window.getActivePage().showView(Parts.PACK);
            } catch (PartInitException e) {
                throw new ExecutionException("Showing the verification", e);
            }
            window.getService(Packs.class).verify(Path.of(file));
        }
        return null;
    }
}
