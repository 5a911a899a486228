// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import java.nio.file.Path;
import java.util.Arrays;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IWorkbenchPartSite;
import org.tracebinder.ui.internal.importing.ImportWizard;

/** Files and folders that are dropped on a part open the import wizard with them. */
public final class DropFiles {

    private DropFiles() {
    }

    /**
     * @param control where files can be dropped
     * @param site    of its part
     */
    public static void install(Control control, IWorkbenchPartSite site) {
        DropTarget target = new DropTarget(control, DND.DROP_COPY | DND.DROP_DEFAULT | DND.DROP_LINK);
        target.setTransfer(FileTransfer.getInstance());
        target.addDropListener(new DropTargetAdapter() {
            @Override
            public void dragEnter(DropTargetEvent e) {
                e.detail = DND.DROP_COPY;
            }

            @Override
            public void drop(DropTargetEvent e) {
                if (e.data instanceof String[] names) {
                    var paths = Arrays.stream(names).map(Path::of).toList();
                    // The drop has to end before a dialog opens, or the desktop waits for it.
                    control.getDisplay().asyncExec(() -> ImportWizard.open(site.getWorkbenchWindow(), paths));
                }
            }
        });
    }
}
