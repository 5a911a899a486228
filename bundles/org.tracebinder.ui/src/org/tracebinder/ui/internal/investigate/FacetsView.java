// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult.FacetValue;
import org.tracebinder.ui.Answer;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Question;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Queries;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.FacetPanel;
import org.tracebinder.ui.widgets.FacetPanel.Choice;
import org.tracebinder.ui.widgets.FacetPanel.Group;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.ui.widgets.StatePane;

/** Values of the found events and their counts; each one restricts the query. */
public final class FacetsView extends ViewPart implements Investigation.Listener {

    private static final int MORE = 200;

    private final Latest latest = new Latest();
    private final Map<String, List<FacetValue>> opened = new HashMap<>();
    private Investigation investigation;
    private StatePane pane;
    private FacetPanel panel;

    @Override
    public void createPartControl(Composite parent) {
        investigation = getSite().getService(Investigation.class);
        pane = new StatePane(parent);
        pane.content().setLayout(new FillLayout());
        panel = new FacetPanel(pane.content());
        panel.onChoice(this::choose);
        panel.onMore(this::more);
        ValueMenu values = new ValueMenu(investigation, getSite().getPage());
        panel.onMenu((menu, choice) -> {
            values.fill(menu, choice.field(), choice.value());
            String clause = Queries.is(choice.field(), choice.value());
            ValueMenu.item(menu, Messages.bind(Messages.Facets_note, clause), () -> note(values, clause));
        });
        panel.tree().setData(Trees.COPY, (Runnable) this::copy);
        Palettes.follow(parent, panel::setPalette);
        Help.install(parent, "facets");
        investigation.add(this);
        asked();
    }

    @Override
    public void dispose() {
        investigation.remove(this);
        super.dispose();
    }

    @Override
    public void setFocus() {
        panel.setFocus();
    }

    @Override
    public void asked() {
        switch (investigation.state()) {
            case Investigation.State.Nothing n -> nothing();
            case Investigation.State.Answered a -> {
                opened.clear();
                show(a.answer());
            }
            case Investigation.State.Failed f -> pane.showMessage(Messages.Results_failed, f.message());
            default -> {
                // The values of the last answer stay until the next one is here.
            }
        }
    }

    private void nothing() {
        CurrentBinder current = investigation.current();
        pane.showMessage(switch (current.state()) {
            case OPENING -> current.doing();
            case FAILED -> Messages.bind(Messages.Binder_failed, current.folder());
            default -> Messages.Facets_none;
        }, current.problem());
    }

    private void show(Answer answer) {
        List<Group> groups = new ArrayList<>();
        for (Field<?> field : Question.FACETS) {
            List<FacetValue> values = opened.getOrDefault(field.id(),
                    answer.first().facets().getOrDefault(field.id(), List.of()));
            if (!values.isEmpty()) {
                boolean more = !opened.containsKey(field.id()) && values.size() > Question.FACET_SIZE;
                groups.add(new Group(field.id(), FieldLabels.of(field),
                        more ? values.subList(0, Question.FACET_SIZE) : values, more));
            }
        }
        if (groups.isEmpty()) {
            pane.showMessage(Messages.Facets_noValues, "");
        } else {
            panel.setGroups(groups);
            pane.showContent();
        }
    }

    /** A note is bound to bytes, and a value has none of its own: it goes to the first event that has the value. */
    private void note(ValueMenu values, String clause) {
        investigation.answer().ifPresent(answer -> investigation.current().binder().ifPresent(binder -> latest.ask(
                investigation.current().jobs(), Messages.Facets_asking, p -> binder.trail().search(new SearchRequest(
                        Queries.and(answer.question().query(), clause), answer.question().sort(), 1, null, List.of(),
                        List.of(), 0, null), p).hits(),
                hits -> hits.stream().findFirst().ifPresent(hit -> values.note(hit.id().toString())),
                e -> pane.showMessage(Messages.Results_failed, CurrentBinder.words(e)))));
    }

    /** What the row says is shortened to one line: what is copied is the value. */
    private void copy() {
        TreeItem[] rows = panel.tree().getSelection();
        if (rows.length > 0) {
            Trees.copy(panel.tree(), panel.selected().map(Choice::value).orElse(rows[0].getText()));
        }
    }

    private void choose(Choice choice) {
        String clause = Queries.is(choice.field(), choice.value());
        investigation.refine(clause);
    }

    private void more(String field) {
        investigation.answer().ifPresent(answer -> investigation.current().binder().ifPresent(binder -> latest.ask(
                investigation.current().jobs(), Messages.Facets_asking, p -> binder.trail().search(new SearchRequest(
                        answer.question().query(), answer.question().sort(), 0, null, List.of(),
                        List.of(Fields.byId(field).orElseThrow()), MORE, null), p).facets().get(field),
                values -> {
                    opened.put(field, values);
                    show(answer);
                }, e -> pane.showMessage(Messages.Results_failed, CurrentBinder.words(e)))));
    }
}
