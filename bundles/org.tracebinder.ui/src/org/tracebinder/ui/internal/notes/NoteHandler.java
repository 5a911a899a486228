// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.notes;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.tracebinder.ui.Parts;

/** Puts the keyboard into the field for a note on what is selected. */
public final class NoteHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        try {
            if (HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage()
                    .showView(Parts.NOTES) instanceof NotesView view) {
                view.setFocus();
            }
            return null;
        } catch (PartInitException e) {
            throw new ExecutionException("Showing " + Parts.NOTES, e);
        }
    }
}
