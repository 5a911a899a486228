// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.tracebinder.core.Progress;
import org.tracebinder.session.Attachment;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.FileChooser;
import org.tracebinder.ui.Jobs;
import org.tracebinder.ui.Operation;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.internal.edit.BinderActs;
import org.tracebinder.ui.internal.edit.TargetHandler;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.Scrolled;
import org.tracebinder.ui.widgets.Zoom;

/** The evidence that an auditor attached to a control. */
final class EvidencePanel extends Composite {

    private final CurrentBinder current;
    private final Composite page;
    private final Table table;
    private final Label state;
    private final Button remove;
    private final Button copy;
    private Palette palette;

    /**
     * @param attach asked for by the button
     * @param open   gets what somebody wants to see
     */
    EvidencePanel(Composite parent, CurrentBinder current, Runnable attach, Consumer<Attachment> open) {
        super(parent, SWT.NONE);
        this.current = current;
        setLayout(new FillLayout());
        page = Scrolled.page(this);
        GridLayoutFactory.fillDefaults().margins(6, 4).spacing(6, 4).numColumns(4).applyTo(page);
        table = Trees.table(page, AssessMessages.Control_evidenceWhat, SWT.NONE, List.of(
                new Trees.Col(AssessMessages.Control_evidenceWhat, 230, false),
                new Trees.Col(AssessMessages.Control_evidenceKind, 90, false),
                new Trees.Col(AssessMessages.Control_evidenceBearing, 140, false),
                new Trees.Col(AssessMessages.Control_evidenceText, 220, false),
                new Trees.Col(AssessMessages.Control_evidenceSize, 110, true),
                new Trees.Col("SHA-256", 150, false), new Trees.Col(Messages.Notes_by, 90, false),
                new Trees.Col(Messages.Notes_time, 180, false)));
        GridDataFactory.fillDefaults().grab(true, true).span(4, 1).hint(200, Zoom.px(60)).applyTo(table);
        table.addListener(SWT.Selection, e -> enable());
        table.addListener(SWT.DefaultSelection, e -> open.accept((Attachment) e.item.getData()));
        state = new Label(page, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(120, SWT.DEFAULT)
                .minSize(120, SWT.DEFAULT).applyTo(state);
        button(AssessMessages.Control_attach, attach);
        copy = button(AssessMessages.Control_saveCopy, this::copy);
        remove = button(AssessMessages.Control_detach, this::remove);
        Runnable delete = this::remove;
        table.setData(TargetHandler.Delete.DELETE, delete);
    }

    private Button button(String label, Runnable run) {
        Button button = new Button(page, SWT.PUSH);
        button.setText(label);
        button.addListener(SWT.Selection, e -> run.run());
        return button;
    }

    void setPalette(Palette p) {
        palette = p;
        table.setBackground(p.background());
        table.setForeground(p.foreground());
    }

    @Override
    public boolean setFocus() {
        return table.setFocus();
    }

    void show(List<Attachment> attached) {
        table.removeAll();
        for (Attachment a : attached) {
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(new String[] {a.reference().isEmpty() ? AssessMessages.Attach_queryAll
                    : Formats.oneLine(a.reference()), Marks.word(a.kind()), Marks.word(a.bearing()),
                Formats.oneLine(a.text()), size(a), a.sha256().toString(), a.by(), a.at()});
            item.setForeground(2, Marks.colour(a.bearing(), palette));
            item.setData(a);
        }
        state.setText(attached.isEmpty() ? AssessMessages.Control_evidenceNone : AssessMessages.Control_evidenceOpen);
        enable();
        Scrolled.again(page);
    }

    private static String size(Attachment a) {
        return a.kind() != Attachment.Kind.QUERY ? Formats.bytes(a.size()) : a.size() == 1
                ? AssessMessages.Control_eventOne : Messages.bind(AssessMessages.Control_events,
                        Formats.number(a.size()));
    }

    private Attachment selected() {
        return table.getSelectionCount() == 1 ? (Attachment) table.getSelection()[0].getData() : null;
    }

    private void enable() {
        Attachment a = selected();
        remove.setEnabled(a != null && current.binder().map(b -> !b.readOnly()).orElse(false));
        copy.setEnabled(a != null && a.kind() == Attachment.Kind.DOCUMENT);
    }

    private void remove() {
        if (!remove.isEnabled()) {
            return;
        }
        Attachment a = selected();
        current.binder().ifPresent(binder -> run(Messages.bind(AssessMessages.Control_detachJob, a.number()), () -> {
            binder.workpapers().detach(a.number());
            return "";
        }, () -> current.acts().did(BinderActs.attachAgain(a))));
        remove.setEnabled(false);
    }

    private void copy() {
        Attachment a = selected();
        Path chosen = FileChooser.get().save(getShell(), "", null, a.reference()).orElse(null);
        Binder binder = current.binder().orElse(null);
        if (chosen != null && binder != null) {
            run(Messages.bind(AssessMessages.Control_saved, chosen), () -> {
                binder.workpapers().copy(a.number(), chosen);
                return Messages.bind(AssessMessages.Control_saved, chosen);
            });
        }
    }

    /** Work that gives words for the line below the table; none when the table itself shows what came of it. */
    private interface Work {
        String run() throws Exception;
    }

    private void run(String title, Work work) {
        run(title, work, () -> { });
    }

    private void run(String title, Work work, Runnable then) {
        current.jobs().start(new Operation<>(title, true, p -> work.run()), Progress.NONE, new Jobs.Outcome<String>() {
            @Override
            public void done(String words) {
                then.run();
                say(words);
            }

            @Override
            public void failed(Exception e) {
                say(CurrentBinder.words(e));
            }

            @Override
            public void cancelled() {
                say("");
            }
        });
    }

    private void say(String words) {
        if (!isDisposed()) {
            if (!words.isEmpty()) {
                state.setText(words.replace("&", "&&"));
            }
            enable();
            Scrolled.again(page);
        }
    }
}
