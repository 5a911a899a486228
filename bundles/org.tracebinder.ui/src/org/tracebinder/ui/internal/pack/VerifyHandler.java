// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.pack;

import java.nio.file.Path;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.tracebinder.ui.FileChooser;
import org.tracebinder.ui.Packs;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Messages;

/** Asks for an evidence pack and verifies it. */
public final class VerifyHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        Path file = FileChooser.get().open(window.getShell(), Messages.Pack_chooseVerify, "*.zip;*.json", "*.*")
                .orElse(null);
        if (file != null) {
            try {
                window.getActivePage().showView(Parts.PACK);
            } catch (PartInitException e) {
                throw new ExecutionException("Showing the verification", e);
            }
            window.getService(Packs.class).verify(file);
        }
        return null;
    }
}
