// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.start;

import java.nio.file.Path;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.FileChooser;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.ReadOnly;

/**
 * Makes the index of a binder again: of the open one, of the one that could not be opened, or of one that is asked for.
 */
public final class RebuildHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        CurrentBinder current = window.getService(CurrentBinder.class);
        if (current.state() == CurrentBinder.State.OPENING) {
            return null;
        }
        Path folder = current.folder();
        if (folder == null) {
            folder = FileChooser.get().folder(window.getShell(), Messages.Binder_rebuildChoose, null).orElse(null);
        }
        if (folder != null && !ReadOnly.refuses(window.getShell(), current)) {
            current.rebuild(folder);
        }
        return null;
    }
}
