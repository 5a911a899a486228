// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.util.Optional;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.tracebinder.core.Progress;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.Acts;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Jobs;
import org.tracebinder.ui.Operation;
import org.tracebinder.ui.internal.DialogRoom;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.ReadOnly;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.Scrolled;

/**
 * Asks for something and keeps it in the binder, in the background: it stays open, with the reason, when that fails.
 */
abstract class WorkDialog extends TitleAreaDialog {

    private final CurrentBinder current;
    private final String title;
    private final String message;
    private final String ok;
    private boolean working;

    WorkDialog(Shell shell, CurrentBinder current, String title, String message, String ok) {
        super(shell);
        this.current = current;
        this.title = title;
        this.message = message;
        this.ok = ok;
        setShellStyle(SWT.CLOSE | SWT.TITLE | SWT.BORDER | SWT.APPLICATION_MODAL | SWT.RESIZE);
        setBlockOnOpen(false);
        setHelpAvailable(false);
    }

    /** @param page two columns */
    abstract void fill(Composite page);

    /** @return what is wrong with what was entered, null when nothing is; empty when it is only not complete yet */
    abstract String problem();

    /** @return what is done when it is confirmed; values are read from the controls before */
    abstract Latest.Question<?> work(Binder binder);

    /** @return what is done, for the list of running work */
    abstract String job();

    /**
     * @param done what the work gave
     * @return what takes it back, null when nothing can
     */
    Acts.Act takingBack(Object done) {
        return null;
    }

    CurrentBinder current() {
        return current;
    }

    /** Refused at once where nothing can be kept, not when everything is filled in. */
    @Override
    public int open() {
        return ReadOnly.refuses(getParentShell(), current) ? CANCEL : super.open();
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(title);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        Composite page = Scrolled.page(area);
        GridLayoutFactory.fillDefaults().margins(12, 10).spacing(8, 6).numColumns(2).applyTo(page);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(Scrolled.around(page));
        fill(page);
        setTitle(title);
        setMessage(message);
        return area;
    }

    @Override
    protected Rectangle getConstrainedShellBounds(Rectangle wanted) {
        return DialogRoom.within(getParentShell(), super.getConstrainedShellBounds(wanted));
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(parent, IDialogConstants.OK_ID, ok, true);
        createButton(parent, IDialogConstants.CANCEL_ID, Messages.Import_cancel, false);
        check();
    }

    /** Looks at what was entered once more. */
    final void check() {
        Button button = getButton(IDialogConstants.OK_ID);
        if (button == null || button.isDisposed()) {
            return;
        }
        String problem = current.binder().isEmpty() ? "" : problem();
        setErrorMessage(problem == null || problem.isEmpty() ? null : problem);
        button.setEnabled(problem == null && !working);
    }

    @Override
    protected void okPressed() {
        current.binder().ifPresent(binder -> run(job(), work(binder)));
    }

    /** Does it in the background; closes when it is done. */
    final void run(String what, Latest.Question<?> work) {
        working = true;
        check();
        setMessage(AssessMessages.Dialog_working);
        current.jobs().start(new Operation<>(what, true, p -> Optional.ofNullable(work.answer(p))), Progress.NONE,
                new Jobs.Outcome<Optional<?>>() {
            @Override
            public void done(Optional<?> result) {
                current.acts().did(takingBack(result.orElse(null)));
                close();
            }

            @Override
            public void failed(Exception e) {
                back(CurrentBinder.words(e));
            }

            @Override
            public void cancelled() {
                back(null);
            }
        });
    }

    private void back(String problem) {
        working = false;
        if (getShell() != null && !getShell().isDisposed()) {
            setMessage(message);
            check();
            setErrorMessage(problem);
        }
    }

    /** @return a line over both columns that says what follows */
    static Label heading(Composite page, String text) {
        Label label = new Label(page, SWT.WRAP);
        label.setText(text.replace("&", "&&"));
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).indent(0, 6).hint(300, SWT.DEFAULT).applyTo(label);
        return label;
    }

    /** @return a field that looks at what was entered whenever it changes */
    final Text text(Composite page, String name, int style, int span) {
        Text text = new Text(page, SWT.BORDER | style);
        Names.set(text, name);
        GridDataFactory.fillDefaults().grab(true, (style & SWT.MULTI) != 0).span(span, 1)
                .hint(240, (style & SWT.MULTI) != 0 ? 80 : SWT.DEFAULT).applyTo(text);
        text.addListener(SWT.Modify, e -> check());
        if ((style & SWT.MULTI) != 0) {
            // Tab leads on, as everywhere else.
            text.addListener(SWT.Traverse, e -> e.doit |= e.detail == SWT.TRAVERSE_TAB_NEXT);
        }
        return text;
    }

    /** Gives choices that stand side by side fewer columns where they would be wider than the window. */
    final void fold(Composite choices) {
        DialogRoom.fold(choices, DialogRoom.line(getParentShell()));
    }

    /** @return a radio button or check box over so many columns */
    final Button choice(Composite page, int style, String label, int span) {
        Button button = new Button(page, style);
        button.setText(label.replace("&", "&&"));
        DialogRoom.shorten(button, DialogRoom.line(getParentShell()));
        GridDataFactory.fillDefaults().span(span, 1).indent(style == SWT.RADIO ? 8 : 0, 0).applyTo(button);
        button.addListener(SWT.Selection, e -> check());
        return button;
    }
}
