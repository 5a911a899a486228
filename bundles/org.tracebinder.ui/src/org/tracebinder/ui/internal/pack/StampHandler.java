// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.pack;

import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.tracebinder.ui.FileChooser;
import org.tracebinder.ui.Log;
import org.tracebinder.ui.Packs;
import org.tracebinder.ui.Parts;

/** Takes the reply of a time stamp authority into a pack. */
public final class StampHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        file(window, PackWords.Stamp_choosePack, "*.zip").ifPresent(pack -> ask(window, pack));
        return null;
    }

    /** Asks for the reply and takes it into the pack. */
    static void ask(IWorkbenchWindow window, Path pack) {
        Path reply = file(window, PackWords.Stamp_chooseReply, "*.tsr;*.der").orElse(null);
        if (reply == null) {
            return;
        }
        try {
            window.getActivePage().showView(Parts.PACK);
        } catch (PartInitException e) {
            Log.warn("Showing the pack", e);
        }
        window.getService(Packs.class).stamp(pack, reply);
    }

    private static Optional<Path> file(IWorkbenchWindow window, String title, String extensions) {
        return FileChooser.get().open(window.getShell(), title, extensions, "*.*");
    }
}
