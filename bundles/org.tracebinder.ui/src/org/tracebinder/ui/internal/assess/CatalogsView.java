// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.controls.Assessment;
import org.tracebinder.controls.Catalog;
import org.tracebinder.controls.Control;
import org.tracebinder.controls.ControlOutcome;
import org.tracebinder.controls.ControlResult;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.Assessments.Results;
import org.tracebinder.ui.Assessments.Selected;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.MenuButton;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.StatePane;

/** The catalogues as trees: each control with what the trail says about it and whether it binds today. */
public final class CatalogsView extends ViewPart implements Assessments.Listener, CurrentBinder.Listener {

    private Assessments assessments;
    private CurrentBinder current;
    private StatePane pane;
    private MenuButton filter;
    private Label totals;
    private Tree tree;

    @Override
    public void createPartControl(Composite parent) {
        assessments = getSite().getService(Assessments.class);
        current = getSite().getService(CurrentBinder.class);
        pane = new StatePane(parent);
        GridLayoutFactory.fillDefaults().margins(6, 6).spacing(4, 6).applyTo(pane.content());
        filter = new MenuButton(pane.content(), Messages.Catalogs_filter, List.of(Messages.Catalogs_all,
                Messages.Catalogs_spoken, Messages.Catalogs_contrary));
        GridDataFactory.fillDefaults().grab(true, false).applyTo(filter);
        filter.onChoice(i -> assessed());
        tree = Trees.create(pane.content(), Messages.Catalogs_title, List.of(
                new Trees.Col(Messages.Catalogs_control, 300, false),
                new Trees.Col(Messages.Catalogs_result, 130, false),
                new Trees.Col(Messages.Catalogs_status, 90, false)));
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 100).applyTo(tree);
        Trees.fillWith(tree, 0);
        totals = new Label(pane.content(), SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(totals);
        tree.addListener(SWT.Selection, e -> {
            if (e.item.getData() instanceof Selected selected) {
                assessments.select(selected);
            }
        });
        Palettes.follow(parent, p -> {
            tree.setBackground(p.background());
            tree.setForeground(p.foreground());
            assessed();
        });
        Help.install(parent, "catalogs");
        assessments.add(this);
        current.add(this);
        binderChanged();
    }

    @Override
    public void dispose() {
        assessments.remove(this);
        current.remove(this);
        super.dispose();
    }

    @Override
    public void setFocus() {
        if (current.binder().isPresent() && assessments.state() instanceof Assessments.State.Idle) {
            assessments.start();
        }
        tree.setFocus();
    }

    @Override
    public void binderChanged() {
        if (current.binder().isPresent() && getSite().getPage().isPartVisible(this)) {
            assessments.start();
        }
        assessed();
    }

    @Override
    public void assessed() {
        if (current.binder().isEmpty()) {
            pane.showMessage(Messages.Results_none, Messages.Results_noneWhy);
            return;
        }
        switch (assessments.state()) {
            case Assessments.State.Idle i -> pane.showMessage(Messages.Catalogs_idle, Messages.Catalogs_idleWhy,
                    Messages.Catalogs_start, assessments::start);
            case Assessments.State.Running r -> pane.showMessage(Messages.Catalogs_running,
                    Messages.Catalogs_runningWhy,
                    Messages.Import_cancel, assessments::cancel);
            case Assessments.State.Failed f -> pane.showMessage(Messages.Catalogs_failed, f.message(),
                    Messages.Results_again, assessments::start);
            case Assessments.State.Done d -> show(d.results());
        }
    }

    private void show(Results results) {
        Palette p = Palettes.current();
        tree.setRedraw(false);
        tree.removeAll();
        StringBuilder sums = new StringBuilder();
        TreeItem first = null;
        TreeItem again = null;
        for (Catalog catalog : results.catalogs()) {
            TreeItem top = new TreeItem(tree, SWT.NONE);
            top.setText(catalog.shortTitle() + "  (" + catalog.version() + ")");
            Map<String, TreeItem> groups = new LinkedHashMap<>();
            for (Control control : catalog.controls()) {
                if (!wanted(results.of(control.id()))) {
                    continue;
                }
                TreeItem group = control.group().isEmpty() ? top : groups.computeIfAbsent(control.group(), name -> {
                    TreeItem item = new TreeItem(top, SWT.NONE);
                    item.setText(name);
                    return item;
                });
                TreeItem item = new TreeItem(group, SWT.NONE);
                fill(item, control, results, p);
                item.setData(new Selected(catalog, control));
                first = first == null ? item : first;
                if (assessments.selected().isPresent() && assessments.selected().get().control().equals(control)) {
                    again = item;
                }
            }
            top.setExpanded(true);
            groups.values().forEach(g -> g.setExpanded(filter.choice() > 0));
            results.assessments().stream().filter(a -> a.catalog().equals(catalog.id())).findFirst()
                    .ifPresent(a -> sums.append(sums.isEmpty() ? "" : "\n").append(catalog.shortTitle()).append(": ")
                            .append(words(a)));
        }
        tree.setRedraw(true);
        totals.setText(sums.toString().replace("&", "&&"));
        pane.showContent();
        pane.content().layout();
        TreeItem choose = again == null ? first : again;
        if (choose != null) {
            tree.setSelection(choose);
            if (again == null) {
                assessments.select((Selected) choose.getData());
            }
        }
    }

    private boolean wanted(Optional<ControlResult> result) {
        ControlOutcome outcome = result.map(ControlResult::result).orElse(ControlOutcome.NOT_ASSESSABLE);
        boolean contrary = outcome == ControlOutcome.GAP || outcome == ControlOutcome.MIXED;
        return switch (filter.choice()) {
            case 1 -> contrary || outcome == ControlOutcome.SUPPORTED;
            case 2 -> contrary;
            default -> true;
        };
    }

    private static void fill(TreeItem item, Control control, Results results, Palette p) {
        String name = control.ref() + "  " + control.label();
        ControlResult result = results.of(control.id()).orElse(null);
        if (result == null) {
            item.setText(name);
            return;
        }
        item.setText(new String[] {name, Marks.word(result.result()), Marks.word(result.status())});
        item.setForeground(1, Marks.colour(result.result(), p));
    }

    private static String words(Assessment a) {
        return a.totals().entrySet().stream().filter(e -> e.getValue() > 0)
                .map(e -> (Marks.word(e.getKey()) + " " + Formats.number(e.getValue())).replace(' ', '\u00a0'))
                .collect(Collectors.joining("   "));
    }
}
