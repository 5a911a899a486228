// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.pack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.tracebinder.ui.FileChooser;
import org.tracebinder.ui.TypedPath;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.Scrolled;

/** The key that signs an evidence pack, if any. The password is handed on and never stored. */
final class SignPage extends WizardPage {

    private Text store;
    private Text password;

    SignPage() {
        super("sign", Messages.Pack_signTitle, null);
        setDescription(Messages.Pack_signText);
    }

    @Override
    public void createControl(Composite parent) {
        Composite page = Scrolled.page(parent);
        GridLayoutFactory.swtDefaults().numColumns(3).applyTo(page);
        store = field(page, Messages.Pack_keyStore, Messages.Pack_keyStoreHint, SWT.NONE);
        Button browse = new Button(page, SWT.PUSH);
        browse.setText(Messages.New_browse);
        browse.addListener(SWT.Selection, e -> FileChooser.get().open(getShell(), "", "*.p12;*.pfx", "*.*")
                .ifPresent(chosen -> store.setText(chosen.toString())));
        password = field(page, Messages.Pack_password, Messages.Pack_passwordHint, SWT.PASSWORD);
        store.addListener(SWT.Modify, e -> {
            boolean there = store.getText().isBlank() || keyStore().filter(Files::isRegularFile).isPresent();
            setErrorMessage(there ? null : TypedPath.problem(store.getText())
                    .orElse(Messages.bind(Messages.Import_unreadable, store.getText())));
            setPageComplete(there);
        });
        Help.install(page, "export");
        setControl(Scrolled.around(page));
    }

    Optional<Path> keyStore() {
        return store == null ? Optional.empty() : TypedPath.of(store.getText());
    }

    char[] password() {
        return password == null ? new char[0] : password.getTextChars();
    }

    private static Text field(Composite page, String label, String hint, int style) {
        new Label(page, SWT.NONE).setText(label);
        Text text = new Text(page, SWT.BORDER | SWT.SINGLE | style);
        text.setMessage(hint);
        text.setToolTipText(hint);
        Names.set(text, label);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(240, SWT.DEFAULT)
                .applyTo(text);
        return text;
    }
}
