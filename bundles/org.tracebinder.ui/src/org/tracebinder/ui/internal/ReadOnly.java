// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.Shell;
import org.tracebinder.ui.CurrentBinder;

/** Refuses at once what would change a binder that can only be read, before anybody fills in a dialog for it. */
public final class ReadOnly {

    private ReadOnly() {
    }

    /**
     * @param shell   where it is said
     * @param current the binder that would be changed
     * @return true when the open binder can only be read; that is said, with what to do about it
     */
    public static boolean refuses(Shell shell, CurrentBinder current) {
        if (current.binder().isEmpty() || !current.binder().get().readOnly()) {
            return false;
        }
        MessageDialog dialog = new MessageDialog(shell, WindowWords.ReadOnly_title, null,
                WindowWords.bind(WindowWords.ReadOnly_text, current.name()), MessageDialog.INFORMATION, 0,
                IDialogConstants.OK_LABEL);
        dialog.setBlockOnOpen(false);
        dialog.open();
        return true;
    }
}
