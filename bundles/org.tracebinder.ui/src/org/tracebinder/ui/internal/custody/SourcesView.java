// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.custody;

import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.Color;
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
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Loading;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Perspectives;
import org.tracebinder.ui.internal.Queries;
import org.tracebinder.ui.internal.Reconciliation;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.internal.investigate.ValueMenu;
import org.tracebinder.ui.internal.notes.NotesView;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.StatePane;

/** All sources with their totals, and a look over the whole binder on request. */
public final class SourcesView extends ViewPart {

    private static final int PULSE = 250;

    /** Where fewer fit below one another, sources and their details stand side by side. */
    private static final int LINES = 9;

    private CurrentBinder current;
    private StatePane pane;
    private Label title;
    private Button doctor;
    private Label state;
    private Table table;
    private SourceDetails details;
    private Table findings;
    private SashForm below;
    private List<SourceInfo> sources = List.of();
    private List<ImportReport.Warning> warnings = List.of();
    private Jobs.Running running;
    private Watch watch;

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
        doctor.addListener(SWT.Selection, e -> {
            if (running != null) {
                running.cancel();
            } else {
                current.binder().ifPresent(this::examine);
            }
        });
        state = new Label(content, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(200, SWT.DEFAULT).exclude(true).applyTo(state);
        SashForm sash = new SashForm(content, SWT.VERTICAL);
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(200, 80).applyTo(sash);
        table = Reconciliation.table(sash);
        below = new SashForm(sash, SWT.HORIZONTAL);
        details = new SourceDetails(below);
        ValueMenu values = new ValueMenu(getSite().getService(Investigation.class), getSite().getPage());
        table.addListener(SWT.Selection, e -> {
            details.show((SourceInfo) e.item.getData(), sources);
            if (getSite().getPage().findView(Parts.NOTES) instanceof NotesView notes) {
                notes.about(((SourceInfo) e.item.getData()).id());
            }
        });
        table.addListener(SWT.DefaultSelection, e -> {
            SourceInfo source = (SourceInfo) e.item.getData();
            getSite().getService(Investigation.class).ask(Queries.is("source", source.id()));
            Perspectives.show(getSite().getWorkbenchWindow(), Parts.PERSPECTIVE_INVESTIGATE);
        });
        values.on(table, item -> source((SourceInfo) item.getData()));
        findings = Trees.table(below, Messages.Sources_findings, SWT.NONE, List.of(
                new Trees.Col(Messages.Sources_what, 210, false), new Trees.Col(Messages.Sources_result, 110, false),
                new Trees.Col(Messages.Sources_detail, 720, false)));
        below.setWeights(58, 42);
        sash.setWeights(58, 42);
        sash.addListener(SWT.Resize, e -> sash.setOrientation(sash.getClientArea().height < LINES
                * table.getItemHeight() ? SWT.HORIZONTAL : SWT.VERTICAL));
        Palettes.follow(parent, p -> {
            details.setPalette(p);
            for (Table t : List.of(table, findings)) {
                t.setBackground(p.background());
                t.setForeground(p.foreground());
            }
        });
        DropFiles.install(parent, getSite());
        Help.install(parent, "sources");
        new Loading<>(current, pane, (Binder binder, Progress p) -> binder.sources(), this::show);
    }

    private static ValueMenu.Subject source(SourceInfo source) {
        return new ValueMenu.Subject(List.of(new ValueMenu.Value(Messages.Sources_id, "source", source.id())),
                source.id());
    }

    @Override
    public void setFocus() {
        pane.focus(table);
    }

    /** Hashes everything again and shows what came of it; while that runs, nothing. */
    public void verify() {
        if (running == null) {
            current.binder().ifPresent(this::examine);
        }
    }

    private void show(ImportReport report) {
        if (report.sources().isEmpty()) {
            pane.showMessage(Messages.Results_empty, Messages.Results_emptyWhy, Messages.Results_import,
                    () -> Commands.run(getSite(), Parts.COMMAND_IMPORT));
            return;
        }
        // Totals that add up say nothing of the files that were never reached.
        long lacking = report.warnings().stream().filter(w -> w.code().startsWith("index.")).count();
        title.setText((report.unfinished().map(u -> Spoken.in(u) + "\n").orElse("") + (lacking == 0 ? ""
                : CustodyWords.bind(CustodyWords.Source_lacking, Formats.number(lacking)) + "\n")
                + Reconciliation.headline(report))
                .replace("&", "&&"));
        Palettes.mean(title, p -> report.reconciled() && lacking > 0 ? p.warning() : Reconciliation.color(report, p));
        pane.content().layout();
        Reconciliation.fill(table, report.sources(), Palettes.current());
        Reconciliation.mark(table, report, Palettes.current());
        sources = report.sources();
        table.select(0);
        details.show(sources.get(0), sources);
        warnings = report.together();
        findings.removeAll();
        warn();
    }

    private void warn() {
        for (ImportReport.Warning warning : warnings) {
            row(FieldLabels.warning(warning.code()), Messages.Sources_warning, (warning.source() == null ? ""
                    : warning.source() + "  ") + Spoken.in(warning.text()), 1);
        }
    }

    private void examine(Binder binder) {
        findings.removeAll();
        doctor.setText(CustodyWords.Doctor_cancel);
        watch = new Watch();
        say(Messages.Sources_examining, 0);
        running = current.jobs().start(new Operation<>(Messages.Sources_examining, false, p -> binder.doctor(p)), watch,
                new Jobs.Outcome<DoctorReport>() {
                    @Override
                    public void done(DoctorReport report) {
                        if (end()) {
                            long wrong = report.checks().stream().filter(c -> !c.ok()).count();
                            say(wrong == 0 ? CustodyWords.bind(CustodyWords.Doctor_ok, report.checks().size())
                                    : CustodyWords.bind(CustodyWords.Doctor_wrong, wrong, report.checks().size()),
                                    wrong == 0 ? 2 : 3);
                            rows(report, false);
                            warn();
                            rows(report, true);
                        }
                    }

                    @Override
                    public void failed(Exception e) {
                        if (end()) {
                            say(Messages.Loading_failed, 3);
                            row(Messages.Loading_failed, Messages.Sources_wrong, CurrentBinder.words(e), 3);
                            warn();
                        }
                    }

                    @Override
                    public void cancelled() {
                        if (end()) {
                            say(CustodyWords.Doctor_stopped, 1);
                            warn();
                        }
                    }
                });
        pulse();
    }

    /** What is wrong stands before the warnings of the import, and what is fine behind them. */
    private void rows(DoctorReport report, boolean fine) {
        report.checks().stream().filter(c -> c.ok() == fine).forEach(c -> row(FieldLabels.verified(c.name()),
                fine ? Messages.Sources_fine : Messages.Sources_wrong, Spoken.in(c.detail()), fine ? 2 : 3));
    }

    private void pulse() {
        if (running != null && !state.isDisposed()) {
            say(watch.words(), 0);
            state.getDisplay().timerExec(PULSE, this::pulse);
        }
    }

    /** @return false when nobody looks any more */
    private boolean end() {
        running = null;
        if (findings.isDisposed()) {
            return false;
        }
        doctor.setText(Messages.Sources_doctor);
        findings.removeAll();
        return true;
    }

    private void say(String words, int colour) {
        state.setText(words.replace("&", "&&"));
        Palettes.mean(state, p -> colour(p, colour));
        ((GridData) state.getLayoutData()).exclude = words.isEmpty();
        state.setVisible(!words.isEmpty());
        pane.content().layout();
    }

    private static Color colour(Palette p, int number) {
        return List.of(p.foreground(), p.warning(), p.good(), p.bad()).get(number);
    }

    private void row(String what, String result, String detail, int colour) {
        TableItem item = new TableItem(findings, SWT.NONE);
        item.setText(new String[] {what, result, detail});
        item.setForeground(1, colour(Palettes.current(), colour));
    }

    /** Written by the verification, read by the window. */
    private static final class Watch implements Progress {

        private final long begin = System.nanoTime();
        private String task = "";
        private long bytes;

        @Override
        public synchronized void task(String name, long total) {
            task = name;
        }

        @Override
        public synchronized void advance(long units) {
            bytes += units;
        }

        @Override
        public void check() {
            // Cancelling is the job's part.
        }

        synchronized String words() {
            return CustodyWords.bind(CustodyWords.Doctor_running, new Object[] {
                task.isEmpty() ? Messages.Sources_examining : task, Formats.bytes(bytes),
                Formats.duration(System.nanoTime() - begin)});
        }
    }
}
