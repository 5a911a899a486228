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
import org.tracebinder.ui.internal.RecentBinders;

/** Asks for the folder of a binder and opens it. */
public final class OpenBinderHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        FileChooser.get().folder(window.getShell(), Messages.Open_title,
                RecentBinders.last().map(Path::getParent).orElse(null))
                .ifPresent(window.getService(CurrentBinder.class)::open);
        return null;
    }
}
