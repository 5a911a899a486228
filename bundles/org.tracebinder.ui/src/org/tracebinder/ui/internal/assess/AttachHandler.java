// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Perspectives;

/** Attaches the selected event, what the query finds, or a document to a control. */
public final class AttachHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        Assessments assessments = window.getService(Assessments.class);
        if (assessments.results().isEmpty()) {
            // The controls come with the results: there the person sees how far they are.
            Perspectives.show(window, Parts.PERSPECTIVE_ASSESS);
            assessments.start();
            return null;
        }
        new AttachDialog(window.getShell(), assessments, window.getService(Investigation.class),
                assessments.selected().map(s -> s.control().id()).orElse(null)).open();
        return null;
    }
}
