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
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.widgets.Names;

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
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.swtDefaults().numColumns(3).applyTo(page);
        store = field(page, Messages.Pack_keyStore, Messages.Pack_keyStoreHint, SWT.NONE);
        Button browse = new Button(page, SWT.PUSH);
        browse.setText(Messages.New_browse);
        browse.addListener(SWT.Selection, e -> FileChooser.get().open(getShell(), "", "*.p12;*.pfx", "*.*")
                .ifPresent(chosen -> store.setText(chosen.toString())));
        password = field(page, Messages.Pack_password, Messages.Pack_passwordHint, SWT.PASSWORD);
        store.addListener(SWT.Modify, e -> {
            boolean there = store.getText().isBlank() || Files.isRegularFile(Path.of(store.getText().strip()));
            setErrorMessage(there ? null : Messages.bind(Messages.Import_unreadable, store.getText()));
            setPageComplete(there);
        });
        Help.install(page, "export");
        setControl(page);
    }

    Optional<Path> keyStore() {
        return store == null || store.getText().isBlank() ? Optional.empty()
                : Optional.of(Path.of(store.getText().strip()).toAbsolutePath());
    }

    char[] password() {
        return password == null ? new char[0] : password.getTextChars();
    }

    private static Text field(Composite page, String label, String hint, int style) {
        new Label(page, SWT.NONE).setText(label);
        Text text = new Text(page, SWT.BORDER | SWT.SINGLE | style);
        text.setMessage(hint);
        Names.set(text, label);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(text);
        return text;
    }
}
