// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.help;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Perspectives;

/** Shows the checklist of a first audit. */
public final class FirstAuditHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        Perspectives.activate(HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage(), Parts.FIRST_AUDIT);
        return null;
    }
}
