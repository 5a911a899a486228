// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.wizard.IWizard;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.tracebinder.ui.widgets.Names;

/**
 * A wizard whose buttons speak the language of the program, which the platform's own do not without its language
 * packs. It
 * does not wait: the command that opens it is done when the wizard is there.
 */
public final class WizardWindow extends WizardDialog {

    /**
     * @param parent of the window
     * @param wizard its pages
     */
    public WizardWindow(Shell parent, IWizard wizard) {
        super(parent, wizard);
        setBlockOnOpen(false);
    }

    /** The words in the title have no name: a screen reader would say them and nothing of what they are. */
    @Override
    protected Control createContents(Composite parent) {
        Control contents = super.createContents(parent);
        name(parent);
        return contents;
    }

    @Override
    protected Rectangle getConstrainedShellBounds(Rectangle wanted) {
        return DialogRoom.within(getParentShell(), super.getConstrainedShellBounds(wanted));
    }

    private void name(Composite around) {
        for (Control child : around.getChildren()) {
            if (child instanceof Text text && (text.getStyle() & SWT.READ_ONLY) != 0
                    && text.getData(Names.KEY) == null) {
                Names.set(text, getWizard().getWindowTitle());
                return; // the title's words stand first; the fields of pages have names of their own
            }
        }
        for (Control child : around.getChildren()) {
            if (child instanceof Composite composite && composite.getChildren().length > 0) {
                name(composite);
                return;
            }
        }
    }

    @Override
    protected Button createButton(Composite parent, int id, String label, boolean defaultButton) {
        return super.createButton(parent, id, switch (id) {
            case IDialogConstants.BACK_ID -> Messages.Wizard_back;
            case IDialogConstants.NEXT_ID -> Messages.Wizard_next;
            case IDialogConstants.FINISH_ID -> Messages.Wizard_finish;
            default -> label;
        }, defaultButton);
    }

    /** The platform makes this one button without asking. */
    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        super.createButtonsForButtonBar(parent);
        for (Control child : parent.getChildren()) {
            if (child instanceof Button button && Integer.valueOf(IDialogConstants.CANCEL_ID)
                    .equals(button.getData())) {
                button.setText(Messages.Wizard_cancel);
            }
        }
    }
}
