// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.controls.Assessment;
import org.tracebinder.controls.Catalog;
import org.tracebinder.controls.RequestList;
import org.tracebinder.controls.RequestList.Request;
import org.tracebinder.core.Progress;
import org.tracebinder.session.RequestTable;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.Assessments.Results;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.FileChooser;
import org.tracebinder.ui.Jobs;
import org.tracebinder.ui.Operation;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.MenuButton;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.ScrollBars;
import org.tracebinder.ui.widgets.Scrolled;
import org.tracebinder.ui.widgets.StatePane;
import org.tracebinder.ui.widgets.Zoom;

/** What this trail can't show, as requests to the client: each with the controls it is for. */
public final class RequestsView extends ViewPart implements Assessments.Listener, CurrentBinder.Listener {

    private Assessments assessments;
    private CurrentBinder current;
    private StatePane pane;
    private Composite page;
    private Composite top;
    private MenuButton filter;
    private Label state;
    private Table table;
    private StyledText detail;
    private Results shown;
    private RequestList list = new RequestList(List.of());

    @Override
    public void createPartControl(Composite parent) {
        assessments = getSite().getService(Assessments.class);
        current = getSite().getService(CurrentBinder.class);
        pane = new StatePane(parent);
        pane.content().setLayout(new FillLayout());
        page = Scrolled.page(pane.content());
        GridLayoutFactory.fillDefaults().margins(6, 6).spacing(4, 6).applyTo(page);
        top = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(6, 4).numColumns(3).applyTo(top);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(top);
        button(AssessMessages.Requests_csv, "csv");
        button(AssessMessages.Requests_xlsx, "xlsx");
        state = new Label(top, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(120, SWT.DEFAULT)
                .minSize(120, SWT.DEFAULT).applyTo(state);
        table = Trees.table(page, AssessMessages.Requests_title, SWT.NONE, List.of(
                new Trees.Col(AssessMessages.Requests_number, 42, true),
                new Trees.Col(AssessMessages.Requests_ask, 280, false),
                new Trees.Col(AssessMessages.Requests_whom, 156, false),
                new Trees.Col(AssessMessages.Requests_controls, 120, true),
                new Trees.Col(AssessMessages.Requests_fromLogs, 126, false),
                new Trees.Col(AssessMessages.Requests_evidence, 170, false)));
        GridDataFactory.fillDefaults().grab(true, true).hint(200, Zoom.px(100)).applyTo(table);
        table.addListener(SWT.Selection, e -> describe());
        detail = new StyledText(page, SWT.READ_ONLY | SWT.MULTI | SWT.WRAP | SWT.V_SCROLL);
        ScrollBars.keep(detail);
        Names.set(detail, AssessMessages.Requests_for);
        detail.setMargins(10, 6, 10, 6);
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 80).applyTo(detail);
        Palettes.follow(parent, p -> {
            table.setBackground(p.background());
            table.setForeground(p.foreground());
            detail.setBackground(p.background());
            detail.setForeground(p.foreground());
        });
        Help.install(parent, "requests");
        assessments.add(this);
        current.add(this);
        assessed();
    }

    private void button(String label, String kind) {
        Button button = new Button(top, SWT.PUSH);
        button.setText(label);
        button.addListener(SWT.Selection, e -> save(kind));
    }

    @Override
    public void dispose() {
        assessments.remove(this);
        current.remove(this);
        super.dispose();
    }

    @Override
    public void setFocus() {
        pane.focus(table);
    }

    @Override
    public void binderChanged() {
        assessed();
    }

    @Override
    public void assessed() {
        Results results = assessments.results().orElse(null);
        if (results != null) {
            if (results != shown) {
                show(results);
            }
            return;
        }
        shown = null;
        if (current.binder().isEmpty()) {
            pane.showMessage(Messages.Results_none, Messages.Results_noneWhy);
            return;
        }
        switch (assessments.state()) {
            case Assessments.State.Running r -> pane.showMessage(Messages.Catalogs_running, r.task(),
                    Messages.Import_cancel, assessments::cancel);
            case Assessments.State.Failed f -> pane.showMessage(Messages.Catalogs_failed, f.message(),
                    Messages.Results_again, assessments::again);
            default -> pane.showMessage(Messages.Catalogs_idle, AssessMessages.Requests_idleWhy,
                    Messages.Catalogs_start, assessments::start);
        }
    }

    private void show(Results results) {
        shown = results;
        int choice = filter == null ? 0 : filter.choice();
        if (filter != null) {
            filter.dispose();
        }
        List<String> choices = new ArrayList<>(List.of(AssessMessages.Requests_all));
        results.catalogs().forEach(c -> choices.add(c.shortTitle()));
        filter = new MenuButton(page, AssessMessages.Requests_catalog, choices);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(filter);
        filter.moveAbove(table);
        filter.choose(choice < choices.size() ? choice : 0);
        filter.onChoice(i -> fill());
        fill();
    }

    private void fill() {
        int at = Math.max(0, table.getSelectionIndex());
        List<Assessment> wanted = shown.assessments();
        if (filter.choice() > 0) {
            Catalog catalog = shown.catalogs().get(filter.choice() - 1);
            wanted = wanted.stream().filter(a -> a.catalog().equals(catalog.id())).toList();
        }
        list = RequestList.of(shown.library().catalogs(), wanted);
        table.setRedraw(false);
        table.removeAll();
        for (Request r : list.requests()) {
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(new String[] {Formats.number(r.number()), Formats.oneLine(r.ask()), r.owner(),
                Formats.number(r.controls().size()), fromLogs(r.fromLogs()), r.description()});
            item.setData(r);
        }
        table.setRedraw(true);
        if (table.getItemCount() > 0) {
            table.select(Math.min(at, table.getItemCount() - 1));
        }
        say(table.getItemCount() == 0 ? AssessMessages.Requests_nothing + ". " + AssessMessages.Requests_nothingWhy
                : Messages.bind(AssessMessages.Requests_shown, Formats.number(table.getItemCount()))
                        + (shown.outdated() ? "  " + AssessMessages.Requests_outdated : ""));
        describe();
        pane.showContent();
        page.layout(true, true);
        Scrolled.again(page);
    }

    private static String fromLogs(String how) {
        return switch (how) {
            case "yes" -> AssessMessages.Requests_fromYes;
            case "partial" -> AssessMessages.Requests_fromPartly;
            default -> AssessMessages.Requests_fromNo;
        };
    }

    private void describe() {
        if (table.getSelectionCount() == 0) {
            detail.setText("");
            return;
        }
        Request r = (Request) table.getSelection()[0].getData();
        detail.setText(r.ask() + "\n\n" + r.description() + "  (" + r.kind() + ")\n\n" + AssessMessages.Requests_for
                + "\n" + r.controls().stream().map(this::line).collect(Collectors.joining("\n")));
    }

    private String line(RequestList.Asking a) {
        String name = shown.library().catalogs().byId(a.catalog()).flatMap(c -> c.control(a.control().id())
                .map(k -> c.shortTitle() + ", " + k.ref() + "  " + k.label())).orElse(a.control().id());
        return "\u2013 " + name + "   (" + Marks.word(a.control().result()) + ", " + Marks.word(a.control().status())
                + ")";
    }

    private void save(String kind) {
        FileChooser.get().save(getSite().getShell(), "", null, "requests." + kind, "*." + kind)
                .ifPresent(file -> save(file.toString().toLowerCase(Locale.ROOT).endsWith("." + kind) ? file
                        : file.resolveSibling(file.getFileName() + "." + kind)));
    }

    /**
     * Writes the requests that are shown.
     *
     * @param file is not there yet; a workbook when it ends with {@code .xlsx}, else comma-separated values
     */
    public void save(Path file) {
        RequestTable written = new RequestTable(list, shown.library().catalogs(), Locale.getDefault());
        current.jobs().start(new Operation<>(Messages.bind(AssessMessages.Requests_job, file.getFileName()), false,
                p -> {
            if (Files.exists(file)) {
                return Messages.bind(AssessMessages.Requests_overwrite, file);
            }
            written.write(file);
            return Messages.bind(AssessMessages.Requests_saved, file);
        }), Progress.NONE, new Jobs.Outcome<String>() {
            @Override
            public void done(String words) {
                say(words);
            }

            @Override
            public void failed(Exception e) {
                say(Messages.bind(AssessMessages.Requests_failed, CurrentBinder.words(e)));
            }

            @Override
            public void cancelled() {
                say("");
            }
        });
    }

    private void say(String words) {
        if (!state.isDisposed()) {
            state.setText(words.replace("&", "&&"));
            top.requestLayout();
        }
    }
}
