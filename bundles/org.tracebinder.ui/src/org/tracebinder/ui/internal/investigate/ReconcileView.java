// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.core.EventId;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.session.Binder;
import org.tracebinder.session.compare.Reconciliation;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Log;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.ui.widgets.MenuButton;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.ScrollBars;
import org.tracebinder.ui.widgets.StatePane;

/** Two trails of the same happenings held against each other, say that of a gateway and that of an application. */
public final class ReconcileView extends ViewPart implements CurrentBinder.Listener {

    /** As {@code reconcile --by} knows them; the first means all but time. */
    private static final List<String> KEYS = Arrays.asList(null, "id", "trace", "session", "time");

    /** Shares of the choice and of the answer, before there is one and then. */
    private static final int[] CHOOSING = {65, 35};
    private static final int[] ANSWERED = {45, 55};

    private final Latest reading = new Latest();
    private final Latest asking = new Latest();
    private Investigation investigation;
    private SashForm sash;
    private TrailChoice a;
    private TrailChoice b;
    private Text among;
    private MenuButton by;
    private Spinner within;
    private Button run;
    private Label why;
    private StatePane pane;
    private Label summary;
    private Link notes;
    private ReconcileLists lists;

    @Override
    public void createPartControl(Composite parent) {
        investigation = getSite().getService(Investigation.class);
        sash = new SashForm(parent, SWT.VERTICAL);
        ScrolledComposite scrolled = ScrollBars.keep(new ScrolledComposite(sash, SWT.V_SCROLL));
        Composite top = new Composite(scrolled, SWT.NONE);
        scrolled.setContent(top);
        scrolled.setExpandHorizontal(true);
        scrolled.setExpandVertical(true);
        scrolled.addListener(SWT.Resize, e -> scrolled.setMinHeight(
                top.computeSize(scrolled.getClientArea().width, SWT.DEFAULT).y));
        GridLayoutFactory.fillDefaults().margins(6, 4).spacing(8, 4).numColumns(2).equalWidth(true).applyTo(top);
        a = new TrailChoice(top, FollowWords.Reconcile_trailA);
        b = new TrailChoice(top, FollowWords.Reconcile_trailB);
        choices(top);
        pane = new StatePane(sash);
        GridLayoutFactory.fillDefaults().margins(6, 4).spacing(6, 4).applyTo(pane.content());
        summary = new Label(pane.content(), SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(summary);
        notes = new Link(pane.content(), SWT.WRAP);
        Names.set(notes, FollowWords.Reconcile_notes);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(notes);
        lists = new ReconcileLists(pane.content(), new ValueMenu(investigation, getSite().getPage()),
                investigation::select, this::open, this::compare);
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 60).applyTo(lists.control());
        sash.setWeights(CHOOSING);
        a.onChange(this::check);
        b.onChange(this::check);
        Palettes.follow(parent, p -> {
            a.setPalette(p);
            b.setPalette(p);
            lists.setPalette(p);
        });
        Help.install(parent, "reconcile");
        investigation.current().add(this);
        binderChanged();
    }

    private void choices(Composite top) {
        Composite query = new Composite(top, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(6, 0).applyTo(query);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(query);
        Label words = new Label(query, SWT.NONE);
        words.setText(FollowWords.Reconcile_among);
        GridDataFactory.swtDefaults().applyTo(words);
        among = new Text(query, SWT.SINGLE | SWT.BORDER);
        among.setMessage(FollowWords.Reconcile_amongAll);
        among.setToolTipText(FollowWords.Reconcile_amongAll);
        among.setText("kind:inference");
        Names.set(among, FollowWords.Reconcile_among);
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).align(SWT.FILL, SWT.CENTER).applyTo(
                among);
        Composite bar = new Composite(top, SWT.NONE);
        RowLayout row = new RowLayout();
        row.center = true;
        row.spacing = 6;
        row.marginLeft = 0;
        bar.setLayout(row);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).span(2, 1).applyTo(bar);
        by = new MenuButton(bar, FollowWords.Reconcile_by, List.of(FollowWords.Reconcile_byIds,
                FollowWords.Reconcile_byId,
                FollowWords.Reconcile_byTrace, FollowWords.Reconcile_bySession, FollowWords.Reconcile_byTime));
        new Label(bar, SWT.NONE).setText(FollowWords.Reconcile_within);
        within = new Spinner(bar, SWT.BORDER);
        within.setValues(2, 0, 86_400, 0, 1, 60);
        Names.set(within, FollowWords.Reconcile_within);
        run = new Button(bar, SWT.PUSH);
        run.setText(FollowWords.Reconcile_run);
        run.addListener(SWT.Selection, e -> run());
        among.addListener(SWT.DefaultSelection, e -> run());
        why = new Label(top, SWT.WRAP);
        GridDataFactory.fillDefaults().hint(140, SWT.DEFAULT).grab(true, false).span(2, 1).applyTo(why);
    }

    @Override
    public void dispose() {
        investigation.current().remove(this);
        reading.cancel();
        asking.cancel();
        super.dispose();
    }

    @Override
    public void setFocus() {
        a.setFocus();
    }

    @Override
    public void binderChanged() {
        asking.cancel();
        a.show(List.of());
        b.show(List.of());
        if (investigation.current().binder().isEmpty()) {
            reading.cancel();
            pane.showMessage(FollowWords.Reconcile_noBinder, FollowWords.Reconcile_noBinderWhy);
            check();
        } else {
            pane.showMessage(FollowWords.Reconcile_none, FollowWords.Reconcile_noneWhy);
            contentChanged();
        }
    }

    @Override
    public void contentChanged() {
        investigation.current().binder().ifPresent(binder -> reading.ask(investigation.current().jobs(),
                FollowWords.Reconcile_reading, p -> binder.trail().sources(), this::sources,
                e -> pane.showMessage(FollowWords.Reconcile_failed, CurrentBinder.words(e), Messages.Results_again,
                        this::contentChanged)));
    }

    private void sources(List<SourceInfo> all) {
        a.show(all);
        b.show(all);
        check();
    }

    /** Says what is missing before two trails can be held against each other. */
    private void check() {
        List<Integer> both = new ArrayList<>(a.chosen());
        both.retainAll(b.chosen());
        String missing = a.chosen().isEmpty() || b.chosen().isEmpty() ? FollowWords.Reconcile_choose
                : !both.isEmpty() ? Messages.bind(FollowWords.Reconcile_twice, "S" + both.get(0)) : "";
        run.setEnabled(missing.isEmpty() && investigation.current().binder().isPresent());
        why.setText(missing);
        ((GridData) why.getLayoutData()).exclude = missing.isEmpty();
        why.setVisible(!missing.isEmpty());
        why.requestLayout();
    }

    /**
     * Chooses both trails and holds them against each other.
     *
     * @param first  numbers of the sources of the first trail
     * @param second those of the second
     * @param words  a query that the events of both have to match, or empty
     */
    public void reconcile(List<Integer> first, List<Integer> second, String words) {
        a.choose(first);
        b.choose(second);
        among.setText(words);
        run();
    }

    private void run() {
        if (!run.isEnabled()) {
            return;
        }
        Binder binder = investigation.current().binder().orElseThrow();
        String left = a.query(among.getText().strip());
        String right = b.query(among.getText().strip());
        String key = KEYS.get(by.choice());
        Duration apart = Duration.ofSeconds(within.getSelection());
        pane.showMessage(FollowWords.Reconcile_running, "", Messages.Lineage_cancel, this::cancel);
        asking.ask(investigation.current().jobs(), FollowWords.Reconcile_running,
                p -> ReconcileAnswer.ask(binder, left, right, key, apart, p), this::show,
                e -> pane.showMessage(FollowWords.Reconcile_failed, CurrentBinder.words(e), Messages.Results_again,
                this::run));
    }

    private void cancel() {
        asking.cancel();
        pane.showMessage(FollowWords.Reconcile_none, FollowWords.Reconcile_noneWhy);
    }

    private void show(ReconcileAnswer answer) {
        Reconciliation r = answer.result();
        if (r.totalA() == 0 || r.totalB() == 0) {
            pane.showMessage(Messages.bind(FollowWords.Reconcile_empty, r.totalA() == 0 ? "A" : "B"),
                    FollowWords.Reconcile_emptyWhy);
            return;
        }
        summary.setText(Messages.bind(FollowWords.Reconcile_summary, new Object[] {Formats.number(r.totalA()),
            Formats.number(r.totalB()), Formats.number(r.pairs()), Formats.number(r.onlyACount()),
            Formats.number(r.onlyBCount()), Formats.number(r.differing())}).replace("&", "&&"));
        List<String> said = new ArrayList<>();
        r.joins().forEach(j -> said.add(Messages.bind(FollowWords.Reconcile_joins, new Object[] {Formats.number(
                j.pairs()),
            LineageGraph.word(j.basis()), Spoken.in(j.why())})));
        if (r.shift() != null) {
            said.add(Messages.bind(FollowWords.Reconcile_shift, new Object[] {millis(r.shift().median()),
                millis(r.shift().least()), millis(r.shift().most())}));
        }
        if (Math.max(r.differing(), Math.max(r.onlyACount(), r.onlyBCount())) > Reconciliation.LISTED) {
            said.add(Messages.bind(FollowWords.Reconcile_listed, Formats.number(Reconciliation.LISTED)));
        }
        r.notes().forEach(n -> said.add(Spoken.in(n)));
        notes.setText(String.join("\n", said).replace("&", "&&"));
        lists.show(answer);
        sash.setWeights(ANSWERED);
        pane.showContent();
        pane.content().layout();
    }

    private static String millis(long nanos) {
        return Formats.number(nanos / 1_000_000) + " ms";
    }

    private void open(EventId id) {
        investigation.select(id);
        try {
            getSite().getPage().showView(Parts.DETAIL);
        } catch (PartInitException e) {
            Log.warn("Showing an event", e);
        }
    }

    private void compare(Reconciliation.Pair pair) {
        try {
            if (getSite().getPage().showView(Parts.COMPARE) instanceof CompareView view) {
                view.show(pair.a().toString(), pair.b().toString());
            }
        } catch (PartInitException e) {
            Log.warn("Showing the comparison", e);
        }
    }
}
