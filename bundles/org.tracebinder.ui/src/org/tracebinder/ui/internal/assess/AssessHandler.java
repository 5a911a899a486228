// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Perspectives;

/** Runs the checks, once more when they ran before, and shows what they say. */
public final class AssessHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        boolean before = window.getService(Assessments.class).results().isPresent();
        Perspectives.show(window, Parts.PERSPECTIVE_ASSESS);
        Perspectives.activate(window.getActivePage(), Parts.CATALOGS);
        if (before) {
            window.getService(Assessments.class).again();
        } else {
            window.getService(Assessments.class).start();
        }
        return null;
    }
}
