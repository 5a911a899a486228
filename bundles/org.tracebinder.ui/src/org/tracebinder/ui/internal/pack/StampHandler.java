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
import org.tracebinder.ui.Log;
import org.tracebinder.ui.Packs;
import org.tracebinder.ui.Parts;

/** Takes the reply of a time stamp authority into a pack. */
public final class StampHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        String pack = file(window, PackWords.Stamp_choosePack, "*.zip");
        if (pack != null) {
            ask(window, Path.of(pack));
        }
        return null;
    }

    /** Asks for the reply and takes it into the pack. */
    static void ask(IWorkbenchWindow window, Path pack) {
        String reply = file(window, PackWords.Stamp_chooseReply, "*.tsr;*.der");
        if (reply == null) {
            return;
        }
        try {
            window.getActivePage().showView(Parts.PACK);
        } catch (PartInitException e) {
            Log.warn("Showing the pack", e);
        }
        window.getService(Packs.class).stamp(pack, Path.of(reply));
    }

    private static String file(IWorkbenchWindow window, String title, String extensions) {
        FileDialog dialog = new FileDialog(window.getShell(), SWT.OPEN);
        dialog.setText(title);
        dialog.setFilterExtensions(new String[] {extensions, "*.*"});
        return dialog.open();
    }
}
