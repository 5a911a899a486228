// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.trace.TraceView;
import org.tracebinder.trace.TraceView.Step;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.Scrolled;
import org.tracebinder.ui.widgets.TimeLanes;
import org.tracebinder.ui.widgets.Zoom;

/** All steps of the trace as a tree, with a bar for when each one ran. */
final class TraceTab extends TracedTab {

    private static final int BAR = 3;
    /** More steps than this nobody reads in a tree; the table shows them all. */
    private static final int MOST = 5_000;
    /** What the steps of a trace can be searched by. */
    private static final List<Field<?>> EXACT = List.of(Fields.KIND, Fields.NAME, Fields.TOOL, Fields.MODEL,
            Fields.POLICY, Fields.REVIEW, Fields.STATUS, Fields.ACTOR, Fields.SPAN);

    private final Consumer<EventId> select;
    private final ValueMenu values;
    private TimeLanes lanes;
    private Composite page;
    private Label totals;
    private Tree tree;
    private List<TreeItem> items = List.of();
    private int[] barOf = {};
    private long span = 1;

    TraceTab(Consumer<EventId> select, ValueMenu values) {
        super(Messages.Trace_title, Messages.Trace_loading);
        this.select = select;
        this.values = values;
    }

    @Override
    void fill(Composite content) {
        content.setLayout(new FillLayout());
        page = Scrolled.page(content);
        GridLayoutFactory.fillDefaults().spacing(0, 3).applyTo(page);
        totals = new Label(page, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).indent(6, 2).hint(200, SWT.DEFAULT).applyTo(totals);
        lanes = new TimeLanes(page, Messages.Trace_lanes);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, Zoom.px(66)).applyTo(lanes);
        tree = Trees.create(page, Messages.Trace_title, List.of(
                new Trees.Col(Messages.Trace_step, 300, false), new Trees.Col(Messages.Trace_what, 200, false),
                new Trees.Col(Messages.Trace_status, 80, false), new Trees.Col(Messages.Trace_when, 190, false),
                new Trees.Col(Messages.Trace_duration, 84, true), new Trees.Col(Messages.Trace_event, 80, false),
                new Trees.Col(Messages.Trace_cost, 90, true), new Trees.Col(Messages.Trace_basis, 240, false)));
        GridDataFactory.fillDefaults().grab(true, true).hint(200, Zoom.px(70)).applyTo(tree);
        tree.addListener(SWT.Selection, e -> lanes.select(bar(items.indexOf(e.item))));
        lanes.onSelect(bar -> tree.setSelection(items.get(step(bar))));
        lanes.onOpen(bar -> select.accept(((Step) items.get(step(bar)).getData()).id()));
        values.on(tree, TraceTab::subject);
        tree.addListener(SWT.PaintItem, this::bar);
        tree.addListener(SWT.DefaultSelection, e -> {
            if (e.item.getData() instanceof Step step) {
                select.accept(step.id());
            }
        });
    }

    @Override
    void colour(Palette colours) {
        lanes.setPalette(colours);
        tree.setBackground(colours.background());
        tree.setForeground(colours.foreground());
    }

    @Override
    void show(Detail detail, TraceView view) {
        if (view.steps().isEmpty()) {
            pane().showMessage(Messages.Trace_none, Messages.Trace_noneWhy);
            return;
        }
        span = Math.max(1, view.durationMillis() * 1_000_000);
        tree.setRedraw(false);
        tree.removeAll();
        items = new ArrayList<>();
        TreeItem current = null;
        for (Step step : view.steps().subList(0, Math.min(MOST, view.steps().size()))) {
            boolean top = step.parent() < 0 || step.parent() >= items.size();
            TreeItem item = top ? new TreeItem(tree, SWT.NONE) : new TreeItem(items.get(step.parent()), SWT.NONE);
            fill(item, step);
            items.add(item);
            if (step.id().equals(detail.id())) {
                current = item;
            }
        }
        gaps(view);
        lanes(view);
        items.forEach(i -> i.setExpanded(true));
        if (current != null) {
            tree.setSelection(current);
            tree.showSelection();
            lanes.select(bar(items.indexOf(current)));
        }
        tree.setRedraw(true);
        Scrolled.again(page);
    }

    private void fill(TreeItem item, Step step) {
        var e = step.event();
        String what = e.tool() != null ? e.tool() : e.policy() != null ? e.policy() : e.review() != null
                ? e.review().value() : e.model();
        String kind = FieldLabels.word("kind." + e.kind().id(), e.kind().id());
        item.setData(step);
        item.setText(new String[] {e.name() == null ? kind : kind + "  " + Formats.oneLine(e.name()),
            what == null ? "" : Formats.oneLine(what), e.status() == null ? "" : e.status(), "",
            e.duration() == org.tracebinder.core.Event.NONE ? "" : Formats.duration(e.duration()), step.id().toString(),
            e.cost() == null ? "" : Formats.cell(Fields.COST, e.cost()),
            FieldLabels.word("basis." + step.basis().id(), step.basis().id()) + ": " + Spoken.in(step.why())});
        if (step.same() != null) {
            item.setText(0, item.getText(0) + "  (" + Messages.bind(FollowWords.Trace_sameCall, step.same()) + ")");
        }
        if ("error".equals(e.status())) {
            item.setForeground(2, palette().bad());
        }
        if ("deny".equals(e.policy())) {
            item.setForeground(1, palette().bad());
        }
    }

    /** What is missing stands where it should be. */
    private void gaps(TraceView view) {
        for (TraceView.Gap gap : view.gaps()) {
            TreeItem at = items.stream().filter(i -> ((Step) i.getData()).id().equals(gap.event())).findFirst()
                    .orElse(null);
            TreeItem item = at == null ? new TreeItem(tree, SWT.NONE) : new TreeItem(at, SWT.NONE);
            item.setText(0, Messages.Trace_gap + ":  " + Formats.oneLine(Spoken.in(gap.text())));
            item.setText(1, FieldLabels.word("gap." + gap.code(), gap.code()));
            item.setForeground(palette().warning());
        }
    }

    private void lanes(TraceView view) {
        List<String> names = new ArrayList<>();
        List<TimeLanes.Bar> bars = new ArrayList<>();
        barOf = new int[items.size()];
        for (int i = 0; i < items.size(); i++) {
            Step step = view.steps().get(i);
            barOf[i] = -1;
            if (step.offsetNanos() != org.tracebinder.core.Event.NONE) {
                String lane = "S" + step.id().record().source() + "  "
                        + FieldLabels.word("kind." + step.event().kind().id(), step.event().kind().id());
                if (!names.contains(lane)) {
                    names.add(lane);
                }
                barOf[i] = bars.size();
                boolean bad = "error".equals(step.event().status()) || "deny".equals(step.event().policy());
                bars.add(new TimeLanes.Bar(names.indexOf(lane), step.offsetNanos(),
                        step.offsetNanos() + Math.max(0, step.event().duration()), bad,
                        step.id() + ", " + items.get(i).getText(0) + ", " + items.get(i).getText(4)));
            }
        }
        lanes.show(names, bars);
        TraceView.Totals sums = view.totals();
        totals.setText(Messages.bind(Messages.Trace_totals, new Object[] {Formats.number(view.steps().size()),
            view.durationMillis() < 0 ? Messages.Trace_notRecorded
                    : Formats.duration(view.durationMillis() * 1_000_000), said(sums.tokensIn()),
            said(sums.tokensOut()), sums.cost() == null ? Messages.Trace_notRecorded
                    : Formats.cell(Fields.COST, sums.cost()) + " " + sums.currency()}).replace("&", "&&"));
    }

    private static String said(Long number) {
        return number == null ? Messages.Trace_notRecorded : Formats.number(number);
    }

    private int bar(int item) {
        return item < 0 || item >= barOf.length ? -1 : barOf[item];
    }

    private int step(int bar) {
        int i = 0;
        while (barOf[i] != bar) {
            i++;
        }
        return i;
    }

    private static ValueMenu.Subject subject(TreeItem item) {
        if (!(item.getData() instanceof Step step)) {
            return new ValueMenu.Subject(List.of(), null);
        }
        List<ValueMenu.Value> found = new ArrayList<>();
        for (Field<?> field : EXACT) {
            if (field.read().apply(step.event()) instanceof String value) {
                found.add(new ValueMenu.Value(FieldLabels.of(field), field.id(), value));
            }
        }
        return new ValueMenu.Subject(found, step.id().toString());
    }

    private void bar(Event e) {
        if (e.index != BAR || !(e.item.getData() instanceof Step step)
                || step.offsetNanos() == org.tracebinder.core.Event.NONE) {
            return;
        }
        long length = Math.max(0, step.event().duration());
        int width = tree.getColumn(BAR).getWidth() - 8;
        int from = (int) Math.max(0, Math.min(width - 2, step.offsetNanos() * (double) width / span));
        int to = (int) Math.max(from + 2, Math.min(width, (step.offsetNanos() + length) * (double) width / span));
        boolean chosen = (e.detail & SWT.SELECTED) != 0;
        e.gc.setBackground(chosen ? palette().soft() : "error".equals(step.event().status()) ? palette().bad()
                : palette().accent());
        e.gc.fillRectangle(e.x + 4 + from, e.y + e.height / 2 - 4, to - from, 8);
    }
}
