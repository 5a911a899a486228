// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.start;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.tracebinder.ui.CurrentBinder;

/** Closes the binder. */
public final class CloseBinderHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        HandlerUtil.getActiveWorkbenchWindowChecked(event).getService(CurrentBinder.class).close();
        return null;
    }
}
