// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.start;

import org.eclipse.jface.wizard.Wizard;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.internal.Messages;

/** Makes a new binder. */
final class NewBinderWizard extends Wizard {

    private final CurrentBinder current;
    private final BinderPage page = new BinderPage();

    NewBinderWizard(CurrentBinder current) {
        this.current = current;
        setWindowTitle(Messages.New_title);
    }

    @Override
    public void addPages() {
        addPage(page);
    }

    @Override
    public boolean performFinish() {
        current.create(page.folder(), page.binderName(), page.client());
        return true;
    }
}
