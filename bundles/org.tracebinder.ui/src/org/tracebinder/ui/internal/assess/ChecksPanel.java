// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckMap;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Control;
import org.tracebinder.ui.Assessments.Results;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Log;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.internal.investigate.ValueMenu;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.ScrollBars;
import org.tracebinder.ui.widgets.StatePane;
import org.tracebinder.ui.widgets.Zoom;

/** The checks of a control with what each rests on, and of the selected one the records that speak for and against. */
final class ChecksPanel extends Composite {

    private final StatePane pane;
    private final Table checks;
    private final Link about;
    private final FiguresTable figures;
    private final ContraryRecords records;
    private final BiConsumer<String, String> investigate;
    private final CurrentBinder current;
    private final Latest latest = new Latest();
    private String supporting;
    private Palette palette;
    private Results results;
    private Control control;

    /** @param investigate gets a query, and the id of one event or null */
    ChecksPanel(Composite parent, CurrentBinder current, ValueMenu values, BiConsumer<String, String> investigate) {
        super(parent, SWT.NONE);
        this.investigate = investigate;
        this.current = current;
        addDisposeListener(e -> latest.cancel());
        setLayout(new FillLayout());
        pane = new StatePane(this);
        pane.content().setLayout(new FillLayout());
        SashForm both = new SashForm(pane.content(), SWT.VERTICAL);
        checks = Trees.table(both, Messages.Control_checks, SWT.NONE, List.of(
                new Trees.Col(Messages.Control_check, 200, false), new Trees.Col(Messages.Control_result, 110, false),
                new Trees.Col(Messages.Control_for, 74, true), new Trees.Col(Messages.Control_against, 66, true),
                new Trees.Col(Messages.Control_population, 66, true),
                new Trees.Col(AssessMessages.Control_basis, 190, false),
                new Trees.Col(Messages.Control_summary, 600, false)));
        checks.addListener(SWT.Selection, e -> showRecords());
        checks.addListener(SWT.DefaultSelection, e -> open("contrary"));
        ScrolledComposite scrolled = ScrollBars.keep(new ScrolledComposite(both, SWT.V_SCROLL));
        Composite below = new Composite(scrolled, SWT.NONE);
        scrolled.setContent(below);
        scrolled.setExpandHorizontal(true);
        scrolled.setExpandVertical(true);
        // Large letters need more room than there is: then the words and the records scroll together.
        scrolled.addListener(SWT.Resize, e -> fit());
        GridLayoutFactory.fillDefaults().margins(6, 4).spacing(8, 4).applyTo(below);
        about = new Link(below, SWT.WRAP);
        Names.set(about, Messages.Control_records);
        about.addListener(SWT.Selection, e -> open(e.text));
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(about);
        figures = new FiguresTable(below, query -> investigate.accept(query, null));
        records = new ContraryRecords(below, current, values, id -> {
            CheckResult result = selected();
            if (result != null) {
                investigate.accept(result.query(), id);
            }
        });
        GridDataFactory.fillDefaults().grab(true, true).hint(200, Zoom.px(96)).applyTo(records);
        both.setWeights(38, 62);
    }

    private void fit() {
        Composite below = about.getParent();
        ScrolledComposite scrolled = (ScrolledComposite) below.getParent();
        scrolled.setMinHeight(below.computeSize(scrolled.getClientArea().width, SWT.DEFAULT).y);
        below.layout();
    }

    void setPalette(Palette p) {
        palette = p;
        checks.setBackground(p.background());
        checks.setForeground(p.foreground());
        figures.setPalette(p);
        records.setPalette(p);
    }

    @Override
    public boolean setFocus() {
        return checks.setFocus();
    }

    /** @return whether a check speaks to the control that is shown; true before one is */
    boolean filled() {
        return control == null || checks.getItemCount() > 0;
    }

    void show(Control shown, Results found) {
        int at = control != null && control.id().equals(shown.id()) ? Math.max(0, checks.getSelectionIndex()) : 0;
        results = found;
        control = shown;
        checks.removeAll();
        found.library().checkMap().of(shown.id()).forEach(this::add);
        Trees.widen(checks, 0, 300);
        if (checks.getItemCount() > 0) {
            checks.select(Math.min(at, checks.getItemCount() - 1));
        }
        showRecords();
    }

    private void add(CheckMap.Link link) {
        CheckResult result = results.found(link.check()).orElse(null);
        Check check = results.check(link.check()).orElse(null);
        if (result == null || check == null) {
            return;
        }
        TableItem item = new TableItem(checks, SWT.NONE);
        item.setText(new String[] {check.title(), Marks.word(result.result()),
            Formats.number(result.supporting()), Formats.number(result.contrary()),
            Formats.number(result.population()), Marks.word(link.label()) + ", " + link.place(),
            Formats.oneLine(results.words().say(result.summary()))});
        item.setForeground(1, Marks.colour(result.result(), palette));
        item.setData(link);
    }

    private CheckResult selected() {
        int at = checks.getSelectionIndex();
        return at < 0 ? null : results.found(((CheckMap.Link) checks.getItem(at).getData()).check()).orElse(null);
    }

    private void showRecords() {
        CheckResult result = selected();
        if (result == null) {
            pane.showMessage(Messages.Control_noChecks, control != null && !control.assessable()
                    ? AssessMessages.Control_headingOnly : Messages.Control_noChecksWhy);
            return;
        }
        CheckMap.Link link = (CheckMap.Link) checks.getItem(checks.getSelectionIndex()).getData();
        List<String> lines = new ArrayList<>();
        results.check(result.id()).ifPresent(c -> lines.add(plain(c.question())));
        lines.add(plain(results.words().say(result.summary())));
        if (!result.advice().isEmpty()) {
            lines.add(plain(Messages.bind(AssessMessages.Control_advice, results.words().say(result.advice()))));
        }
        lines.add(plain(Messages.bind(AssessMessages.Control_why, link.why())));
        supporting = null;
        tell(lines, result);
        figures.show(result, results.words());
        records.show(result);
        pane.showContent();
        fit();
        latest.cancel();
        current.binder().filter(b -> !result.supportingQueries().isEmpty()).ifPresent(binder -> latest.ask(
                current.jobs(), Messages.Control_for, p -> binder.workpapers().supporting(result, p), found -> {
                    supporting = found.orElse(null);
                    tell(lines, result);
                    fit();
                }, e -> Log.warn("Looking for what supports " + result.id(), e)));
    }

    private void tell(List<String> lines, CheckResult result) {
        String links = links(result);
        about.setText(String.join("\n", lines) + (links.isEmpty() ? "" : "\n" + links));
    }

    private String links(CheckResult result) {
        List<String> links = new ArrayList<>();
        if (result.contrary() > 0 && !result.query().isEmpty()) {
            links.add(link("contrary", Messages.bind(Messages.Control_showContrary,
                    Formats.number(result.contrary()))));
        }
        if (supporting != null) {
            links.add(link("supporting", Messages.bind(AssessMessages.Control_showSupporting,
                    Formats.number(result.supporting()))));
        }
        if (!result.looked().isEmpty() && (result.contrary() > 0 || supporting == null)) {
            links.add(link("looked", Messages.bind(AssessMessages.Control_showLooked,
                    Formats.number(result.population()))));
        }
        return String.join("     ", links);
    }

    private static String link(String what, String label) {
        return "<a href=\"" + what + "\">" + label + "</a>";
    }

    private static String plain(String text) {
        return text.replace("&", "&&").replace("<", "\u2039").replace(">", "\u203a");
    }

    private void open(String what) {
        CheckResult result = selected();
        if (result == null) {
            return;
        }
        String query = switch (what) {
            case "supporting" -> supporting == null ? "" : supporting;
            case "looked" -> result.looked();
            default -> result.query();
        };
        if (!query.isEmpty()) {
            investigate.accept(query, null);
        }
    }
}
