// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.custody;

import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.session.Binder;
import org.tracebinder.session.DoctorReport;
import org.tracebinder.session.ImportReport;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Jobs;
import org.tracebinder.ui.Operation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Commands;
import org.tracebinder.ui.internal.DropFiles;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Loading;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Perspectives;
import org.tracebinder.ui.internal.Queries;
import org.tracebinder.ui.internal.Reconciliation;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.internal.notes.NotesView;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.StatePane;

/** All sources with their totals, and a look over the whole binder on request. */
public final class SourcesView extends ViewPart {

    private CurrentBinder current;
    private StatePane pane;
    private Label title;
    private Button doctor;
    private Table table;
    private Table findings;

    @Override
    public void createPartControl(Composite parent) {
        current = getSite().getService(CurrentBinder.class);
        pane = new StatePane(parent);
        Composite content = pane.content();
        GridLayoutFactory.fillDefaults().margins(8, 6).spacing(8, 6).numColumns(2).applyTo(content);
        title = new Label(content, SWT.WRAP);
        title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(200, SWT.DEFAULT)
                .applyTo(title);
        doctor = new Button(content, SWT.PUSH);
        doctor.setText(Messages.Sources_doctor);
        doctor.addListener(SWT.Selection, e -> current.binder().ifPresent(this::examine));
        table = Reconciliation.table(content);
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(200, 80).applyTo(table);
        table.addListener(SWT.Selection, e -> {
            if (getSite().getPage().findView(Parts.NOTES) instanceof NotesView notes) {
                notes.about(((SourceInfo) e.item.getData()).id());
            }
        });
        table.addListener(SWT.DefaultSelection, e -> {
            SourceInfo source = (SourceInfo) e.item.getData();
            getSite().getService(Investigation.class).ask(Queries.is("source", source.id()));
            Perspectives.show(getSite().getWorkbenchWindow(), Parts.PERSPECTIVE_INVESTIGATE);
        });
        findings = Trees.table(content, Messages.Sources_findings, SWT.NONE, List.of(
                new Trees.Col(Messages.Sources_what, 180, false), new Trees.Col(Messages.Sources_result, 110, false),
                new Trees.Col(Messages.Sources_detail, 720, false)));
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(200, 120).exclude(true).applyTo(findings);
        findings.setVisible(false);
        Palettes.follow(parent, p -> {
            for (Table t : List.of(table, findings)) {
                t.setBackground(p.background());
                t.setForeground(p.foreground());
            }
        });
        DropFiles.install(parent, getSite());
        Help.install(parent, "sources");
        new Loading<>(current, pane, (Binder binder, Progress p) -> binder.sources(), this::show);
    }

    @Override
    public void setFocus() {
        table.setFocus();
    }

    private void show(ImportReport report) {
        if (report.sources().isEmpty()) {
            pane.showMessage(Messages.Results_empty, Messages.Results_emptyWhy, Messages.Results_import,
                    () -> Commands.run(getSite(), Parts.COMMAND_IMPORT));
            return;
        }
        long read = report.sources().stream().mapToLong(s -> s.totals().read()).sum();
        title.setText(report.reconciled() ? Messages.bind(Messages.Import_adds, Formats.number(read))
                : Messages.Import_addsNot);
        title.setForeground(report.reconciled() ? Palettes.current().good() : Palettes.current().bad());
        Reconciliation.fill(table, report.sources(), Palettes.current());
        findings.removeAll();
        for (ImportReport.Warning warning : report.warnings()) {
            row(warning.code(), Messages.Sources_warning, (warning.source() == null ? "" : warning.source() + "  ")
                    + warning.text(), 1);
        }
        showFindings();
    }

    private void examine(Binder binder) {
        doctor.setEnabled(false);
        findings.removeAll();
        row(Messages.Sources_examining, "", "", 0);
        current.jobs().start(new Operation<>(Messages.Sources_examining, false, p -> binder.doctor(p)), Progress.NONE,
                new Jobs.Outcome<DoctorReport>() {
                    @Override
                    public void done(DoctorReport report) {
                        end();
                        report.checks().forEach(c -> row(c.name(), c.ok() ? Messages.Sources_fine
                                : Messages.Sources_wrong,
                                c.detail(), c.ok() ? 2 : 3));
                    }

                    @Override
                    public void failed(Exception e) {
                        end();
                        row(Messages.Loading_failed, Messages.Sources_wrong, CurrentBinder.words(e), 3);
                    }

                    @Override
                    public void cancelled() {
                        end();
                    }
                });
    }

    private void end() {
        if (!findings.isDisposed()) {
            doctor.setEnabled(true);
            findings.removeAll();
        }
    }

    private void row(String what, String result, String detail, int colour) {
        if (!findings.isDisposed()) {
            TableItem item = new TableItem(findings, SWT.NONE);
            item.setText(new String[] {what, result, detail});
            var p = Palettes.current();
            item.setForeground(1, List.of(p.foreground(), p.warning(), p.good(), p.bad()).get(colour));
            showFindings();
        }
    }

    private void showFindings() {
        boolean some = findings.getItemCount() > 0;
        findings.setVisible(some);
        ((GridData) findings.getLayoutData()).exclude = !some;
        pane.content().layout();
    }
}
