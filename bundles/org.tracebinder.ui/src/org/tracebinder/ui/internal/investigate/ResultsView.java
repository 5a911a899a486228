// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest.Sort;
import org.tracebinder.session.IdPlaces;
import org.tracebinder.session.OtherSpelling;
import org.tracebinder.ui.Answer;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Log;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.Question;
import org.tracebinder.ui.internal.Commands;
import org.tracebinder.ui.internal.DropFiles;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Perspectives;
import org.tracebinder.ui.internal.WindowWords;
import org.tracebinder.ui.widgets.Column;
import org.tracebinder.ui.widgets.EventTable;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.QueryField;
import org.tracebinder.ui.widgets.RowProvider;
import org.tracebinder.ui.widgets.StatePane;
import org.tracebinder.ui.widgets.TextUndo;
import org.tracebinder.ui.widgets.TimeHistogram;
import org.tracebinder.ui.widgets.Zoom;

/** Query bar, events over time and the table of events. */
public final class ResultsView extends ViewPart implements Investigation.Listener {

    private static final String LAYOUT = "columns";
    /** Lines of the table that are in sight before the chart gets room: its header and three rows. */
    private static final int ROWS = 4;

    private Investigation investigation;
    private QueryField query;
    private Button run;
    private TimeHistogram histogram;
    private StatePane pane;
    private EventTable table;
    private RowProvider shown;
    /** The first row is on its way to be selected, and nobody chose it. */
    private boolean proposed;
    private Label status;
    private Properties saved;

    @Override
    public void init(IViewSite site, IMemento memento) throws PartInitException {
        super.init(site, memento);
        investigation = site.getService(Investigation.class);
        IMemento columns = memento == null ? null : memento.getChild(LAYOUT);
        if (columns != null) {
            saved = new Properties();
            for (String key : columns.getAttributeKeys()) {
                saved.setProperty(key, columns.getString(key));
            }
        }
        if (memento != null && memento.getString("history") != null) {
            investigation.history().restore(List.of(memento.getString("history").split("\n")));
        }
        IMemento asked = memento == null ? null : memento.getChild("asked");
        if (asked != null && asked.getString("folder") != null && asked.getString("query") != null) {
            String field = asked.getString("sort");
            investigation.resume(new Investigation.Asked(Path.of(asked.getString("folder")), asked.getString("query"),
                    new Sort(field == null ? null : Sort.named(field).orElse(null),
                    Boolean.TRUE.equals(asked.getBoolean("descending")))));
        }
    }

    @Override
    public void saveState(IMemento memento) {
        IMemento columns = memento.createChild(LAYOUT);
        Properties now = table.save();
        now.stringPropertyNames().forEach(key -> columns.putString(key, now.getProperty(key)));
        memento.putString("history", String.join("\n", investigation.history().all()));
        investigation.asked().ifPresent(asked -> {
            IMemento state = memento.createChild("asked");
            state.putString("folder", asked.folder().toString());
            state.putString("query", asked.query());
            state.putString("sort", asked.sort().field() == null ? null : asked.sort().field().id());
            state.putBoolean("descending", asked.sort().descending());
        });
    }

    @Override
    public void createPartControl(Composite parent) {
        GridLayoutFactory.fillDefaults().margins(6, 6).spacing(4, 4).numColumns(3).applyTo(parent);
        query = new QueryField(parent, new Completion(investigation), investigation.history());
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.TOP).applyTo(query);
        query.onRun(investigation::ask);
        query.onTakenBack(investigation::takenBack);
        run = new Button(parent, SWT.PUSH);
        run.setText(Messages.Results_search);
        run.addListener(SWT.Selection, e -> query.runNow());
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.TOP).applyTo(run);
        historyButton(parent);
        histogram = new TimeHistogram(parent);
        GridDataFactory.fillDefaults().grab(true, false).span(3, 1).hint(SWT.DEFAULT, Zoom.px(76))
                .applyTo(histogram);
        histogram.onRange(investigation::range);
        parent.addListener(SWT.Resize, e -> makeRoom(parent));
        pane = new StatePane(parent);
        GridDataFactory.fillDefaults().grab(true, true).span(3, 1).applyTo(pane);
        pane.content().setLayout(new FillLayout());
        table = new EventTable(pane.content(), Column.all(FieldLabels::of), investigation.current().jobs());
        if (saved != null) {
            table.restore(saved);
        }
        table.onSelection(row -> row.ifPresent(this::selected));
        table.onSort(investigation::sortBy);
        table.onOpen(row -> Perspectives.activate(getSite().getPage(), Parts.DETAIL));
        table.onFailure(e -> pane.showMessage(Messages.Results_failed, CurrentBinder.words(e), Messages.Results_again,
                investigation::again));
        table.setRowMenu(RowMenu.of(table, new ValueMenu(investigation, getSite().getPage()), this));
        status = new Label(parent, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).span(3, 1).indent(4, 0).applyTo(status);
        Palettes.follow(parent, p -> {
            query.setPalette(p);
            histogram.setPalette(p);
            table.setPalette(p);
        });
        DropFiles.install(parent, getSite());
        Help.install(parent, "results");
        investigation.add(this);
        asked();
    }

    /** Rows come before the chart: it hides where fewer than three of them and their header would fit below it. */
    private void makeRoom(Composite parent) {
        GridData data = (GridData) histogram.getLayoutData();
        int line = status.computeSize(SWT.DEFAULT, SWT.DEFAULT).y;
        int others = query.getSize().y + line + data.heightHint + Zoom.px(28);
        boolean hide = parent.getClientArea().height - others < ROWS * (line + Zoom.px(6));
        if (data.exclude != hide) {
            data.exclude = hide;
            histogram.setVisible(!hide && investigation.current().binder().isPresent());
            parent.layout();
        }
    }

    @Override
    public void dispose() {
        investigation.remove(this);
        super.dispose();
    }

    @Override
    public void setFocus() {
        query.control().setFocus();
    }

    /** Puts the keyboard into the query bar, with the query selected. */
    public void focusQuery() {
        query.setFocus();
    }

    @Override
    public void asked() {
        boolean open = investigation.current().binder().isPresent();
        query.control().setEnabled(open);
        run.setEnabled(open);
        histogram.setVisible(open && !((GridData) histogram.getLayoutData()).exclude);
        switch (investigation.state()) {
            case Investigation.State.Nothing n -> nothing();
            case Investigation.State.Asking a -> {
                if (a.rows().isEmpty()) {
                    // Now, not with the answer: by then a person may have typed on.
                    query.setQuery(investigation.query());
                }
                a.rows().ifPresent(this::showRows);
                told(a.rows().map(r -> Formats.number(r.first().total()) + "  \u00b7  ").orElse("")
                        + Messages.Results_asking);
            }
            case Investigation.State.Answered a -> show(a.answer());
            case Investigation.State.Wrong w -> {
                query.showError(w.position(), w.message());
                told(Messages.Results_kept);
            }
            case Investigation.State.Failed f -> {
                pane.showMessage(Messages.Results_failed, f.message(), Messages.Results_again, investigation::again);
                told("");
            }
        }
    }

    /** The line is short beside many columns: its tip has all of it. */
    private void told(String words) {
        status.setText(words);
        status.setToolTipText(words.isEmpty() ? null : words);
    }

    private void nothing() {
        query.setQuery("");
        TextUndo.forget(query.control());
        histogram.setBuckets(List.of());
        table.setRows(RowProvider.EMPTY);
        told("");
        CurrentBinder current = investigation.current();
        switch (current.state()) {
            case OPENING -> pane.showMessage(current.doing(), "");
            case FAILED -> {
                String what = Messages.bind(Messages.Binder_failed, current.folder());
                if (current.staleIndex()) {
                    pane.showMessage(what, current.problem(), Messages.Binder_rebuild,
                            () -> current.rebuild(current.folder()));
                } else {
                    pane.showMessage(what, current.problem(), Messages.Results_openOther,
                            () -> Commands.run(getSite(), Parts.COMMAND_OPEN));
                }
            }
            default -> pane.showMessage(Messages.Results_none, Messages.Results_noneWhy, Messages.Results_open,
                    () -> Commands.run(getSite(), Parts.COMMAND_OPEN));
        }
    }

    private void show(Answer answer) {
        query.showValid();
        histogram.setBuckets(answer.histogram());
        if (answer.first().total() == 0) {
            table.setRows(answer.rows());
        }
        if (answer.all() == 0 && answer.sources() == 0) {
            pane.showMessage(Messages.Results_empty, Messages.Results_emptyWhy, Messages.Results_import,
                    () -> Commands.run(getSite(), Parts.COMMAND_IMPORT));
        } else if (answer.all() == 0) {
            pane.showMessage(WindowWords.Results_noEvents, WindowWords.Results_noEventsWhy,
                    WindowWords.Results_sources, () -> Perspectives.show(getSite().getWorkbenchWindow(),
                            Parts.PERSPECTIVE_CUSTODY));
        } else if (answer.first().total() == 0 && !answer.places().isEmpty()) {
            IdPlaces.Place place = answer.places().get(0);
            pane.showMessage(Messages.Results_noHits, answer.places().stream().map(p -> Messages.bind(
                    FollowWords.Results_idHeld, Formats.number(p.events()), FieldLabels.of(p.field())))
                    .collect(Collectors.joining("\n")), FollowWords.Results_idShow,
                    () -> investigation.ask(place.query()));
        } else if (answer.first().total() == 0 && answer.spelled().isPresent()) {
            OtherSpelling other = answer.spelled().get();
            pane.showMessage(Messages.Results_noHits, Messages.bind(FollowWords.Results_spelled,
                    Formats.number(other.events()), other.query()), FollowWords.Results_idShow,
                    () -> investigation.ask(other.query()));
        } else if (answer.first().total() == 0) {
            pane.showMessage(Messages.Results_noHits, Messages.Results_noHitsWhy, Messages.Results_showAll,
                    () -> investigation.ask(""));
        } else if (shown != answer.rows()) {
            showRows(answer);
        }
        told(words(answer));
    }

    /** The rows are there before values and times are counted. */
    private void showRows(Answer answer) {
        query.showValid();
        table.setSort(answer.question().sort());
        shown = answer.rows();
        table.setRows(shown);
        pane.showContent();
        proposed = !investigation.chosen();
        table.select(selectedRow(answer));
    }

    /** The first row is proposed, and arrives later: by then a person may have chosen another event. */
    private void selected(Row row) {
        boolean overtaken = proposed && investigation.chosen() && table.selectedIndex() == 0;
        proposed = false;
        if (!overtaken) {
            investigation.select(row.id());
        }
    }

    /** The row of the event that was chosen for this answer, -1 when it is further down; else the first row. */
    private int selectedRow(Answer answer) {
        if (!investigation.chosen()) {
            return 0;
        }
        List<Row> hits = answer.first().hits();
        for (int i = 0; i < hits.size(); i++) {
            if (investigation.selected().filter(hits.get(i).id()::equals).isPresent()) {
                return i;
            }
        }
        return -1;
    }

    private static String words(Answer answer) {
        String count = Formats.number(answer.first().total());
        String shown = Messages.bind(Messages.Results_shown, new Object[] {
            answer.first().exact() ? count : Messages.bind(Messages.Results_atLeast, count),
                    Formats.number(answer.all()),
            Formats.number(answer.sources()), Formats.number(answer.nanos() / 1_000_000)});
        Sort sort = answer.question().sort();
        if (sort.field() == null || !Question.COLUMNS.contains(sort.field())) { // the head of no column tells it
            shown += "  \u00b7  " + Messages.bind(sort.descending() ? FollowWords.Sort_falling
            : FollowWords.Sort_rising,
                    sort.field() == null ? "relevance" : sort.field().id());
        }
        return answer.first().complete() ? shown : shown + "  \u00b7  " + Messages.Results_incomplete;
    }

    private void historyButton(Composite parent) {
        Button button = new Button(parent, SWT.ARROW | SWT.DOWN);
        button.setToolTipText(Messages.Results_history);
        Names.set(button, Messages.Results_history);
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.TOP).hint(SWT.DEFAULT, Zoom.px(34)).applyTo(button);
        button.addListener(SWT.Selection, e -> {
            Menu menu = new Menu(button);
            for (String old : investigation.history().all()) {
                MenuItem item = new MenuItem(menu, SWT.PUSH);
                item.setText(Formats.oneLine(old).replace("&", "&&"));
                item.addListener(SWT.Selection, x -> investigation.ask(old));
            }
            new MenuItem(menu, SWT.SEPARATOR);
            ValueMenu.item(menu, Messages.Results_saved, this::saveQuery);
            if (menu.getItemCount() == 2) {
                MenuItem item = new MenuItem(menu, SWT.PUSH);
                item.setText(Messages.Results_noHistory);
                item.setEnabled(false);
            }
            menu.addListener(SWT.Hide, x -> menu.getDisplay().asyncExec(menu::dispose));
            menu.setVisible(true);
        });
    }

    /** Shows the two selected rows side by side. */
    public void compare() {
        List<Row> rows = table.selectedRows();
        if (rows.size() != 2) {
            told(Messages.Compare_noneWhy);
            return;
        }
        try {
            if (getSite().getPage().showView(Parts.COMPARE) instanceof CompareView view) {
                view.show(rows.get(0).id().toString(), rows.get(1).id().toString());
            }
        } catch (PartInitException e) {
            Log.warn("Showing the comparison", e);
        }
    }

    /** Puts the selected rows on the clipboard as CSV. */
    void copyCsv() {
        table.copyCsv();
    }

    /** Asks for any order. */
    void sortByAny() {
        SortDialog.ask(getSite().getShell(), investigation.sort()).ifPresent(investigation::sortBy);
    }

    /** @param all true for all rows, false for the selected ones; a person chooses the file */
    public void saveCsv(boolean all) {
        investigation.answer().ifPresentOrElse(answer -> CsvExport.run(getSite().getShell(), investigation.current(),
                table, answer.rows(), all, words -> {
                    if (!status.isDisposed()) {
                        told(words.replace("&", "&&"));
                    }
                }), () -> told(Messages.Csv_nothing));
    }

    /** Shows the saved queries, ready for a name. */
    public void saveQuery() {
        Perspectives.activate(getSite().getPage(), Parts.SAVED);
    }
}
