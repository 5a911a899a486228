// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.importing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.session.ImportReport;
import org.tracebinder.ui.Imports;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Commands;
import org.tracebinder.ui.internal.DropFiles;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Reconciliation;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.Scrolled;
import org.tracebinder.ui.widgets.StatePane;
import org.tracebinder.ui.widgets.Zoom;

/** The running import with rate and cancel; afterwards the reconciliation, to the unit. */
public final class ImportView extends ViewPart {

    private static final int PULSE = 200;
    private static final int SCALE = 1_000;

    private final Runnable listener = this::changed;
    private Imports imports;
    private StatePane pane;
    private Composite content;
    private Label title;
    private Label details;
    private ProgressBar bar;
    private Button cancel;
    private Table table;
    private Table warnings;

    @Override
    public void createPartControl(Composite parent) {
        imports = getSite().getService(Imports.class);
        pane = new StatePane(parent);
        pane.content().setLayout(new FillLayout());
        content = Scrolled.page(pane.content());
        GridLayoutFactory.fillDefaults().margins(8, 8).spacing(8, 6).numColumns(2).applyTo(content);
        title = new Label(content, SWT.WRAP);
        title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(200, SWT.DEFAULT).applyTo(title);
        bar = new ProgressBar(content, SWT.HORIZONTAL | SWT.SMOOTH);
        bar.setMaximum(SCALE);
        Names.set(bar, Messages.Import_progress);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(bar);
        cancel = new Button(content, SWT.PUSH);
        cancel.setText(Messages.Import_cancel);
        GridDataFactory.fillDefaults().applyTo(cancel);
        cancel.addListener(SWT.Selection, e -> {
            cancel.setEnabled(false);
            imports.cancel();
        });
        details = new Label(content, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(200, SWT.DEFAULT).applyTo(details);
        table = Reconciliation.table(content);
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(200, Zoom.px(100)).applyTo(table);
        warnings = Trees.table(content, Messages.Import_warnings, SWT.NONE, List.of(
                new Trees.Col(Messages.Import_warning, 240, false), new Trees.Col(Messages.Import_source, 70, false),
                new Trees.Col(Messages.Import_text, 700, false)));
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(200, Zoom.px(90)).exclude(true)
                .applyTo(warnings);
        Palettes.follow(parent, p -> {
            for (Table t : List.of(table, warnings)) {
                t.setBackground(p.background());
                t.setForeground(p.foreground());
            }
        });
        DropFiles.install(parent, getSite());
        Help.install(parent, "import");
        imports.add(listener);
        changed();
    }

    @Override
    public void dispose() {
        imports.remove(listener);
        super.dispose();
    }

    @Override
    public void setFocus() {
        if (cancel.isVisible()) {
            cancel.setFocus();
        } else {
            table.setFocus();
        }
    }

    private void fit() {
        Scrolled.again(content);
    }

    private void changed() {
        switch (imports.state()) {
            case Imports.State.Idle i -> pane.showMessage(Messages.Import_idle, Messages.Import_idleWhy,
                    Messages.Results_import, () -> Commands.run(getSite(), Parts.COMMAND_IMPORT));
            case Imports.State.Running r -> {
                running(true);
                title.setText(Messages.Import_running);
                table.removeAll();
                pulse();
            }
            case Imports.State.Done d -> {
                running(false);
                show(d.report());
            }
            case Imports.State.Cancelled c -> stopped(Messages.Import_cancelled, "", c.there());
            case Imports.State.Failed f -> stopped(Messages.Import_failed, f.message() + "\n", f.there());
        }
    }

    /** What was committed on the way is in the binder: then nobody is told that it is as it was before. */
    private void stopped(String what, String why, Optional<String> there) {
        if (there.isEmpty()) {
            pane.showMessage(what, why + Messages.Import_asBefore, Messages.Import_again,
                    () -> Commands.run(getSite(), Parts.COMMAND_IMPORT));
        } else {
            pane.showMessage(what, why + Spoken.in(there.get()), Messages.Import_goOn, imports::again);
        }
    }

    private void show(ImportReport report) {
        long read = report.sources().stream().mapToLong(s -> s.totals().read()).sum();
        long bad = report.sources().stream().mapToLong(s -> s.totals().quarantined()).sum();
        long twice = report.sources().stream().mapToLong(s -> s.totals().duplicate()).sum();
        title.setText(Reconciliation.headline(report));
        Palettes.mean(title, p -> Reconciliation.color(report, p));
        details.setText(Messages.bind(Messages.Import_sum, new Object[] {Formats.number(read - bad - twice),
            Formats.number(bad), Formats.number(twice), Formats.number(report.sources().size()),
            Formats.duration(report.nanos())}));
        List<SourceInfo> sources = report.sources();
        Reconciliation.fill(table, sources, Palettes.current());
        Reconciliation.mark(table, report, Palettes.current());
        warnings.removeAll();
        for (ImportReport.Warning warning : report.together()) {
            TableItem item = new TableItem(warnings, SWT.NONE);
            item.setText(new String[] {FieldLabels.warning(warning.code()),
                warning.source() == null ? "" : warning.source(), Spoken.in(warning.text())});
        }
        exclude(warnings, report.warnings().isEmpty());
        fit();
    }

    private void pulse() {
        if (bar.isDisposed() || !(imports.state() instanceof Imports.State.Running)) {
            return;
        }
        Imports.Look look = imports.look();
        bar.setSelection(look.share() >= 0 ? (int) (look.share() * SCALE) : 0);
        double seconds = Math.max(0.001, look.elapsed().toMillis() / 1000.0);
        String left = look.left().map(rest -> "  \u00b7  " + Messages.bind(Messages.Import_left,
                Formats.duration(rest.toNanos()))).orElse("");
        String words = Messages.bind(Messages.Import_rate, new Object[] {look.files(), look.task(),
            Formats.bytes(look.bytes()), String.format(Locale.getDefault(), "%.1f", look.bytes() / seconds / (1 << 20)),
            Formats.duration(look.elapsed().toNanos()), Formats.number(look.records()),
            Formats.number((long) (look.records() / seconds))}) + left;
        if (!words.equals(details.getText())) {
            boolean taller = !details.getText().contains("\n");
            details.setText(words);
            if (taller) {
                fit();
            }
        }
        bar.getDisplay().timerExec(PULSE, this::pulse);
    }

    private void running(boolean runs) {
        Palettes.mean(title, p -> null);
        cancel.setEnabled(runs);
        exclude(bar, !runs);
        exclude(cancel, !runs);
        exclude(table, runs);
        if (runs) {
            exclude(warnings, true);
        }
        fit();
        pane.showContent();
    }

    private static void exclude(Control control, boolean out) {
        control.setVisible(!out);
        ((GridData) control.getLayoutData()).exclude = out;
    }
}
