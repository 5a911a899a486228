// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.controls.Assessment;
import org.tracebinder.controls.Catalog;
import org.tracebinder.controls.Control;
import org.tracebinder.controls.ControlOutcome;
import org.tracebinder.controls.ControlResult;
import org.tracebinder.controls.LegalState;
import org.tracebinder.session.AssessmentRun;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.Assessments.Results;
import org.tracebinder.ui.Assessments.Selected;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Commands;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.internal.WindowWords;
import org.tracebinder.ui.internal.investigate.ValueMenu;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Meaning;
import org.tracebinder.ui.widgets.MenuButton;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.StatePane;
import org.tracebinder.ui.widgets.Zoom;

/** The catalogues as trees: each control with what the trail says, what the auditor concluded and whether it binds. */
public final class CatalogsView extends ViewPart implements Assessments.Listener, CurrentBinder.Listener {

    private static final long MILLION = 1_000_000L;

    private static final int RESULT = 1;
    private static final int AUDITOR = 2;
    private static final int STATUS = 3;
    /** Pixels of a result's sign and word, of the sign alone, and of a title at least while words stand beside it. */
    private static final int WORDS = 130;
    private static final int SIGN = 28;
    private static final int TITLE = 470;
    /** Rows of the tree, with its header, that the totals below it leave at least where they can. */
    private static final int ROWS = 7;
    private static final int EDGE = 6;

    private Assessments assessments;
    private CurrentBinder current;
    private StatePane pane;
    private MenuButton filter;
    private Link system;
    private Link state;
    private Label totals;
    private Tree tree;
    private String sums = "";
    private String signs = "";
    private Results shown;
    private int filled;
    private boolean narrow;

    @Override
    public void createPartControl(Composite parent) {
        assessments = getSite().getService(Assessments.class);
        current = getSite().getService(CurrentBinder.class);
        pane = new StatePane(parent);
        GridLayoutFactory.fillDefaults().margins(EDGE, 6).spacing(4, 4).applyTo(pane.content());
        system = link(AssessMessages.Catalogs_change);
        system.addListener(SWT.Selection, e -> Commands.run(getSite(), Parts.COMMAND_PROFILE));
        state = link(AssessMessages.Catalogs_state);
        state.addListener(SWT.Selection, e -> act(e.text));
        filter = new MenuButton(pane.content(), Messages.Catalogs_filter, List.of(Messages.Catalogs_all,
                Messages.Catalogs_spoken, Messages.Catalogs_contrary, AssessMessages.Catalogs_inForce));
        GridDataFactory.fillDefaults().grab(true, false).applyTo(filter);
        filter.onChoice(i -> results());
        tree = Trees.create(pane.content(), Messages.Catalogs_title, List.of(
                new Trees.Col(Messages.Catalogs_control, 300, false),
                new Trees.Col(Messages.Catalogs_result, SIGN, false),
                new Trees.Col(AssessMessages.Catalogs_auditor, 0, false),
                new Trees.Col(Messages.Catalogs_status, 84, false)));
        tree.getColumn(RESULT).setToolTipText(Messages.Catalogs_result);
        tree.getColumn(AUDITOR).setToolTipText(AssessMessages.Catalogs_auditor);
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 100).applyTo(tree);
        tree.addListener(SWT.Resize, e -> fit());
        totals = new Label(pane.content(), SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(totals);
        pane.content().addListener(SWT.Resize, e -> total());
        new ValueMenu(getSite().getService(Investigation.class), getSite().getPage()).on(tree,
                item -> new ValueMenu.Subject(List.of(),
                        item.getData() instanceof Selected s ? s.control().id() : null));
        tree.addListener(SWT.Selection, e -> {
            if (e.item.getData() instanceof Selected selected) {
                IWorkbenchPart page = getSite().getPage().findView(Parts.CONTROL);
                if (page != null) {
                    getSite().getPage().bringToTop(page);
                }
                assessments.select(selected);
            }
        });
        Palettes.follow(parent, p -> {
            tree.setBackground(p.background());
            tree.setForeground(p.foreground());
            shown = null;
            assessed();
        });
        Help.install(parent, "catalogs");
        assessments.add(this);
        current.add(this);
        binderChanged();
    }

    private Link link(String name) {
        Link link = new Link(pane.content(), SWT.WRAP);
        Names.set(link, name);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(link);
        return link;
    }

    @Override
    public void dispose() {
        assessments.remove(this);
        current.remove(this);
        super.dispose();
    }

    @Override
    public void setFocus() {
        if (assessments.state() instanceof Assessments.State.Idle) {
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

    /** A control may be chosen elsewhere: the tree goes along, unless its filter leaves the control out. */
    @Override
    public void controlSelected() {
        assessments.selected().ifPresent(wanted -> {
            TreeItem[] now = tree.getSelection();
            if (now.length == 1 && wanted.equals(now[0].getData())) {
                return;
            }
            TreeItem found = find(tree.getItems(), wanted);
            if (found == null) {
                tree.deselectAll();
            } else {
                tree.setSelection(found);
            }
        });
    }

    private static TreeItem find(TreeItem[] items, Selected wanted) {
        for (TreeItem item : items) {
            TreeItem found = wanted.equals(item.getData()) ? item : find(item.getItems(), wanted);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    @Override
    public void assessed() {
        if (current.binder().isEmpty()) {
            pane.showMessage(Messages.Results_none, Messages.Results_noneWhy);
            shown = null;
            return;
        }
        if (assessments.results().isPresent()) {
            results();
            return;
        }
        shown = null;
        switch (assessments.state()) {
            case Assessments.State.Running r -> pane.showMessage(Messages.Catalogs_running,
                    r.task().isEmpty() ? Messages.Catalogs_runningWhy : r.task() + "\n" + Messages.Catalogs_runningWhy,
                    Messages.Import_cancel, assessments::cancel);
            case Assessments.State.Failed f -> pane.showMessage(Messages.Catalogs_failed, f.message(),
                    Messages.Results_again, assessments::again);
            default -> pane.showMessage(Messages.Catalogs_idle, Messages.Catalogs_idleWhy, Messages.Catalogs_start,
                    assessments::start);
        }
    }

    private void results() {
        assessments.results().ifPresent(results -> {
            tell(results);
            // While checks run only the line above changes: the tree keeps its place.
            if (results != shown || filter.choice() != filled) {
                shown = results;
                filled = filter.choice();
                show(results);
            }
            pane.showContent();
            pane.content().layout();
        });
    }

    private void act(String what) {
        if (what.equals("cancel")) {
            assessments.cancel();
        } else {
            assessments.again();
        }
    }

    private void tell(Results results) {
        AssessmentRun run = results.run();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        system.setText((Messages.bind(run.asOf().equals(today) ? AssessMessages.Catalogs_asOfToday
                : AssessMessages.Catalogs_asOf, run.asOf()) + ", " + (run.profile().roles().isEmpty()
                ? AssessMessages.Catalogs_rolesNone : Messages.bind(AssessMessages.Catalogs_roles, run.profile().roles()
                        .stream().map(Marks::role).collect(Collectors.joining(", "))))
                + ", " + Marks.word(run.profile().riskClass())).replace("&", "&&")
                + ".  <a>" + AssessMessages.Catalogs_change + "</a>");
        Set<String> failed = new LinkedHashSet<>();
        run.assessments().forEach(a -> failed.addAll(a.failed()));
        List<String> lines = new ArrayList<>();
        switch (assessments.state()) {
            case Assessments.State.Running r -> lines.add(plain(r.task().isEmpty() ? Messages.Catalogs_running
                    : Messages.bind(AssessMessages.Catalogs_runningNow, r.task()))
                    + "  <a href=\"cancel\">" + Messages.Import_cancel + "</a>");
            case Assessments.State.Failed f -> lines.add(plain(Messages.bind(AssessMessages.Catalogs_failedAgain,
                    f.message())) + "  <a href=\"again\">" + Messages.Results_again + "</a>");
            default -> lines.add((results.kept() == null ? "" : plain(WindowWords.bind(WindowWords.Results_kept,
                    Formats.time(results.kept().toEpochMilli() * MILLION))) + "  ")
                    + (results.outdated() ? plain(AssessMessages.Catalogs_outdated) + "  " : "")
                    + "<a href=\"again\">" + AssessMessages.Catalogs_rerun + "</a>");
        }
        if (!failed.isEmpty()) {
            lines.add(plain(Messages.bind(AssessMessages.Catalogs_partial, failed.size() == 1
                    ? AssessMessages.Catalogs_checkOne : Messages.bind(AssessMessages.Catalogs_checkMany,
                            failed.size()),
                    String.join(", ", failed))));
        }
        state.setText(String.join("\n", lines));
        Palette p = Palettes.current();
        boolean alarm = results.outdated() || !failed.isEmpty()
                || assessments.state() instanceof Assessments.State.Failed;
        Meaning.set(state, alarm ? p.warning() : null);
    }

    private static String plain(String text) {
        return text.replace("&", "&&").replace("<", "\u2039").replace(">", "\u203a");
    }

    private void show(Results results) {
        Palette p = Palettes.current();
        Map<String, Boolean> open = new LinkedHashMap<>();
        expanded(tree.getItems(), "", open);
        tree.setRedraw(false);
        tree.removeAll();
        TreeItem first = null;
        TreeItem again = null;
        for (Catalog catalog : results.catalogs()) {
            TreeItem top = new TreeItem(tree, SWT.NONE);
            top.setText(catalog.shortTitle() + "  (" + catalog.version() + ")"
                    + (results.library().catalogs().ownFile(catalog.id()).isPresent()
                            ? "  \u2022 " + AssessMessages.Catalogs_own : ""));
            Map<String, TreeItem> groups = new LinkedHashMap<>();
            for (Control control : catalog.controls()) {
                ControlResult result = results.of(control.id()).orElse(null);
                if (!wanted(control, result)) {
                    continue;
                }
                TreeItem group = control.group().isEmpty() ? top : groups.computeIfAbsent(control.group(), name -> {
                    TreeItem item = new TreeItem(top, SWT.NONE);
                    item.setText(name);
                    return item;
                });
                TreeItem item = new TreeItem(group, SWT.NONE);
                fill(item, control, result, results, p);
                item.setData(new Selected(catalog, control));
                first = first == null ? item : first;
                if (assessments.selected().isPresent()
                        && assessments.selected().get().control().id().equals(control.id())) {
                    again = item;
                }
            }
            top.setExpanded(open.getOrDefault(key("", top), true));
            groups.values().forEach(g -> g.setExpanded(filter.choice() > 0 && filter.choice() < 3
                    || open.getOrDefault(key(top.getText(), g), false)));
        }
        tree.setRedraw(true);
        fit();
        sums = first == null ? AssessMessages.Catalogs_nothing : lines(results, false);
        signs = first == null ? sums : lines(results, true);
        total();
        TreeItem choose = again == null ? first : again;
        if (choose != null) {
            tree.setSelection(choose);
            if (again == null) {
                // The name of its catalogue stands above it.
                tree.setTopItem(tree.getItem(0));
                assessments.select((Selected) choose.getData());
            }
        }
    }

    /** Titles come first: where they would be cut for it, a result is its sign; its word is told under the pointer. */
    private void fit() {
        boolean concluded = shown != null && shown.assessments().stream().flatMap(a -> a.controls().stream())
                .anyMatch(c -> c.conclusion() != null);
        int words = Zoom.px(TITLE + WORDS * (concluded ? 2 : 1)) + tree.getColumn(STATUS).getWidth();
        narrow = tree.getClientArea().width < words;
        marks(RESULT, true, Messages.Catalogs_result);
        marks(AUDITOR, concluded, AssessMessages.Catalogs_auditor);
        if (shown != null) {
            refill(tree.getItems());
        }
        Trees.refill(tree, 0);
    }

    private void marks(int column, boolean any, String label) {
        tree.getColumn(column).setWidth(any ? Zoom.px(narrow ? SIGN : WORDS) : 0);
        tree.getColumn(column).setText(narrow ? Marks.GAP + label : label);
    }

    private void refill(TreeItem[] items) {
        for (TreeItem item : items) {
            if (item.getData() instanceof Selected s) {
                shown.of(s.control().id()).ifPresent(r -> marks(item, r));
            }
            refill(item.getItems());
        }
    }

    private void marks(TreeItem item, ControlResult result) {
        item.setText(RESULT, marked(Marks.word(result.computed())));
        item.setText(AUDITOR, result.conclusion() == null ? "" : marked(Marks.word(result.conclusion().result())));
    }

    private String marked(String word) {
        return narrow ? word.replaceFirst(" ", Marks.GAP) : word;
    }

    private static void expanded(TreeItem[] items, String above, Map<String, Boolean> open) {
        for (TreeItem item : items) {
            if (item.getItemCount() > 0) {
                open.put(key(above, item), item.getExpanded());
                expanded(item.getItems(), item.getText(), open);
            }
        }
    }

    private static String key(String above, TreeItem item) {
        return above + "\n" + item.getText();
    }

    private boolean wanted(Control control, ControlResult result) {
        ControlOutcome outcome = result == null ? ControlOutcome.NOT_ASSESSABLE : result.result();
        boolean contrary = outcome == ControlOutcome.GAP || outcome == ControlOutcome.MIXED;
        return switch (filter.choice()) {
            case 1 -> contrary || outcome == ControlOutcome.SUPPORTED;
            case 2 -> contrary;
            case 3 -> control.assessable() && result != null && result.addressed()
                    && result.status() == LegalState.IN_FORCE;
            default -> true;
        };
    }

    private void fill(TreeItem item, Control control, ControlResult result, Results results, Palette p) {
        long evidence = results.attached(control.id()).size();
        String name = control.ref() + "  " + control.label() + (evidence == 0 ? "" : "  \u2398" + evidence);
        if (result == null) {
            item.setText(name);
            return;
        }
        LocalDate from = LegalState.of(control, results.run().asOf(), results.run().profile()).from();
        item.setText(0, name);
        item.setText(STATUS, from == null ? Marks.word(result.status())
                : from + Marks.GAP + Marks.word(result.status()));
        marks(item, result);
        item.setForeground(RESULT, Marks.colour(result.computed(), p));
        if (result.conclusion() != null) {
            item.setForeground(AUDITOR, Marks.colour(result.conclusion().result(), p));
        }
        if (!result.addressed() || result.status() != LegalState.IN_FORCE) {
            item.setForeground(STATUS, p.muted());
        }
    }

    /** The totals in words, or in signs alone where words would leave the tree less than some rows. */
    private void total() {
        Composite content = pane.content();
        String now = totals.getText();
        totals.setText(sums.replace("&", "&&"));
        int wide = content.getClientArea().width - 2 * EDGE;
        int left = content.getClientArea().height - tree.getBounds().y - totals.computeSize(wide, SWT.DEFAULT).y;
        boolean low = left < ROWS * tree.getItemHeight();
        totals.setText((low ? signs : sums).replace("&", "&&"));
        totals.setToolTipText(low ? sums.replace("&", "&&") : null);
        if (!now.equals(totals.getText())) {
            content.layout();
        }
    }

    private static String lines(Results results, boolean signs) {
        return results.catalogs().stream().flatMap(c -> results.assessments().stream()
                .filter(a -> a.catalog().equals(c.id())).limit(1).map(a -> c.shortTitle() + ": " + words(a, signs)))
                .collect(Collectors.joining("\n"));
    }

    private static String words(Assessment a, boolean signs) {
        return a.totals().entrySet().stream().filter(e -> e.getValue() > 0)
                .map(e -> ((signs ? Marks.word(e.getKey()).split(" ", 2)[0] : Marks.word(e.getKey())) + " "
                        + Formats.number(e.getValue())).replace(' ', '\u00a0'))
                .collect(Collectors.joining("   "));
    }
}
