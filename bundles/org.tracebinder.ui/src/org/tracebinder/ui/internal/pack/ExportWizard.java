// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.pack;

import org.eclipse.jface.wizard.Wizard;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Log;
import org.tracebinder.ui.Packs;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Messages;

/** Chooses what goes into an evidence pack. Writing and verifying it is a job. */
final class ExportWizard extends Wizard {

    private final IWorkbenchWindow window;
    private final ScopePage scope;
    private final MaskPage mask;
    private final SignPage sign = new SignPage();

    ExportWizard(IWorkbenchWindow window) {
        this.window = window;
        scope = new ScopePage(window.getService(CurrentBinder.class), query(window.getService(Investigation.class)),
                window.getService(Assessments.class).selected().map(s -> s.control().id()));
        mask = new MaskPage(window.getService(CurrentBinder.class), scope);
        setWindowTitle(Messages.Pack_title);
    }

    /** @return the query of the window, unless it can't be understood */
    private static String query(Investigation investigation) {
        return investigation.state() instanceof Investigation.State.Wrong ? "" : investigation.query();
    }

    @Override
    public void addPages() {
        addPage(scope);
        addPage(mask);
        addPage(sign);
    }

    @Override
    public boolean performFinish() {
        try {
            window.getActivePage().showView(Parts.PACK);
        } catch (PartInitException e) {
            Log.warn("Showing the evidence pack", e);
        }
        window.getService(Packs.class).export(scope.file(),
                mask.mask(scope.options(sign.keyStore(), sign.password())));
        return true;
    }
}
