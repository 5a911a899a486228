// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.session.Binder;
import org.tracebinder.trace.Basis;
import org.tracebinder.trace.DownstreamView;
import org.tracebinder.trace.LineageView;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.ui.widgets.MenuButton;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.Scrolled;
import org.tracebinder.ui.widgets.Zoom;
import org.tracebinder.ui.widgets.graph.Graph;
import org.tracebinder.ui.widgets.graph.GraphPlan;
import org.tracebinder.ui.widgets.graph.GraphSlice;
import org.tracebinder.ui.widgets.graph.GraphView;

/** Lineage as a graph and, beside it, as a tree; with direction, depth, and the records behind what is selected. */
final class LineagePanel extends Composite {

    /** Steps from thing to thing; a run lies between two things. */
    private static final int[] DEPTHS = {1, 2, 3, 4, 6, 10, 1_000};

    private final Investigation investigation;
    private final ValueMenu values;
    private final Latest asking = new Latest();
    private final Latest planning = new Latest();
    private final Label notes;
    private final MenuButton direction;
    private final MenuButton depth;
    private final SashForm sash;
    private final GraphView graph;
    private final LineageTree tree;
    private final ColumnTable columns;
    private final Link state;
    private final Link records;
    private final Set<String> opened = new HashSet<>();
    private LineageView above;
    private LineageGraph shown;

    /** What one question gave. */
    private record Found(LineageGraph graph, List<LineageView.Node> nodes, List<LineageView.Edge> edges, String words) {
    }

    LineagePanel(Composite parent, Investigation investigation, ValueMenu values) {
        super(parent, SWT.NONE);
        this.investigation = investigation;
        this.values = values;
        setLayout(new FillLayout());
        Composite page = Scrolled.page(this);
        GridLayoutFactory.fillDefaults().spacing(0, 3).applyTo(page);
        notes = new Label(page, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).indent(6, 3).hint(200, SWT.DEFAULT).applyTo(notes);
        Composite bar = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(7).spacing(4, 0).applyTo(bar);
        GridDataFactory.fillDefaults().grab(true, false).indent(4, 0).applyTo(bar);
        direction = new MenuButton(bar, Messages.Lineage_direction,
                List.of(Messages.Lineage_up, Messages.Lineage_down));
        depth = new MenuButton(bar, Messages.Lineage_depth, java.util.Arrays.stream(DEPTHS)
                .mapToObj(d -> d == 1_000 ? Messages.Lineage_all : Integer.toString(d)).toList());
        MenuButton what = new MenuButton(bar, Messages.Lineage_show,
                List.of(Messages.Lineage_both, Messages.Lineage_asGraph, Messages.Lineage_asTree));
        state = new Link(page, SWT.WRAP);
        Names.set(state, Messages.Lineage_arranging);
        GridDataFactory.fillDefaults().grab(true, false).indent(6, 0).hint(200, SWT.DEFAULT).exclude(true)
                .applyTo(state);
        state.setVisible(false);
        sash = new SashForm(page, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).hint(200, Zoom.px(90)).applyTo(sash);
        Map<Graph.Line, String> legend = new EnumMap<>(Graph.Line.class);
        for (Basis basis : Basis.values()) {
            legend.put(LineageGraph.line(basis), LineageGraph.word(basis));
        }
        graph = new GraphView(sash, Messages.Lineage_graph, Messages.Lineage_keys, legend);
        tree = new LineageTree(sash, id -> chosen(id, true), investigation::select);
        columns = new ColumnTable(sash, this::columns, investigation::select);
        columns.setVisible(false);
        sash.setWeights(3, 2, 3);
        zoomButton(bar, "\u2212", Messages.Lineage_smaller, () -> graph.zoom(false));
        zoomButton(bar, "+", Messages.Lineage_larger, () -> graph.zoom(true));
        zoomButton(bar, Messages.Lineage_fit, Messages.Lineage_fitWhy, graph::fit);
        zoomButton(bar, FollowWords.Column_all, FollowWords.Column_name, this::columnsOfChosen);
        records = new Link(page, SWT.NONE);
        Names.set(records, Messages.Lineage_behind);
        GridDataFactory.fillDefaults().grab(true, false).indent(6, 0).hint(200, SWT.DEFAULT).applyTo(records);
        records.addListener(SWT.Selection, e -> investigation.select(EventId.parse(e.text)));
        state.addListener(SWT.Selection, e -> stop());
        depth.choose(3);
        depth.onChoice(i -> arrange());
        direction.onChoice(this::turn);
        what.onChoice(i -> sash.setMaximizedControl(i == 0 ? null : sash.getChildren()[i - 1]));
        graph.onSelect(node -> chosen(node.id(), false));
        graph.onOpen(this::open);
        Menu menu = new Menu(graph.canvas());
        menu.addListener(SWT.Show, e -> {
            ValueMenu.clear(menu);
            if (graph.selected() != null) {
                fill(menu, graph.selected().id());
            }
        });
        graph.canvas().setMenu(menu);
        tree.onMenu(this::fill);
        addDisposeListener(e -> stop());
    }

    void setPalette(Palette colours) {
        graph.setPalette(colours);
        tree.setPalette(colours);
        columns.setPalette(colours);
    }

    /** Shows what a run, dataset or model rests on. */
    void show(String subject) {
        say(Messages.Lineage_loading);
        asking.ask(investigation.current().jobs(), Messages.Lineage_loading,
                p -> binder().lineage(p).upstream(subject, null, p), this::show, this::failed);
    }

    /** Shows what something rests on. */
    void show(LineageView view) {
        above = view;
        direction.show(0);
        ask(Messages.Lineage_loading, p -> up(view, p));
    }

    /** Words take a line of their own; without any, none. */
    private void say(String words) {
        state.setText(words);
        ((GridData) state.getLayoutData()).exclude = words.isEmpty();
        state.setVisible(!words.isEmpty());
        Scrolled.again(state.getParent());
    }

    private void stop() {
        asking.cancel();
        planning.cancel();
        if (!isDisposed()) {
            say("");
        }
    }

    private Binder binder() {
        return investigation.current().binder().orElse(null);
    }

    private Found up(LineageView view, Progress progress) {
        String asOf = view.asOf() == null ? Messages.Lineage_noTime : Messages.bind(Messages.Lineage_asOf, view.asOf());
        return new Found(LineageGraph.up(view, progress), view.nodes(), view.edges(),
                asOf + view.missing().stream().map(n -> "\n" + Spoken.in(n)).collect(Collectors.joining()));
    }

    private Found down(String subject, Progress progress) throws Exception {
        DownstreamView view = binder().lineage(progress).downstream(subject, progress);
        return new Found(LineageGraph.down(view, progress), view.nodes(), view.edges(),
                Messages.bind(Messages.Lineage_downOf, subject)
                        + view.missing().stream().map(n -> "\n" + Spoken.in(n)).collect(Collectors.joining()));
    }

    private void ask(String words, Latest.Question<Found> question) {
        if (binder() == null) {
            return;
        }
        say(words);
        opened.clear();
        asking.ask(investigation.current().jobs(), words, question, found -> {
            shown = found.graph();
            notes.setText(found.words().replace("&", "&&"));
            tree.show(found.nodes(), found.edges(), shown.roots(), shown.down());
            notes.requestLayout();
            arrange();
        }, this::failed);
    }

    private void failed(Exception e) {
        say(CurrentBinder.words(e).replace("&", "&&"));
    }

    /** Cuts the slice that can be read and gives each box its place, in the background. */
    private void arrange() {
        if (shown == null) {
            return;
        }
        LineageGraph now = shown;
        int steps = 2 * DEPTHS[depth.choice()];
        Set<String> all = Set.copyOf(opened);
        double width = GraphView.boxWidth();
        double height = graph.boxHeight();
        say(Messages.Lineage_arranging + "  <a>" + Messages.Lineage_cancel + "</a>");
        planning.ask(investigation.current().jobs(), Messages.Lineage_arranging, p -> {
            GraphSlice slice = GraphSlice.of(now.graph(), now.roots(), steps, now.down(), all,
                    n -> Messages.bind(Messages.Lineage_more, Formats.number(n)), p);
            return Map.entry(slice, GraphPlan.of(slice.graph(), width, height, p));
        }, done -> {
            graph.setPlan(done.getValue(), now.roots().isEmpty() ? null : now.roots().get(0));
            say(done.getKey().hidden() == 0 ? "" : Messages.bind(Messages.Lineage_hidden,
                    Formats.number(done.getKey().hidden())));
            if (graph.selected() != null) {
                chosen(graph.selected().id(), false);
            }
        }, this::failed);
    }

    /** From what the event rests on to what rests on the selected thing, and back. */
    private void turn(int choice) {
        if (choice == 0) {
            ask(Messages.Lineage_loading, p -> up(above, p));
            return;
        }
        Graph.Node node = graph.selected();
        String subject = node != null && shown.subject(node.id()) != null ? shown.subject(node.id())
                : above.nodes().stream().map(LineageView.Node::id).filter(shown::isThing).findFirst().orElse(null);
        if (subject == null) {
            direction.show(0);
            say(Messages.Lineage_noThing);
        } else {
            ask(Messages.Lineage_loading, p -> down(subject, p));
        }
    }

    private void chosen(String id, boolean inTree) {
        if (inTree) {
            graph.select(id);
        } else {
            tree.select(id);
        }
        List<EventId> behind = shown.events(id);
        records.setText(behind.isEmpty() ? Messages.Lineage_noRecords : Messages.Lineage_behind + "  "
                + behind.stream().limit(12).map(e -> "<a>" + e + "</a>").collect(Collectors.joining("  "))
                + (behind.size() > 12 ? "  \u2026" : ""));
        records.requestLayout();
    }

    private void open(Graph.Node node) {
        String behind = GraphSlice.behind(node.id());
        if (behind != null) {
            opened.add(behind);
            arrange();
        } else if (shown.isThing(node.id())) {
            events(node.id());
        } else {
            shown.query(node.id()).ifPresent(investigation::ask);
        }
    }

    /** Asks for the events that rest on a thing. */
    private void events(String thing) {
        say(Messages.Lineage_loading);
        asking.ask(investigation.current().jobs(), Messages.Lineage_loading, p -> java.util.Optional.ofNullable(
                binder().lineage(p).downstream(thing, p).query()), query -> {
                    say(query.isPresent() ? "" : Messages.Lineage_noEvents);
                    query.ifPresent(investigation::ask);
                }, this::failed);
    }

    /** Shows the columns of the selected thing, or of the first one, or hides them again. */
    private void columnsOfChosen() {
        if (columns.isVisible()) {
            columns.setVisible(false);
            sash.layout();
            return;
        }
        Graph.Node node = graph.selected();
        String subject = node != null && shown != null && shown.isThing(node.id()) ? node.id()
                : above == null || shown == null ? null : above.nodes().stream().map(LineageView.Node::id)
                        .filter(shown::isThing).findFirst().orElse(null);
        if (subject == null) {
            say(Messages.Lineage_noThing);
        } else {
            columns(subject, false);
        }
    }

    /** Asks for the columns of a dataset and the ones next to them, or follows one column to its end. */
    private void columns(String subject, boolean down) {
        say(Messages.Lineage_loading);
        int steps = subject.indexOf('#') > 0 ? Integer.MAX_VALUE : 1;
        var moment = above == null || down ? null : above.asOf();
        asking.ask(investigation.current().jobs(), Messages.Lineage_loading,
                p -> binder().lineage(p).columns(subject, down, moment, steps, p), view -> {
                    say("");
                    columns.setVisible(true);
                    sash.setMaximizedControl(null);
                    sash.layout();
                    columns.show(view);
                }, this::failed);
    }

    private void fill(Menu menu, String node) {
        if (shown == null) {
            return;
        }
        if (GraphSlice.behind(node) != null) {
            item(menu, Messages.Lineage_showMore, () -> open(graph.selected()));
            return;
        }
        String subject = shown.subject(node);
        if (subject != null) {
            item(menu, Messages.Lineage_searchEvents, () -> events(subject));
            if (shown.isThing(node)) {
                item(menu, FollowWords.Column_all, () -> columns(node, false));
            }
            item(menu, Messages.Lineage_whatRests, () -> {
                direction.show(1);
                ask(Messages.Lineage_loading, p -> down(subject, p));
            });
            item(menu, Messages.Lineage_restsOn, () -> {
                direction.show(0);
                ask(Messages.Lineage_loading, p -> up(binder().lineage(p).upstream(subject, above.asOf(), p), p));
            });
        }
        shown.query(node).ifPresent(q -> item(menu, Messages.Lineage_searchRecords, () -> investigation.ask(q)));
        shown.query(node).ifPresent(q -> values.narrow(menu, q.contains(" OR ") ? "(" + q + ")" : q));
        shown.events(node).stream().findFirst().ifPresent(e -> values.note(menu, e));
        if (shown != null && above != null && !shown.roots().contains(above.nodes().get(0).id())) {
            item(menu, Messages.Lineage_back, () -> show(above));
        }
    }

    private static void item(Menu menu, String text, Runnable run) {
        MenuItem item = new MenuItem(menu, SWT.PUSH);
        item.setText(text);
        item.addListener(SWT.Selection, e -> run.run());
    }

    private static void zoomButton(Composite bar, String text, String name, Runnable run) {
        Button button = new Button(bar, SWT.PUSH);
        button.setText(text);
        button.setToolTipText(name);
        Names.set(button, name);
        button.addListener(SWT.Selection, e -> run.run());
    }
}
