// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.tracebinder.controls.Scorecard;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.Acts;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.edit.BinderActs;
import org.tracebinder.ui.widgets.Latest;

/** Asks of which system a scorecard is, and what was decided by it. */
final class DecisionDialog extends WorkDialog {

    private final Scorecard card;
    private Text system;
    private Text decision;

    DecisionDialog(Shell shell, CurrentBinder current, Scorecard card) {
        super(shell, current, AssessMessages.Score_decisionTitle, AssessMessages.Score_decisionMessage,
                AssessMessages.Goals_ok);
        this.card = card;
    }

    @Override
    void fill(Composite page) {
        heading(page, AssessMessages.Score_system);
        system = text(page, AssessMessages.Score_system, SWT.SINGLE, 2);
        system.setText(card.system());
        heading(page, AssessMessages.Score_decision);
        decision = text(page, AssessMessages.Score_decision, SWT.MULTI | SWT.WRAP | SWT.V_SCROLL, 2);
        decision.setText(card.decision());
    }

    @Override
    String problem() {
        return null;
    }

    @Override
    Latest.Question<?> work(Binder binder) {
        String of = system.getText();
        String decided = decision.getText();
        return p -> {
            binder.workpapers().decide(of, decided);
            return null;
        };
    }

    @Override
    Acts.Act takingBack(Object done) {
        return BinderActs.decide(card.system(), card.decision(), system.getText(), decision.getText());
    }

    @Override
    String job() {
        return Messages.bind(AssessMessages.Goals_job, AssessMessages.Score_decision);
    }
}
