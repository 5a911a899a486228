// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.controls.Measure;
import org.tracebinder.controls.Scorecard;
import org.tracebinder.controls.Scorecard.Line;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Loading;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Perspectives;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.Scrolled;
import org.tracebinder.ui.widgets.StatePane;
import org.tracebinder.ui.widgets.Zoom;

/** Readiness on one page: baseline, target, current value, owner and stop condition; each figure opens its query. */
public final class ScorecardView extends ViewPart {

    /** Pixels of the names of measures, at least. */
    private static final int LEAST = 200;
    private static final int NOW = 1;
    private static final int STATE = 2;
    /** Letters of a unit that a column of figures has room for; a longer one stands below the table. */
    private static final int SHORT = 6;

    private CurrentBinder current;
    private Investigation investigation;
    private Link head;
    private StatePane pane;
    private Table table;
    private Link detail;
    private Palette palette;
    private Scorecard card;

    @Override
    public void createPartControl(Composite parent) {
        current = getSite().getService(CurrentBinder.class);
        investigation = getSite().getService(Investigation.class);
        pane = new StatePane(parent);
        pane.content().setLayout(new FillLayout());
        Composite page = Scrolled.page(pane.content());
        GridLayoutFactory.fillDefaults().margins(6, 6).spacing(4, 6).applyTo(page);
        head = link(page, AssessMessages.Score_decisionTitle);
        head.addListener(SWT.Selection, e -> new DecisionDialog(getSite().getShell(), current, card).open());
        table = Trees.table(page, AssessMessages.Score_title, SWT.NONE, List.of(
                new Trees.Col(AssessMessages.Score_measure, 164, false),
                new Trees.Col(AssessMessages.Score_now, 76, true),
                new Trees.Col(AssessMessages.Score_state, 104, false),
                new Trees.Col(AssessMessages.Score_baseline, 102, true),
                new Trees.Col(AssessMessages.Score_target, 92, true),
                new Trees.Col(AssessMessages.Score_stop, 114, true),
                new Trees.Col(AssessMessages.Score_owner, 108, false),
                new Trees.Col(AssessMessages.Score_events, 130, true)));
        GridDataFactory.fillDefaults().grab(true, true).hint(200, Zoom.px(120)).applyTo(table);
        table.addListener(SWT.Selection, e -> describe());
        table.addListener(SWT.Resize, e -> fit());
        table.addListener(SWT.DefaultSelection, e -> act("query"));
        detail = link(page, AssessMessages.Score_detail);
        detail.addListener(SWT.Selection, e -> act(e.text));
        Palettes.follow(parent, p -> {
            palette = p;
            table.setBackground(p.background());
            table.setForeground(p.foreground());
            if (card != null) {
                show(card);
            }
        });
        Help.install(parent, "scorecard");
        new Loading<>(current, pane, (binder, p) -> binder.scorecard(p), this::show);
    }

    private static Link link(Composite parent, String name) {
        Link link = new Link(parent, SWT.WRAP);
        Names.set(link, name);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(link);
        return link;
    }

    @Override
    public void setFocus() {
        pane.focus(table);
    }

    private void show(Scorecard shown) {
        int at = Math.max(0, table.getSelectionIndex());
        card = shown;
        head.setText(plain(Messages.bind(AssessMessages.Score_head, said(card.system()), said(card.decision())))
                + "  <a>" + AssessMessages.Score_decide + "</a>");
        table.removeAll();
        for (Line line : card.lines()) {
            Measure m = line.measure();
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(new String[] {Assessments.say(m.title()),
                line.unit().length() > SHORT ? number(m, line.value()) : measured(line), word(line.state()),
                number(m, line.baseline()), target(line), stop(line),
                said(m.owner()), line.population() == 1 ? AssessMessages.Control_eventOne
                        : Messages.bind(AssessMessages.Control_events, Formats.number(line.population()))});
            item.setForeground(STATE, colour(line.state()));
            item.setData(line);
        }
        fit();
        if (table.getItemCount() > 0) {
            table.select(Math.min(at, table.getItemCount() - 1));
        }
        describe();
    }

    /**
     * What nobody has filled in needs no more room than its header; the names of the measures get it. What a measure
     * is now and whether that is enough stays in sight beside its name.
     */
    private void fit() {
        int others = 0;
        for (int i = 0; i < table.getColumnCount(); i++) {
            table.getColumn(i).pack();
            others += i == 0 ? 0 : table.getColumn(i).getWidth();
        }
        int room = table.getClientArea().width - 2;
        int beside = table.getColumn(NOW).getWidth() + table.getColumn(STATE).getWidth();
        int names = Math.min(table.getColumn(0).getWidth(), Math.max(Zoom.px(LEAST), room - beside));
        table.getColumn(0).setWidth(Math.max(names, room - others));
    }

    private static String measured(Line line) {
        return number(line.measure(), line.value()) + (line.unit().isEmpty() || line.value() == null ? ""
                : "\u00a0" + Assessments.say(line.unit()));
    }

    private static String said(String words) {
        return words.isBlank() ? AssessMessages.Goals_none : words;
    }

    /** A share is read in percent, as its goals are. */
    private static String number(Measure m, Double value) {
        return value == null ? "\u2013" : m.share() ? GoalsDialog.percent(value) : GoalsDialog.words(value);
    }

    private static String target(Line line) {
        return line.target() == null ? "\u2013" : Messages.bind(line.target().atMost() ? AssessMessages.Score_targetMost
                : AssessMessages.Score_targetLeast, number(line.measure(), line.target().value()));
    }

    private static String stop(Line line) {
        return line.stop() == null ? "\u2013" : Messages.bind(line.stop().atMost() ? AssessMessages.Score_stopAbove
                : AssessMessages.Score_stopBelow, number(line.measure(), line.stop().value()));
    }

    /** @return of a share, which part of how many events it is */
    private static String counted(Line line) {
        return !line.measure().share() || line.value() == null ? "" : " (" + Messages.bind(AssessMessages.Score_part,
                Formats.number(line.counted()), Formats.number(line.population())) + ")";
    }

    private static String word(Scorecard.State state) {
        return switch (state) {
            case ON_TARGET -> "\u25cf " + AssessMessages.Score_onTarget;
            case OFF_TARGET -> "\u25b2 " + AssessMessages.Score_offTarget;
            case STOP -> "\u2716 " + AssessMessages.Score_stopNow;
            case NO_TARGET -> "\u25cb " + AssessMessages.Score_noTarget;
            case NO_DATA -> "\u25cb " + AssessMessages.Score_noData;
        };
    }

    private Color colour(Scorecard.State state) {
        return switch (state) {
            case ON_TARGET -> palette.good();
            case OFF_TARGET, STOP -> palette.bad();
            case NO_TARGET, NO_DATA -> palette.muted();
        };
    }

    private Line selected() {
        return table.getSelectionCount() == 1 ? (Line) table.getSelection()[0].getData() : null;
    }

    private void describe() {
        Line line = selected();
        List<String> lines = new ArrayList<>();
        if (line != null) {
            String of = line.measure().figure().of();
            lines.add(plain(Assessments.say(line.measure().title()) + ": " + measured(line)
                    + counted(line)));
            lines.add(plain(line.query() + (of == null ? "" : "   /   " + of)));
            if (!line.measure().note().isBlank()) {
                lines.add(plain(line.measure().note()));
            }
            if (!line.remark().isEmpty()) {
                lines.add(plain(Spoken.in(line.remark())));
            }
            if (!line.missing().isEmpty()) {
                lines.add(plain(Messages.bind(AssessMessages.Score_missing, line.missing().stream()
                        .map(ScorecardView::part).collect(Collectors.joining(", ")))));
            }
            lines.add("<a href=\"query\">" + AssessMessages.Score_openQuery + "</a>     "
                    + (of == null ? "" : "<a href=\"of\">" + AssessMessages.Score_openOf + "</a>     ")
                    + "<a href=\"goals\">" + AssessMessages.Score_goals + "</a>");
        }
        detail.setText(String.join("\n", lines));
        Scrolled.again(detail.getParent());
    }

    private static String part(String missing) {
        return switch (missing) {
            case "owner" -> AssessMessages.Score_owner;
            case "baseline" -> AssessMessages.Score_baseline;
            case "target" -> AssessMessages.Score_target;
            default -> AssessMessages.Score_stop;
        };
    }

    private static String plain(String text) {
        return text.replace("&", "&&").replace("<", "\u2039").replace(">", "\u203a");
    }

    private void act(String what) {
        Line line = selected();
        if (line == null) {
            return;
        }
        if (what.equals("goals")) {
            new GoalsDialog(getSite().getShell(), current, line.measure()).open();
            return;
        }
        investigation.ask(what.equals("of") ? line.measure().figure().of() : line.query());
        Perspectives.show(getSite().getWorkbenchWindow(), Parts.PERSPECTIVE_INVESTIGATE);
    }
}
