// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.custody;

import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.core.Progress;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Loading;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.StatePane;
import org.tracebinder.ui.widgets.Zoom;
import org.tracebinder.vault.LedgerEntry;

/** Every act on the binder, chained by hashes. */
public final class LedgerView extends ViewPart {

    private record Ledger(List<LedgerEntry> entries, long broken) {
    }

    private StatePane pane;
    private Label title;
    private Table table;
    private Text detail;
    private Ledger shown;

    @Override
    public void createPartControl(Composite parent) {
        pane = new StatePane(parent);
        GridLayoutFactory.fillDefaults().margins(8, 6).spacing(8, 6).applyTo(pane.content());
        title = new Label(pane.content(), SWT.WRAP);
        title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(title);
        table = Trees.table(pane.content(), Messages.Ledger_title, SWT.VIRTUAL, List.of(
                new Trees.Col(Messages.Ledger_number, 60, true), new Trees.Col(Messages.Ledger_time, 210, false),
                new Trees.Col(Messages.Ledger_act, 120, false), new Trees.Col(Messages.Ledger_actor, 110, false),
                new Trees.Col(Messages.Ledger_subject, 560, false), new Trees.Col(Messages.Ledger_hash, 500, false)));
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 80).applyTo(table);
        table.addListener(SWT.Selection, e -> detail(entry(table.indexOf((TableItem) e.item))));
        detail = new Text(pane.content(), SWT.READ_ONLY | SWT.MULTI | SWT.WRAP | SWT.V_SCROLL | SWT.BORDER);
        Names.set(detail, CustodyWords.Ledger_raw);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, Zoom.px(96)).applyTo(detail);
        table.addListener(SWT.SetData, e -> fill((TableItem) e.item));
        Palettes.follow(parent, p -> {
            table.setBackground(p.background());
            table.setForeground(p.foreground());
            detail.setBackground(p.background());
            detail.setForeground(p.foreground());
        });
        Help.install(parent, "ledger");
        new Loading<>(getSite().getService(CurrentBinder.class), pane, LedgerView::read, this::show);
    }

    @Override
    public void setFocus() {
        pane.focus(table);
    }

    private static Ledger read(Binder binder, Progress progress) throws Exception {
        List<LedgerEntry> entries = binder.ledger();
        String before = LedgerEntry.NONE;
        long number = 0;
        for (LedgerEntry entry : entries) {
            progress.check();
            number++;
            if (entry.seq() != number || !entry.previous().equals(before) || !entry.hash()
                    .equals(entry.computeHash())) {
                return new Ledger(entries, number);
            }
            before = entry.hash();
        }
        return new Ledger(entries, 0);
    }

    private void show(Ledger ledger) {
        shown = ledger;
        boolean whole = ledger.broken() == 0;
        title.setText(whole ? Messages.bind(Messages.Ledger_whole, Formats.number(ledger.entries().size()))
                : Messages.bind(Messages.Ledger_broken, Formats.number(ledger.broken())));
        Palettes.mean(title, p -> whole ? p.good() : p.bad());
        table.setItemCount(ledger.entries().size());
        table.clearAll();
        if (table.getItemCount() > 0) {
            table.select(0);
            detail(entry(0));
        }
        pane.content().layout();
    }

    /** Newest first: that is what people look for. */
    private void fill(TableItem item) {
        LedgerEntry e = entry(table.indexOf(item));
        item.setText(new String[] {Formats.number(e.seq()), e.time(), FieldLabels.word("act." + e.act(), e.act()),
                e.actor(),
            LedgerWords.of(e), e.hash()});
    }

    private LedgerEntry entry(int row) {
        return shown.entries().get(shown.entries().size() - 1 - row);
    }

    /** The entry as it is hashed: what the sentence leaves out is here. */
    private void detail(LedgerEntry entry) {
        detail.setText(CustodyWords.Ledger_raw + "\n" + entry.json());
    }
}
