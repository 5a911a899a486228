// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.importing;

import java.util.List;
import java.util.StringJoiner;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.tracebinder.core.Event;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.session.FilePreview;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Names;

/** The first records of a file as events of the common kind; what can't be read stands among them with its reason. */
final class EventPreview extends Composite {

    private static final int REASON = 5;

    private final Table table;
    private final Text details;

    private record Line(FilePreview.Row row, Event event) {
    }

    EventPreview(Composite parent) {
        super(parent, SWT.NONE);
        setLayout(new FillLayout());
        SashForm sash = new SashForm(this, SWT.HORIZONTAL);
        table = Trees.table(sash, ImportWords.Preview_title, SWT.BORDER, List.of(
                new Trees.Col(ImportWords.Preview_record, 66, true),
                new Trees.Col(ImportWords.Preview_time, 168, false),
                new Trees.Col(ImportWords.Preview_kind, 80, false), new Trees.Col(ImportWords.Preview_model, 90, false),
                new Trees.Col(ImportWords.Preview_actor, 80, false),
                new Trees.Col(ImportWords.Preview_what, 320, false)));
        table.addListener(SWT.Selection, e -> detail());
        details = new Text(sash, SWT.BORDER | SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL);
        details.setFont(JFaceResources.getTextFont());
        Names.set(details, ImportWords.Preview_details);
        sash.setWeights(62, 38);
        Palettes.follow(this, p -> {
            table.setBackground(p.background());
            table.setForeground(p.foreground());
        });
    }

    /** @param look a file, or null for none */
    void show(FilePreview look) {
        table.setRedraw(false);
        table.removeAll();
        if (look != null) {
            for (FilePreview.Row row : look.rows()) {
                if (row.events().isEmpty()) {
                    add(row, null);
                }
                row.events().forEach(e -> add(row, e));
            }
        }
        table.setRedraw(true);
        if (table.getItemCount() > 0) {
            table.select(0);
            detail();
        } else {
            details.setText(look == null ? ImportWords.Preview_none : look.problem() != null ? look.problem()
                    : ImportWords.Preview_empty);
        }
    }

    private void add(FilePreview.Row row, Event e) {
        TableItem item = new TableItem(table, SWT.NONE);
        item.setData(new Line(row, e));
        if (row.reason() != null) {
            item.setText(new String[] {Formats.number(row.number()), "", ImportWords.Preview_quarantine, "", "",
                Formats.oneLine(Spoken.in(row.reason()))});
            item.setForeground(2, Palettes.current().warning());
            item.setForeground(REASON, Palettes.current().warning());
        } else if (e == null) {
            item.setText(new String[] {Formats.number(row.number()), "", ImportWords.Preview_nothing, "", "", ""});
        } else {
            item.setText(new String[] {Formats.number(row.number()), Formats.time(e.time()),
                FieldLabels.word("kind." + e.kind().id(), e.kind().id()), words(e.model()), words(e.actor()),
                words(e.prompt() != null ? e.prompt() : e.name() != null ? e.name() : e.operation())});
        }
    }

    private static String words(String text) {
        return text == null ? "" : Formats.oneLine(text);
    }

    private void detail() {
        if (table.getSelectionCount() != 1) {
            return;
        }
        Line line = (Line) table.getSelection()[0].getData();
        StringJoiner text = new StringJoiner("\n");
        if (line.row().reason() != null) {
            text.add(ImportWords.Preview_reason + ": " + Spoken.in(line.row().reason()));
        }
        if (line.event() != null) {
            for (Field<?> field : Fields.ALL) {
                String value = Formats.cell(field, field.read().apply(line.event()));
                if (!value.isBlank()) {
                    text.add(FieldLabels.of(field) + ": " + value);
                }
            }
            line.event().extra().forEach((name, value) -> text.add("extra." + name + ": " + Formats.oneLine(value)));
        }
        text.add("").add(ImportWords.Preview_text + ":").add(line.row().text());
        details.setText(text.toString());
    }
}
