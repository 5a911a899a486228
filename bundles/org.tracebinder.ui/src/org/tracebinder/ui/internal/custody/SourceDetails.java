// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.custody;

import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Palette;

/** One source in full: digests to compare with, figures to add up. Every line can be copied. */
final class SourceDetails {

    private static final long MILLION = 1_000_000L;

    private final Table table;

    SourceDetails(Composite parent) {
        table = Trees.table(parent, CustodyWords.Source_details, SWT.NONE, List.of(
                new Trees.Col(CustodyWords.Source_what, 172, false),
                new Trees.Col(CustodyWords.Source_value, 560, false)));
    }

    void setPalette(Palette palette) {
        table.setBackground(palette.background());
        table.setForeground(palette.foreground());
    }

    /** @param s a source; @param all the sources of the binder */
    void show(SourceInfo s, List<SourceInfo> all) {
        SourceInfo.Totals t = s.totals();
        table.removeAll();
        row(CustodyWords.Source_file, s.id() + "  " + s.path());
        if (s.container() > 0) {
            row(CustodyWords.Source_container, all.stream().filter(o -> o.number() == s.container())
                    .map(o -> o.id() + "  " + o.path()).findFirst().orElse("S" + s.container()));
        }
        row(CustodyWords.Source_sha, s.sha256().toString());
        row(CustodyWords.Source_root, s.merkleRoot().toString());
        row(CustodyWords.Source_totals, CustodyWords.bind(CustodyWords.Source_totalsText, new Object[] {
            Formats.number(t.read()), Formats.number(t.accepted()), Formats.number(t.quarantined()),
            Formats.number(t.duplicate())}));
        row(CustodyWords.Source_bytes, CustodyWords.bind(CustodyWords.Source_bytesText, new Object[] {
            Formats.number(t.contentBytes()), Formats.number(t.recordBytes()), Formats.number(t.framingBytes()),
            Formats.number(t.quarantinedBytes())}));
        row(CustodyWords.Source_format, Spoken.in(s.formatLabel()) + "  (" + s.confidence() + " %)");
        row(CustodyWords.Source_why, Spoken.in(s.why()));
        row(CustodyWords.Source_imported, Formats.time(s.importedAt() * MILLION));
    }

    void clear() {
        table.removeAll();
    }

    private void row(String what, String value) {
        new TableItem(table, SWT.NONE).setText(new String[] {what, value});
    }
}
