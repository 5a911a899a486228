// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.util.Arrays;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.internal.pack.PackWords;
import org.tracebinder.ui.widgets.Latest;

/** Asks for the passphrase that seals the masking secret, twice, or for the one that unseals it. */
public final class SealDialog extends WorkDialog {

    private static final int LEAST = 12;

    private final boolean seal;
    private Text first;
    private Text second;

    /** @param seal true to seal, false to unseal */
    public SealDialog(Shell shell, CurrentBinder current, boolean seal) {
        super(shell, current, seal ? PackWords.Secret_seal : PackWords.Secret_unseal,
                seal ? PackWords.Secret_sealText : PackWords.Secret_unsealText,
                seal ? PackWords.Secret_seal : PackWords.Secret_unseal);
        this.seal = seal;
    }

    @Override
    void fill(Composite page) {
        first = row(page, PackWords.Secret_passphrase);
        if (seal) {
            second = row(page, PackWords.Secret_again);
        }
    }

    private Text row(Composite page, String label) {
        new Label(page, SWT.NONE).setText(label);
        return text(page, label, SWT.SINGLE | SWT.PASSWORD, 1);
    }

    @Override
    String problem() {
        if (first == null || seal && second == null || first.getCharCount() == 0) {
            return "";
        }
        if (seal && first.getCharCount() < LEAST) {
            return PackWords.Secret_short;
        }
        return !seal || Arrays.equals(first.getTextChars(), second.getTextChars()) ? null
                : second.getCharCount() == 0 ? "" : PackWords.Secret_differ;
    }

    @Override
    Latest.Question<?> work(Binder binder) {
        char[] words = first.getTextChars();
        return p -> {
            if (seal) {
                binder.maskingSecret().seal(words);
            } else {
                binder.maskingSecret().unseal(words);
            }
            return null;
        };
    }

    @Override
    String job() {
        return PackWords.Secret_job;
    }
}
