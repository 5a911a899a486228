// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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

/** Name, client and folder of a new binder. */
public final class BinderPage extends WizardPage {

    private Text name;
    private Text client;
    private Text folder;
    private boolean folderTouched;

    /** The page, with a folder below the user's home that follows the name. */
    public BinderPage() {
        super("binder", Messages.New_title, null);
        setDescription(Messages.New_text);
    }

    @Override
    public void createControl(Composite parent) {
        Composite page = Scrolled.page(parent);
        GridLayoutFactory.swtDefaults().numColumns(3).applyTo(page);
        name = field(page, Messages.New_name, Messages.New_nameHint, 2);
        client = field(page, Messages.New_client, Messages.New_clientHint, 2);
        folder = field(page, Messages.New_folder, Messages.New_folderHint, 1);
        Button browse = new Button(page, SWT.PUSH);
        browse.setText(Messages.New_browse);
        browse.addListener(SWT.Selection, e -> browse());
        name.addListener(SWT.Modify, e -> {
            if (!folderTouched) {
                folder.setText(proposed());
                folderTouched = false;
            }
            validate();
        });
        folder.addListener(SWT.Modify, e -> {
            folderTouched = folder.isFocusControl();
            validate();
        });
        Help.install(page, "newBinder");
        setControl(Scrolled.around(page));
        setPageComplete(false);
        name.setFocus();
    }

    /** @return name of the engagement */
    public String binderName() {
        return name.getText().strip();
    }

    /** @return whose system is looked at, or null */
    public String client() {
        return client.getText().isBlank() ? null : client.getText().strip();
    }

    /** @return the folder that the binder will be */
    public Path folder() {
        return TypedPath.of(folder.getText()).orElseThrow();
    }

    private String proposed() {
        String plain = binderName().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        return plain.isEmpty() ? "" : Path.of(System.getProperty("user.home"), "Tracebinder", plain + ".binder")
                .toString();
    }

    private void browse() {
        FileChooser.get().folder(getShell(), Messages.New_folder, null).ifPresent(chosen -> {
            folder.setText(chosen.toString());
            folderTouched = true;
            validate();
        });
    }

    private void validate() {
        String problem = problem();
        setErrorMessage(binderName().isEmpty() ? null : problem);
        setPageComplete(problem == null);
    }

    private String problem() {
        if (binderName().isEmpty()) {
            return Messages.New_noName;
        }
        if (TypedPath.of(folder.getText()).isEmpty()) {
            return TypedPath.problem(folder.getText()).orElse(Messages.New_noFolder);
        }
        try {
            Path path = folder();
            if (Files.isRegularFile(path)) {
                return Messages.bind(Messages.New_isFile, path);
            }
            if (Files.isDirectory(path)) {
                try (var entries = Files.list(path)) {
                    return entries.findAny().isPresent() ? Messages.bind(Messages.New_notEmpty, path) : null;
                }
            }
            return null;
        } catch (IOException e) {
            return Messages.bind(Messages.New_badFolder, e.getMessage());
        }
    }

    private static Text field(Composite page, String label, String hint, int span) {
        new Label(page, SWT.NONE).setText(label);
        Text text = new Text(page, SWT.BORDER | SWT.SINGLE);
        text.setMessage(hint);
        text.setToolTipText(hint);
        Names.set(text, label);
        GridDataFactory.fillDefaults().grab(true, false).span(span, 1).align(SWT.FILL, SWT.CENTER)
                .hint(240, SWT.DEFAULT).applyTo(text);
        return text;
    }
}
