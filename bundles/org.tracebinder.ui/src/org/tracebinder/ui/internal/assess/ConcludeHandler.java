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

/** Asks what the auditor concludes about the control that is looked at; where none is, shows where to select one. */
public final class ConcludeHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        Assessments assessments = window.getService(Assessments.class);
        if (assessments.results().isEmpty() || assessments.selected().isEmpty()) {
            Perspectives.show(window, Parts.PERSPECTIVE_ASSESS);
            assessments.start();
            return null;
        }
        new ConclusionDialog(window.getShell(), assessments.current(), assessments.results().get(),
                assessments.selected().get()).open();
        return null;
    }
}
