// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.tracebinder.session.Binder;
import org.tracebinder.session.SamplePlan;
import org.tracebinder.ui.Acts;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.internal.edit.BinderActs;
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
            SamplePlan plan = binder.samples().plan(name);
            binder.samples().remove(name, why);
            return plan;
        };
    }

    @Override
    Acts.Act takingBack(Object done) {
        return BinderActs.putBack((SamplePlan) done);
    }

    @Override
    String job() {
        return SampleWords.bind(SampleWords.Remove_title, name);
    }
}
