// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.session.Binder;
import org.tracebinder.trace.TraceView;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Queries;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.ui.widgets.StatePane;

/** The selected event: its words, its trace, its facts, what was decided about it, what it rests on, its bytes. */
public final class DetailView extends ViewPart implements Investigation.Listener {

    private final Latest event = new Latest();
    private final Latest trace = new Latest();
    private final List<DetailTab> tabs = new ArrayList<>();
    private Investigation investigation;
    private StatePane pane;
    private Label title;
    private CLabel facts;
    private Link whole;
    private CTabFolder folder;
    private Detail shown;
    private Consumer<DetailTab> traced;
    /** Tabs that have yet to hear of the event, and of its trace: a page nobody looks at is not laid out. */
    private final Set<DetailTab> unread = new HashSet<>();
    private final Set<DetailTab> untraced = new HashSet<>();

    @Override
    public void createPartControl(Composite parent) {
        investigation = getSite().getService(Investigation.class);
        pane = new StatePane(parent);
        Composite content = pane.content();
        GridLayoutFactory.fillDefaults().margins(6, 4).spacing(8, 2).numColumns(3).applyTo(content);
        title = new Label(content, SWT.NONE);
        title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        facts = new CLabel(content, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).hint(100, SWT.DEFAULT).applyTo(facts);
        whole = new Link(content, SWT.NONE);
        whole.setText("<a>" + Messages.Detail_wholeTrace + "</a>");
        whole.addListener(SWT.Selection, e -> askForTrace());
        folder = new CTabFolder(content, SWT.TOP | SWT.FLAT);
        GridDataFactory.fillDefaults().grab(true, true).span(3, 1).applyTo(folder);
        ValueMenu values = new ValueMenu(investigation, getSite().getPage());
        tabs.addAll(List.of(new ConversationTab(values), new TraceTab(investigation::select, values),
                new FactsTab(values), new PolicyTab(investigation::select, values),
                new LineageTab(investigation, values),
                new ControlsTab(getSite().getService(Assessments.class), values), new RawTab(values),
                new NotesTab(investigation.current())));
        for (DetailTab tab : tabs) {
            CTabItem item = new CTabItem(folder, SWT.NONE);
            item.setText(tab.title().replace("&", "&&"));
            item.setToolTipText(tab.title().replace("&", "&&"));
            item.setControl(tab.create(folder));
        }
        folder.setSelection(0);
        folder.addListener(SWT.Selection, e -> fill());
        Palettes.follow(parent, p -> tabs.forEach(t -> t.setPalette(p)));
        Help.install(parent, "detail");
        investigation.add(this);
        selected();
    }

    @Override
    public void dispose() {
        investigation.remove(this);
        super.dispose();
    }

    @Override
    public void setFocus() {
        folder.setFocus();
    }

    @Override
    public void asked() {
        boolean other = shown != null && !shown.query().equals(investigation.query());
        if (investigation.current().binder().isEmpty() || other) {
            selected();
        }
    }

    @Override
    public void selected() {
        Optional<Binder> binder = investigation.current().binder();
        Optional<EventId> id = investigation.selected();
        if (binder.isEmpty() || id.isEmpty()) {
            event.cancel();
            trace.cancel();
            shown = null;
            pane.showMessage(Messages.Detail_none, Messages.Detail_noneWhy);
            return;
        }
        var jobs = investigation.current().jobs();
        trace.cancel();
        String query = investigation.query();
        event.ask(jobs, Messages.bind(Messages.Detail_reading, id.get()),
                p -> Detail.read(binder.get().trail(), id.get(), query),
                found -> found.ifPresentOrElse(d -> show(binder.get(), d), () -> pane.showMessage(
                        Messages.bind(Messages.Detail_gone, id.get()), Messages.Detail_goneWhy)),
                e -> pane.showMessage(Messages.bind(Messages.Detail_failed, id.get()), CurrentBinder.words(e),
                        Messages.Results_again, this::selected));
    }

    private void show(Binder binder, Detail detail) {
        shown = detail;
        Event e = detail.event();
        title.setText(detail.id() + "   " + FieldLabels.word("kind." + e.kind().id(), e.kind().id()));
        facts.setText(summary(e));
        facts.setToolTipText(summary(e).replace("&", "&&"));
        whole.setVisible(e.trace() != null);
        traced = null;
        unread.addAll(tabs);
        untraced.addAll(tabs);
        fill();
        pane.showContent();
        pane.content().layout();
        trace.ask(investigation.current().jobs(), Messages.bind(Messages.Detail_tracing, detail.id()),
                p -> binder.trace(detail.id().toString(), p),
                view -> traced(t -> t.show(detail, Optional.of(view), "")),
                problem -> traced(t -> t.show(detail, Optional.<TraceView>empty(), CurrentBinder.words(problem))));
    }

    private void traced(Consumer<DetailTab> outcome) {
        traced = outcome;
        fill();
    }

    /** Tells the tab in front what it has not heard yet. */
    private void fill() {
        if (shown == null) {
            return;
        }
        DetailTab front = tabs.get(folder.getSelectionIndex());
        if (unread.remove(front)) {
            front.show(shown);
        }
        if (traced != null && untraced.remove(front)) {
            traced.accept(front);
        }
    }

    private static String summary(Event e) {
        List<String> words = new ArrayList<>();
        words.add(e.time() == Event.NONE ? Messages.Detail_noTime : Formats.time(e.time()) + " UTC");
        for (String word : new String[] {e.app(), e.actor(), e.model(), e.tool(), e.policy(), e.status()}) {
            if (word != null) {
                words.add(Formats.oneLine(word));
            }
        }
        return String.join("  \u00b7  ", words);
    }

    /** Asks for all events of the same trace; does nothing for an event without one. */
    void askForTrace() {
        if (shown != null && shown.event().trace() != null) {
            investigation.ask(Queries.is("trace", shown.event().trace()));
        }
    }
}
