// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.custody;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.core.query.SearchResult.Bucket;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Loading;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Perspectives;
import org.tracebinder.ui.internal.Queries;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.internal.investigate.ValueMenu;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.StatePane;

/** When each source has events, and where it looks as if some were missing: a time line, and the same as a table. */
public final class CoverageView extends ViewPart {

    private StatePane pane;
    private Label title;
    private CoverageChart chart;
    private Table marks;
    private Coverage shown;

    @Override
    public void createPartControl(Composite parent) {
        pane = new StatePane(parent);
        Composite content = pane.content();
        GridLayoutFactory.fillDefaults().margins(8, 6).spacing(8, 4).applyTo(content);
        title = new Label(content, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(title);
        SashForm sash = new SashForm(content, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        chart = new CoverageChart(sash);
        chart.onChoice(this::ask);
        marks = Trees.table(sash, CustodyWords.Cover_marks, SWT.NONE, List.of(
                new Trees.Col(CustodyWords.Cover_what, 110, false), new Trees.Col(CustodyWords.Cover_source, 64, false),
                new Trees.Col(CustodyWords.Cover_from, 150, false), new Trees.Col(CustodyWords.Cover_to, 150, false),
                new Trees.Col(CustodyWords.Cover_details, 620, false)));
        marks.addListener(SWT.Selection, e -> {
            Coverage.Mark mark = (Coverage.Mark) e.item.getData();
            chart.go(mark.source(), mark.from());
        });
        marks.addListener(SWT.DefaultSelection, e -> {
            Coverage.Mark mark = (Coverage.Mark) e.item.getData();
            if (mark.from() != null) {
                show(Queries.is("source", "S" + mark.source()), mark.from().minusSeconds(3_600),
                        mark.to().plusSeconds(3_600));
            }
        });
        ValueMenu values = new ValueMenu(getSite().getService(Investigation.class), getSite().getPage());
        values.on(marks, item -> subject((Coverage.Mark) item.getData()));
        sash.setWeights(66, 34);
        Palettes.follow(parent, p -> {
            chart.setPalette(p);
            marks.setBackground(p.background());
            marks.setForeground(p.foreground());
        });
        Help.install(parent, "coverage");
        new Loading<>(getSite().getService(CurrentBinder.class), pane, Coverage::read, this::show);
    }

    private static ValueMenu.Subject subject(Coverage.Mark mark) {
        String source = "S" + mark.source();
        return mark.source() == 0 ? new ValueMenu.Subject(List.of(), null) : new ValueMenu.Subject(
                List.of(new ValueMenu.Value(Messages.Sources_id, "source", source)), source);
    }

    @Override
    public void setFocus() {
        pane.focus(chart.canvas());
    }

    private void show(Coverage coverage) {
        shown = coverage;
        if (coverage.lanes().isEmpty()) {
            pane.showMessage(CustodyWords.Cover_none, CustodyWords.Cover_noneWhy);
            return;
        }
        String unit = switch (coverage.unit()) {
            case "minute" -> CustodyWords.Cover_minute;
            case "hour" -> CustodyWords.Cover_hour;
            case "day" -> CustodyWords.Cover_day;
            case "week" -> CustodyWords.Cover_week;
            default -> CustodyWords.Cover_month;
        };
        String legend = Stream.of(Coverage.Kind.GAP, Coverage.Kind.CAP, Coverage.Kind.CLOCK)
                .map(k -> CoveragePainter.sign(k) + " " + CoveragePainter.word(k)).collect(Collectors.joining(", "));
        title.setText(CustodyWords.bind(CustodyWords.Cover_text, new Object[] {
            Formats.number(coverage.lanes().size()), CoveragePainter.label(coverage.from(), coverage.unit()),
            CoveragePainter.label(coverage.to(), coverage.unit()), unit})
                + (coverage.more() ? "  \u00b7  " + CustodyWords.bind(CustodyWords.Cover_first, Coverage.MOST) : "")
                + "  \u00b7  " + CustodyWords.Cover_legend + " \u25ae " + CustodyWords.Cover_legendBar + ", \u2013 "
                + CustodyWords.Cover_legendEmpty + ", " + legend);
        chart.show(coverage);
        marks.removeAll();
        for (Coverage.Mark mark : coverage.marks()) {
            TableItem item = new TableItem(marks, SWT.NONE);
            item.setText(new String[] {CoveragePainter.word(mark.kind()), mark.source() == 0 ? "" : "S" + mark.source(),
                time(mark.from()), time(mark.to()), Formats.oneLine(Spoken.in(mark.text()))});
            item.setForeground(0, mark.kind() == Coverage.Kind.SILENCE ? Palettes.current().muted()
                    : Palettes.current().warning());
            item.setData(mark);
        }
        pane.content().layout();
    }

    private String time(Instant time) {
        return time == null ? "" : CoveragePainter.label(time, shown.unit().equals("minute") ? "minute" : "hour");
    }

    private void ask(SourceInfo source, Bucket bar) {
        show(Queries.is("source", source.id()), bar.from(), bar.from().plus(Coverage.length(shown.unit())));
    }

    private void show(String clause, Instant from, Instant to) {
        getSite().getService(Investigation.class).ask(Queries.and(clause, Queries.between(from, to)));
        Perspectives.show(getSite().getWorkbenchWindow(), Parts.PERSPECTIVE_INVESTIGATE);
    }
}
