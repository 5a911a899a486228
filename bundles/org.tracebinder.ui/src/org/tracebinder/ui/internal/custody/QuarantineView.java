// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.custody;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;
import org.tracebinder.core.query.Trail.Quarantined;
import org.tracebinder.session.BadPlace;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Loading;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.internal.investigate.ValueMenu;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.HexAndTextView;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.ui.widgets.StatePane;

/** Records that could not be read: why, where they stand, and their bytes. */
public final class QuarantineView extends ViewPart {

    /** Rows of the table; a native table holds them all in memory. */
    private static final int MOST = 20_000;
    /** Bad bytes that are spelled in the line above the others. */
    private static final int SOME = 8;

    private record Found(HexAndTextView.Bytes bytes, Optional<BadPlace> place) {
    }

    private record Bad(List<Quarantined> rows, long total, Map<Integer, String> paths) {
    }

    private final Latest latest = new Latest();
    private CurrentBinder current;
    private StatePane pane;
    private Label title;
    private Table table;
    private HexAndTextView bytes;
    private Bad shown;

    @Override
    public void createPartControl(Composite parent) {
        current = getSite().getService(CurrentBinder.class);
        pane = new StatePane(parent);
        GridLayoutFactory.fillDefaults().margins(8, 6).spacing(8, 6).applyTo(pane.content());
        title = new Label(pane.content(), SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(title);
        SashForm sash = new SashForm(pane.content(), SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        table = Trees.table(sash, Messages.Quarantine_title, SWT.VIRTUAL, List.of(
                new Trees.Col(Messages.Quarantine_record, 90, false),
                new Trees.Col(Messages.Quarantine_reason, 420, false),
                new Trees.Col(Messages.Quarantine_file, 260, false),
                new Trees.Col(Messages.Quarantine_offset, 110, true),
                new Trees.Col(Messages.Quarantine_length, 90, true)));
        table.addListener(SWT.SetData, e -> fill((TableItem) e.item));
        table.addListener(SWT.Selection, e -> showBytes());
        bytes = new HexAndTextView(sash);
        ValueMenu values = new ValueMenu(getSite().getService(Investigation.class), getSite().getPage());
        values.on(table, item -> subject(shown.rows().get(table.indexOf(item))));
        values.on(bytes.text(), () -> null);
        sash.setWeights(48, 52);
        Palettes.follow(parent, p -> {
            table.setBackground(p.background());
            table.setForeground(p.foreground());
            bytes.setPalette(p);
        });
        Help.install(parent, "quarantine");
        new Loading<>(current, pane, QuarantineView::read, this::show);
    }

    /** A bad record is no event: what can be asked for is the rest of its source. */
    private static ValueMenu.Subject subject(Quarantined bad) {
        String source = "S" + bad.record().id().source();
        return new ValueMenu.Subject(List.of(new ValueMenu.Value(Messages.Sources_id, "source", source)), source);
    }

    @Override
    public void setFocus() {
        pane.focus(table);
    }

    private static Bad read(Binder binder, Progress progress) throws IOException {
        Trail trail = binder.trail();
        List<Quarantined> rows = new ArrayList<>();
        long[] total = {0};
        trail.quarantine(q -> {
            progress.check();
            total[0]++;
            if (rows.size() < MOST) {
                rows.add(q);
            }
        });
        return new Bad(rows, total[0], trail.sources().stream().collect(Collectors.toMap(SourceInfo::number,
                SourceInfo::path)));
    }

    private void show(Bad bad) {
        shown = bad;
        bytes.show(null);
        if (bad.total() == 0) {
            pane.showMessage(Messages.Quarantine_none, Messages.Quarantine_noneWhy);
            return;
        }
        title.setText(Messages.bind(Messages.Quarantine_shown, Formats.number(bad.rows().size()),
                Formats.number(bad.total())));
        table.setItemCount(bad.rows().size());
        table.clearAll();
        table.select(0);
        showBytes();
        pane.content().layout();
    }

    private void fill(TableItem item) {
        Quarantined q = shown.rows().get(table.indexOf(item));
        item.setText(new String[] {q.record().id().toString(), Formats.oneLine(Spoken.in(q.reason())),
            shown.paths().getOrDefault(q.record().id().source(), ""), Formats.number(q.record().offset()),
            Formats.number(q.record().length())});
    }

    private void showBytes() {
        int at = table.getSelectionIndex();
        if (at < 0) {
            return;
        }
        Quarantined q = shown.rows().get(at);
        String path = shown.paths().getOrDefault(q.record().id().source(), "");
        current.binder().ifPresent(binder -> latest.ask(current.jobs(), Messages.Loading, p -> {
            byte[] found = binder.trail().bytes(q.record().id());
            return new Found(new HexAndTextView.Bytes(q.record().id() + "  " + path, q.record().offset(), found,
                    Hash.of(found).toString(), 0, 0), BadPlace.of(q.reason(), found));
        }, this::showBytes, e -> bytes.show(null)));
    }

    /** The bad bytes are marked and in sight, in hexadecimal where letters would not show them. */
    private void showBytes(Found found) {
        byte[] all = found.bytes().bytes();
        bytes.setHex(found.place().map(p -> !printable(all, p)).orElse(false));
        bytes.show(found.bytes(), found.place().map(p -> new HexAndTextView.Mark(p.from(), p.to(),
                CustodyWords.bind(CustodyWords.Quarantine_bad, HexFormat.ofDelimiter(" ").formatHex(all, p.from(),
                        Math.min(p.to(), p.from() + SOME))))).stream().toList(), "");
        bytes.bar().go(1);
    }

    private static boolean printable(byte[] bytes, BadPlace place) {
        for (char c : new String(bytes, place.from(), place.to() - place.from(), StandardCharsets.UTF_8)
                .toCharArray()) {
            if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t' || c == '\ufffd') {
                return false;
            }
        }
        return true;
    }
}
