// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.start;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.tracebinder.ui.CurrentBinder;

/** Opens the sample binder; makes it when it is not there yet. */
public final class OpenSampleHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        HandlerUtil.getActiveWorkbenchWindowChecked(event).getService(CurrentBinder.class)
                .become(SampleBinder.folder(), SampleBinder.open());
        return null;
    }
}
