// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.widgets.CellTips;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.ScrollBars;
import org.tracebinder.ui.widgets.Zoom;

/** The sources that are one of two trails: a list to tick. Belongs to the user-interface thread. */
final class TrailChoice {

    private static final String ARCHIVE = "archive";

    /** Pixels of the number of events, and of all columns; the name of the file has what the others leave. */
    private static final int COUNT = 62;
    private static final int[] WIDTHS = {56, 150, 100, COUNT};
    /** Pixels of a title and four sources. */
    private static final int LINES = 130;

    private final Table table;
    private Runnable changed = () -> { };

    TrailChoice(Composite parent, String title) {
        Composite side = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(side);
        GridDataFactory.fillDefaults().grab(true, true).hint(150, Zoom.px(LINES)).applyTo(side);
        Label label = new Label(side, SWT.NONE);
        label.setText(title);
        table = new Table(side, SWT.CHECK | SWT.FULL_SELECTION | SWT.BORDER);
        ScrollBars.keep(table);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
        for (int width : WIDTHS) {
            new TableColumn(table, width == COUNT ? SWT.RIGHT : SWT.LEFT).setWidth(Zoom.px(width));
        }
        table.addListener(SWT.Resize, e -> fit());
        Names.set(table, title);
        CellTips.on(table);
        table.addListener(SWT.Selection, e -> {
            if (e.detail == SWT.CHECK) {
                changed.run();
            }
        });
    }

    private void fit() {
        int others = 0;
        for (int i = 0; i < WIDTHS.length; i++) {
            others += i == 1 ? 0 : table.getColumn(i).getWidth();
        }
        table.getColumn(1).setWidth(Math.max(Zoom.px(WIDTHS[1]), table.getClientArea().width - others - 2));
    }

    void onChange(Runnable listener) {
        changed = listener;
    }

    void setPalette(Palette colours) {
        table.setBackground(colours.background());
        table.setForeground(colours.foreground());
    }

    void setFocus() {
        table.setFocus();
    }

    /** Shows the sources; those that were ticked stay so. */
    void show(List<SourceInfo> sources) {
        List<Integer> before = chosen();
        table.setRedraw(false);
        table.removeAll();
        for (SourceInfo s : sources) {
            if (s.format().equals(ARCHIVE)) {
                continue;
            }
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(new String[] {s.id(), Formats.oneLine(s.path().substring(s.path().lastIndexOf('/') + 1)),
                s.formatLabel(), Formats.number(s.events().values().stream().mapToLong(n -> n).sum())});
            item.setData(s.number());
            item.setChecked(before.contains(s.number()));
        }
        table.setRedraw(true);
        fit();
    }

    /** @return numbers of the sources that are ticked */
    List<Integer> chosen() {
        List<Integer> numbers = new ArrayList<>();
        for (TableItem item : table.getItems()) {
            if (item.getChecked()) {
                numbers.add((Integer) item.getData());
            }
        }
        return numbers;
    }

    /** Ticks exactly these. */
    void choose(List<Integer> numbers) {
        for (TableItem item : table.getItems()) {
            item.setChecked(numbers.contains(item.getData()));
        }
        changed.run();
    }

    /** @return the query that selects the events of the ticked sources, among those that another query finds */
    String query(String among) {
        String sources = "source:(" + chosen().stream().map(n -> "S" + n).collect(Collectors.joining(" OR ")) + ")";
        return among.isBlank() ? sources : sources + " AND (" + among + ")";
    }
}
