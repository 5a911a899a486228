// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.util.EnumMap;
import java.util.Map;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.tracebinder.controls.Conclusion;
import org.tracebinder.controls.ControlOutcome;
import org.tracebinder.controls.ControlResult;
import org.tracebinder.session.AssessmentRun;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.Acts;
import org.tracebinder.ui.Assessments.Results;
import org.tracebinder.ui.Assessments.Selected;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.edit.BinderActs;
import org.tracebinder.ui.widgets.Latest;

/** Asks what the auditor concludes about a control, and why. */
final class ConclusionDialog extends WorkDialog {

    private static final int WITHDRAW = IDialogConstants.CLIENT_ID;

    private final AssessmentRun run;
    private final ControlResult result;
    private final String what;
    private final Map<ControlOutcome, Button> outcomes = new EnumMap<>(ControlOutcome.class);
    private Text reason;
    private BinderActs.Concluded concluded;

    ConclusionDialog(Shell shell, CurrentBinder current, Results results, Selected selected) {
        super(shell, current, Messages.bind(AssessMessages.Conclude_title, selected.control().ref()),
                AssessMessages.Conclude_message, AssessMessages.Conclude_ok);
        this.run = results.run();
        this.result = results.of(selected.control().id()).orElseThrow();
        this.what = selected.control().ref() + "  " + selected.control().label();
    }

    @Override
    void fill(Composite page) {
        heading(page, what);
        heading(page, Messages.bind(AssessMessages.Conclude_computed, Marks.word(result.computed())));
        heading(page, AssessMessages.Conclude_result);
        Composite choices = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(14, 4).numColumns(3).applyTo(choices);
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(choices);
        for (ControlOutcome outcome : ControlOutcome.values()) {
            Button button = choice(choices, SWT.RADIO, Marks.word(outcome), 1);
            button.setSelection(result.conclusion() != null && result.conclusion().result() == outcome);
            outcomes.put(outcome, button);
        }
        fold(choices);
        heading(page, AssessMessages.Conclude_reason);
        reason = text(page, AssessMessages.Conclude_reason, SWT.MULTI | SWT.WRAP | SWT.V_SCROLL, 2);
        reason.setText(result.conclusion() == null ? "" : result.conclusion().reason());
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        if (result.conclusion() != null) {
            createButton(parent, WITHDRAW, AssessMessages.Conclude_withdraw, false);
        }
        super.createButtonsForButtonBar(parent);
        if (result.conclusion() == null) {
            // SWT selects the first of a group of radio buttons with the keyboard; nothing is concluded by that alone.
            outcomes.values().forEach(b -> b.setSelection(false));
        }
        check();
    }

    private ControlOutcome chosen() {
        return outcomes.entrySet().stream().filter(e -> e.getValue().getSelection()).map(Map.Entry::getKey).findFirst()
                .orElse(null);
    }

    @Override
    String problem() {
        if (getButton(WITHDRAW) != null) {
            getButton(WITHDRAW).setEnabled(!reason.getText().isBlank());
        }
        boolean begun = chosen() != null || !reason.getText().isBlank();
        return chosen() == null ? begun ? AssessMessages.Conclude_needsResult : ""
                : reason.getText().isBlank() ? AssessMessages.Conclude_needsReason : null;
    }

    @Override
    protected void buttonPressed(int id) {
        if (id == WITHDRAW) {
            String why = reason.getText();
            concluded = new BinderActs.Concluded(null, why);
            current().binder().ifPresent(binder -> run(job(),
                    p -> binder.workpapers().conclude(run, result.id(), null, why)));
            return;
        }
        super.buttonPressed(id);
    }

    @Override
    Latest.Question<?> work(Binder binder) {
        ControlOutcome outcome = chosen();
        String why = reason.getText();
        concluded = new BinderActs.Concluded(outcome, why);
        return p -> binder.workpapers().conclude(run, result.id(), outcome, why);
    }

    @Override
    Acts.Act takingBack(Object done) {
        Conclusion before = result.conclusion();
        return BinderActs.conclude(run, result.id(), result.ref(), before == null
                ? new BinderActs.Concluded(null, "") : new BinderActs.Concluded(before.result(), before.reason()),
                concluded);
    }

    @Override
    String job() {
        return Messages.bind(AssessMessages.Conclude_job, result.ref());
    }
}
