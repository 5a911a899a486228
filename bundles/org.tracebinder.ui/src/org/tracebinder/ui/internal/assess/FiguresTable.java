// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Figure;
import org.tracebinder.session.Translation;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.Zoom;

/** The comparisons of an answer: values, test, size of the effect and events; a row opens what stands behind it. */
final class FiguresTable extends Composite {

    private static final int ROWS = 6;

    private final Table table;

    /** @param open gets the query of the row that a person opens */
    FiguresTable(Composite parent, Consumer<String> open) {
        super(parent, SWT.NONE);
        setLayout(new FillLayout());
        table = Trees.table(this, AssessMessages.Figures_title, SWT.NONE, List.of(
                new Trees.Col(AssessMessages.Figures_what, 240, false),
                new Trees.Col(AssessMessages.Figures_before, 80, true),
                new Trees.Col(AssessMessages.Figures_after, 80, true),
                new Trees.Col(AssessMessages.Figures_shift, 50, false),
                new Trees.Col(AssessMessages.Figures_effect, 60, true),
                new Trees.Col(AssessMessages.Figures_errors, 60, true),
                new Trees.Col(AssessMessages.Figures_test, 170, false),
                new Trees.Col(AssessMessages.Figures_earlier, 66, true),
                new Trees.Col(AssessMessages.Figures_later, 66, true),
                new Trees.Col(AssessMessages.Figures_carriers, 66, true)));
        table.addListener(SWT.DefaultSelection, e -> {
            Figure figure = (Figure) ((TableItem) e.item).getData();
            open.accept(figure.opens().isEmpty() ? figure.query() : figure.opens());
        });
        GridDataFactory.fillDefaults().grab(true, false).hint(200, Zoom.px(140)).exclude(true).applyTo(this);
        setVisible(false);
    }

    void setPalette(Palette p) {
        table.setBackground(p.background());
        table.setForeground(p.foreground());
    }

    /** Shows the comparisons of the answer, shifts first; without any there is no table. */
    void show(CheckResult result, Translation words) {
        table.removeAll();
        result.figures().stream().filter(Figure::shift).forEach(f -> add(f, words));
        result.figures().stream().filter(f -> !f.shift()).forEach(f -> add(f, words));
        boolean any = table.getItemCount() > 0;
        GridData data = (GridData) getLayoutData();
        data.exclude = !any;
        data.heightHint = table.getHeaderHeight() + table.getItemHeight() * Math.min(ROWS, table.getItemCount() + 1);
        setVisible(any);
    }

    private void add(Figure f, Translation words) {
        TableItem item = new TableItem(table, SWT.NONE);
        item.setText(new String[] {words.say(f.name()), words.say(f.before()), words.say(f.after()),
            f.shift() ? AssessMessages.Figures_yes : AssessMessages.Figures_no, decimal(f.effect()), decimal(f.z()),
            words.say(f.test()), Formats.number(f.earlier()), Formats.number(f.later()),
            f.shift() ? Formats.number(f.carriers()) : ""});
        item.setData(f);
    }

    private static String decimal(double value) {
        return Double.isFinite(value) ? String.format(Locale.getDefault(Locale.Category.FORMAT), "%.2f", value) : "";
    }
}
