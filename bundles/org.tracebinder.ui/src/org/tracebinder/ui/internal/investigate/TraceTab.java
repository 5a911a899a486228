// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.tracebinder.core.EventId;
import org.tracebinder.trace.TraceView;
import org.tracebinder.trace.TraceView.Step;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Palette;

/** All steps of the trace as a tree, with a bar for when each one ran. */
final class TraceTab extends TracedTab {

    private static final int BAR = 3;
    /** More steps than this nobody reads in a tree; the table shows them all. */
    private static final int MOST = 5_000;

    private final Consumer<EventId> select;
    private Tree tree;
    private long span = 1;

    TraceTab(Consumer<EventId> select) {
        super(Messages.Trace_title, Messages.Trace_loading);
        this.select = select;
    }

    @Override
    void fill(Composite content) {
        content.setLayout(new FillLayout());
        tree = Trees.create(content, Messages.Trace_title, List.of(
                new Trees.Col(Messages.Trace_step, 300, false), new Trees.Col(Messages.Trace_what, 170, false),
                new Trees.Col(Messages.Trace_status, 80, false), new Trees.Col(Messages.Trace_when, 190, false),
                new Trees.Col(Messages.Trace_duration, 84, true), new Trees.Col(Messages.Trace_event, 80, false),
                new Trees.Col(Messages.Trace_basis, 240, false)));
        tree.addListener(SWT.PaintItem, this::bar);
        tree.addListener(SWT.DefaultSelection, e -> {
            if (e.item.getData() instanceof Step step) {
                select.accept(step.id());
            }
        });
    }

    @Override
    void colour(Palette colours) {
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
        List<TreeItem> items = new ArrayList<>();
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
        items.forEach(i -> i.setExpanded(true));
        if (current != null) {
            tree.setSelection(current);
            tree.showSelection();
        }
        tree.setRedraw(true);
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
            FieldLabels.word("basis." + step.basis().id(), step.basis().id()) + ": " + Spoken.in(step.why())});
        if ("error".equals(e.status())) {
            item.setForeground(2, palette().bad());
        }
        if ("deny".equals(e.policy())) {
            item.setForeground(1, palette().bad());
        }
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
