// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.session.Binder;
import org.tracebinder.session.cost.CostReport;
import org.tracebinder.session.cost.PriceList;
import org.tracebinder.session.cost.TaskCost;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.FileChooser;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Jobs;
import org.tracebinder.ui.Operation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Perspectives;
import org.tracebinder.ui.internal.Queries;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.ui.widgets.MenuButton;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.ScrollBars;
import org.tracebinder.ui.widgets.StatePane;

/** What calls of models cost by a dated price list, beside what their sources claim: the answer of {@code cost}. */
public final class CostsView extends ViewPart implements CurrentBinder.Listener {

    private static final List<String> BY = List.of("app", "model", "day", "actor");
    /** Models without a price, and ids of each, that are named below the table. */
    private static final int NAMED = 5;
    private static final int IDS = 3;
    /** Of the table and of what has to be known of it. */
    private static final int[] SHARES = {68, 32};

    private final Latest asking = new Latest();
    private Investigation investigation;
    private MenuButton by;
    private MenuButton prices;
    private MenuButton order;
    private Text query;
    private Button csv;
    private StatePane pane;
    private CostTable table;
    private ScrolledComposite scrolled;
    private Link notes;
    private Path file;
    private CostReport shown;

    @Override
    public void createPartControl(Composite parent) {
        investigation = getSite().getService(Investigation.class);
        Composite all = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(all);
        Composite top = new Composite(all, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(6, 4).spacing(6, 2).numColumns(3).applyTo(top);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(top);
        choices(top);
        pane = new StatePane(all);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(pane);
        GridLayoutFactory.fillDefaults().margins(6, 2).applyTo(pane.content());
        SashForm sash = new SashForm(pane.content(), SWT.VERTICAL);
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 90).applyTo(sash);
        table = new CostTable(sash, new ValueMenu(investigation, getSite().getPage()), this::open);
        scrolled = ScrollBars.keep(new ScrolledComposite(sash, SWT.V_SCROLL));
        scrolled.setExpandHorizontal(true);
        scrolled.setExpandVertical(true);
        notes = new Link(scrolled, SWT.WRAP);
        Names.set(notes, CostWords.Costs_notes);
        scrolled.setContent(notes);
        scrolled.addListener(SWT.Resize, e -> room());
        sash.setWeights(SHARES);
        notes.addListener(SWT.Selection, e -> investigation.select(EventId.parse(e.text)));
        Palettes.follow(parent, table::setPalette);
        Help.install(parent, "costs");
        investigation.current().add(this);
        binderChanged();
    }

    private void choices(Composite top) {
        Label words = new Label(top, SWT.NONE);
        words.setText(CostWords.Costs_query);
        query = new Text(top, SWT.SINGLE | SWT.BORDER);
        query.setMessage(CostWords.Costs_queryAll);
        query.setToolTipText(CostWords.Costs_queryAll);
        query.setText("kind:inference");
        Names.set(query, CostWords.Costs_query);
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).align(SWT.FILL, SWT.CENTER)
                .applyTo(query);
        query.addListener(SWT.DefaultSelection, e -> run());
        Button run = new Button(top, SWT.PUSH);
        run.setText(CostWords.Costs_run);
        run.addListener(SWT.Selection, e -> run());
        Composite bar = new Composite(top, SWT.NONE);
        RowLayout row = new RowLayout();
        row.center = true;
        row.spacing = 6;
        row.marginLeft = 0;
        bar.setLayout(row);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).span(3, 1).applyTo(bar);
        by = new MenuButton(bar, CostWords.Costs_by, List.of(CostWords.Costs_app, CostWords.Costs_model,
                CostWords.Costs_day, CostWords.Costs_actor));
        by.onChoice(i -> run());
        prices = new MenuButton(bar, CostWords.Costs_prices, List.of(CostWords.Costs_listOfProgram,
                CostWords.Costs_fromFile));
        prices.onChoice(this::choose);
        order = new MenuButton(bar, CostWords.Costs_sort, List.of(CostWords.Costs_title));
        order.onChoice(i -> table.sort(i));
        order.setEnabled(false);
        csv = new Button(bar, SWT.PUSH);
        csv.setText(CostWords.Costs_csv);
        csv.addListener(SWT.Selection, e -> save());
        csv.setEnabled(false);
    }

    @Override
    public void dispose() {
        investigation.current().remove(this);
        asking.cancel();
        super.dispose();
    }

    @Override
    public void setFocus() {
        if (!table.setFocus()) {
            query.setFocus();
        }
    }

    @Override
    public void binderChanged() {
        answer(null);
        if (investigation.current().binder().isEmpty()) {
            asking.cancel();
            pane.showMessage(Messages.Results_none, Messages.Results_noneWhy);
        } else {
            run();
        }
    }

    @Override
    public void contentChanged() {
        if (investigation.current().binder().isPresent()) {
            run();
        }
    }

    /** The examples, the file that was chosen last, or another file. */
    private void choose(int choice) {
        boolean known = file != null;
        if (choice == 0) {
            file = null;
        } else if (!known || choice == 2) {
            Path chosen = FileChooser.get().open(getSite().getShell(), CostWords.Costs_prices, "*.json").orElse(null);
            if (chosen == null) {
                prices.show(known ? 1 : 0);
                return;
            }
            file = chosen;
        }
        prices.setChoices(file == null ? List.of(CostWords.Costs_listOfProgram, CostWords.Costs_fromFile)
                : List.of(CostWords.Costs_listOfProgram, Formats.oneLine(file.getFileName().toString()),
                        CostWords.Costs_anotherFile), file == null ? 0 : 1);
        run();
    }

    private void run() {
        Binder binder = investigation.current().binder().orElse(null);
        if (binder == null) {
            return;
        }
        String among = query.getText().strip();
        String field = BY.get(by.choice());
        Path from = file;
        answer(null);
        pane.showMessage(CostWords.Costs_running, "", Messages.Lineage_cancel, this::cancel);
        asking.ask(investigation.current().jobs(), CostWords.Costs_running,
                p -> binder.cost(among, field, from == null ? PriceList.builtIn() : PriceList.read(from), p),
                this::show, e -> pane.showMessage(CostWords.Costs_failed, CurrentBinder.words(e),
                        Messages.Results_again, this::run));
    }

    private void cancel() {
        asking.cancel();
        pane.showMessage(CostWords.Costs_again, "", Messages.Results_again, this::run);
    }

    private void answer(CostReport report) {
        shown = report;
        csv.setEnabled(report != null);
        order.setEnabled(report != null);
    }

    private void show(CostReport r) {
        if (r.total().events() == 0) {
            pane.showMessage(CostWords.Costs_noMatch, CostWords.Costs_noMatchWhy);
            return;
        }
        answer(r);
        table.show(r);
        order.setChoices(table.labels(), r.by().equals("day") ? 0 : 4);
        pane.showContent();
        pane.content().layout();
        tell(said(r));
    }

    private void tell(List<String> lines) {
        notes.setText(String.join("\n", lines));
        room();
        scrolled.setOrigin(0, 0);
    }

    private void room() {
        scrolled.setMinHeight(notes.computeSize(scrolled.getClientArea().width, SWT.DEFAULT).y);
    }

    private static List<String> said(CostReport r) {
        List<String> said = new ArrayList<>();
        PriceList p = r.list();
        boolean examples = p.sha256().equals(PriceList.builtIn().sha256());
        said.add(examples ? CostWords.bind(CostWords.Costs_listExamples, p.date(), p.currency())
                : plain(CostWords.bind(CostWords.Costs_list, new Object[] {Formats.oneLine(p.name()), p.date(),
                    Formats.oneLine(p.source()), Formats.oneLine(p.currency())})));
        if (r.total().unclaimed() > 0 && r.total().unclaimed() < r.total().events()) {
            said.add(CostWords.bind(CostWords.Costs_noClaim, Formats.number(r.total().unclaimed()),
                    Formats.number(r.total().events())));
        }
        TaskCost t = r.tasks();
        if (t.mean() != null) {
            said.add(plain(CostWords.bind(CostWords.Costs_task, new Object[] {CostTable.money(t.mean()),
                CostTable.money(t.median()), CostTable.money(t.p95()), CostTable.money(t.most()),
                Formats.number(t.tasks()), Formats.oneLine(r.list().currency())})));
            if (t.partial() + t.loose() + t.unlisted() > 0) {
                said.add(CostWords.bind(CostWords.Costs_taskLeft, Formats.number(t.partial()),
                        Formats.number(t.loose() + t.unlisted())));
            }
        }
        r.unpriced().stream().limit(NAMED).forEach(u -> said.add(plain(CostWords.bind(CostWords.Costs_unpricedModel,
                new Object[] {u.model() == null ? CostWords.Costs_noModel : Formats.oneLine(u.model()),
                    Formats.number(u.events()), Spoken.in(u.reason().words()), "\u0001"}))
                .replace("\u0001", u.ids().stream().limit(IDS).map(i -> "<a>" + i + "</a>")
                        .collect(Collectors.joining("  ")))));
        if (r.unlisted() > 0) {
            said.add(CostWords.bind(CostWords.Costs_more, Formats.number(r.unlisted())));
        }
        r.notes().stream().filter(n -> !examples || !n.equals(r.list().note()))
                .forEach(n -> said.add(plain(Spoken.in(n))));
        if (examples) {
            said.add(CostWords.Costs_examples);
        }
        return said;
    }

    private static String plain(String text) {
        return text.replace("&", "&&").replace("<", "\u2039").replace(">", "\u203a");
    }

    /** Shows the events of a row. */
    private void open(CostReport.Group group) {
        String events = shown.query().isBlank() ? "*:*" : shown.query();
        investigation.ask(group == shown.total() ? events : Queries.and(events, group.value() == null
                ? "NOT " + table.field() + ":*" : Queries.is(table.field(), group.value())));
        Perspectives.show(getSite().getWorkbenchWindow(), Parts.PERSPECTIVE_INVESTIGATE);
    }

    private void save() {
        String text = table.csv();
        Path target = FileChooser.get().replace(getSite().getShell(), CostWords.Costs_csv.replace("\u2026", ""),
                "costs-" + shown.by() + ".csv", "*.csv").orElse(null);
        if (target == null) {
            return;
        }
        long rows = Arrays.stream(text.split("\r\n")).count() - 1;
        investigation.current().jobs().start(new Operation<>(Messages.bind(Messages.Csv_job, target.getFileName()),
                false, p -> {
                    Path part = target.resolveSibling(target.getFileName() + ".part");
                    try {
                        Files.write(part, text.getBytes(StandardCharsets.UTF_8));
                        return Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
                    } finally {
                        Files.deleteIfExists(part);
                    }
                }), Progress.NONE, new Jobs.Outcome<Path>() {
                    @Override
                    public void done(Path written) {
                        say(Messages.bind(Messages.Csv_done, Formats.number(rows), written));
                    }

                    @Override
                    public void failed(Exception e) {
                        say(Messages.bind(Messages.Csv_failed, target, CurrentBinder.words(e)));
                    }

                    @Override
                    public void cancelled() {
                        say(Messages.bind(Messages.Csv_cancelled, target));
                    }
                });
    }

    private void say(String words) {
        if (!notes.isDisposed()) {
            List<String> lines = new ArrayList<>(List.of(plain(words)));
            if (shown != null) {
                lines.addAll(said(shown));
            }
            tell(lines);
        }
    }
}
