// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.session.ImportReport;
import org.tracebinder.ui.internal.custody.CustodyWords;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Palette;

/** The table of sources: what came in against what became of it, to the unit. */
public final class Reconciliation {

    private static final int ADDS_UP = 2;
    private static final int FORMAT = 3;
    private static final int QUARANTINED = 6;
    private static final int EVENTS = 8;

    private Reconciliation() {
    }

    /**
     * @param parent of the table
     * @return an empty table
     */
    public static Table table(Composite parent) {
        return Trees.table(parent, Messages.Sources_title, SWT.NONE, List.of(
                new Trees.Col(Messages.Sources_id, 64, false), new Trees.Col(Messages.Sources_path, 230, false),
                new Trees.Col(Messages.Sources_adds, 80, false), new Trees.Col(Messages.Sources_format, 190, false),
                new Trees.Col(Messages.Sources_read, 98, true), new Trees.Col(Messages.Sources_accepted, 112, true),
                new Trees.Col(Messages.Sources_bad, 108, true), new Trees.Col(Messages.Sources_twice, 98, true),
                new Trees.Col(Messages.Sources_events, 200, false), new Trees.Col(Messages.Sources_conflicts, 86, true),
                new Trees.Col(Messages.Sources_bytes, 100, true), new Trees.Col(Messages.Sources_first, 180, false),
                new Trees.Col(Messages.Sources_last, 180, false), new Trees.Col(Messages.Sources_sha, 500, false)));
    }

    /** @return whether all adds up, in one sentence; what was never read is no part of what adds up */
    public static String headline(ImportReport report) {
        String read = Formats.number(report.sources().stream().mapToLong(s -> s.totals().read()).sum());
        return !report.reconciled() ? Messages.Import_addsNot
                : Messages.bind(report.complete() ? Messages.Import_adds : Messages.Import_addsPart, read);
    }

    /** @return the colour of that sentence */
    public static Color color(ImportReport report, Palette palette) {
        return !report.reconciled() ? palette.bad() : report.complete() ? palette.good() : palette.warning();
    }

    /**
     * @param table   from {@link #table}
     * @param sources one row each
     * @param palette the colours
     */
    public static void fill(Table table, List<SourceInfo> sources, Palette palette) {
        table.setRedraw(false);
        table.removeAll();
        for (SourceInfo s : sources) {
            SourceInfo.Totals t = s.totals();
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(new String[] {s.id(), shortPath(s.path()), t.reconciled() ? Messages.Sources_yes
                    : Messages.Sources_no, Spoken.in(s.formatLabel()) + "  " + s.confidence() + " %",
                Formats.number(t.read()),
                Formats.number(t.accepted()), Formats.number(t.quarantined()), Formats.number(t.duplicate()), kinds(s),
                Formats.number(s.conflicts()), Formats.number(s.bytes()), Formats.time(s.firstTime()),
                Formats.time(s.lastTime()), s.sha256().toString()});
            item.setForeground(ADDS_UP, t.reconciled() ? palette.good() : palette.bad());
            if (t.quarantined() > 0) {
                item.setForeground(QUARANTINED, palette.warning());
            }
            item.setData(s);
        }
        Trees.widen(table, FORMAT, 300);
        Trees.widen(table, EVENTS, 420);
        table.setRedraw(true);
    }

    /**
     * Marks the sources of which a part could not be read: that what was read adds up is no good news there.
     *
     * @param table   filled with the sources of the report
     * @param report  what the import says of them
     * @param palette the colours
     */
    public static void mark(Table table, ImportReport report, Palette palette) {
        Set<String> partly = report.partly();
        for (TableItem item : table.getItems()) {
            SourceInfo s = (SourceInfo) item.getData();
            if (s.totals().reconciled() && partly.contains(s.id())) {
                item.setText(ADDS_UP, CustodyWords.Source_part);
                item.setForeground(ADDS_UP, palette.warning());
            }
        }
    }

    private static String shortPath(String path) {
        int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
        return slash < 0 || path.contains("!/") ? path : path.substring(slash + 1);
    }

    private static String kinds(SourceInfo s) {
        return s.events().entrySet().stream().filter(e -> e.getValue() > 0)
                .sorted(Map.Entry.comparingByKey())
                .map(e -> Formats.number(e.getValue()) + " "
                + FieldLabels.word("kind." + e.getKey().id(), e.getKey().id()))
                .collect(Collectors.joining(", "));
    }
}
