// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.widgets.Latest;

/** Asks why a sample is removed: the ledger keeps it. */
final class RemoveSampleDialog extends WorkDialog {

    private final String name;
    private Text reason;

    RemoveSampleDialog(Shell shell, CurrentBinder current, String name) {
        super(shell, current, SampleWords.bind(SampleWords.Remove_title, name), SampleWords.Remove_message,
                SampleWords.Sample_remove);
        this.name = name;
    }

    @Override
    void fill(Composite page) {
        heading(page, SampleWords.Remove_reason);
        reason = text(page, SampleWords.Remove_reason, SWT.MULTI | SWT.WRAP | SWT.V_SCROLL, 2);
    }

    @Override
    String problem() {
        return reason == null || reason.getText().isBlank() ? "" : null;
    }

    @Override
    Latest.Question<?> work(Binder binder) {
        String why = reason.getText();
        return p -> {
            binder.samples().remove(name, why);
            return null;
        };
    }

    @Override
    String job() {
        return SampleWords.bind(SampleWords.Remove_title, name);
    }
}
