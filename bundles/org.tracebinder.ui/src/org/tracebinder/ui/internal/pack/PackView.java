// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.pack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.pack.VerifyReport;
import org.tracebinder.session.ExportReport;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.FileChooser;
import org.tracebinder.ui.Packs;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Commands;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.internal.assess.RevealDialog;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Meaning;
import org.tracebinder.ui.widgets.StatePane;

/** What was written, and what the verification of a pack found. */
public final class PackView extends ViewPart {

    private final Runnable listener = this::changed;
    private Packs packs;
    private StatePane pane;
    private Label title;
    private Label facts;
    private Label stamp;
    private Button query;
    private Button reply;
    private Button reveal;
    private Path pack;
    private Table table;

    @Override
    public void createPartControl(Composite parent) {
        packs = getSite().getService(Packs.class);
        pane = new StatePane(parent);
        Composite content = pane.content();
        GridLayoutFactory.fillDefaults().margins(8, 6).spacing(8, 6).applyTo(content);
        title = label(content);
        title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        facts = label(content);
        stamps(content);
        table = Trees.table(content, Messages.Pack_checks, SWT.NONE, List.of(
                new Trees.Col(Messages.Sources_what, 180, false), new Trees.Col(Messages.Sources_result, 130, false),
                new Trees.Col(Messages.Sources_detail, 760, false)));
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 80).applyTo(table);
        Palettes.follow(parent, p -> {
            table.setBackground(p.background());
            table.setForeground(p.foreground());
        });
        Help.install(parent, "pack");
        packs.add(listener);
        changed();
    }

    private void stamps(Composite content) {
        Composite row = new Composite(content, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).applyTo(row);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
        query = new Button(row, SWT.PUSH);
        query.setText(PackWords.Stamp_query);
        query.addListener(SWT.Selection, e -> saveQuery());
        reply = new Button(row, SWT.PUSH);
        reply.setText(PackWords.Stamp_add);
        reply.addListener(SWT.Selection, e -> StampHandler.ask(getSite().getWorkbenchWindow(), pack));
        reveal = new Button(row, SWT.PUSH);
        reveal.setText(PackWords.Reveal_title + "\u2026");
        reveal.addListener(SWT.Selection, e -> new RevealDialog(getSite().getShell(),
                getSite().getService(CurrentBinder.class), pack, words -> {
                    if (!stamp.isDisposed()) {
                        stamp.setText(words.replace("&", "&&"));
                        pane.content().layout(true, true);
                    }
                }).open());
        stamp = label(content);
        stamp.setText(PackWords.Stamp_queryText);
    }

    private void saveQuery() {
        FileChooser.get().save(getSite().getShell(), PackWords.Stamp_query, pack.getParent(),
                pack.getFileName() + ".tsq").ifPresent(file -> packs.query(pack, file, words -> {
                    if (!stamp.isDisposed()) {
                        stamp.setText(words.replace("&", "&&"));
                        pane.content().layout(true, true);
                    }
                }));
    }

    @Override
    public void dispose() {
        packs.remove(listener);
        super.dispose();
    }

    @Override
    public void setFocus() {
        table.setFocus();
    }

    private void changed() {
        switch (packs.state()) {
            case Packs.State.Idle i -> pane.showMessage(Messages.Pack_idle, Messages.Pack_idleWhy, Messages.Pack_title
                    + "\u2026",
                    () -> Commands.run(getSite(), Parts.COMMAND_EXPORT));
            case Packs.State.Running r -> pane.showMessage(Messages.bind(r.writing() ? Messages.Pack_writing
                    : Messages.Pack_verifying, r.pack()), Messages.Catalogs_runningWhy, Messages.Import_cancel,
                    packs::cancel);
            case Packs.State.Failed f -> pane.showMessage(Messages.bind(Messages.Pack_failed, f.pack()), f.message());
            case Packs.State.Cancelled c -> pane.showMessage(Messages.Pack_cancelled, Messages.Pack_nothingLeft);
            case Packs.State.Verified v -> show(v);
        }
    }

    private void show(Packs.State.Verified verified) {
        VerifyReport report = verified.report();
        var p = Palettes.current();
        pack = verified.pack();
        boolean zip = pack.toString().endsWith(".zip");
        query.setEnabled(zip && report.ok());
        reply.setEnabled(zip && report.ok());
        reveal.setEnabled(zip && report.ok() && report.checks().stream().anyMatch(c -> c.name().equals("redaction"))
                && getSite().getService(CurrentBinder.class).binder().map(b -> !b.readOnly()).orElse(false));
        stamp.setText(PackWords.Stamp_queryText);
        title.setText(Messages.bind(report.ok() ? Messages.Pack_ok : Messages.Pack_wrong,
                verified.pack().getFileName()));
        Meaning.set(title, report.ok() ? p.good() : p.bad());
        facts.setText(verified.written().map(PackView::words).orElse(verified.pack().toString()));
        table.removeAll();
        for (VerifyReport.Check check : report.checks()) {
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(new String[] {Spoken.in(check.name()), check.ok() ? Messages.Sources_fine
                    : Messages.Sources_wrong,
                Spoken.in(check.detail())});
            item.setForeground(1, check.ok() ? p.good() : p.bad());
        }
        // What a verification can't prove stands beside what it did: nobody should read more into it.
        for (String limit : report.notProven()) {
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(new String[] {Messages.Pack_limit, Messages.Pack_notProven, Spoken.in(limit)});
            item.setForeground(1, p.muted());
        }
        pane.showContent();
        pane.content().layout();
    }

    private static String words(ExportReport written) {
        List<String> lines = new ArrayList<>();
        lines.add(Messages.bind(Messages.Pack_written, new Object[] {written.pack(), Formats.number(written.records()),
            Formats.bytes(written.bytes()), written.sha256(), written.signed() ? Messages.Pack_signed
                    : Messages.Pack_notSigned}));
        if (!written.leftovers().isEmpty()) {
            lines.add(PackWords.bind(PackWords.Leftovers_removed, String.join(", ", written.leftovers())));
        }
        if (!written.empty().isEmpty()) {
            lines.add(PackWords.bind(PackWords.Mask_empty, String.join(", ", written.empty())));
        }
        if (written.failed()) {
            lines.add(Messages.Pack_checkFailed);
        }
        return String.join("\n", lines);
    }

    private static Label label(Composite parent) {
        Label label = new Label(parent, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(label);
        return label;
    }
}
