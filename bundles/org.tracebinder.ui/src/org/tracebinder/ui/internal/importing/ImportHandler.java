// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.importing;

import java.util.List;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.handlers.HandlerUtil;

/** Opens the import wizard. */
public final class ImportHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        ImportWizard.open(HandlerUtil.getActiveWorkbenchWindowChecked(event), List.of());
        return null;
    }
}
