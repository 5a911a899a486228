// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.pack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.tracebinder.pack.PackOptions;
import org.tracebinder.session.Binder;
import org.tracebinder.session.ExportOptions;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.FileChooser;
import org.tracebinder.ui.TypedPath;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.WindowWords;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.Scrolled;

/** File and scope of an evidence pack. */
final class ScopePage extends WizardPage {

    /** Names that are tried before a person has to find one. */
    private static final int MOST_NAMES = 1_000;

    private final CurrentBinder current;
    private final String query;
    private final Optional<String> control;
    private Text file;
    private Button byQuery;
    private Button byControl;
    private Button documents;

    ScopePage(CurrentBinder current, String query, Optional<String> control) {
        super("scope", Messages.Pack_scopeTitle, null);
        this.current = current;
        this.query = query;
        this.control = control;
        setDescription(Messages.Pack_scopeText);
    }

    @Override
    public void createControl(Composite parent) {
        Composite page = Scrolled.page(parent);
        GridLayoutFactory.swtDefaults().numColumns(3).applyTo(page);
        new Label(page, SWT.NONE).setText(Messages.Pack_file);
        file = new Text(page, SWT.BORDER | SWT.SINGLE);
        file.setMessage(Messages.Pack_fileHint);
        file.setToolTipText(Messages.Pack_fileHint);
        Names.set(file, Messages.Pack_file);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(240, SWT.DEFAULT)
                .applyTo(file);
        Path folder = current.folder();
        String name = String.valueOf(folder.getFileName()).replaceAll("\\.binder$", "");
        file.setText(free(folder, name + "-evidence").toString());
        file.addListener(SWT.Modify, e -> validate());
        Button browse = new Button(page, SWT.PUSH);
        browse.setText(Messages.New_browse);
        browse.addListener(SWT.Selection, e -> browse());
        Label head = new Label(page, SWT.NONE);
        head.setText(Messages.Pack_what);
        GridDataFactory.fillDefaults().span(3, 1).indent(0, 10).applyTo(head);
        choice(page, Messages.Pack_all).setSelection(true);
        byQuery = choice(page, Messages.bind(Messages.Pack_query, Formats.oneLine(query)));
        byQuery.setEnabled(!query.isBlank());
        byControl = choice(page, Messages.bind(Messages.Pack_control, control.orElse("\u2013")));
        byControl.setEnabled(control.isPresent());
        documents = new Button(page, SWT.CHECK);
        documents.setText(PackWords.Documents_include);
        documents.setToolTipText(PackWords.Documents_masked);
        documents.setSelection(true);
        GridDataFactory.fillDefaults().span(3, 1).indent(0, 10).applyTo(documents);
        Label told = new Label(page, SWT.WRAP);
        told.setText(PackWords.Documents_masked);
        GridDataFactory.fillDefaults().span(3, 1).grab(true, false).indent(20, 0).hint(300, SWT.DEFAULT).applyTo(told);
        Help.install(page, "export");
        setControl(Scrolled.around(page));
        validate();
    }

    /** A name that is not taken: nobody likes to begin with an error. */
    private static Path free(Path folder, String name) {
        Path wanted = folder.resolveSibling(name + ".zip");
        for (int i = 2; Files.exists(wanted) && i < MOST_NAMES; i++) {
            wanted = folder.resolveSibling(name + "-" + i + ".zip");
        }
        return wanted;
    }

    Path file() {
        return TypedPath.of(file.getText()).orElseThrow();
    }

    ExportOptions options(Optional<Path> keyStore, char[] password) {
        return new ExportOptions(byControl.getSelection() ? List.of(control.orElseThrow()) : List.of(),
                byQuery.getSelection() ? List.of(query) : List.of(), false, keyStore, password,
                Locale.getDefault().getLanguage().equals("de") ? Locale.GERMAN : Locale.ENGLISH)
                .withDocuments(documents.getSelection() ? PackOptions.DOCUMENT_LIMIT : 0);
    }

    private void browse() {
        FileChooser.get().save(getShell(), Messages.Pack_title, null, file.getText(), "*.zip").map(Path::toString)
                .ifPresent(chosen -> file.setText(chosen.endsWith(".zip") ? chosen : chosen + ".zip"));
    }

    private void validate() {
        setErrorMessage(null);
        boolean readOnly = current.binder().map(Binder::readOnly).orElse(false);
        setMessage(readOnly ? WindowWords.Export_readOnly : Messages.Pack_scopeText, readOnly ? WARNING : NONE);
        Path path = TypedPath.of(file.getText()).orElse(null);
        if (path == null || path.getParent() == null || !Files.isDirectory(path.getParent())) {
            setErrorMessage(TypedPath.problem(file.getText()).orElse(Messages.Pack_noFolder));
        } else if (path.startsWith(current.folder())) {
            setErrorMessage(Messages.Pack_inBinder);
        } else if (Files.exists(path)) {
            setErrorMessage(Messages.bind(Messages.Pack_exists, path.getFileName()));
        }
        setPageComplete(getErrorMessage() == null);
    }

    private static Button choice(Composite page, String text) {
        Button button = new Button(page, SWT.RADIO);
        button.setText(text.replace("&", "&&"));
        GridDataFactory.fillDefaults().span(3, 1).indent(12, 0).applyTo(button);
        return button;
    }
}
