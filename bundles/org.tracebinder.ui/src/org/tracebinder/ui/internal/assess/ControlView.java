// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Control;
import org.tracebinder.controls.ControlResult;
import org.tracebinder.core.EventId;
import org.tracebinder.session.Note;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.Assessments.Results;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Log;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Perspectives;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.internal.notes.NotesView;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.StatePane;

/** One control: what it asks, what speaks for and against, what this trail can't show. */
public final class ControlView extends ViewPart implements Assessments.Listener, CurrentBinder.Listener {

    private final Latest latest = new Latest();
    private List<Note> noted = List.of();
    private Assessments assessments;
    private Investigation investigation;
    private StatePane pane;
    private StyledText text;
    private StatePane lower;
    private Table checks;
    private Label question;
    private Link contrary;
    private ContraryRecords records;
    private Palette palette;
    private final StringBuilder words = new StringBuilder();
    private final List<StyleRange> styles = new ArrayList<>();

    @Override
    public void createPartControl(Composite parent) {
        assessments = getSite().getService(Assessments.class);
        investigation = getSite().getService(Investigation.class);
        pane = new StatePane(parent);
        GridLayoutFactory.fillDefaults().applyTo(pane.content());
        Link note = new Link(pane.content(), SWT.NONE);
        note.setText("<a>" + Messages.Notes_write + "</a>");
        note.addListener(SWT.Selection, e -> writeNote());
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).indent(12, 6).applyTo(note);
        SashForm sash = new SashForm(pane.content(), SWT.VERTICAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        text = new StyledText(sash, SWT.READ_ONLY | SWT.MULTI | SWT.WRAP | SWT.V_SCROLL);
        text.setMargins(12, 8, 12, 8);
        text.setLineSpacing(2);
        Names.set(text, Messages.Control_title);
        lower = new StatePane(sash);
        lower.content().setLayout(new FillLayout());
        SashForm both = new SashForm(lower.content(), SWT.VERTICAL);
        checks = Trees.table(both, Messages.Control_checks, SWT.NONE, List.of(
                new Trees.Col(Messages.Control_check, 230, false), new Trees.Col(Messages.Control_result, 130, false),
                new Trees.Col(Messages.Control_for, 98, true), new Trees.Col(Messages.Control_against, 90, true),
                new Trees.Col(Messages.Control_population, 98, true),
                new Trees.Col(Messages.Control_summary, 600, false)));
        checks.addListener(SWT.Selection, e -> showRecords());
        Composite below = new Composite(both, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(6, 4).spacing(8, 4).numColumns(2).applyTo(below);
        question = new Label(below, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(200, SWT.DEFAULT)
                .applyTo(question);
        contrary = new Link(below, SWT.NONE);
        Names.set(contrary, Messages.Control_records);
        contrary.addListener(SWT.Selection, e -> investigate(null));
        records = new ContraryRecords(below, investigation.current(), id -> investigate(id));
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(200, 60).applyTo(records);
        sash.setWeights(46, 54);
        Palettes.follow(parent, p -> {
            palette = p;
            text.setBackground(p.background());
            text.setForeground(p.foreground());
            checks.setBackground(p.background());
            checks.setForeground(p.foreground());
            records.setPalette(p);
            assessed();
        });
        Help.install(parent, "control");
        assessments.add(this);
        investigation.current().add(this);
    }

    @Override
    public void dispose() {
        assessments.remove(this);
        investigation.current().remove(this);
        latest.cancel();
        super.dispose();
    }

    @Override
    public void setFocus() {
        checks.setFocus();
    }

    @Override
    public void assessed() {
        controlSelected();
    }

    @Override
    public void controlSelected() {
        var results = assessments.results();
        var selected = assessments.selected();
        if (results.isEmpty() || selected.isEmpty()) {
            pane.showMessage(Messages.Control_none, Messages.Control_noneWhy);
            return;
        }
        Control control = selected.get().control();
        noted = List.of();
        describe(control, results.get());
        contentChanged();
        checks.removeAll();
        results.get().of(control.id()).ifPresent(r -> r.checks().forEach(id -> check(id, results.get())));
        if (checks.getItemCount() > 0) {
            checks.select(0);
        }
        showRecords();
        pane.showContent();
    }

    @Override
    public void binderChanged() {
        latest.cancel();
    }

    /** Notes come and go while the results stay. */
    @Override
    public void contentChanged() {
        assessments.selected().map(Assessments.Selected::control).ifPresent(control -> investigation.current().binder()
                .ifPresent(binder -> latest.ask(investigation.current().jobs(), Messages.Loading,
                        p -> binder.notes().on(control.id()), found -> {
                            if (!found.equals(noted)) {
                                noted = found;
                                assessments.results().ifPresent(r -> describe(control, r));
                            }
                        }, e -> Log.warn("Reading notes on " + control.id(), e))));
    }

    private void describe(Control control, Results results) {
        words.setLength(0);
        styles.clear();
        styled(control.ref() + "  " + control.title() + "\n", palette.foreground(), SWT.BOLD);
        ControlResult result = results.of(control.id()).orElse(null);
        if (result != null) {
            styled(Marks.word(result.result()), Marks.colour(result.result(), palette), SWT.BOLD);
            words.append("   ").append(result.basis()).append('\n');
            styled(Marks.word(result.status()), palette.muted(), SWT.BOLD);
            words.append("   ").append(result.statusBasis()).append('\n');
        }
        section(Messages.Control_asks, control.obligation());
        section(Messages.Control_binds, String.join(", ", control.binds()));
        if (result != null && !result.cannotShow().isEmpty()) {
            styled("\n" + Messages.Control_cannotShow + "\n", palette.muted(), SWT.BOLD);
            for (String kind : result.cannotShow()) {
                words.append("\u2013 ").append(results.kinds().getOrDefault(kind, kind)).append("  (").append(kind)
                        .append(")\n");
            }
        }
        section(Messages.Control_evidence, control.evidenceHints());
        section(Messages.Notes_title, noted.stream().map(n -> n.text() + "  (" + n.by() + ", " + n.at()
                + (n.tags().isEmpty() ? "" : ", " + String.join(", ", n.tags())) + ")").collect(Collectors.joining("\n")));
        text.setText(words.toString());
        text.setStyleRanges(styles.toArray(StyleRange[]::new));
        text.setTopPixel(0);
    }

    private void check(String id, Results results) {
        CheckResult result = results.checks().get(id);
        Check check = results.check(id).orElse(null);
        if (result == null || check == null) {
            return;
        }
        TableItem item = new TableItem(checks, SWT.NONE);
        item.setText(new String[] {check.title(), Marks.word(result.result()), Formats.number(result.supporting()),
            Formats.number(result.contrary()), Formats.number(result.population()), Formats.oneLine(result.summary())});
        item.setForeground(1, Marks.colour(result.result(), palette));
        item.setData(result);
    }

    private void showRecords() {
        CheckResult result = current();
        if (result == null) {
            lower.showMessage(Messages.Control_noChecks, Messages.Control_noChecksWhy);
            return;
        }
        lower.showContent();
        String asks = assessments.results().flatMap(r -> r.check(result.id())).map(Check::question).orElse("");
        question.setText((asks + (result.advice().isEmpty() ? "" : "  " + result.advice())).replace("&", "&&"));
        contrary.setText(result.query().isEmpty() ? "" : "<a>" + (result.contrary() > 0
                ? Messages.bind(Messages.Control_showContrary, Formats.number(result.contrary()))
                : Messages.Control_showPopulation) + "</a>");
        records.show(result);
        question.getParent().layout();
    }

    private CheckResult current() {
        int at = checks.getSelectionIndex();
        return at < 0 ? null : (CheckResult) checks.getItem(at).getData();
    }

    /** Goes to the records of the check in the investigation; to one of them when there is an id. */
    private void investigate(String id) {
        CheckResult result = current();
        if (result == null) {
            return;
        }
        if (!result.query().isEmpty()) {
            investigation.ask(result.query());
        }
        if (id != null && EventId.isId(id)) {
            investigation.select(EventId.parse(id));
        }
        Perspectives.show(getSite().getWorkbenchWindow(), Parts.PERSPECTIVE_INVESTIGATE);
    }

    private void writeNote() {
        Perspectives.activate(getSite().getPage(), Parts.NOTES);
        if (getSite().getPage().findView(Parts.NOTES) instanceof NotesView notes) {
            assessments.selected().ifPresent(s -> notes.about(s.control().id()));
        }
    }

    private void section(String heading, String body) {
        if (!body.isBlank()) {
            styled("\n" + heading + "\n", palette.muted(), SWT.BOLD);
            words.append(body).append('\n');
        }
    }

    private void styled(String what, Color colour, int style) {
        styles.add(new StyleRange(words.length(), what.length(), colour, null, style));
        words.append(what);
    }
}
