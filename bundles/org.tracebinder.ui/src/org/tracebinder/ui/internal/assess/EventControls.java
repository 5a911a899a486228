// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IWorkbenchPage;
import org.tracebinder.controls.CheckMap;
import org.tracebinder.controls.ControlResult;
import org.tracebinder.core.EventId;
import org.tracebinder.session.Attachment;
import org.tracebinder.session.Binder;
import org.tracebinder.session.EventEvidence;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.Assessments.Results;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Perspectives;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.ui.widgets.Meaning;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.StatePane;

/**
 * The controls that one event is evidence for, by the checks that counted it and by what auditors attached. Asks only
 * while it can be seen.
 */
public final class EventControls extends Composite implements Assessments.Listener {

    /** One row: a control, and why it is here. */
    private record Row(Assessments.Selected control, String word, int colour, String check, String basis,
            String found) {
    }

    private final Assessments assessments;
    private final IWorkbenchPage page;
    private final Consumer<String> note;
    private final Latest latest = new Latest();
    private final StatePane pane;
    private final Link about;
    private final Table table;
    private EventEvidence evidence;
    private Palette palette;
    private EventId event;
    private boolean asked;
    private boolean seen;

    /**
     * @param parent      of the panel
     * @param assessments whose newest results are asked
     * @param page        shows a control's page
     * @param note        gets the id of a control that a note is written on
     */
    public EventControls(Composite parent, Assessments assessments, IWorkbenchPage page, Consumer<String> note) {
        super(parent, SWT.NONE);
        this.assessments = assessments;
        this.page = page;
        this.note = note;
        setLayout(new FillLayout());
        pane = new StatePane(this);
        Composite content = pane.content();
        GridLayoutFactory.fillDefaults().spacing(0, 3).applyTo(content);
        about = new Link(content, SWT.WRAP);
        Names.set(about, AssessMessages.Event_title);
        about.addListener(SWT.Selection, e -> assessments.again());
        GridDataFactory.fillDefaults().grab(true, false).indent(6, 3).hint(200, SWT.DEFAULT).applyTo(about);
        table = Trees.table(content, AssessMessages.Event_title, SWT.NONE, List.of(
                new Trees.Col(AssessMessages.Event_bearing, 126, false),
                new Trees.Col(Messages.Catalogs_control, 300, false),
                new Trees.Col(Messages.Control_check, 230, false),
                new Trees.Col(AssessMessages.Control_basis, 200, false),
                new Trees.Col(Messages.Control_result, 130, false)));
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 60).applyTo(table);
        table.addListener(SWT.DefaultSelection, this::open);
        Menu menu = new Menu(table);
        menu.addListener(SWT.Show, e -> fill(menu));
        table.setMenu(menu);
        // Show is told before the control counts as visible.
        addListener(SWT.Show, e -> {
            seen = true;
            ask();
        });
        addListener(SWT.Hide, e -> seen = false);
        addDisposeListener(e -> {
            assessments.remove(this);
            latest.cancel();
        });
        assessments.add(this);
    }

    /** @param colours the colours */
    public void setPalette(Palette colours) {
        palette = colours;
        table.setBackground(colours.background());
        table.setForeground(colours.foreground());
        again();
    }

    /** @param shown the event that is asked about */
    public void show(EventId shown) {
        event = shown;
        again();
    }

    @Override
    public void assessed() {
        again();
    }

    private void again() {
        asked = false;
        ask();
    }

    private void ask() {
        if (event == null || asked || !seen) {
            return;
        }
        asked = true;
        latest.cancel();
        var current = assessments.current();
        Results results = assessments.results().orElse(null);
        if (results == null || current.binder().isEmpty()) {
            state();
            return;
        }
        Binder binder = current.binder().get();
        // What was counted for the whole trail is kept as long as the checks did not run again.
        EventEvidence known = evidence != null && evidence.run().checks() == results.run().checks() ? evidence : null;
        EventId id = event;
        String words = Messages.bind(AssessMessages.Event_asking, id);
        pane.showMessage(words, "");
        latest.ask(current.jobs(), words, p -> {
            EventEvidence now = known != null ? known : binder.workpapers().evidence(results.run());
            return Map.entry(now, now.of(id, p));
        }, found -> {
            evidence = found.getKey();
            fill(id, results, found.getValue());
        }, e -> pane.showMessage(Messages.bind(AssessMessages.Event_failed, id), CurrentBinder.words(e),
                Messages.Results_again, this::again));
    }

    private void state() {
        switch (assessments.state()) {
            case Assessments.State.Running r -> pane.showMessage(Messages.Catalogs_running,
                    r.task().isEmpty() ? Messages.Catalogs_runningWhy : r.task() + "\n" + Messages.Catalogs_runningWhy,
                    Messages.Import_cancel, assessments::cancel);
            case Assessments.State.Failed f -> pane.showMessage(Messages.Catalogs_failed, f.message(),
                    Messages.Results_again, assessments::again);
            default -> pane.showMessage(AssessMessages.Event_notYet, AssessMessages.Event_notYetWhy,
                    AssessMessages.Event_assessNow, assessments::start);
        }
    }

    private void fill(EventId id, Results results, List<EventEvidence.Found> found) {
        List<Row> rows = rows(id, results, found);
        if (rows.isEmpty() && !results.outdated()) {
            pane.showMessage(Messages.bind(AssessMessages.Event_none, id), AssessMessages.Event_noneWhy);
            return;
        }
        long against = distinct(found, EventEvidence.Bearing.CONTRARY, results);
        long counted = distinct(found, EventEvidence.Bearing.SUPPORTING, results);
        boolean partial = found.stream().anyMatch(f -> f.bearing() == EventEvidence.Bearing.LOOKED_AT
                && f.check().truncated());
        about.setText(Messages.bind(AssessMessages.Event_sum, Formats.number(counted), Formats.number(against))
                + (partial ? "  " + AssessMessages.Event_partial : "")
                + (results.outdated() ? "  " + AssessMessages.Catalogs_outdated + "  <a>"
                        + AssessMessages.Catalogs_rerun + "</a>" : ""));
        Meaning.set(about, results.outdated() ? palette.warning() : null);
        table.setRedraw(false);
        table.removeAll();
        for (Row row : rows) {
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(new String[] {row.word(), row.control().control().ref() + "  "
                    + row.control().control().label(), row.check(), row.basis(), row.found()});
            item.setForeground(0, row.colour() < 0 ? palette.bad() : row.colour() > 0 ? palette.good()
                    : palette.muted());
            item.setData(row);
        }
        table.setRedraw(true);
        pane.showContent();
        pane.content().layout();
    }

    private static long distinct(List<EventEvidence.Found> found, EventEvidence.Bearing bearing, Results results) {
        return found.stream().filter(f -> f.bearing() == bearing).flatMap(f -> results.library().checkMap().links()
                .stream().filter(l -> l.check().equals(f.check().id()))).map(CheckMap.Link::control).distinct().count();
    }

    private static List<Row> rows(EventId id, Results results, List<EventEvidence.Found> found) {
        List<Row> rows = new ArrayList<>();
        for (Attachment a : results.attached()) {
            if (a.kind() == Attachment.Kind.EVENT && (a.reference().equals(id.toString())
                    || a.reference().equals(id.record().toString()))) {
                add(rows, results, a.control(), Marks.word(a.bearing()), switch (a.bearing()) {
                    case SUPPORTING -> 1;
                    case CONTRARY -> -1;
                    case CONTEXT -> 0;
                }, Messages.bind(AssessMessages.Event_attached, a.by()), Formats.oneLine(a.text()));
            }
        }
        for (EventEvidence.Found f : found) {
            String check = results.check(f.check().id()).map(c -> c.title()).orElse(f.check().id());
            for (CheckMap.Link link : results.library().checkMap().links()) {
                if (link.check().equals(f.check().id())) {
                    add(rows, results, link.control(), word(f.bearing()), switch (f.bearing()) {
                        case SUPPORTING -> 1;
                        case CONTRARY -> -1;
                        case LOOKED_AT -> 0;
                    }, check, Marks.word(link.label()) + ", " + link.place());
                }
            }
        }
        return rows;
    }

    private static void add(List<Row> rows, Results results, String control, String word, int colour, String check,
            String basis) {
        String result = results.of(control).map(ControlResult::result).map(Marks::word).orElse("");
        results.catalogs().forEach(catalog -> catalog.control(control).ifPresent(c -> rows.add(new Row(
                new Assessments.Selected(catalog, c), word, colour, check, basis, result))));
    }

    private static String word(EventEvidence.Bearing bearing) {
        return switch (bearing) {
            case SUPPORTING -> "\u25cf " + AssessMessages.Event_supporting;
            case CONTRARY -> "\u25b2 " + AssessMessages.Event_contrary;
            case LOOKED_AT -> "\u25cb " + AssessMessages.Event_lookedAt;
        };
    }

    private void open(Event e) {
        if (e.item.getData() instanceof Row row) {
            open(row);
        }
    }

    private void open(Row row) {
        Perspectives.show(page.getWorkbenchWindow(), Parts.PERSPECTIVE_ASSESS);
        Perspectives.activate(page.getWorkbenchWindow().getActivePage(), Parts.CONTROL);
        assessments.select(row.control());
    }

    private void fill(Menu menu) {
        for (MenuItem old : menu.getItems()) {
            old.dispose();
        }
        if (table.getSelectionCount() == 1 && table.getSelection()[0].getData() instanceof Row row) {
            item(menu, AssessMessages.Event_open, () -> open(row));
            item(menu, Messages.bind(Messages.Row_note, row.control().control().ref()),
                    () -> note.accept(row.control().control().id()));
        }
    }

    private static void item(Menu menu, String text, Runnable run) {
        MenuItem item = new MenuItem(menu, SWT.PUSH);
        item.setText(text.replace("&", "&&"));
        item.addListener(SWT.Selection, e -> run.run());
    }
}
