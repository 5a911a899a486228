// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.start;

import java.util.List;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.internal.WindowWords;

/** Says which sources an index that was made again lacks, or could only keep what it had of. */
public final class RebuildLeft implements CurrentBinder.Listener {

    private static final int MOST = 8;

    private final CurrentBinder current;

    /** @param current whose index is made again */
    public RebuildLeft(CurrentBinder current) {
        this.current = current;
    }

    @Override
    public void binderChanged() {
        List<String> left = current.state() == CurrentBinder.State.OPEN ? current.left() : List.of();
        Display display = Display.getCurrent();
        if (left.isEmpty() || display == null) {
            return;
        }
        Shell shell = display.getActiveShell() != null ? display.getActiveShell() : display.getShells()[0];
        MessageDialog dialog = new MessageDialog(shell, current.name(), null, WindowWords.Rebuild_left + "\n\n"
                + String.join("\n", left.subList(0, Math.min(MOST, left.size())))
                + (left.size() > MOST ? "\n\u2026" : ""),
                MessageDialog.WARNING, 0, IDialogConstants.OK_LABEL);
        dialog.setBlockOnOpen(false);
        dialog.open();
    }
}
