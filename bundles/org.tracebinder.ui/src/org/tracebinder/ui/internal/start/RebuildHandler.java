// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.start;

import java.nio.file.Path;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.internal.Messages;

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
            DirectoryDialog dialog = new DirectoryDialog(window.getShell());
            dialog.setText(Messages.Binder_rebuildChoose);
            String chosen = dialog.open();
            folder = chosen == null ? null : Path.of(chosen);
        }
        if (folder != null) {
            current.rebuild(folder);
        }
        return null;
    }
}
