// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.session.AssessOptions;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.widgets.EventTable;
import org.tracebinder.ui.widgets.FacetPanel;
import org.tracebinder.ui.widgets.Names;

/** A value can be searched, filtered, excluded, noted and copied where it stands; an event leads to its controls. */
class ValueMenuTest {

    private static final int CONTROLS = 5;

    @TempDir
    private Path folder;
    private Binder binder;
    private Investigation investigation;

    @BeforeEach
    void open() throws Exception {
        binder = Bench.sample(folder);
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        Bench.window().getActivePage().showView(Parts.DETAIL);
        investigation = Bench.service(Investigation.class);
        Bench.answered();
    }

    @AfterEach
    void close() {
        Bench.close();
    }

    private EventId select(String query) {
        EventId id = Bench.away(() -> binder.trail().search(SearchRequest.newest(query, 1, List.of()), Progress.NONE)
                .hits().get(0).id());
        investigation.select(id);
        return id;
    }

    private static <T extends Control> T page(int at, Class<T> type, String name) {
        Bench.turn(Bench.detail(), at);
        Control[] found = new Control[1];
        Bench.until(name, () -> {
            found[0] = Bench.visible(type).stream().filter(c -> name.equals(c.getData(Names.KEY))).findFirst()
                    .orElse(null);
            return found[0] != null;
        });
        return type.cast(found[0]);
    }

    /** Opens the menu as a right click does. */
    private static List<MenuItem> menu(Control control) {
        Menu menu = control.getMenu();
        menu.notifyListeners(SWT.Show, new Event());
        return all(menu);
    }

    private static List<MenuItem> all(Menu menu) {
        List<MenuItem> all = new ArrayList<>();
        for (MenuItem item : menu.getItems()) {
            if (item.getMenu() == null) {
                all.add(item);
            } else {
                all.addAll(all(item.getMenu()));
            }
        }
        return all;
    }

    private static MenuItem entry(List<MenuItem> menu, String words) {
        return menu.stream().filter(i -> i.getText().equals(words)).findFirst()
                .orElseThrow(() -> new AssertionError(words + " in " + menu.stream().map(MenuItem::getText).toList()));
    }

    private void press(Control on, String words, String query) {
        entry(menu(on), words).notifyListeners(SWT.Selection, new Event());
        Bench.answered();
        assertEquals(query, investigation.query());
        assertTrue(investigation.answer().isPresent(), query + ": " + investigation.state());
    }

    @Test
    void wordsOfAConversationAreSearchedFor() {
        EventId id = select("kind:inference AND app:loan-desk AND status:ok");
        StyledText words = page(0, StyledText.class, "Conversation");
        Bench.until("words", () -> words.getText().contains("income"));
        String all = words.getText();
        assertFalse(entry(menu(words), "Copy\tCtrl+C").isEnabled(), "nothing is selected");
        entry(menu(words), "Write a note on " + id);
        int at = all.indexOf("income");
        words.setSelection(at, at + "income".length());
        press(words, "Search for income", "income");
        assertTrue(investigation.answer().orElseThrow().first().total() > 0);
        // An answer shows its first row: back to the event.
        investigation.select(id);
        Bench.until("words", () -> words.getText().equals(all));
        int from = all.lastIndexOf(' ', at - 2) + 1;
        words.setSelection(from, at + "income".length());
        String phrase = '"' + words.getSelectionText() + '"';
        assertTrue(entry(menu(words), "Copy\tCtrl+C").isEnabled());
        press(words, "Without " + phrase, "income AND NOT " + phrase);
    }

    /** The row of a denial among the decisions of the selected event's trace, selected. */
    private static TableItem denied(Table decisions) {
        TableItem[] found = {null};
        Bench.until("a denial", () -> {
            found[0] = Arrays.stream(decisions.getItems()).filter(i -> i.getText(1).equals("deny")).findFirst()
                    .orElse(null);
            return found[0] != null;
        });
        decisions.setSelection(found[0]);
        return found[0];
    }

    @Test
    void decisionsAndStepsAreSearchedFor() {
        EventId id = select("kind:policy AND policy:deny");
        Table decisions = page(3, Table.class, "Policy & review");
        denied(decisions);
        press(decisions, "Search for policy:deny", "policy:deny");
        investigation.select(id);
        String event = denied(decisions).getText(4);
        press(decisions, "Only id:\"" + event + '"', "policy:deny AND id:\"" + event + '"');
        investigation.select(id);
        Tree steps = page(1, Tree.class, "Trace");
        Bench.until("steps", () -> steps.getItemCount() > 0);
        steps.setSelection(steps.getItem(0));
        List<MenuItem> menu = menu(steps);
        assertTrue(menu.stream().anyMatch(i -> i.getText().startsWith("Without kind:")));
        assertTrue(menu.stream().anyMatch(i -> i.getText().startsWith("Write a note on S")));
    }

    @Test
    void facetsSourcesAndBadRecordsHaveTheirMenus() {
        Tree facets = Bench.one(FacetPanel.class).tree();
        TreeItem value = facets.getItem(0).getItem(0);
        String clause = "kind:" + value.getText();
        facets.setSelection(value);
        entry(menu(facets), "Write a note on the first event with " + clause).notifyListeners(SWT.Selection,
                new Event());
        Bench.until("notes", () -> Bench.window().getActivePage().isPartVisible(Bench.window().getActivePage()
                .findView(Parts.NOTES)));
        press(facets, "Search for " + clause, clause);
        facets = Bench.one(FacetPanel.class).tree();
        facets.setSelection(facets.getItem(0).getItem(0));
        press(facets, "Without " + clause, clause + " AND NOT " + clause);
        Bench.perspective(Parts.PERSPECTIVE_CUSTODY);
        Table[] sources = {null};
        Bench.until("sources", () -> {
            sources[0] = Bench.visible(Table.class).stream()
                    .filter(t -> "Sources and their reconciliation".equals(t.getData(Names.KEY))).findFirst()
                    .orElse(null);
            return sources[0] != null && sources[0].getItemCount() > 1;
        });
        sources[0].setSelection(1);
        press(sources[0], "Search for source:S2", "source:S2");
        assertEquals(Parts.PERSPECTIVE_INVESTIGATE, Bench.window().getActivePage().getPerspective().getId());
    }

    @Test
    void timeEventAndFiguresOfARowAreSearchedFor() {
        investigation.ask("kind:inference AND tokensIn:*");
        Bench.answered();
        var hit = investigation.answer().orElseThrow().first().hits().get(0);
        EventTable table = Bench.one(EventTable.class);
        Bench.until("selected", () -> table.selected().isPresent());
        table.rowMenu().notifyListeners(SWT.Show, new Event());
        List<String> found = all(table.rowMenu()).stream().map(MenuItem::getText).toList();
        assertTrue(found.contains("Search for id:\"" + hit.id() + '"'), found.toString());
        assertTrue(found.stream().anyMatch(t -> t.startsWith("Without time:\"20")), found.toString());
        assertTrue(found.stream().anyMatch(t -> t.matches("Only tokensIn:[0-9]+")), found.toString());
    }

    /** The row of a fact, selected. */
    private static TableItem fact(Table facts, String name) {
        TableItem[] found = {null};
        Bench.until(name, () -> {
            found[0] = Arrays.stream(facts.getItems()).filter(i -> i.getText(2).equals(name)).findFirst()
                    .orElse(null);
            return found[0] != null;
        });
        facts.setSelection(found[0]);
        return found[0];
    }

    @Test
    void factsWithAUnitOrWithSeveralValuesAreFound() {
        for (String[] each : List.of(new String[] {"kind:inference AND duration:>1ms", "duration"},
                new String[] {"kind:retrieval AND ids:*", "ids"})) {
            EventId id = select(each[0]);
            Table facts = page(2, Table.class, "Facts");
            fact(facts, each[1]);
            MenuItem search = menu(facts).stream().filter(i -> i.getText().startsWith("Search for " + each[1]))
                    .findFirst().orElseThrow();
            search.notifyListeners(SWT.Selection, new Event());
            Bench.answered();
            String found = investigation.query();
            assertTrue(Bench.away(() -> binder.trail().count("(" + found + ") AND id:\"" + id + '"', Progress.NONE))
                    > 0, found);
        }
    }

    @Test
    void anEventLeadsToTheControlsItIsEvidenceFor() {
        Assessments assessments = Bench.service(Assessments.class);
        String id = Bench.away(() -> binder.workpapers().run(AssessOptions.DEFAULTS, Progress.NONE)
                .check("policy.missing").orElseThrow().records().get(0));
        investigation.select(EventId.parse(id));
        Bench.turn(Bench.detail(), CONTROLS);
        assertTrue(assessments.results().isEmpty());
        Link[] now = {null};
        Bench.until("link", () -> {
            now[0] = Bench.visible(Link.class).stream().filter(l -> l.getText().equals("<a>Assess now</a>"))
                    .findFirst().orElse(null);
            return now[0] != null;
        });
        now[0].notifyListeners(SWT.Selection, new Event());
        Bench.until("assessment", () -> assessments.results().isPresent());
        Table controls = page(CONTROLS, Table.class, "Controls");
        Bench.until("controls", () -> controls.getItemCount() > 0);
        List<TableItem> against = Arrays.stream(controls.getItems()).filter(i -> i.getText(0)
                .equals("\u25b2 speaks against")).toList();
        String check = assessments.results().orElseThrow().check("policy.missing").orElseThrow().title();
        assertTrue(against.stream().anyMatch(i -> i.getText(2).equals(check)), "rows against " + against.size());
        assertTrue(controls.getItem(0).getText(0).contains("against"), "contrary first");
        assertTrue(Arrays.stream(controls.getItems()).anyMatch(i -> i.getText(0).contains("speaks for")));
        String wanted = against.get(0).getText(1);
        Event open = new Event();
        open.item = against.get(0);
        controls.notifyListeners(SWT.DefaultSelection, open);
        Bench.settle();
        assertEquals(Parts.PERSPECTIVE_ASSESS, Bench.window().getActivePage().getPerspective().getId());
        var shown = assessments.selected().orElseThrow().control();
        assertEquals(wanted, shown.ref() + "  " + shown.label());
        Tree catalogs = Bench.visible(Tree.class).stream().filter(t -> t.getSelectionCount() == 1).findFirst()
                .orElseThrow();
        assertEquals(wanted, catalogs.getSelection()[0].getText(0), "the tree goes along");
    }
}
