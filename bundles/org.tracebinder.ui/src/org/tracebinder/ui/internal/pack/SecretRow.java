// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.pack;

import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.tracebinder.session.MaskingSecret.State;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.internal.assess.SealDialog;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.ui.widgets.Names;

/** Says whether the masking secret is sealed, takes its passphrase, and offers to seal it. */
final class SecretRow extends Composite implements CurrentBinder.Listener {

    private final CurrentBinder current;
    private final Latest latest = new Latest();
    private final Label told;
    private final Text passphrase;
    private final Button change;
    private State state = State.NONE;

    SecretRow(Composite parent, CurrentBinder current) {
        super(parent, SWT.NONE);
        this.current = current;
        GridLayoutFactory.fillDefaults().numColumns(3).applyTo(this);
        told = new Label(this, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(260, SWT.DEFAULT)
                .applyTo(told);
        passphrase = new Text(this, SWT.BORDER | SWT.PASSWORD);
        passphrase.setMessage(PackWords.Secret_passphrase);
        passphrase.setToolTipText(PackWords.Secret_passphrase);
        Names.set(passphrase, PackWords.Secret_passphrase);
        GridDataFactory.fillDefaults().hint(180, SWT.DEFAULT).align(SWT.FILL, SWT.CENTER).applyTo(passphrase);
        change = new Button(this, SWT.PUSH);
        change.addListener(SWT.Selection, e -> new SealDialog(getShell(), current, state != State.SEALED).open());
        current.add(this);
        addDisposeListener(e -> {
            current.remove(this);
            latest.cancel();
        });
        show(State.NONE);
        contentChanged();
    }

    /** @return what was typed, when the secret is sealed */
    Optional<char[]> passphrase() {
        return state == State.SEALED ? Optional.of(passphrase.getTextChars()) : Optional.empty();
    }

    @Override
    public void binderChanged() {
        contentChanged();
    }

    @Override
    public void contentChanged() {
        current.binder().ifPresent(binder -> latest.ask(current.jobs(), PackWords.Secret_job,
                p -> binder.maskingSecret().state(), this::show, e -> told.setText(CurrentBinder.words(e))));
    }

    private void show(State now) {
        state = now;
        boolean sealed = now == State.SEALED;
        told.setText(sealed ? PackWords.Secret_sealed : PackWords.Secret_open);
        change.setText((sealed ? PackWords.Secret_unseal : PackWords.Secret_seal) + "\u2026");
        change.setEnabled(current.binder().map(b -> !b.readOnly()).orElse(false));
        passphrase.setVisible(sealed);
        ((GridData) passphrase.getLayoutData()).exclude = !sealed;
        requestLayout();
        layout(true, true);
    }
}
